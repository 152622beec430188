namespace Emend.Server.Http;

/// <summary>Receives bodies up to a limit.</summary>
internal static class RequestBodyReader
{
    /// <summary>
    /// The body, or null where it is larger than the limit. What is too large is still received to its end (the server's own limit
    /// ends it), so that the sender reads an answer and not a broken connection.
    /// </summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> Read(HttpRequest request, int max, CancellationToken ct)
    {
        var buffer = new byte[Math.Clamp(request.ContentLength ?? 4_096, 1, max)];
        var length = 0L;
        while (true)
        {
            var keep = length < max;
            if (keep && length == buffer.Length) Array.Resize(ref buffer, Math.Min(buffer.Length * 2, max));
            var taken = await request.Body.ReadAsync(keep ? buffer.AsMemory((int)length) : buffer, ct);
            if (taken == 0 && length > max) return null;
            if (taken == 0) return buffer.AsMemory(0, (int)length);
            length += taken;
        }
    }
}

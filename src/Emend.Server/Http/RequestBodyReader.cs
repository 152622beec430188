namespace Emend.Server.Http;

/// <summary>Receives request bodies up to a size limit.</summary>
internal static class RequestBodyReader
{
    /// <summary>
    /// Returns the body, or null if it is larger than <paramref name="max"/> bytes. Receives an oversized body to its end, up to the
    /// limit of the server, so that the client gets a response instead of a broken connection.
    /// </summary>
    public static async ValueTask<ReadOnlyMemory<byte>?> Read(HttpRequest request, int max, CancellationToken ct)
    {
        var buffer = new byte[Math.Clamp(request.ContentLength ?? 4_096, 1, max)];
        var length = 0L;
        while (true)
        {
            var keep = length < max;
            if (keep && length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, max));
            }

            var taken = await request.Body.ReadAsync(keep ? buffer.AsMemory((int)length) : buffer, ct);
            if (taken == 0 && length > max)
            {
                return null;
            }

            if (taken == 0)
            {
                return buffer.AsMemory(0, (int)length);
            }

            length += taken;
        }
    }
}

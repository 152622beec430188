using System.Text;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Converts the paths of validation errors to JSON pointers (RFC 6901).</summary>
internal static class JsonPointers
{
    /// <summary>
    /// Converts <c>changes[2].line</c> to <c>/changes/2/line</c>. The empty path, the whole body, becomes the empty pointer.
    /// </summary>
    public static string FromPath(string path)
    {
        var pointer = new StringBuilder(path.Length + 2);
        foreach (var part in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            pointer.Append('/').Append(Escape(part.TrimEnd(']')));
        }

        return pointer.ToString();
    }

    private static string Escape(string part) =>
        part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

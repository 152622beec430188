using System.Text;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>JSON pointers (RFC 6901) out of the paths in which shapes and rows speak.</summary>
internal static class JsonPointers
{
    /// <summary><c>changes[2].line</c> is <c>/changes/2/line</c>; the body as a whole has the empty pointer.</summary>
    public static string Of(string path)
    {
        var pointer = new StringBuilder(path.Length + 2);
        foreach (var part in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
            pointer.Append('/').Append(Escaped(part.TrimEnd(']')));
        return pointer.ToString();
    }

    private static string Escaped(string part) =>
        part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}

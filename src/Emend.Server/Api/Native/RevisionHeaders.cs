using System.Globalization;
using Emend.Server.Http;

namespace Emend.Server.Api.Native;

/// <summary>Revisions of an order in headers: the ETag of what is told, and the If-Match of what is asked for.</summary>
internal static class RevisionHeaders
{

    public static void Write(HttpResponse response, long revision) => response.Headers.ETag = Tag(revision);

    /// <summary>Whether the caller has the very revision already.</summary>
    public static bool IsKnown(HttpRequest request, long revision) => request.Headers.IfNoneMatch.Any(t => t == Tag(revision));

    /// <summary>The revision that If-Match names; null where it names none. Or what is wrong with it.</summary>
    public static (long? Revision, ValidationError? Problem) IfMatch(HttpRequest request, string what = "order") => request.Headers.IfMatch switch
    {
        [] or ["*"] => (null, null),
        [{ Length: > 2 } tag] when tag[0] == '"' && tag[^1] == '"'
            && long.TryParse(tag[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) => (revision, null),
        [var other] => (null, new("If-Match", $"is {ValueFormatter.Short(other ?? "")}", Right(what))),
        _ => (null, new("If-Match", "is there several times", Right(what))),
    };

    private static string Right(string what) => $"must be the ETag of the {what} as you saw it, such as \"3\", or *";

    private static string Tag(long revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");
}

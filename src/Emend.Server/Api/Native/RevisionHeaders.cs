using System.Globalization;
using Emend.Server.Http;

namespace Emend.Server.Api.Native;

/// <summary>Reads and writes revisions in the headers ETag, If-Match and If-None-Match.</summary>
internal static class RevisionHeaders
{
    public static void WriteETag(HttpResponse response, long revision) => response.Headers.ETag = ToETag(revision);

    /// <summary>True if If-None-Match contains this revision.</summary>
    public static bool MatchesIfNoneMatch(HttpRequest request, long revision) =>
        request.Headers.IfNoneMatch.Any(t => t == ToETag(revision));

    /// <summary>
    /// Reads the expected revision from If-Match, or its validation error. The revision is null if the header is missing or *.
    /// </summary>
    public static (long? Revision, ValidationError? Problem) ReadIfMatch(HttpRequest request, string resource = "order") =>
        request.Headers.IfMatch switch
        {
            [] or ["*"] => (null, null),
            [{ Length: > 2 } tag] when tag[0] == '"' && tag[^1] == '"'
                && long.TryParse(tag[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) => (revision, null),
            [var other] => (null, new("If-Match", $"is {ValueFormatter.Truncate(other ?? "")}", GetExpected(resource))),
            _ => (null, new("If-Match", "is sent several times", GetExpected(resource))),
        };

    private static string GetExpected(string resource) => $"must be the ETag of the {resource}, such as \"3\", or *";

    private static string ToETag(long revision) => string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");
}

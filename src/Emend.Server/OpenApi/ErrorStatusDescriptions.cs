namespace Emend.Server.OpenApi;

/// <summary>What the error statuses mean, the same in every face.</summary>
internal static class ErrorStatusDescriptions
{
    public static string NameOf(int status) => status switch
    {
        400 => "Malformed",
        401 => "Unauthenticated",
        403 => "Forbidden",
        404 => "NotFound",
        409 => "Conflict",
        410 => "Gone",
        412 => "PreconditionFailed",
        413 => "TooLarge",
        415 => "UnsupportedType",
        422 => "Refused",
        428 => "PreconditionRequired",
        429 => "TooMany",
        500 => "Failed",
        503 => "Busy",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status that has no words yet."),
    };

    public static string Of(int status) => status switch
    {
        400 => "The body, a parameter or a header is malformed. Every problem is told at once, each with what would be right.",
        401 => "Nobody is signed in: the credential is missing, forged, expired, or no longer counts.",
        403 => "A permission is missing.",
        404 => "The tenant has nothing of that id.",
        409 => "The version that was named is not the current one, or the place is taken.",
        410 => "It was there, and is no more.",
        412 => "The version that the header names is not the current one.",
        413 => "The body is larger than is read.",
        415 => "The body is not of a media type that is read, or is encoded.",
        422 => "Conditions do not hold, and nothing was written. All of them are told, each with the way out.",
        428 => "The request must name the version it is about.",
        429 => "Too many requests; `Retry-After` says when to go on.",
        500 => "The server failed. Nothing was written, or all of it.",
        503 => "Too many requests for the same thing at once; `Retry-After` says when to try again.",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "A status that has no words yet."),
    };
}

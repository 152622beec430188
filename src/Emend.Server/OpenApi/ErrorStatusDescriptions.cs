namespace Emend.Server.OpenApi;

/// <summary>Names and descriptions of the error statuses, shared by all APIs.</summary>
internal static class ErrorStatusDescriptions
{
    public static string ToName(int status) => status switch
    {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        409 => "Conflict",
        410 => "Gone",
        412 => "PreconditionFailed",
        413 => "ContentTooLarge",
        415 => "UnsupportedMediaType",
        422 => "UnprocessableContent",
        428 => "PreconditionRequired",
        429 => "TooManyRequests",
        500 => "InternalServerError",
        503 => "ServiceUnavailable",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "This status has no description."),
    };

    public static string Describe(int status) => status switch
    {
        400 => "The body, a parameter or a header is invalid. The response lists every error and the expected value.",
        401 => "The token or API key is missing, invalid, expired or revoked.",
        403 => "The caller lacks a permission, or the tenant is suspended.",
        404 => "The tenant has no resource with this id.",
        409 => "The named version is not the current version, or a conflicting resource exists.",
        410 => "The resource is deleted, or the restore of a backup removed it.",
        412 => "The version in the header is not the current version.",
        413 => "The body exceeds the size limit.",
        415 => "The media type or the encoding of the body is not supported.",
        422 => "The request violates rules. Nothing was written. The response lists every violation and its remedy.",
        428 => "The request does not name a version. Send the version of the resource.",
        429 => "The client sent too many requests. Retry after the time in `Retry-After`.",
        500 => "The server failed. The request was applied completely or not at all.",
        503 => "Too many concurrent requests for the same resource, or the database is unavailable. Retry after the time in `Retry-After`.",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "This status has no description."),
    };
}

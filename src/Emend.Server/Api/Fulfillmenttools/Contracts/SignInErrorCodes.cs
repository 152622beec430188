namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>
/// Error messages of sign-in. Clients of the vendor evaluate the code. Some codes are followed by a colon and an explanation.
/// </summary>
internal static class SignInErrorCodes
{
    public const string InvalidKey = "API_KEY_INVALID : The parameter 'key' must be the sign-in key of a tenant.";
    public const string MissingEmail = "MISSING_EMAIL : 'email' is required.";
    public const string InvalidEmail = "INVALID_EMAIL : 'email' must be a text of at most 320 characters.";
    public const string MissingPassword = "MISSING_PASSWORD : 'password' is required.";

    /// <summary>The same code for an unknown user and a wrong password, so that attackers cannot find usernames.</summary>
    public const string InvalidCredentials = "INVALID_LOGIN_CREDENTIALS";
    public const string TooManyAttempts =
        "TOO_MANY_ATTEMPTS_TRY_LATER : Too many wrong passwords for this user. Wait 15 minutes, or ask an administrator.";

    /// <summary>The code of a rate limit, with status 429. The vendor's clients treat it like a locked user.</summary>
    public const string TooManyRequests = "TOO_MANY_ATTEMPTS_TRY_LATER";
    public const string UserDisabled = "USER_DISABLED";
    public const string MissingGrantType = "MISSING_GRANT_TYPE : 'grant_type' must be refresh_token.";
    public const string InvalidGrantType = "INVALID_GRANT_TYPE : 'grant_type' must be refresh_token.";
    public const string MissingRefreshToken = "MISSING_REFRESH_TOKEN : 'refresh_token' is required.";
    public const string InvalidRefreshToken = "INVALID_REFRESH_TOKEN";
    public const string TokenExpired = "TOKEN_EXPIRED";
}

namespace Emend.Server.Identity;

/// <summary>Why nobody is signed in, as the vendor's clients know it: a code, and for some a colon and words.</summary>
internal static class SignInErrorCodes
{
    public const string NoSuchKey = "API_KEY_INVALID : The parameter 'key' must be the sign-in key of a tenant.";
    public const string MissingEmail = "MISSING_EMAIL : 'email' must be given.";
    public const string InvalidEmail = "INVALID_EMAIL : 'email' must be a text of at most 320 characters.";
    public const string MissingPassword = "MISSING_PASSWORD : 'password' must be given.";

    /// <summary>One code for an unknown user and a wrong password: whoever guesses learns nothing.</summary>
    public const string WrongCredentials = "INVALID_LOGIN_CREDENTIALS";
    public const string TooManyAttempts =
        "TOO_MANY_ATTEMPTS_TRY_LATER : Too many wrong passwords for this user. Wait a quarter of an hour, or ask an administrator.";
    public const string Disabled = "USER_DISABLED";
    public const string MissingGrantType = "MISSING_GRANT_TYPE : 'grant_type' must be refresh_token.";
    public const string InvalidGrantType = "INVALID_GRANT_TYPE : 'grant_type' must be refresh_token.";
    public const string MissingRefreshToken = "MISSING_REFRESH_TOKEN : 'refresh_token' must be given.";
    public const string NoSuchRefreshToken = "INVALID_REFRESH_TOKEN";
    public const string Expired = "TOKEN_EXPIRED";
}

namespace Emend.Server.Identity;

/// <summary>Why a request has no <see cref="Caller"/>. Each API answers 401 in its own error format.</summary>
internal sealed record AuthenticationError(string Code, string Description)
{
    public static readonly AuthenticationError Missing =
        new("missing", "The request has neither an Authorization header with a Bearer token nor an X-Api-Key header.");

    public static readonly AuthenticationError NotBearer = new(
        "scheme", "The Authorization header must consist of 'Bearer', a space, and the token.");

    public static readonly AuthenticationError Malformed = new("malformed", "The Bearer token is malformed.");

    public static readonly AuthenticationError Forged =
        new("forged", "The Bearer token was not signed by this server, or its signing key has expired.");

    public static readonly AuthenticationError UnknownKey =
        new("key", "The X-Api-Key is unknown, expired, or revoked.");

    public static readonly AuthenticationError Both =
        new("both", "The request has an Authorization header and an X-Api-Key header. Send only one of them.");

    public static readonly AuthenticationError Expired = new("expired", "The Bearer token has expired. Refresh it, or sign in again.");

    /// <summary><see cref="IActorResolver.Find(Caller, long, CancellationToken)"/> returned no actor.</summary>
    public static readonly AuthenticationError Revoked =
        new("revoked", "The token or API key is no longer valid. Sign in again, or request another API key.");
}

namespace Emend.Server.Application;

/// <summary>Why a request has no <see cref="Caller"/>: a face answers it as 401 in its own shape.</summary>
internal sealed record AuthenticationError(string Code, string Words)
{
    public static readonly AuthenticationError Missing =
        new("missing", "The request carries neither an Authorization header with a Bearer token nor an X-Api-Key.");

    public static readonly AuthenticationError NotBearer = new("scheme", "The Authorization header must be 'Bearer', a space, and the token.");

    public static readonly AuthenticationError Malformed = new("malformed", "The Bearer token is no token of this server.");

    public static readonly AuthenticationError Forged =
        new("forged", "The Bearer token was not signed by this server, or by a key no longer in use.");

    public static readonly AuthenticationError UnknownKey =
        new("key", "The X-Api-Key is no key of this server, has expired, or was revoked.");

    public static readonly AuthenticationError Both =
        new("both", "The request carries an Authorization header and an X-Api-Key: send one of them.");

    public static readonly AuthenticationError Expired = new("expired", "The Bearer token has expired. Refresh it, or sign in again.");

    /// <summary>Found where the roles are read: <see cref="IActorResolver.Find(Caller, long, CancellationToken)"/> gave nobody.</summary>
    public static readonly AuthenticationError Revoked =
        new("revoked", "The token or key counts no longer. Sign in again, or ask for another key.");
}

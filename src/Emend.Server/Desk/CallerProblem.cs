namespace Emend.Server.Desk;

/// <summary>Why a request has no <see cref="Caller"/>: a face answers it as 401 in its own shape.</summary>
internal sealed record CallerProblem(string Code, string Words)
{
    public static readonly CallerProblem Missing =
        new("missing", "The request carries neither an Authorization header with a Bearer token nor an X-Api-Key.");

    public static readonly CallerProblem NotBearer = new("scheme", "The Authorization header must be 'Bearer', a space, and the token.");

    public static readonly CallerProblem Malformed = new("malformed", "The Bearer token is no token of this server.");

    public static readonly CallerProblem Forged =
        new("forged", "The Bearer token was not signed by this server, or by a key no longer in use.");

    public static readonly CallerProblem UnknownKey =
        new("key", "The X-Api-Key is no key of this server, has expired, or was revoked.");

    public static readonly CallerProblem Both =
        new("both", "The request carries an Authorization header and an X-Api-Key: send one of them.");

    public static readonly CallerProblem Expired = new("expired", "The Bearer token has expired. Refresh it, or sign in again.");

    /// <summary>Found where the roles are read: <see cref="IActorDirectory.Find(Caller, long, CancellationToken)"/> gave nobody.</summary>
    public static readonly CallerProblem Revoked =
        new("revoked", "The token or key counts no longer. Sign in again, or ask for another key.");
}

using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Identity;

/// <summary>The identity in a valid token or API key. Emend reads the permissions again on every request.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="User">The user or credential.</param>
/// <param name="IssuedAt">When the token was issued, in microseconds since 1970.</param>
internal sealed record Caller(TenantId Tenant, ActorId User, long IssuedAt)
{
    /// <summary>For API keys: the SHA-256 of the secret in hexadecimal digits. Null for tokens.</summary>
    public string? Secret { get; init; }

    /// <summary>When the token expires. Null for API keys: the credential store knows their expiration.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>Finds users and credentials of all tenants with their current roles.</summary>
internal interface IActorResolver
{
    /// <summary>
    /// Returns the caller with their roles at the identity version of the tenant. Null if the token is no longer valid: the user was
    /// deactivated or deleted, or changed the password. Throws <see cref="Common.TenantSuspendedException"/> if the tenant is suspended.
    /// </summary>
    ValueTask<Actor?> Find(Caller caller, long identityVersion, CancellationToken ct);

    /// <summary>
    /// The same for requests that do not load the identity version with an order. Reads the version from the store first.
    /// </summary>
    ValueTask<Actor?> Find(Caller caller, CancellationToken ct);
}

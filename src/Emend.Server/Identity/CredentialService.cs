using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application;

namespace Emend.Server.Identity;

/// <summary>Keys for programs are made, rotated and revoked. A secret is random and long, so its plain SHA-256 is kept.</summary>
internal sealed class CredentialService(IdentityChangeExecutor identityChangeExecutor, IIdentityAdminStore store) : ICredentialService
{
    private const int SecretLength = 43;
    private const string Prefix = "emend_";

    public async Task<ImmutableArray<Credential>> List(TenantId tenant, CancellationToken ct) =>
        (await store.Read(tenant, ct))?.Credentials ?? [];

    public async Task<IdentityChangeResult<IssuedCredential>> Create(
        TenantId tenant, Actor by, string name, ImmutableArray<RoleAssignment> roles, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        if (await identityChangeExecutor.Unknown(tenant, "roles", roles.SelectMany(r => r.Facilities), ct) is { IsEmpty: false } unknown)
            return Not(IdentityChangeStatus.Refused, [.. unknown]);
        var now = identityChangeExecutor.Now;
        if (expiresAt <= now) return Not(IdentityChangeStatus.Refused, new IdentityValidationError("expiresAt", "is past", "must be later than now"));
        var made = new Credential(tenant, new(identityChangeExecutor.NewId()), name) { Roles = roles, CreatedAt = now, ExpiresAt = expiresAt };
        var secret = NewSecret();
        return await identityChangeExecutor.Change(tenant, by, Decide, ct);

        IdentityDecision<IssuedCredential> Decide(IdentitySnapshot snapshot)
        {
            if (GrantPolicy.Unknown("roles", roles, snapshot.Roles) is { IsEmpty: false } none) return Not(IdentityChangeStatus.Refused, [.. none]);
            if (GrantPolicy.Beyond(by, "roles", roles, snapshot.Roles) is { IsEmpty: false } beyond) return Not(IdentityChangeStatus.Forbidden, [.. beyond]);
            return snapshot.Credentials.Any(c => c.Name == name)
                ? Not(IdentityChangeStatus.Taken, new IdentityValidationError("name", "is another credential's", "must be one that no credential has"))
                : new IdentityDecision<IssuedCredential>(
                    IdentityChangeResult<IssuedCredential>.Done(new(made, secret)),
                    new IdentityChange.AddCredential(made, new(ApiKeyReader.Hash(secret), null)), Of("credential.created", made));
        }
    }

    public async Task<IdentityChangeResult<IssuedCredential>> Rotate(
        TenantId tenant, Actor by, ActorId credential, TimeSpan overlap, CancellationToken ct)
    {
        var secret = NewSecret();
        return await identityChangeExecutor.Change(tenant, by, Decide, ct);

        IdentityDecision<IssuedCredential> Decide(IdentitySnapshot snapshot)
        {
            if (Found(snapshot, credential) is not { } found) return Not(IdentityChangeStatus.Missing);
            if (GrantPolicy.Beyond(by, "", found.Roles, snapshot.Roles) is { IsEmpty: false } beyond) return Not(IdentityChangeStatus.Forbidden, [.. beyond]);
            var now = identityChangeExecutor.Now;
            return new(
                IdentityChangeResult<IssuedCredential>.Done(new(found with { Version = found.Version + 1 }, secret)),
                new IdentityChange.RotateSecret(found, new(ApiKeyReader.Hash(secret), null), now, now + overlap), Of("credential.rotated", found));
        }
    }

    public async Task<IdentityChangeResult<Credential>> Revoke(TenantId tenant, Actor by, ActorId credential, CancellationToken ct) =>
        await identityChangeExecutor.Change(tenant, by, snapshot =>
        {
            if (Found(snapshot, credential) is not { } found) return IdentityChangeResult<Credential>.Not(IdentityChangeStatus.Missing);
            return GrantPolicy.Beyond(by, "", found.Roles, snapshot.Roles) is { IsEmpty: false } beyond
                ? IdentityChangeResult<Credential>.Not(IdentityChangeStatus.Forbidden, beyond)
                : new IdentityDecision<Credential>(
                    IdentityChangeResult<Credential>.Done(found), new IdentityChange.RemoveCredential(found), Of("credential.revoked", found));
        }, ct);

    private static string NewSecret() => Prefix + SecretGenerator.Text(SecretLength);

    private static Credential? Found(IdentitySnapshot snapshot, ActorId id) => snapshot.Credentials.FirstOrDefault(c => c.Id == id);

    private static IdentityChangeResult<IssuedCredential> Not(IdentityChangeStatus end, params ImmutableArray<IdentityValidationError> identityValidationErrors) =>
        IdentityChangeResult<IssuedCredential>.Not(end, identityValidationErrors);

    private static AuditAction Of(string action, Credential credential) => new(action, credential.Id.Value, credential.Name);
}

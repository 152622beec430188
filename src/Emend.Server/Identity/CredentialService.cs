using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Identity;

/// <summary>
/// Creates, rotates, and revokes credentials. Stores the SHA-256 of a secret, which is sufficient for long random secrets.
/// </summary>
internal sealed class CredentialService(IdentityChangeExecutor identityChangeExecutor, IIdentityAdminStore store) : ICredentialService
{
    private const int SecretLength = 43;
    private const string Prefix = "emend_";

    public async Task<ImmutableArray<Credential>> List(TenantId tenant, CancellationToken ct) =>
        (await store.Read(tenant, ct))?.Credentials ?? [];

    public async Task<IdentityChangeResult<IssuedCredential>> Create(
        TenantId tenant, Actor actor, string name, ImmutableArray<RoleAssignment> roles, DateTimeOffset? expiresAt, CancellationToken ct)
    {
        if (await identityChangeExecutor.CheckFacilitiesExist(
            tenant, "roles", roles.SelectMany(r => r.Facilities), ct) is { IsEmpty: false } unknown)
        {
            return Failed(IdentityChangeStatus.Invalid, [.. unknown]);
        }

        var now = identityChangeExecutor.Now;
        if (expiresAt <= now)
        {
            return Failed(
                IdentityChangeStatus.Invalid, new IdentityValidationError("expiresAt", "is in the past", "must be in the future"));
        }

        var created = new Credential(
            tenant, new(identityChangeExecutor.NewId()), name) { Roles = roles, CreatedAt = now, ExpiresAt = expiresAt };
        var secret = NewSecret();
        return await identityChangeExecutor.Execute(tenant, actor, Decide, ct);

        IdentityDecision<IssuedCredential> Decide(IdentitySnapshot snapshot)
        {
            if (GrantPolicy.CheckRolesExist("roles", roles, snapshot.Roles) is { IsEmpty: false } none)
            {
                return Failed(IdentityChangeStatus.Invalid, [.. none]);
            }

            if (GrantPolicy.CheckGrants(actor, "roles", roles, snapshot.Roles) is { IsEmpty: false } beyond)
            {
                return Failed(IdentityChangeStatus.Forbidden, [.. beyond]);
            }

            return snapshot.Credentials.Any(c => c.Name == name)
                ? Failed(
                    IdentityChangeStatus.NameTaken,
                    new IdentityValidationError("name", "belongs to another credential", "must be unique in the tenant"))
                : new IdentityDecision<IssuedCredential>(
                    IdentityChangeResult<IssuedCredential>.Succeeded(new(created, secret)),
                    new IdentityChange.AddCredential(
                        created, new(ApiKeyReader.Hash(secret), null)), CreateAuditAction("credential.created", created));
        }
    }

    public async Task<IdentityChangeResult<IssuedCredential>> Rotate(
        TenantId tenant, Actor actor, ActorId credential, TimeSpan overlap, CancellationToken ct)
    {
        var secret = NewSecret();
        return await identityChangeExecutor.Execute(tenant, actor, Decide, ct);

        IdentityDecision<IssuedCredential> Decide(IdentitySnapshot snapshot)
        {
            if (FindCredential(snapshot, credential) is not { } found)
            {
                return Failed(IdentityChangeStatus.NotFound);
            }

            if (GrantPolicy.CheckGrants(actor, "", found.Roles, snapshot.Roles) is { IsEmpty: false } beyond)
            {
                return Failed(IdentityChangeStatus.Forbidden, [.. beyond]);
            }

            var now = identityChangeExecutor.Now;
            return new(
                IdentityChangeResult<IssuedCredential>.Succeeded(new(found with { Version = found.Version + 1 }, secret)),
                new IdentityChange.RotateSecret(
                    found, new(ApiKeyReader.Hash(secret), null), now, now + overlap), CreateAuditAction("credential.rotated", found));
        }
    }

    public async Task<IdentityChangeResult<Credential>> Revoke(TenantId tenant, Actor actor, ActorId credential, CancellationToken ct) =>
        await identityChangeExecutor.Execute(tenant, actor, snapshot =>
        {
            if (FindCredential(snapshot, credential) is not { } found)
            {
                return IdentityChangeResult<Credential>.Failed(IdentityChangeStatus.NotFound);
            }

            return GrantPolicy.CheckGrants(actor, "", found.Roles, snapshot.Roles) is { IsEmpty: false } beyond
                ? IdentityChangeResult<Credential>.Failed(IdentityChangeStatus.Forbidden, beyond)
                : new IdentityDecision<Credential>(
                    IdentityChangeResult<Credential>.Succeeded(found), new IdentityChange
                        .RemoveCredential(found), CreateAuditAction("credential.revoked", found));
        }, ct);

    public static string NewSecret() => Prefix + SecretGenerator.CreateText(SecretLength);

    private static Credential? FindCredential(IdentitySnapshot snapshot, ActorId id) =>
        snapshot.Credentials.FirstOrDefault(c => c.Id == id);

    private static IdentityChangeResult<IssuedCredential> Failed(
        IdentityChangeStatus end, params ImmutableArray<IdentityValidationError> errors) =>
        IdentityChangeResult<IssuedCredential>.Failed(end, errors);

    private static AuditAction CreateAuditAction(string action, Credential credential) => new(action, credential.Id.Value, credential.Name);
}

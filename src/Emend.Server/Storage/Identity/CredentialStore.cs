using System.Security.Cryptography;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Storage.Identity;

internal sealed class CredentialStore(Database database, TenantDirectory directory) : ICredentialStore
{
    // The node that reads the key asks all servers, because the key names no tenant. The answer is the same on each server that has a row:
    // every later read goes to the database of the tenant.
    public async Task<(TenantId Tenant, ActorId Credential)?> FindOwner(byte[] hash, CancellationToken ct)
    {
        DatabaseUnavailableException? outage = null;
        foreach (var server in directory.Servers.All)
        {
            try
            {
                if (await FindOwner(TenantDirectory.Require(server, server.Name), hash, ct) is not { } owner)
                {
                    continue;
                }

                if (await directory.Find(owner.Tenant, ct) != server)
                {
                    await directory.Refresh(ct); // the tenant is new, or has moved
                }

                return owner;
            }
            catch (DatabaseUnavailableException unavailable)
            {
                outage = unavailable;
            }
        }

        return outage is null ? null : throw outage;
    }

    private static async Task<(TenantId Tenant, ActorId Credential)?> FindOwner(Database server, byte[] hash, CancellationToken ct)
    {
        var rows = await server.List(
            Statement.From(
                "SELECT secret_hash, tenant_id, credential_id FROM credential_secrets WHERE lookup = $1", CredentialRows
                    .CreateLookup(hash)),
            row => (Hash: row.Bytes(0), Tenant: new TenantId(row.Text(1)), Credential: new ActorId(row.Text(2))),
            ct);
        (TenantId, ActorId)? owner = null;
        foreach (var row in rows)
        {
            if (CryptographicOperations.FixedTimeEquals(row.Hash, hash))
            {
                owner = (row.Tenant, row.Credential);
            }
        }

        return owner;
    }

    public Task<CredentialSnapshot?> Read(TenantId tenant, ActorId credential, CancellationToken ct) => database.Read(
        [
            IdentityStore.SelectVersion(tenant),
            Statement.From($"{CredentialRows.Select} WHERE tenant_id = $1 AND credential_id = $2", tenant.Value, credential.Value),
            Statement.From(
                "SELECT secret_hash, ends_at FROM credential_secrets WHERE tenant_id = $1 AND credential_id = $2",
                tenant.Value, credential.Value),
            Statement.From($"SELECT {IdentityStore.RoleColumns} FROM roles WHERE tenant_id = $1", tenant.Value),
        ],
        async (rows, token) =>
        {
            var version = await rows.First(IdentityStore.ReadVersion, token);
            await rows.Next(token);
            var found = await rows.First(CredentialRows.Read, token);
            await rows.Next(token);
            var secrets = await rows.List(row => new CredentialSecret(row.Bytes(0), CredentialRows.ToTime(row.LongOrNull(1))), token);
            await rows.Next(token);
            var roles = await rows.List(IdentityStore.ReadRole, token);
            return version is var (known, isSuspended)
                ? new CredentialSnapshot(known, found, [.. secrets], [.. roles]) { IsSuspended = isSuspended }
                : null;
        },
        ct);

    public async Task RecordUse(TenantId tenant, ActorId credential, DateTimeOffset now, DateTimeOffset unlessSince, CancellationToken ct)
    {
        // The time of last use may be late or lost. Failed writes are not retried.
        _ = await database.Write(
            [
                Statement.From(
                    """
                    UPDATE credentials SET last_used_at = $3
                    WHERE tenant_id = $1 AND credential_id = $2 AND (last_used_at IS NULL OR last_used_at <= $4)
                    """,
                    tenant.Value, credential.Value, UnixMicroseconds.FromTime(now), UnixMicroseconds.FromTime(unlessSince)),
            ],
            ct);
    }
}

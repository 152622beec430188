using Emend.Server.Application;

namespace Emend.Server.Storage.Orders;

/// <summary>Removes idempotency keys in transactions of a bounded size, so that no writer waits long for it.</summary>
internal sealed class IdempotencyKeyStore(Database database) : IIdempotencyKeyStore
{
    public async Task<int> Forget(DateTimeOffset before, int max, CancellationToken ct)
    {
        var old = await database.List(
            Statement.From(
                "SELECT tenant_id, credential, key FROM idempotency WHERE created_at < $1 ORDER BY created_at LIMIT $2",
                UnixMicroseconds.FromTime(before), (long)max),
            row => (Tenant: row.Text(0), Credential: row.Text(1), Key: row.Text(2)),
            ct);
        // One that another node removed meanwhile is no fault.
        await database.Write(
            [
                .. old.Select(key => Statement.From(
                    "DELETE FROM idempotency WHERE tenant_id = $1 AND credential = $2 AND key = $3 AND created_at < $4",
                    key.Tenant, key.Credential, key.Key, UnixMicroseconds.FromTime(before))),
            ],
            ct);
        return old.Count;
    }
}

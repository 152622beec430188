using Emend.Server.Application.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage.Orders;

/// <summary>Deletes expired idempotency keys in small transactions, so that other writers do not wait long.</summary>
internal sealed class IdempotencyKeyStore(Database database) : IIdempotencyKeyStore
{
    public async Task<int> DeleteBefore(DateTimeOffset before, int max, CancellationToken ct)
    {
        var old = await database.List(
            Statement.From(
                "SELECT tenant_id, caller_id, key FROM idempotency_keys WHERE created_at < $1 ORDER BY created_at LIMIT $2",
                UnixMicroseconds.FromTime(before), (long)max),
            row => (Tenant: row.Text(0), Caller: row.Text(1), Key: row.Text(2)),
            ct);
        // Another node may already have deleted a key.
        await database.Write(
            [
                .. old.Select(key => Statement.From(
                    "DELETE FROM idempotency_keys WHERE tenant_id = $1 AND caller_id = $2 AND key = $3 AND created_at < $4",
                    key.Tenant, key.Caller, key.Key, UnixMicroseconds.FromTime(before))),
            ],
            ct);
        return old.Count;
    }
}

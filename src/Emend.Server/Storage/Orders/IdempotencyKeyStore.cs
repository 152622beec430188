using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage.Orders;

/// <summary>Finds the keys of a batch. Deletes expired keys in small transactions, so that other writers do not wait long.</summary>
internal sealed class IdempotencyKeyStore(Database database) : IIdempotencyKeyStore
{
    // A part is the key, a slash and the id of its order. The range lets the query use the index: 0 is the character after the slash, and
    // keys are compared by their code points. A key can contain a slash itself, so other keys can be in the range.
    public async Task<IdempotencyBatch> FindBatch(TenantId tenant, IdempotencyKey key, CancellationToken ct)
    {
        var rows = await database.List(
            Statement.From(
                """
                SELECT request_hash, order_id, revision, key FROM idempotency_keys
                WHERE tenant_id = $1 AND caller_id = $2
                    AND (key = $3 OR (key > $4 AND key < $5 AND key = $4 || order_id))
                """,
                tenant.Value, key.Credential, key.Key, key.Key + "/", key.Key + "0"),
            row => (Record: new IdempotencyRecord(row.Text(0), new(row.Text(1)), row.Long(2)), Key: row.Text(3)),
            ct);
        return new([.. rows.Select(r => r.Record)], rows.Any(r => r.Key == key.Key));
    }

    public async Task<int> DeleteBefore(TenantId tenant, DateTimeOffset before, int max, CancellationToken ct)
    {
        var old = await database.List(
            Statement.From(
                "SELECT caller_id, key FROM idempotency_keys WHERE tenant_id = $1 AND created_at < $2 ORDER BY created_at LIMIT $3",
                tenant.Value, UnixMicroseconds.FromTime(before), (long)max),
            row => (Caller: row.Text(0), Key: row.Text(1)),
            ct);
        // Another node may already have deleted a key.
        await database.Write(
            [
                .. old.Select(key => Statement.From(
                    "DELETE FROM idempotency_keys WHERE tenant_id = $1 AND caller_id = $2 AND key = $3 AND created_at < $4",
                    tenant.Value, key.Caller, key.Key, UnixMicroseconds.FromTime(before))),
            ],
            ct);
        return old.Count;
    }
}

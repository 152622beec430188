using Emend.Server.Desk;

namespace Emend.Server.Storage.Orders;

/// <summary>Removes idempotency keys in transactions of a bounded size, so that no writer waits long for it.</summary>
internal sealed class KeptKeys(Database database) : IKeptKeys
{
    public async Task<int> Forget(DateTimeOffset before, int most, CancellationToken ct)
    {
        var old = await database.List(
            Statement.Of(
                "SELECT tenant_id, credential, key FROM idempotency WHERE created_at < $1 ORDER BY created_at LIMIT $2",
                Instant.Micros(before), (long)most),
            row => (Tenant: row.Text(0), Credential: row.Text(1), Key: row.Text(2)),
            ct);
        // One that another node removed meanwhile is no fault.
        await database.Write(
            [
                .. old.Select(key => Statement.Of(
                    "DELETE FROM idempotency WHERE tenant_id = $1 AND credential = $2 AND key = $3 AND created_at < $4",
                    key.Tenant, key.Credential, key.Key, Instant.Micros(before))),
            ],
            ct);
        return old.Count;
    }
}

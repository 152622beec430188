using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Application.Events;

namespace Emend.Server.Storage.Messaging;

internal sealed class SubscriptionStore(Database database) : ISubscriptionStore
{
    public const string Columns =
        "tenant_id, subscription_id, name, event, doc, secret, former_secret, former_until, created_at";

    private const string One = "WHERE tenant_id = $1 AND subscription_id = $2";

    // Nobody waits for anybody: who meets another in a place takes the next.
    public async Task<bool> Add(Subscription subscription, EventPosition from, CancellationToken ct)
    {
        for (var slot = 0; slot < Subscription.MaxPerEvent; slot++)
        {
            var result = await database.Write([Insert(subscription, slot, from)], ct);
            if (result.Written) return true;
            if (result.Fault is TransactionFailure.Retry) slot--;
        }

        return false;
    }

    public async Task<IReadOnlyList<Subscription>> List(TenantId tenant, CancellationToken ct) => await database.List(
        Statement.From($"SELECT {Columns} FROM subscriptions WHERE tenant_id = $1 ORDER BY subscription_id", tenant.Value), KeptOf, ct);

    public Task<Subscription?> Find(TenantId tenant, string id, CancellationToken ct) => database.First(
        Statement.From($"SELECT {Columns} FROM subscriptions {One}", tenant.Value, id), KeptOf, ct);

    public async Task<IReadOnlyList<TenantId>> WithoutBroker(CancellationToken ct) => await database.List(
        Statement.From(
            """
            SELECT t.tenant_id FROM tenants t WHERE NOT EXISTS
                (SELECT 1 FROM subscriptions s WHERE s.tenant_id = t.tenant_id AND s.subscription_id = $1)
            """,
            Subscription.Broker),
        row => new TenantId(row.Text(0)),
        ct);

    // Once it is gone, whoever works on it keeps nothing more: its hold is lost.
    public Task Remove(TenantId tenant, string id, CancellationToken ct) => database.Write(
        [
            Statement.From($"DELETE FROM subscriptions {One}", tenant.Value, id),
            Statement.From($"DELETE FROM deliveries {One}", tenant.Value, id),
        ],
        ct);

    public async Task<bool> SetSecrets(TenantId tenant, string id, SigningSecrets secrets, CancellationToken ct)
    {
        var result = await database.Write(
            [
                Statement.One(
                    $"UPDATE subscriptions SET secret = $3, former_secret = $4, former_until = $5, signals = signals + 1 {One}",
                    tenant.Value, id, secrets.Current, secrets.Previous, UnixMicroseconds.FromTime(secrets.FormerUntil)),
            ],
            ct);
        return result.Written;
    }

    public static Subscription KeptOf(QueryResultReader row)
    {
        var (callback, headers, facilities) = SubscriptionSerializer.Read(row.Bytes(4));
        return new(new(row.Text(0)), row.Text(1), row.Text(2), row.Text(3), callback, facilities)
        {
            Headers = headers,
            Secrets = new(row.Bytes(5), row.BytesOrNull(6), row.Instant(7)),
            CreatedAt = row.Instant(8),
        };
    }

    private static Statement Insert(Subscription subscription, int slot, EventPosition from) => Statement.One(
        $"""
        INSERT INTO subscriptions ({Columns}, slot, xid, seq, idx, signals, claimed_by, claimed_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, '', 0)
        """,
        subscription.Tenant.Value, subscription.Id, subscription.Name, subscription.Event, SubscriptionSerializer.Write(subscription),
        subscription.Secrets.Current, subscription.Secrets.Previous, UnixMicroseconds.FromTime(subscription.Secrets.FormerUntil),
        UnixMicroseconds.FromTime(subscription.CreatedAt), (long)slot, from.Transaction, from.Sequence, (long)from.Index);
}

using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Common;

namespace Emend.Server.Storage.Messaging;

internal sealed class SubscriptionStore(Database database, TenantFinder tenants) : ISubscriptionStore
{
    public const string Columns =
        "tenant_id, subscription_id, name, event, doc, secret, previous_secret, previous_secret_until, created_at";

    private const string OfSubscription = "WHERE tenant_id = $1 AND subscription_id = $2";

    // Takes no locks. If another request has taken a slot, the next slot is tried. Subscriptions without a maximum have slots below zero.
    public async Task<bool> Add(Subscription subscription, EventPosition from, int? maxPerEvent, CancellationToken ct)
    {
        var slots = maxPerEvent is { } max
            ? Enumerable.Range(0, max).Select(slot => (long)slot)
            : [-Random.Shared.NextInt64(1, long.MaxValue)];
        foreach (var slot in slots)
        {
            TransactionResult result;
            do
            {
                result = await database.Write([Insert(subscription, slot, from)], ct);
            }
            while (result.Failure is TransactionFailure.Retry);

            if (result.IsCommitted)
            {
                return true;
            }
        }

        return false;
    }

    public async Task<IReadOnlyList<Subscription>> List(TenantId tenant, CancellationToken ct) => await database.List(
        Statement.From(
            $"SELECT {Columns} FROM subscriptions WHERE tenant_id = $1 ORDER BY subscription_id", tenant.Value), ReadSubscription, ct);

    public Task<Subscription?> Find(TenantId tenant, string id, CancellationToken ct) => database.First(
        Statement.From($"SELECT {Columns} FROM subscriptions {OfSubscription}", tenant.Value, id), ReadSubscription, ct);

    public Task<IReadOnlyList<TenantId>> ListTenantsWithoutBroker(CancellationToken ct) =>
        tenants.FindWithoutSubscription(Subscription.Broker, ct);

    public async Task SetBrokerApi(string api, CancellationToken ct)
    {
        foreach (var tenant in await tenants.FindWithSubscription(Subscription.Broker, ct))
        {
            if (await Find(tenant, Subscription.Broker, ct) is not { } broker || broker.Api == api)
            {
                continue;
            }

            await database.Write(
                [
                    Statement.From(
                        $"UPDATE subscriptions SET doc = $3, change_counter = change_counter + 1 {OfSubscription}",
                        broker.Tenant.Value, broker.Id, SubscriptionSerializer.Write(broker with { Api = api })),
                ],
                ct);
        }
    }

    // After the removal, a worker of this subscription cannot write anymore, because its lease is lost.
    public Task Remove(TenantId tenant, string id, CancellationToken ct) => database.Write(
        [
            Statement.From($"DELETE FROM subscriptions {OfSubscription}", tenant.Value, id),
            Statement.From($"DELETE FROM event_deliveries {OfSubscription}", tenant.Value, id),
        ],
        ct);

    public async Task<bool> SetSecrets(TenantId tenant, string id, SigningSecrets secrets, CancellationToken ct)
    {
        var result = await database.Write(
            [
                Statement.One(
                    $"""
                    UPDATE subscriptions SET secret = $3, previous_secret = $4, previous_secret_until = $5,
                        change_counter = change_counter + 1
                    {OfSubscription}
                    """,
                    tenant.Value, id, secrets.Current, secrets.Previous, UnixMicroseconds.FromTime(secrets.PreviousUntil)),
            ],
            ct);
        return result.IsCommitted;
    }

    public static Subscription ReadSubscription(QueryResultReader row)
    {
        var stored = SubscriptionSerializer.Read(row.Bytes(4));
        return new(new(row.Text(0)), row.Text(1), row.Text(2), row.Text(3), stored.Callback, stored.Facilities)
        {
            Api = stored.Api,
            Kinds = stored.Kinds,
            HasOnlyUnknownKinds = stored.HasOnlyUnknownKinds,
            Headers = stored.Headers,
            Secrets = new(row.Bytes(5), row.BytesOrNull(6), row.Instant(7)),
            CreatedAt = row.Instant(8),
        };
    }

    private static Statement Insert(Subscription subscription, long slot, EventPosition from) => Statement.One(
        $"""
        INSERT INTO subscriptions ({Columns}, slot, xid, seq, idx, change_counter, claimed_by, claimed_until)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, '', 0)
        """,
        subscription.Tenant.Value, subscription.Id, subscription.Name, subscription.Event, SubscriptionSerializer.Write(subscription),
        subscription.Secrets.Current, subscription.Secrets.Previous, UnixMicroseconds.FromTime(subscription.Secrets.PreviousUntil),
        UnixMicroseconds.FromTime(subscription.CreatedAt), slot, from.Transaction, from.Sequence, (long)from.Index);
}

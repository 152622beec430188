using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Storage.Catalogue;
using Emend.Server.Storage.Keeping;

namespace Emend.Server.Storage.Orders;

internal sealed class OrderStore(Database database) : IOrderStore
{
    private delegate Task<KeptDocuments> Reading(
        IReadOnlyList<Statement> batch, Func<Rows, CancellationToken, Task<KeptDocuments>> read, CancellationToken ct);

    public Task<Loaded> Load(TenantId tenant, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct) => database.Read(
        OrderQueries.Load(tenant, key, idempotency), (rows, token) => OrderQueries.Read(rows, key, idempotency, token), ct);

    public async Task<WriteOutcome> Write(OrderWrite write, CancellationToken ct)
    {
        var plan = await PlanOf(write, database.Read, ct);
        return plan.Outcome(await database.Write(plan.Statements, ct));
    }

    public Task<WriteOutcome> WriteLocked(
        TenantId tenant,
        OrderKey key,
        IdempotencyKey? idempotency,
        Func<Loaded, IReadOnlyCollection<ArticleId>> articles,
        Func<Loaded, IReadOnlyList<StockLevel>, OrderWrite?> decide,
        CancellationToken ct) => database.Locked(
        async session =>
        {
            var loaded = await LoadLocked(session, tenant, key, idempotency, ct);
            if (decide(loaded, await StockLocked(session, tenant, articles(loaded), ct)) is not { } write)
            {
                return WriteOutcome.Written; // nothing was to be written, and nothing was
            }

            var plan = await PlanOf(write, session.Read, ct);
            return plan.Outcome(await session.Write(plan.Statements, ct));
        },
        ct);

    public Task<Order?> AsOf(TenantId tenant, OrderId order, long revision, CancellationToken ct) =>
        database.AsOf(tenant, order, revision, ct);

    public Task<Order?> AsOfVersion(TenantId tenant, OrderId order, long version, CancellationToken ct) =>
        database.AsOfVersion(tenant, order, version, ct);

    private async ValueTask<WritePlan> PlanOf(OrderWrite write, Reading read, CancellationToken ct) => Forgetting.IsAskedBy(write)
        ? Forgetting.Of(write, await read(Forgetting.Documents(write.Tenant, write.After.Id), Forgetting.Kept, ct), database.Dialect)
        : OrderStatements.Of(write, database.Dialect);

    // The lock first, by a statement of its own: the next one then sees what the one before us committed.
    private static Task<Loaded> LoadLocked(
        LockedSession session, TenantId tenant, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct)
    {
        var load = OrderQueries.Load(tenant, key, idempotency);
        if (OrderQueries.Row(tenant, key) is not { } row)
        {
            return session.Read(load, (rows, token) => OrderQueries.Read(rows, key, idempotency, token), ct);
        }

        return session.Read(
            [row with { Sql = session.ForUpdate(row.Sql) }, .. load],
            async (rows, token) =>
            {
                await rows.Read(token);
                await rows.Next(token);
                return await OrderQueries.Read(rows, key, idempotency, token);
            },
            ct);
    }

    private async Task<List<StockLevel>> StockLocked(
        LockedSession session, TenantId tenant, IReadOnlyCollection<ArticleId> articles, CancellationToken ct)
    {
        var query = WorldSource.StockQuery(database.Dialect, tenant, articles);
        var inOrder = query with { Sql = session.ForUpdate($"{query.Sql} ORDER BY facility_id, article_id") };
        return await session.Read([inOrder], (rows, token) => rows.List(WorldSource.LevelOf, token), ct);
    }
}

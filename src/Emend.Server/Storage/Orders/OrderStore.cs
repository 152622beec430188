using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Storage.ReferenceData;
using Emend.Server.Storage.Retention;

namespace Emend.Server.Storage.Orders;

internal sealed class OrderStore(Database database) : IOrderStore
{
    private delegate Task<ErasableDocuments> LoadResult(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<ErasableDocuments>> read, CancellationToken ct);

    public Task<LoadedOrder> Load(TenantId tenant, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct) => database.Read(
        OrderLoadQueries.Load(tenant, key, idempotency), (row, token) => OrderLoadQueries.Read(row, key, idempotency, token), ct);

    public async Task<OrderWriteResult> Write(OrderWrite write, CancellationToken ct)
    {
        var plan = await PlanOf(write, database.Read, ct);
        return plan.Outcome(await database.Write(plan.Statements, ct));
    }

    public Task<OrderWriteResult> WriteLocked(
        TenantId tenant,
        OrderKey key,
        IdempotencyKey? idempotency,
        Func<LoadedOrder, IReadOnlyCollection<ArticleId>> articles,
        Func<LoadedOrder, IReadOnlyList<StockLevel>, OrderWrite?> decide,
        CancellationToken ct) => database.Locked(
        async session =>
        {
            var loaded = await LoadLocked(session, tenant, key, idempotency, ct);
            if (decide(loaded, await StockLocked(session, tenant, articles(loaded), ct)) is not { } write)
            {
                return OrderWriteResult.Written; // nothing was to be written, and nothing was
            }

            var plan = await PlanOf(write, session.Read, ct);
            return plan.Outcome(await session.Write(plan.Statements, ct));
        },
        ct);

    public Task<Order?> AsOf(TenantId tenant, OrderId order, long revision, CancellationToken ct) =>
        database.AsOf(tenant, order, revision, ct);

    public Task<Order?> AsOfVersion(TenantId tenant, OrderId order, long version, CancellationToken ct) =>
        database.AsOfVersion(tenant, order, version, ct);

    private async ValueTask<TransactionPlan> PlanOf(OrderWrite write, LoadResult read, CancellationToken ct) => OrderErasure.IsAskedBy(write)
        ? OrderErasure.Of(write, await read(OrderErasure.Documents(write.Tenant, write.After.Id), OrderErasure.Kept, ct), database.Dialect)
        : OrderWriteStatements.Of(write, database.Dialect);

    // The lock first, by a statement of its own: the next one then sees what the one before us committed.
    private static Task<LoadedOrder> LoadLocked(
        LockedSession session, TenantId tenant, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct)
    {
        var load = OrderLoadQueries.Load(tenant, key, idempotency);
        if (OrderLoadQueries.Row(tenant, key) is not { } row)
        {
            return session.Read(load, (rows, token) => OrderLoadQueries.Read(rows, key, idempotency, token), ct);
        }

        return session.Read(
            [row with { Sql = session.ForUpdate(row.Sql) }, .. load],
            async (rows, token) =>
            {
                await rows.Read(token);
                await rows.Next(token);
                return await OrderLoadQueries.Read(rows, key, idempotency, token);
            },
            ct);
    }

    private async Task<List<StockLevel>> StockLocked(
        LockedSession session, TenantId tenant, IReadOnlyCollection<ArticleId> articles, CancellationToken ct)
    {
        var query = ReferenceDataReader.StockQuery(database.Dialect, tenant, articles);
        var inOrder = query with { Sql = session.ForUpdate($"{query.Sql} ORDER BY facility_id, article_id") };
        return await session.Read([inOrder], (row, token) => row.List(ReferenceDataReader.LevelOf, token), ct);
    }
}

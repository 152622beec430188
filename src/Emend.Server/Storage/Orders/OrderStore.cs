using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Inventory;
using Emend.Server.Storage.ReferenceData;
using Emend.Server.Storage.Retention;

namespace Emend.Server.Storage.Orders;

/// <summary>Loads orders and writes accepted decisions, optimistically or under row locks. Each write is one transaction.</summary>
internal sealed class OrderStore(Database database) : IOrderStore
{
    private delegate Task<ErasableDocuments> ReadDocuments(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<ErasableDocuments>> read, CancellationToken ct);

    public Task<LoadedOrder> Load(TenantId tenant, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct) => database.Read(
        OrderLoadQueries.Load(tenant, key, idempotency), (row, token) => OrderLoadQueries.Read(row, key, idempotency, token), ct);

    public async Task<OrderWriteResult> Write(OrderWrite write, CancellationToken ct)
    {
        var plan = await CreatePlan(write, database.Read, ct);
        return plan.ToWriteResult(await database.Write(plan.Statements, ct));
    }

    public Task<OrderWriteResult> WriteLocked(
        TenantId tenant,
        OrderKey key,
        IdempotencyKey? idempotency,
        Func<LoadedOrder, IReadOnlyCollection<ArticleId>> articles,
        Func<LoadedOrder, IReadOnlyList<StockLevel>, OrderWrite?> decide,
        CancellationToken ct) => database.ExecuteLocked(
        tenant,
        async session =>
        {
            var loaded = await LoadLocked(session, tenant, key, idempotency, ct);
            if (decide(loaded, await ReadStockLocked(session, tenant, articles(loaded), ct)) is not { } write)
            {
                return OrderWriteResult.Written; // there was nothing to write
            }

            var plan = await CreatePlan(write, session.Read, ct);
            return plan.ToWriteResult(await session.Write(plan.Statements, ct));
        },
        ct);

    public Task<Order?> LoadRevision(TenantId tenant, OrderId order, long revision, CancellationToken ct) =>
        database.ReadAsOf(tenant, order, revision, ct);

    public Task<StoredDecision?> LoadDecision(TenantId tenant, OrderId order, long revision, CancellationToken ct) =>
        database.ReadDecision(tenant, order, revision, ct);

    public Task<Order?> LoadVersion(TenantId tenant, OrderId order, long version, CancellationToken ct) =>
        database.ReadAsOfVersion(tenant, order, version, ct);

    public Task<EndedEntity?> LoadEndedEntity(TenantId tenant, OrderId order, EntityId entity, CancellationToken ct) =>
        database.ReadEndedEntity(tenant, order, entity, ct);

    private async ValueTask<TransactionPlan> CreatePlan(OrderWrite write, ReadDocuments read, CancellationToken ct) =>
        OrderErasure.IsRequestedBy(write)
        ? OrderErasure.Create(
            write, await read(OrderErasure.SelectDocuments(write.Tenant, write.After.Id), OrderErasure.ReadDocuments, ct), database.Dialect)
        : OrderWriteStatements.Create(write, database.Dialect);

    // Locks the order's row in a separate statement first, so that the next statement sees the latest commit.
    private static Task<LoadedOrder> LoadLocked(
        LockedSession session, TenantId tenant, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct)
    {
        var load = OrderLoadQueries.Load(tenant, key, idempotency);
        if (OrderLoadQueries.SelectRow(tenant, key) is not { } row)
        {
            return session.Read(load, (rows, token) => OrderLoadQueries.Read(rows, key, idempotency, token), ct);
        }

        return session.Read(
            [row with { Sql = session.ForUpdate(row.Sql) }, .. load],
            async (rows, token) =>
            {
                // Skip the result of the locking statement.
                await rows.Read(token);
                await rows.Next(token);
                return await OrderLoadQueries.Read(rows, key, idempotency, token);
            },
            ct);
    }

    private async Task<List<StockLevel>> ReadStockLocked(
        LockedSession session, TenantId tenant, IReadOnlyCollection<ArticleId> articles, CancellationToken ct)
    {
        var query = ReferenceDataReader.StockQuery(database.Dialect, tenant, articles);
        var inOrder = query with { Sql = session.ForUpdate($"{query.Sql} ORDER BY facility_id, article_id") };
        return await session.Read([inOrder], (row, token) => row.List(ReferenceDataReader.ReadLevelWithEarmark, token), ct);
    }
}

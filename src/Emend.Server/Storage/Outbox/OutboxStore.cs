using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application.Outbox;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Common;
using Emend.Server.Storage.BackgroundWork;

namespace Emend.Server.Storage.Outbox;

/// <summary>Stores the effects of orders on other systems until they are completed.</summary>
internal sealed class OutboxStore(Database database) : IOutboxStore
{
    public async Task<IReadOnlyList<OutboxEntry>> ReadOrder(TenantId tenant, OrderId order, CancellationToken ct) => await database.List(
        Statement.From(
            $"SELECT {OutboxRows.Columns} FROM outbox WHERE tenant_id = $1 AND order_id = $2 ORDER BY position",
            tenant.Value, order.Value),
        OutboxRows.Read,
        ct);

    public async Task<bool> Append(WorkItemClaim claim, IReadOnlyList<ExternalEffect> effects, CancellationToken ct)
    {
        var entries = await ReadOrder(claim.Tenant, claim.Order, ct);
        var last = entries.Count == 0 ? 0 : entries[^1].At.Position;
        await WriteClaimed(
            claim,
            [.. effects.Select((effect, i) => OutboxStatements.Insert(claim.Tenant, new(claim.Order, last + 1 + i), effect))],
            ct);
        var present = (await ReadOrder(claim.Tenant, claim.Order, ct)).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        return effects.All(effect => present.Contains(effect.Id));
    }

    public Task RecordFailure(WorkItemClaim claim, OutboxSettlement failure, DateTimeOffset dueAt, CancellationToken ct) =>
        WriteClaimed(claim, [OutboxStatements.Fail(claim.Tenant, failure, dueAt)], ct);

    public Task Settle(WorkItemClaim claim, OutboxSettlement settlement, CancellationToken ct) =>
        WriteClaimed(claim, [OutboxStatements.Settle(claim.Tenant, settlement)], ct);

    public Task<OutboxPage> List(TenantId tenant, OutboxFilter filter, CancellationToken ct)
    {
        var (order, facilities) = (filter.Order?.Value, filter.AccessibleFacilities.Select(f => f.Value).ToArray());
        var counts = Visible().All("SELECT state FROM outbox");
        var items = Visible().AnyOf("state", [.. filter.States.Select(state => OutboxRows.States[state])])
            .After("order_id, position", filter.After is { } last ? [last.Order.Value, last.Position] : [])
            .Select($"SELECT {OutboxRows.Columns} FROM outbox", "order_id, position", filter.Size);
        return database.Read(
            [counts with { Sql = $"SELECT state, count(*) FROM ({counts.Sql}) visible GROUP BY state" }, items],
            async (rows, token) =>
            {
                var states = await rows.List(
                    row => (State: OutboxRows.States.Find(row.Text(0)) ?? OutboxState.Waiting, Count: row.Long(1)), token);
                await rows.Next(token);
                return new OutboxPage(
                    await rows.List(OutboxRows.Read, token), Count(OutboxState.Waiting), Count(OutboxState.DeadLettered));

                long Count(OutboxState state) => states.Where(s => s.State == state).Sum(s => s.Count);
            },
            ct);

        WhereClauseBuilder Visible() =>
            new WhereClauseBuilder(database.Dialect, tenant).And("order_id =", order).AnyOf("facility_id", facilities);
    }

    public Task<OutboxEntry?> Find(TenantId tenant, OutboxPosition at, CancellationToken ct) =>
        database.First(OutboxStatements.Find(tenant, at), OutboxRows.Read, ct);

    public async Task Replay(TenantId tenant, OutboxPosition at, DateTimeOffset now, CancellationToken ct)
    {
        Statement[] replay = [OutboxStatements.Replay(tenant, at, now), OutboxStatements.CreateWorkItem(tenant, at.Order, now)];
        TransactionResult result;
        do
        {
            result = await database.Write(replay, ct);
        }
        while (result.Failure is TransactionFailure.Retry);
    }

    public async Task Sweep(TenantId tenant, DateTimeOffset now, CancellationToken ct) => await database.Write(
        [
            Statement.From(
                """
                DELETE FROM outbox WHERE tenant_id = $1 AND NOT EXISTS (
                    SELECT 1 FROM orders o WHERE o.tenant_id = outbox.tenant_id AND o.order_id = outbox.order_id)
                """,
                tenant.Value),
            Statement.From(
                """
                INSERT INTO work_items (tenant_id, kind, subject, article_id, since, due_at)
                SELECT DISTINCT o.tenant_id, $2, o.order_id, '', $3, $3 FROM outbox o
                WHERE o.tenant_id = $1 AND o.state = $4 ORDER BY o.order_id
                ON CONFLICT (tenant_id, kind, subject, article_id) DO NOTHING
                """,
                tenant.Value, WorkItemKindNames.All[WorkItemKind.Outbox], UnixMicroseconds.FromTime(now),
                OutboxRows.States[OutboxState.Waiting]) with { CreatesWork = true },
        ],
        ct);

    private async Task WriteClaimed(WorkItemClaim claim, IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        TransactionResult result;
        do
        {
            result = await database.Write([WorkQueue.VerifyClaim(claim), .. statements], ct);
        }
        while (result.Failure is TransactionFailure.Retry);

        if (!result.IsCommitted)
        {
            throw new ClaimLostException();
        }
    }
}

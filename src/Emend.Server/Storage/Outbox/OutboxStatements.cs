using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Outbox;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Common;
using Emend.Server.Storage.BackgroundWork;

namespace Emend.Server.Storage.Outbox;

/// <summary>Statements on the outbox, for the transaction of an order and for the store.</summary>
internal static class OutboxStatements
{
    // A revision has a range of positions. An order requests far fewer effects at once.
    private const int PositionsPerRevision = 1_000;

    private const string Key = "WHERE tenant_id = $1 AND order_id = $2 AND position = $3";

    /// <summary>Writes the effects of a decision, and the work item that sends them.</summary>
    public static IEnumerable<Statement> Create(OrderWrite write)
    {
        var effects = write.DecisionEffects.External;
        if (effects.IsEmpty)
        {
            yield break;
        }

        for (var i = 0; i < effects.Length; i++)
        {
            var at = new OutboxPosition(write.After.Id, (write.After.Revision * PositionsPerRevision) + i);
            yield return Insert(write.Tenant, at, effects[i]) with { Expect = 1 };
        }

        yield return CreateWorkItem(write.Tenant, write.After.Id, write.After.LastEventAt);
    }

    /// <summary>Adds an effect, unless the outbox has it.</summary>
    public static Statement Insert(TenantId tenant, OutboxPosition at, ExternalEffect effect)
    {
        var (kind, doc) = ExternalEffectSerializer.Write(effect);
        return Statement.From(
            """
            INSERT INTO outbox (tenant_id, order_id, position, effect_id, kind, facility_id, doc, state, created_at, since, due_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9) ON CONFLICT DO NOTHING
            """,
            tenant.Value, at.Order.Value, at.Position, effect.Id, kind, effect.Facility.Value, doc, OutboxRows.States[OutboxState.Waiting],
            UnixMicroseconds.FromTime(effect.RequestedAt));
    }

    /// <summary>Makes the work item of the order's outbox due.</summary>
    public static Statement CreateWorkItem(TenantId tenant, OrderId order, DateTimeOffset now) => Statement.One(
        """
        INSERT INTO work_items (tenant_id, kind, subject, article_id, since, due_at) VALUES ($1, $2, $3, '', $4, $4)
        ON CONFLICT (tenant_id, kind, subject, article_id) DO UPDATE SET due_at = excluded.due_at,
            request_count = work_items.request_count + 1
        """,
        tenant.Value, WorkItemKindNames.All[WorkItemKind.Outbox], order.Value, UnixMicroseconds.FromTime(now)) with { CreatesWork = true };

    /// <summary>Ends an effect. Affects no row if it has ended already.</summary>
    public static Statement Settle(TenantId tenant, OutboxSettlement settlement) => settlement.Error is { } error
        ? Statement.One(
            $"""
            UPDATE outbox SET state = $4, attempts = attempts + 1, last_attempt_at = $5, last_error = $6
            {Key} AND state = $7
            """,
            [
                .. KeyOf(tenant, settlement.Entry.At), OutboxRows.States[OutboxState.DeadLettered],
                UnixMicroseconds.FromTime(settlement.Now), error, OutboxRows.States[OutboxState.Waiting],
            ])
        : Statement.One($"DELETE FROM outbox {Key}", KeyOf(tenant, settlement.Entry.At));

    /// <summary>Records a failed attempt.</summary>
    public static Statement Fail(TenantId tenant, OutboxSettlement failure, DateTimeOffset dueAt) => Statement.One(
        $"UPDATE outbox SET attempts = attempts + 1, last_attempt_at = $4, last_error = $5, due_at = $6 {Key}",
        [.. KeyOf(tenant, failure.Entry.At), UnixMicroseconds.FromTime(failure.Now), failure.Error, UnixMicroseconds.FromTime(dueAt)]);

    /// <summary>Makes a dead-lettered effect wait again.</summary>
    public static Statement Replay(TenantId tenant, OutboxPosition at, DateTimeOffset now) => Statement.One(
        $"UPDATE outbox SET state = $4, attempts = 0, since = $5, due_at = $5 {Key} AND state = $6",
        [
            .. KeyOf(tenant, at), OutboxRows.States[OutboxState.Waiting], UnixMicroseconds.FromTime(now),
            OutboxRows.States[OutboxState.DeadLettered],
        ]);

    /// <summary>Query of one effect.</summary>
    public static Statement Find(TenantId tenant, OutboxPosition at) =>
        Statement.From($"SELECT {OutboxRows.Columns} FROM outbox {Key}", KeyOf(tenant, at));

    private static object[] KeyOf(TenantId tenant, OutboxPosition at) => [tenant.Value, at.Order.Value, at.Position];
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Common;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.BackgroundWork;

/// <summary>Work items of all nodes. A node claims rows for a limited time.</summary>
internal sealed class WorkQueue(Database database, TenantFinder tenants) : IWorkQueue
{
    // Bounds the statements of a claim.
    private const int MaxTenantsPerClaim = 8;

    private const string Key = "WHERE tenant_id = $1 AND kind = $2 AND subject = $3 AND article_id = $4";
    private const string ClaimedByNode = $"{Key} AND claimed_by = $5";

    /// <summary>Statement that affects one row if the claim is still valid, and locks that row.</summary>
    public static Statement VerifyClaim(WorkItemClaim claim) =>
        Statement.One(
            $"UPDATE work_items SET claimed_until = claimed_until {ClaimedByNode} AND {TenantFinder.IsActive}",
            [.. KeyOf(claim), claim.Node]);

    public async Task<ImmutableArray<WorkItemClaim>> Claim(
        string claimName, int max, DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        // Usually nothing is due, so the first query takes no locks. Tenants with due work items share the free slots.
        var due = await tenants.FindDueWorkItems(Math.Min(max, MaxTenantsPerClaim), now, ct);
        var claims = ImmutableArray.CreateBuilder<WorkItemClaim>();
        foreach (var (at, tenant) in due.Index())
        {
            var share = (max - claims.Count + due.Count - at - 1) / (due.Count - at);
            var claiming = new Claiming(tenant, claimName, share, now, until);
            try
            {
                claims.AddRange(await database.ExecuteLocked(tenant, session => Claim(session, claiming, ct), ct));
            }
            catch (Exception) when (claims.Count > 0 && !ct.IsCancellationRequested)
            {
                break; // the claims of other tenants are valid; the failure is reported by the claim that begins with this tenant
            }
        }

        return claims.ToImmutable();
    }

    public async Task<bool> Renew(WorkItemClaim claim, DateTimeOffset until, CancellationToken ct)
    {
        var renewed = await database.Write(
            [
                Statement.One(
                    $"UPDATE work_items SET claimed_until = $6 {ClaimedByNode} AND {TenantFinder.IsActive}",
                    [.. KeyOf(claim), claim.Node, UnixMicroseconds.FromTime(until)]),
            ],
            ct);
        return renewed.Failure is not TransactionFailure.RowCountMismatch;
    }

    // The order's transaction deletes work items that it makes unnecessary. Work items that remain are stale. After an arrival, the waiting
    // orders have had their turn, so the rest of the article is available to all orders.
    public async Task Complete(WorkItemClaim claim, CancellationToken ct)
    {
        var delete = Statement.One(
            $"DELETE FROM work_items {ClaimedByNode} AND request_count = $6", [.. KeyOf(claim), claim.Node, claim.Signals]);
        Statement[] complete = claim.Kind is WorkItemKind.Arrival
            ? [StockWorkItems.ReleaseEarmarks(database.Dialect, claim.Tenant, claim.Article), delete]
            : [delete];
        TransactionResult result;
        do
        {
            result = await database.Write(complete, ct);
        }
        while (result.Failure is TransactionFailure.Retry);

        if (!result.IsCommitted)
        {
            // Requested again, or claimed by another node.
            await Release(claim, ct);
        }
    }

    public Task Reschedule(WorkItemClaim claim, DateTimeOffset at, CancellationToken ct) => database.Write(
        [
            Statement.From(
                $"UPDATE work_items SET due_at = $6 {ClaimedByNode} AND request_count = $7",
                [.. KeyOf(claim), claim.Node, UnixMicroseconds.FromTime(at), claim.Signals]),
            ReleaseClaim(claim),
        ],
        ct);

    public Task Release(WorkItemClaim claim, CancellationToken ct) => database.Write([ReleaseClaim(claim)], ct);

    public Task Wait(TimeSpan max, CancellationToken ct) => tenants.Database.WorkSignal.WaitAsync(max, ct);

    public async Task<IReadOnlyList<UnroutableOrder>> ListUnroutableOrders(
        TenantId tenant, ArticleId article, UnroutableOrder? after, int max, CancellationToken ct) => await database.List(
        Statement.From(
            """
            SELECT order_id, since FROM unroutable_articles
            WHERE tenant_id = $1 AND article_id = $2 AND (since, order_id) > ($3, $4) ORDER BY since, order_id LIMIT $5
            """,
            tenant.Value, article.Value, after is null ? -1L : UnixMicroseconds.FromTime(after.Since), after?.Order.Value ?? "", (long)max),
        row => new UnroutableOrder(new(row.Text(0)), row.Instant(1)),
        ct);

    public Task<bool> IsServedByArrival(TenantId tenant, OrderId order, CancellationToken ct) => database.First(
        Statement.From(
            """
            SELECT 1 FROM unroutable_articles w
            JOIN work_items a ON a.tenant_id = w.tenant_id AND a.kind = 'ARRIVAL' AND a.subject = '' AND a.article_id = w.article_id
            WHERE w.tenant_id = $1 AND w.order_id = $2 LIMIT 1
            """,
            tenant.Value, order.Value),
        _ => true,
        ct);

    public Task<bool> HasFreeStock(TenantId tenant, ArticleId article, CancellationToken ct) => database.First(
        Statement.From(
            "SELECT 1 FROM stock WHERE tenant_id = $1 AND article_id = $2 AND on_hand > reserved LIMIT 1", tenant.Value, article.Value),
        _ => true,
        ct);

    public Task<Quantity> FindShortage(TenantId tenant, FacilityId facility, ArticleId article, CancellationToken ct) => database.First(
        Statement.From(
            """
            SELECT reserved - on_hand FROM stock
            WHERE tenant_id = $1 AND facility_id = $2 AND article_id = $3 AND reserved > on_hand
            """,
            tenant.Value, facility.Value, article.Value),
        row => new Quantity(row.Long(0)),
        ct);

    public async Task<IReadOnlyList<Order>> FindReservingOrders(
        TenantId tenant, FacilityId facility, ArticleId article, int max, CancellationToken ct) => await database.List(
        Statement.From(
            """
            SELECT o.doc FROM orders o
            JOIN (
                SELECT order_id, max(created_at) AS held_since FROM reservations
                WHERE tenant_id = $1 AND facility_id = $2 AND article_id = $3
                GROUP BY order_id ORDER BY max(created_at) DESC LIMIT $4
            ) r ON r.order_id = o.order_id
            WHERE o.tenant_id = $1 ORDER BY r.held_since DESC
            """,
            tenant.Value, facility.Value, article.Value, (long)max),
        row => OrderSerializer.ReadOrder(row.Bytes(0), null),
        ct);

    private async Task<ImmutableArray<WorkItemClaim>> Claim(
        LockedSession session, Claiming claiming, CancellationToken ct)
    {
        const string Due =
            """
            SELECT tenant_id, kind, subject, article_id, since, request_count FROM work_items
            WHERE tenant_id = $1 AND due_at <= $2 AND claimed_until <= $2 ORDER BY due_at LIMIT $3
            """;
        var due = Statement.From(
            session.ForUpdate(Due) + database.Dialect.SkipLocked,
            claiming.Tenant.Value, UnixMicroseconds.FromTime(claiming.Now), (long)claiming.Max);
        var workItemClaims = await session.Read([due], (rows, token) => rows.List(row => ReadClaim(row, claiming.Name), token), ct);
        if (workItemClaims.Count > 0)
        {
            await session.Write(
                [
                    .. workItemClaims.Select(claim => Statement.One(
                        $"UPDATE work_items SET claimed_until = $5, claimed_by = $6 {Key}",
                        [.. KeyOf(claim), UnixMicroseconds.FromTime(claiming.Until), claiming.Name])),
                ],
                ct);
        }

        return [.. workItemClaims];
    }

    private static Statement ReleaseClaim(WorkItemClaim claim) => Statement.From(
        $"UPDATE work_items SET claimed_until = 0, claimed_by = '' {ClaimedByNode}", [.. KeyOf(claim), claim.Node]);

    private static object[] KeyOf(WorkItemClaim claim) =>
        [claim.Tenant.Value, WorkItemKindNames.All[claim.Kind], claim.Subject, claim.Article];

    private static WorkItemClaim ReadClaim(QueryResultReader row, string claimName) =>
        new(new(row.Text(0)), WorkItemKindNames.All[row.Text(1)], row.Text(2), row.Text(3), row.Instant(4), row.Long(5), claimName);

    private sealed record Claiming(TenantId Tenant, string Name, int Max, DateTimeOffset Now, DateTimeOffset Until);
}

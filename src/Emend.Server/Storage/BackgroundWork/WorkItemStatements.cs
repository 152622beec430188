using Emend.Server.Application.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage.BackgroundWork;

/// <summary>Updates the unroutable articles and work items of an order. These are the last statements of the order's transaction.</summary>
internal static class WorkItemStatements
{
    public static IEnumerable<Statement> Create(OrderWrite write, Dialect dialect)
    {
        var (before, after) = (
            WorkItemProjection.GetUnroutableArticles(write.Before), WorkItemProjection.GetUnroutableArticles(write.After));
        if (!before.SequenceEqual(after))
        {
            if (!before.IsEmpty)
            {
                yield return Statement.From(
                    "DELETE FROM unroutable_articles WHERE tenant_id = $1 AND order_id = $2", write.Tenant.Value, write.After.Id.Value);
            }

            foreach (var unroutableArticleRow in after)
            {
                yield return Insert(write, unroutableArticleRow);
            }
        }

        foreach (var statement in CreateWorkItemStatements(write))
        {
            yield return statement;
        }

        FreedStock[] freed =
        [
            .. write.DecisionEffects.Stock.Where(d => d.OnHand > d.Reserved)
                .Select(d => new FreedStock(d.Facility, d.Article, d.OnHand - d.Reserved)),
        ];
        foreach (var statement in StockWorkItems.ForFreedStock(dialect, write.Tenant, freed, write.After.LastEventAt))
        {
            yield return statement;
        }
    }

    private static IEnumerable<Statement> CreateWorkItemStatements(OrderWrite write)
    {
        var (before, after) = (WorkItemProjection.GetWorkItems(write.Before), WorkItemProjection.GetWorkItems(write.After));
        foreach (var previous in before)
        {
            if (!after.Any(item => item.Kind == previous.Kind))
            {
                yield return Statement.From(
                    "DELETE FROM work_items WHERE tenant_id = $1 AND kind = $2 AND subject = $3",
                    write.Tenant.Value, WorkItemKindNames.All[previous.Kind], write.After.Id.Value);
            }
        }

        foreach (var item in after)
        {
            if (!before.Contains(item))
            {
                yield return Statement.One(
                    """
                    INSERT INTO work_items (tenant_id, kind, subject, article_id, since, due_at) VALUES ($1, $2, $3, '', $4, $5)
                    ON CONFLICT (tenant_id, kind, subject, article_id) DO UPDATE SET since = excluded.since, due_at = excluded.due_at,
                        request_count = work_items.request_count + 1
                    """,
                    write.Tenant.Value, WorkItemKindNames.All[item.Kind], write.After.Id.Value, UnixMicroseconds.FromTime(item.Since),
                    UnixMicroseconds.FromTime(item.Due));
            }
        }
    }

    // The row may already exist: migration 0005 created rows for existing orders.
    private static Statement Insert(OrderWrite write, UnroutableArticleRow unroutableArticleRow) => Statement.One(
        """
        INSERT INTO unroutable_articles (tenant_id, order_id, article_id, since, quantity) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tenant_id, order_id, article_id) DO UPDATE SET since = excluded.since, quantity = excluded.quantity
        """,
        write.Tenant.Value, write.After.Id.Value, unroutableArticleRow.Article.Value,
        UnixMicroseconds.FromTime(unroutableArticleRow.Since), unroutableArticleRow.Quantity.Thousandths);
}

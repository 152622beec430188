using Emend.Core;
using Emend.Server.Application;

namespace Emend.Server.Storage.BackgroundWork;

/// <summary>What an accepted decision changes about who waits for what: part of its transaction, after everything else.</summary>
internal static class WorkItemStatements
{
    public static IEnumerable<Statement> Of(OrderWrite write, Dialect dialect)
    {
        var (before, after) = (WorkItemProjection.Waiting(write.Before), WorkItemProjection.Waiting(write.After));
        if (!before.SequenceEqual(after))
        {
            if (!before.IsEmpty)
            {
                yield return Statement.From(
                    "DELETE FROM waiting WHERE tenant_id = $1 AND order_id = $2", write.Tenant.Value, write.After.Id.Value);
            }

            foreach (var unroutableArticleRow in after)
            {
                yield return Insert(write, unroutableArticleRow);
            }
        }

        foreach (var statement in Work(write))
        {
            yield return statement;
        }

        var freed = write.DecisionEffects.Stock.Where(Frees).Select(d => d.Article).ToArray();
        if (freed.Length > 0)
        {
            yield return StockWorkItems.Arrived(dialect, write.Tenant, freed, write.After.LastEventAt);
        }
    }

    private static IEnumerable<Statement> Work(OrderWrite write)
    {
        var (before, after) = (WorkItemProjection.Work(write.Before), WorkItemProjection.Work(write.After));
        foreach (var gone in before)
        {
            if (!after.Any(work => work.Kind == gone.Kind))
            {
                yield return Statement.From(
                    "DELETE FROM work WHERE tenant_id = $1 AND kind = $2 AND subject = $3",
                    write.Tenant.Value, WorkItemKindNames.All[gone.Kind], write.After.Id.Value);
            }
        }

        foreach (var work in after)
        {
            if (!before.Contains(work))
            {
                yield return Statement.One(
                    """
                    INSERT INTO work (tenant_id, kind, subject, article_id, since, due_at) VALUES ($1, $2, $3, '', $4, $5)
                    ON CONFLICT (tenant_id, kind, subject, article_id) DO UPDATE SET since = excluded.since, due_at = excluded.due_at,
                        signals = work.signals + 1
                    """,
                    write.Tenant.Value, WorkItemKindNames.All[work.Kind], write.After.Id.Value, UnixMicroseconds.FromTime(work.Since),
                    UnixMicroseconds.FromTime(work.Due));
            }
        }
    }

    // Whoever was put there by the migration is not in the way.
    private static Statement Insert(OrderWrite write, UnroutableArticleRow unroutableArticleRow) => Statement.One(
        """
        INSERT INTO waiting (tenant_id, order_id, article_id, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (tenant_id, order_id, article_id) DO UPDATE SET since = excluded.since
        """,
        write.Tenant.Value, write.After.Id.Value, unroutableArticleRow.Article.Value, UnixMicroseconds.FromTime(unroutableArticleRow.Since));

    private static bool Frees(StockDelta delta) => delta.OnHand > delta.Reserved;
}

using Emend.Core;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Waiting;

/// <summary>What an accepted decision changes about who waits for what: part of its transaction, after everything else.</summary>
internal static class WaitingStatements
{
    public static IEnumerable<Statement> Of(OrderWrite write, Dialect dialect)
    {
        var (before, after) = (WaitingProjection.Waiting(write.Before), WaitingProjection.Waiting(write.After));
        if (!before.SequenceEqual(after))
        {
            if (!before.IsEmpty)
            {
                yield return Statement.Of(
                    "DELETE FROM waiting WHERE tenant_id = $1 AND order_id = $2", write.Tenant.Value, write.After.Id.Value);
            }

            foreach (var row in after)
            {
                yield return Insert(write, row);
            }
        }

        foreach (var statement in Work(write))
        {
            yield return statement;
        }

        var freed = write.Effects.Stock.Where(Frees).Select(d => d.Article).ToArray();
        if (freed.Length > 0)
        {
            yield return StockWork.Arrived(dialect, write.Tenant, freed, write.After.TouchedAt);
        }
    }

    private static IEnumerable<Statement> Work(OrderWrite write)
    {
        var (before, after) = (WaitingProjection.Work(write.Before), WaitingProjection.Work(write.After));
        foreach (var gone in before)
        {
            if (!after.Any(work => work.Kind == gone.Kind))
            {
                yield return Statement.Of(
                    "DELETE FROM work WHERE tenant_id = $1 AND kind = $2 AND subject = $3",
                    write.Tenant.Value, WorkKinds.All[gone.Kind], write.After.Id.Value);
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
                    write.Tenant.Value, WorkKinds.All[work.Kind], write.After.Id.Value, Instant.Micros(work.Since),
                    Instant.Micros(work.Due));
            }
        }
    }

    // Whoever was put there by the migration is not in the way.
    private static Statement Insert(OrderWrite write, WaitingRow row) => Statement.One(
        """
        INSERT INTO waiting (tenant_id, order_id, article_id, since) VALUES ($1, $2, $3, $4)
        ON CONFLICT (tenant_id, order_id, article_id) DO UPDATE SET since = excluded.since
        """,
        write.Tenant.Value, write.After.Id.Value, row.Article.Value, Instant.Micros(row.Since));

    private static bool Frees(StockDelta delta) => delta.OnHand > delta.Reserved;
}

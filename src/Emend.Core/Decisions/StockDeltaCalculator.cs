using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>Calculates the stock changes between two order states.</summary>
internal static class StockDeltaCalculator
{
    /// <summary>
    /// Returns the changes in ordinal order of facility and article, so that all transactions lock stock rows in the same order.
    /// </summary>
    public static ImmutableArray<StockDelta> Between(Order? before, Order after, ImmutableArray<OrderEvent> events)
    {
        var deltas = new Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)>(after.Lines.Length);
        if (before?.Plans != after.Plans)
        {
            if (before is not null)
            {
                AddReservations(deltas, before, -1);
            }

            AddReservations(deltas, after, 1);
        }
        foreach (var orderEvent in events)
        {
            switch (orderEvent)
            {
                case OrderEvent.PickJobClosed closed:
                    RemovePicked(deltas, before!, before!.FindPickJob(closed.PickJob)!);
                    break;
                case OrderEvent.ReturnTasksCreated returnTasksCreated:
                    foreach (var task in returnTasksCreated.Tasks)
                    {
                        RemoveUnfinishedPicks(deltas, before!, task);
                    }

                    break;
                case OrderEvent.LineRestocked returned:
                    AddRestocked(deltas, before!.FindReturnTask(returned.Task)!, returned);
                    break;
            }
        }

        return
        [
            .. deltas.Where(d => d.Value != default)
                .Select(d => new StockDelta(d.Key.Facility, d.Key.Article, d.Value.Reserved, d.Value.OnHand))
                .OrderBy(d => d.Facility.Value, StringComparer.Ordinal).ThenBy(d => d.Article.Value, StringComparer.Ordinal),
        ];
    }

    private static void AddReservations(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas, Order order, int sign)
    {
        var position = 0;
        foreach (var plan in order.Plans)
        {
            if (plan.Facility is not { } facility)
            {
                continue;
            }

            foreach (var line in plan.Lines)
            {
                if (line.Reserved == Quantity.Zero || order.FindArticle(line.Line, ref position) is not { } article)
                {
                    continue;
                }

                var key = (facility, article);
                var (reserved, onHand) = deltas.GetValueOrDefault(key);
                deltas[key] = (new(reserved.Thousandths + (sign * line.Reserved.Thousandths)), onHand);
            }
        }
    }

    // Goods picked by an unfinished pick job are no longer stock on hand.
    private static void RemoveUnfinishedPicks(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas, Order before, ReturnTask task)
    {
        if (before.FindPickJob(task.PickJobId) is { Status: not PickJobStatus.Closed })
        {
            foreach (var line in task.Lines)
            {
                if (line.IsRestockable)
                {
                    AddOnHand(deltas, task.Facility, line.Article, -line.Quantity);
                }
            }
        }
    }

    private static void AddRestocked(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas,
        ReturnTask task,
        OrderEvent.LineRestocked returned)
    {
        foreach (var line in task.Lines)
        {
            if (line.Line == returned.Line && line.IsRestockable)
            {
                AddOnHand(deltas, task.Facility, line.Article, returned.Returned - line.Returned);
            }
        }
    }

    private static void AddOnHand(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas,
        FacilityId facility,
        ArticleId article,
        Quantity more)
    {
        var (reserved, onHand) = deltas.GetValueOrDefault((facility, article));
        deltas[(facility, article)] = (reserved, onHand + more);
    }

    // Picked goods leave the stock on hand when the pick job is closed; until then they are reserved. Goods routed with infinite stock were
    // never reserved and are not counted.
    private static void RemovePicked(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas, Order order, PickJob job)
    {
        var plan = order.Plans.FirstOrDefault(p => p.Id == job.PlanId);
        foreach (var line in job.Lines)
        {
            var held = plan?.Lines.FirstOrDefault(l => l.Line == line.Line).Reserved ?? Quantity.Zero;
            if (held == Quantity.Zero)
            {
                continue;
            }

            var key = (job.Facility, order.FindLine(line.Line)!.Article);
            var (reserved, onHand) = deltas.GetValueOrDefault(key);
            deltas[key] = (reserved, onHand - line.Picked);
        }
    }
}

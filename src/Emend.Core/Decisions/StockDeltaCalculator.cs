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
                case OrderEvent.ReservationsRemoved { ReducesStock: true } removed:
                    RemoveReserved(deltas, before!, removed);
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
        if (before.FindPickJob(task.PickJobId) is { Status: not PickJobStatus.Closed } job
            && before.Plans.FirstOrDefault(p => p.Id == job.PlanId) is { } plan)
        {
            foreach (var line in task.Lines)
            {
                AddOnHand(
                    deltas, task.Facility, line.Article, -plan.FindLine(line.Line).GetStockToReduce(line.GetCounted(line.Quantity)));
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
            if (line.Line == returned.Line)
            {
                AddOnHand(
                    deltas, task.Facility, line.Article, line.GetCounted(returned.Returned) - line.GetCounted(line.Returned));
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

    private static void RemoveReserved(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas,
        Order before,
        OrderEvent.ReservationsRemoved removed)
    {
        foreach (var plan in before.Plans)
        {
            foreach (var line in plan.Lines)
            {
                if (removed.Includes(plan, line))
                {
                    AddOnHand(deltas, plan.Facility!.Value, before.FindArticle(line.Line)!.Value, -line.Reserved);
                }
            }
        }
    }

    // Picked goods leave the stock on hand when the pick job is closed; until then they are reserved. Goods without a reservation are not
    // counted: they are routed with infinite stock, or their reservation was removed.
    private static void RemovePicked(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas, Order order, PickJob job)
    {
        var plan = order.Plans.FirstOrDefault(p => p.Id == job.PlanId);
        foreach (var line in job.Lines)
        {
            if (plan?.FindLine(line.Line) is { } held && held.Reserved > Quantity.Zero)
            {
                AddOnHand(
                    deltas, job.Facility, order.FindLine(line.Line)!.Article, -held.GetStockToReduce(held.GetCountedPicks(line.Picked)));
            }
        }
    }
}

using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>How stock changes from one state of an order to the next.</summary>
internal static class StockDeltaCalculator
{
    /// <summary>Ordered by facility and article, bytewise, so that all transactions lock stock in one order.</summary>
    public static ImmutableArray<StockDelta> Between(Order? before, Order after, ImmutableArray<OrderEvent> events)
    {
        var deltas = new Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)>(after.Lines.Length);
        if (before?.Plans != after.Plans)
        {
            if (before is not null)
                Reserve(deltas, before, -1);
            Reserve(deltas, after, 1);
        }
        foreach (var orderEvent in events)
            switch (orderEvent)
            {
                case OrderEvent.PickJobClosed closed:
                    Take(deltas, before!, before!.FindPickJob(closed.PickJob)!);
                    break;
                case OrderEvent.ReturnTasksCreated returnTasksCreated:
                    foreach (var task in returnTasksCreated.Tasks)
                        TakeUnfinished(deltas, before!, task);
                    break;
                case OrderEvent.LineRestocked returned:
                    PutBack(deltas, before!.FindReturnTask(returned.Task)!, returned);
                    break;
            }

        return
        [
            .. deltas.Where(d => d.Value != default)
                .Select(d => new StockDelta(d.Key.Facility, d.Key.Article, d.Value.Reserved, d.Value.OnHand))
                .OrderBy(d => d.Facility.Value, StringComparer.Ordinal).ThenBy(d => d.Article.Value, StringComparer.Ordinal),
        ];
    }

    private static void Reserve(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas, Order order, int sign)
    {
        var place = 0;
        foreach (var plan in order.Plans)
        {
            if (plan.Facility is not { } facility)
                continue;
            foreach (var line in plan.Lines)
            {
                if (line.Reserved == Quantity.Zero || order.Article(line.Line, ref place) is not { } article)
                    continue;
                var key = (facility, article);
                var (reserved, onHand) = deltas.GetValueOrDefault(key);
                deltas[key] = (new(reserved.Thousandths + (sign * line.Reserved.Thousandths)), onHand);
            }
        }
    }

    // What a job that was not closed had picked is in a basket, and no longer on the shelf.
    private static void TakeUnfinished(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas, Order before, ReturnTask task)
    {
        if (before.FindPickJob(task.PickJobId) is { Status: not PickJobStatus.Closed })
            foreach (var line in task.Lines)
                if (line.IsRestockable)
                    Count(deltas, task.Facility, line.Article, -line.Quantity);
    }

    private static void PutBack(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas,
        ReturnTask task,
        OrderEvent.LineRestocked returned)
    {
        foreach (var line in task.Lines)
            if (line.Line == returned.Line && line.IsRestockable)
                Count(deltas, task.Facility, line.Article, returned.Returned - line.Returned);
    }

    private static void Count(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas,
        FacilityId facility,
        ArticleId article,
        Quantity more)
    {
        var (reserved, onHand) = deltas.GetValueOrDefault((facility, article));
        deltas[(facility, article)] = (reserved, onHand + more);
    }

    // What was picked leaves the shelf for good when its job is closed; until then it is reserved and counted as there. What was
    // routed while stock was infinite was never set aside, and is not counted.
    private static void Take(
        Dictionary<(FacilityId Facility, ArticleId Article), (Quantity Reserved, Quantity OnHand)> deltas, Order order, PickJob job)
    {
        var plan = order.Plans.FirstOrDefault(p => p.Id == job.PlanId);
        foreach (var line in job.Lines)
        {
            var held = plan?.Lines.FirstOrDefault(l => l.Line == line.Line).Reserved ?? Quantity.Zero;
            if (held == Quantity.Zero)
                continue;
            var key = (job.Facility, order.FindLine(line.Line)!.Article);
            var (reserved, onHand) = deltas.GetValueOrDefault(key);
            deltas[key] = (reserved, onHand - line.Picked);
        }
    }
}

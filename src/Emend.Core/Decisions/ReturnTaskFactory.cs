using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>Creates return tasks for picked goods that are no longer needed.</summary>
internal static class ReturnTaskFactory
{
    /// <summary>Creates one return task per pick job with picked goods that are not handed over.</summary>
    public static void CreateReturnTasks(OrderRevisionBuilder builder, IEnumerable<PickJob> jobs, bool isRefused = false)
    {
        var tasks = jobs.Select(j => CreateReturnTask(j, builder)).OfType<ReturnTask>()
            .Select(t => t with { IsRefused = isRefused }).ToImmutableArray();
        if (!tasks.IsEmpty)
        {
            builder.Append(new OrderEvent.ReturnTasksCreated(tasks));
        }
    }

    private static ReturnTask? CreateReturnTask(PickJob job, OrderRevisionBuilder builder)
    {
        var before = builder.Before!;
        var lines = GetReturnLines(job, before);
        return lines.IsEmpty ? null : new ReturnTask
        {
            Id = new EntityId(builder.Ids.Next()),
            Status = ReturnTaskStatus.Open,
            Facility = job.Facility,
            PickJobId = job.Id,
            Lines = lines,
            CreatedAt = builder.Now,
            ModifiedAt = builder.Now,
        };
    }

    private static ImmutableArray<ReturnLine> GetReturnLines(PickJob job, Order before)
    {
        var plan = before.Plans.FirstOrDefault(p => p.Id == job.PlanId);
        var gone = before.HandoverJobs.Where(h => h.PickJobId == job.Id).SelectMany(h => h.HandedOver)
            .ToLookup(h => h.Line, h => h.Quantity);
        return
        [
            .. from line in job.Lines
               let here = line.Picked - gone[line.Line].Aggregate(Quantity.Zero, (sum, more) => sum + more)
               where here > Quantity.Zero && before.FindArticle(line.Line) is not null
               select CreateReturnLine(job, plan, line, new(line.Line, before.FindArticle(line.Line)!.Value, here, Quantity.Zero, true)),
        ];
    }

    // Goods whose reservation was removed with their stock kept are not part of the stock on hand.
    private static ReturnLine CreateReturnLine(PickJob job, RoutingPlan? plan, PickLine picked, ReturnLine all)
    {
        var kept = plan is null ? Quantity.Zero : picked.Picked - plan.FindLine(picked.Line).GetCountedPicks(picked.Picked);
        return kept >= all.Quantity || !IsCounted(job, plan, picked.Line)
            ? all with { IsRestockable = false }
            : all with { StockKept = kept };
    }

    // Goods routed with infinite stock were never reserved and are not part of the stock on hand. Closing a pick job ends its reservation.
    private static bool IsCounted(PickJob job, RoutingPlan? plan, LineId line) =>
        job.Status is PickJobStatus.Closed
        || plan?.Lines.Any(l => l.Line == line && l.Reserved + l.StockReduced > Quantity.Zero) is true;
}

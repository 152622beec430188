using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Decisions;

/// <summary>Has put back what was picked and is not wanted any more.</summary>
internal static class ReturnTaskFactory
{
    /// <summary>A task per pick job that picked something which is still in the house.</summary>
    public static void CreateReturnTasks(OrderRevisionBuilder builder, IEnumerable<PickJob> jobs)
    {
        var tasks = jobs.Select(j => TaskOf(j, builder)).OfType<ReturnTask>().ToImmutableArray();
        if (!tasks.IsEmpty)
            builder.Append(new OrderEvent.ReturnTasksCreated(tasks));
    }

    private static ReturnTask? TaskOf(PickJob job, OrderRevisionBuilder builder)
    {
        var before = builder.Before!;
        var lines = LinesOf(job, before);
        return lines.IsEmpty ? null : new ReturnTask
        {
            Id = new EntityId(builder.Ids.Next()),
            Status = ReturnTaskStatus.Open,
            Facility = job.Facility,
            PickJobId = job.Id,
            Lines = lines,
            CreatedAt = builder.At,
            ModifiedAt = builder.At,
        };
    }

    private static ImmutableArray<ReturnLine> LinesOf(PickJob job, Order before)
    {
        var plan = before.Plans.FirstOrDefault(p => p.Id == job.PlanId);
        var gone = before.HandoverJobs.Where(h => h.PickJobId == job.Id).SelectMany(h => h.HandedOver)
            .ToLookup(h => h.Line, h => h.Quantity);
        return
        [
            .. from line in job.Lines
               let here = line.Picked - gone[line.Line].Aggregate(Quantity.Zero, (sum, more) => sum + more)
               where here > Quantity.Zero && before.Article(line.Line) is not null
               select new ReturnLine(line.Line, before.Article(line.Line)!.Value, here, Quantity.Zero, IsCounted(job, plan, line.Line)),
        ];
    }

    // What was routed while stock was infinite was never set aside and never counted. Closing ends the reservation of what it counts.
    private static bool IsCounted(PickJob job, RoutingPlan? plan, LineId line) =>
        job.Status is PickJobStatus.Closed || plan?.Lines.Any(l => l.Line == line && l.Reserved > Quantity.Zero) is true;
}

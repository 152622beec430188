using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Decisions;

/// <summary>Plans and pick jobs of an order whose units change in place.</summary>
/// <param name="order">The order.</param>
/// <param name="at">Time of the change.</param>
internal sealed class AmendedPlans(Order order, DateTimeOffset at)
{
    private readonly Dictionary<EntityId, RoutingPlan> _plans = order.Plans.ToDictionary(p => p.Id);
    private readonly Dictionary<EntityId, PickJob> _jobs = order.PickJobs.ToDictionary(j => j.PlanId);
    private readonly HashSet<EntityId> _changed = [];

    /// <summary>The quantity of a line on all plans.</summary>
    public Quantity Sum(LineId line) => _plans.Values.Aggregate(Quantity.Zero, (sum, plan) => sum + plan.FindLine(line).Quantity);

    /// <summary>The facilities that work on the order: their pick jobs are not finished.</summary>
    public ImmutableArray<FacilityId> GetFacilities() =>
        [.. _plans.Values.Where(CanGetUnits).Select(p => p.Facility!.Value).Distinct()];

    /// <summary>Removes units of a line that are not picked. Returns the removed quantity.</summary>
    public Quantity Remove(EntityId id, LineId line, Quantity atMost)
    {
        var (plan, job) = (_plans[id], _jobs.GetValueOrDefault(id));
        var planned = plan.FindLine(line);
        var picked = job?.Lines.FirstOrDefault(l => l.Line == line).Picked ?? Quantity.Zero;
        var removable = job is { Status: PickJobStatus.Closed } ? Quantity.Zero : planned.Quantity - picked;
        var removed = atMost <= removable ? atMost : removable;
        if (removed <= Quantity.Zero)
        {
            return Quantity.Zero;
        }

        Set(plan, line, l => l.WithoutUnits(removed));
        if (job is not null)
        {
            Set(job, line, l => l.WithQuantity(l.Quantity - removed));
        }

        return removed;
    }

    /// <summary>
    /// Adds units to the plan of a facility that works on the order. False if there is none, its pick job is finished, or its units have
    /// another release time.
    /// </summary>
    public bool Add(Assignment assignment, bool reserves)
    {
        var time = OrderRelease.FindLaterTime(order, [assignment.Line], at);
        var plan = _plans.Values.FirstOrDefault(p =>
            p.Facility == assignment.Facility && CanGetUnits(p)
            && OrderRelease.FindLaterTime(order, p.Lines.Select(l => l.Line), at) == time);
        if (plan is null)
        {
            return false;
        }

        var (line, quantity) = (assignment.Line, assignment.Quantity);
        Set(plan, line, l => (l with { Line = line }).WithUnits(quantity, reserves));
        if (_jobs.TryGetValue(plan.Id, out var job))
        {
            Set(job, line, l => (l with { Line = line }).WithQuantity(l.Quantity + quantity));
        }

        return true;
    }

    /// <summary>
    /// Appends the changes to the next revision. Returns the plans without units, and their pick jobs, in their last state.
    /// </summary>
    public EndedEntities Append(OrderRevisionBuilder builder)
    {
        if (_changed.Count == 0)
        {
            return EndedEntities.None;
        }

        var ended = order.Plans.Where(p => _changed.Contains(p.Id) && _plans[p.Id].Lines.IsEmpty).ToList();
        var kept = order.Plans.Where(p => _changed.Contains(p.Id)).Except(ended).Select(p => p.Id).ToList();
        var jobs = kept.Where(_jobs.ContainsKey).Select(id => _jobs[id]);
        builder.Append(new OrderEvent.FulfillmentAmended(
            [.. kept.Select(id => _plans[id]).Select(p => p with { Version = p.Version + 1, ModifiedAt = at })],
            [.. jobs.Select(j => j with { Version = j.Version + 1, ModifiedAt = at })],
            [.. ended.Select(p => p.Id)]));
        return new(
            [.. ended.Select(p => CancellationDecider.Cancel(p, at))],
            [.. order.PickJobs.Where(j => ended.Exists(p => p.Id == j.PlanId)).Select(j => CancellationDecider.Cancel(j, at))]);
    }

    private bool CanGetUnits(RoutingPlan plan) =>
        plan.Facility is not null && _jobs.GetValueOrDefault(plan.Id) is null or { Status: not PickJobStatus.Closed };

    private void Set(RoutingPlan plan, LineId line, Func<PlanLine, PlanLine> change)
    {
        _plans[plan.Id] = plan with
        {
            Lines = Replace(plan.Lines, l => l.Line == line, change, l => l.Quantity > Quantity.Zero),
        };
        _changed.Add(plan.Id);
    }

    private void Set(PickJob job, LineId line, Func<PickLine, PickLine> change) => _jobs[job.PlanId] = job with
    {
        Lines = Replace(job.Lines, l => l.Line == line, change, l => l.Quantity > Quantity.Zero),
    };

    private static ImmutableArray<T> Replace<T>(
        ImmutableArray<T> all, Func<T, bool> matches, Func<T, T> change, Func<T, bool> keeps)
        where T : struct
    {
        var found = all.Any(matches);
        var changed = all.Select(l => matches(l) ? change(l) : l);
        return [.. (found ? changed : all.Append(change(default))).Where(keeps)];
    }
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Decisions;

/// <summary>Plans and pick jobs of an order whose units change in place. The work is linear in the number of lines.</summary>
internal sealed class AmendedPlans
{
    private readonly Order _order;
    private readonly DateTimeOffset _at;
    private readonly AmendedPlan[] _plans;
    private readonly Dictionary<LineId, DateTimeOffset> _releases;
    private Dictionary<(FacilityId Facility, DateTimeOffset? Release), AmendedPlan>? _byFacility;

    /// <summary>Starts with the plans of the order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="at">Time of the change.</param>
    public AmendedPlans(Order order, DateTimeOffset at)
    {
        var jobs = order.PickJobs.ToDictionary(j => j.PlanId);
        (_order, _at) = (order, at);
        _plans = [.. order.Plans.Select(p => new AmendedPlan(p, jobs.GetValueOrDefault(p.Id)))];
        _releases = order.Lines.Where(l => l.Release?.At > at).ToDictionary(l => l.Id, l => l.Release!.At!.Value);
    }

    /// <summary>The plans of the facilities that work on the order: their pick jobs are not finished.</summary>
    public IEnumerable<(RoutingPlan Plan, bool IsStarted)> GetWorkingPlans() =>
        _plans.Where(p => p.CanGetUnits).Select(p => (p.Plan, p.IsStarted));

    /// <summary>
    /// Removes the units that the lines no longer have: unroutable units first, then units without started work, then units that are not
    /// picked.
    /// </summary>
    public void Reduce()
    {
        var surplus = new Dictionary<LineId, Quantity>(_order.Lines.Length);
        foreach (var line in _plans.SelectMany(p => p.Plan.Lines))
        {
            surplus[line.Line] = surplus.GetValueOrDefault(line.Line) + line.Quantity;
        }

        foreach (var line in _order.Lines.Where(l => surplus.ContainsKey(l.Id)))
        {
            surplus[line.Id] -= line.Quantity - line.Withdrawn;
        }

        foreach (var plan in _plans.OrderBy(p => p.Priority))
        {
            foreach (var line in plan.Plan.Lines.Select(l => l.Line))
            {
                surplus[line] -= plan.Remove(line, surplus[line]);
            }
        }
    }

    /// <summary>
    /// Adds units to the plan of a facility that works on the order. False if there is none, its pick job is finished, or its units have
    /// another release time.
    /// </summary>
    public bool Add(Assignment assignment, bool reserves)
    {
        _byFacility ??= _plans.Where(p => p.CanGetUnits).DistinctBy(GetKey).ToDictionary(GetKey);
        if (!_byFacility.TryGetValue((assignment.Facility, FindRelease(assignment.Line)), out var plan))
        {
            return false;
        }

        plan.Add(assignment.Line, assignment.Quantity, reserves);
        return true;
    }

    /// <summary>
    /// Appends the changes to the next revision. Returns the plans without units, and their pick jobs, in their last state.
    /// </summary>
    public EndedEntities Append(OrderRevisionBuilder builder)
    {
        var changed = _plans.Where(p => p.IsChanged).ToList();
        if (changed.Count == 0)
        {
            return EndedEntities.None;
        }

        var ended = changed.FindAll(p => p.HasNoUnits);
        var kept = changed.FindAll(p => !p.HasNoUnits);
        builder.Append(new OrderEvent.FulfillmentAmended(
            [.. kept.Select(p => p.CreatePlan(_at))],
            [.. kept.Where(p => p.Job is not null).Select(p => p.CreateJob(_at))],
            [.. ended.Select(p => p.Plan.Id)]));
        var endedIds = ended.Select(p => p.Plan.Id).ToHashSet();
        return new(
            [.. ended.Select(p => CancellationDecider.Cancel(p.Plan, _at))],
            [.. _order.PickJobs.Where(j => endedIds.Contains(j.PlanId)).Select(j => CancellationDecider.Cancel(j, _at))]);
    }

    private (FacilityId Facility, DateTimeOffset? Release) GetKey(AmendedPlan plan) =>
        (plan.Plan.Facility!.Value, _releases.Count == 0 ? null : plan.Plan.Lines.Max(l => FindRelease(l.Line)));

    // Null if the line can be released now.
    private DateTimeOffset? FindRelease(LineId line) => _releases.TryGetValue(line, out var at) ? at : null;

    /// <summary>A plan and its pick job, with the changed quantities.</summary>
    private sealed class AmendedPlan(RoutingPlan plan, PickJob? job)
    {
        private readonly AmendedLines<PlanLine> _lines = new(plan.Lines, l => l.Line);
        private readonly AmendedLines<PickLine> _jobLines = new(job?.Lines ?? [], l => l.Line);

        public RoutingPlan Plan => plan;

        public PickJob? Job => job;

        public bool IsChanged => _lines.IsChanged;

        public bool HasNoUnits => _lines.All.All(l => l.Quantity <= Quantity.Zero);

        public bool CanGetUnits => plan.Facility is not null && job is null or { Status: not PickJobStatus.Closed };

        public bool IsStarted => job is { Status: not PickJobStatus.Open };

        public int Priority => plan.IsUnroutable ? 0 : IsStarted ? 2 : 1;

        /// <summary>Removes units of a line that are not picked. Returns the removed quantity.</summary>
        public Quantity Remove(LineId line, Quantity atMost)
        {
            if (atMost <= Quantity.Zero || job is { Status: PickJobStatus.Closed })
            {
                return Quantity.Zero;
            }

            var removable = _lines.Find(line).Quantity - _jobLines.Find(line).Picked;
            var removed = atMost <= removable ? atMost : removable;
            if (removed <= Quantity.Zero)
            {
                return Quantity.Zero;
            }

            _lines.Set(line, _lines.Find(line).WithoutUnits(removed));
            if (job is not null)
            {
                var found = _jobLines.Find(line) with { Line = line };
                _jobLines.Set(line, found.WithQuantity(found.Quantity - removed));
            }

            return removed;
        }

        public void Add(LineId line, Quantity quantity, bool reserves)
        {
            _lines.Set(line, (_lines.Find(line) with { Line = line }).WithUnits(quantity, reserves));
            if (job is not null)
            {
                var found = _jobLines.Find(line) with { Line = line };
                _jobLines.Set(line, found.WithQuantity(found.Quantity + quantity));
            }
        }

        public RoutingPlan CreatePlan(DateTimeOffset at) => plan with
        {
            Lines = [.. _lines.All.Where(l => l.Quantity > Quantity.Zero)], Version = plan.Version + 1, ModifiedAt = at,
        };

        public PickJob CreateJob(DateTimeOffset at) => job! with
        {
            Lines = [.. _jobLines.All.Where(l => l.Quantity > Quantity.Zero)], Version = job.Version + 1, ModifiedAt = at,
        };
    }

    /// <summary>Lines that are found by their id.</summary>
    private sealed class AmendedLines<T>(ImmutableArray<T> lines, Func<T, LineId> getId)
        where T : struct
    {
        private readonly List<T> _all = [.. lines];
        private readonly Dictionary<LineId, int> _positions = lines.Select(getId).Index().ToDictionary(l => l.Item, l => l.Index);

        public IReadOnlyList<T> All => _all;

        public bool IsChanged { get; private set; }

        public T Find(LineId line) => _positions.TryGetValue(line, out var position) ? _all[position] : default;

        public void Set(LineId line, T value)
        {
            IsChanged = true;
            if (_positions.TryGetValue(line, out var position))
            {
                _all[position] = value;
                return;
            }

            _positions.Add(line, _all.Count);
            _all.Add(value);
        }
    }
}

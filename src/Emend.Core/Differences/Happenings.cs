using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Differences;

/// <summary>What an entry of the journal means to others: a pure function of the order before and after it and of what happened.</summary>
public static class Happenings
{
    /// <summary>What is to be told, in the order in which it happened; every difference stands with exactly one of them.</summary>
    public static ImmutableArray<Happening> Of(Order? before, Order after, IReadOnlyList<OrderEvent> events)
    {
        var kinds = events.SelectMany(happened => KindsOf(happened, before, after)).Distinct().ToList();
        var differences = Differing.Between(before, after, events);
        var told = ImmutableArray.CreateBuilder<Happening>(kinds.Count);
        var rest = differences;
        foreach (var (kind, entity) in kinds)
        {
            var own = entity is { } id ? rest.Where(d => IsOf(d.Path, id)).ToImmutableArray() : [];
            rest = rest.RemoveRange(own);
            told.Add(Of(kind, entity, own, before, after));
        }
        // What no entity tells of itself belongs to the order; where nothing is told of the order, to whoever came first.
        var order = kinds.FindIndex(k => k.Entity is null);
        var at = order < 0 ? 0 : order;
        if (told.Count > 0 && !rest.IsEmpty)
            told[at] = Of(told[at].Kind, told[at].Entity, [.. told[at].Differences, .. rest], before, after);
        return told.ToImmutable();
    }

    private static IEnumerable<(string Kind, EntityId? Entity)> KindsOf(OrderEvent happened, Order? before, Order after) => happened switch
    {
        OrderEvent.Placed => [(EventKinds.OrderCreated, null)],
        OrderEvent.Modified => [(EventKinds.OrderModified, null)],
        OrderEvent.Undone => [(EventKinds.ModificationUndone, null)],
        OrderEvent.LabelsObsoleted => [(EventKinds.LabelsObsolete, null)],
        OrderEvent.Routed e => KindsOf(e, before),
        OrderEvent.RoutingGivenUp e => e.Plans.Select(p => (EventKinds.PlanGivenUp, (EntityId?)p)),
        OrderEvent.Released e => Created(e.PickJobs),
        OrderEvent.PickingStarted e => [(EventKinds.PickingCommenced, e.PickJob)],
        OrderEvent.LinePicked e => [(EventKinds.LinePicked, e.PickJob)],
        OrderEvent.PickLineDivided e => [(EventKinds.PickLineDivided, e.PickJob)],
        OrderEvent.PickJobClosed e => [(EventKinds.PickingFinished, e.PickJob)],
        OrderEvent.PickJobAborted e => [(EventKinds.PickJobAborted, e.PickJob)],
        OrderEvent.PickJobReset e => [(EventKinds.PickJobReset, e.PickJob)],
        OrderEvent.PickJobCancelled e => [(EventKinds.PickJobCancelled, e.PickJob)],
        OrderEvent.PickingPaused e => [(EventKinds.PickingPaused, e.PickJob)],
        OrderEvent.PlanLowered e => [(EventKinds.PlanSplit, e.Plan)],
        OrderEvent.Cancelled e => KindsOf(e, before),
        OrderEvent.Unlocked => [(EventKinds.OrderUnlocked, null)],
        OrderEvent.PromiseConfirmed => [(EventKinds.PromiseConfirmed, null)],
        OrderEvent.PromiseExtended => [(EventKinds.PromiseExtended, null)],
        OrderEvent.ReturnsAsked e => e.Tasks.Select(t => (EventKinds.ReturnTaskCreated, (EntityId?)t.Id)),
        OrderEvent.LineReturned e => [(EventKinds.ReturnTaskUpdated, e.Task)],
        OrderEvent.ReturnTaskClosed e => [(EventKinds.ReturnTaskClosed, e.Task)],
        OrderEvent.Anonymized => [(EventKinds.Anonymized, null)],
        OrderEvent.Deleted => [(EventKinds.Deleted, null)],
        _ => Shipping.KindsOf(happened, before, after),
    };

    private static IEnumerable<(string Kind, EntityId? Entity)> KindsOf(OrderEvent.Routed routed, Order? before) =>
    [
        .. routed.Superseded.Select(p => (EventKinds.PlanRerouted, (EntityId?)p)),
        .. (before?.PickJobs ?? []).Where(j => routed.Superseded.Contains(j.PlanId) && routed.Reason is not RerouteReason.Aborted)
            .Select(j => (EventKinds.PickJobRerouted, (EntityId?)j.Id)),
        .. routed.Plans.Select(p => (p.Facility is null ? EventKinds.PlanNotRoutable : EventKinds.PlanRouted, (EntityId?)p.Id)),
        .. Created(routed.PickJobs),
        .. Shipping.EndedBy(routed, before),
    ];

    private static IEnumerable<(string Kind, EntityId? Entity)> KindsOf(OrderEvent.Cancelled cancelled, Order? before) =>
    [
        (KindOf(cancelled.Cancelation), null),
        .. (before?.Plans ?? []).Select(p => (EventKinds.PlanCancelled, (EntityId?)p.Id)),
        .. (before?.PickJobs ?? []).Select(j => (EventKinds.PickJobCancelled, (EntityId?)j.Id)),
        .. (before?.HandoverJobs ?? []).Select(j => (EventKinds.HandoverCancelled, (EntityId?)j.Id)),
        .. (before?.Shipments ?? []).Select(s => (EventKinds.ShipmentUpdated, (EntityId?)s.Id)),
    ];

    private static string KindOf(Cancelation how) =>
        how.Expired ? EventKinds.OrderExpired : how.Forced ? EventKinds.OrderForceCancelled : EventKinds.OrderCancelled;

    private static IEnumerable<(string Kind, EntityId? Entity)> Created(ImmutableArray<PickJob> jobs) =>
        jobs.Select(j => (EventKinds.PickJobCreated, (EntityId?)j.Id));

    private static bool IsOf(string path, EntityId entity) =>
        Differing.Overlap($"/pickJobs{Differing.Part(entity.Value)}", path)
        || Differing.Overlap($"/plans{Differing.Part(entity.Value)}", path)
        || Differing.Overlap($"/returnTasks{Differing.Part(entity.Value)}", path)
        || Shipping.IsOf(path, entity);

    private static Happening Of(string kind, EntityId? entity, ImmutableArray<Difference> differences, Order? before, Order after)
    {
        if (entity is not { } id)
            return new(kind, null, null, differences, Articles(LinesOf(kind, differences, before, after)));
        var job = after.FindPickJob(id) ?? before?.FindPickJob(id);
        var task = job is null ? after.FindReturnTask(id) ?? before?.FindReturnTask(id) : null;
        var plan = job is null ? after.Plans.Concat(before?.Plans ?? []).FirstOrDefault(p => p.Id == id) : null;
        var shipping = job is null && plan is null && task is null ? Shipping.Of(id, before, after) : null;
        var lines = job?.Lines.Select(l => l.Line) ?? plan?.Lines.Select(l => l.Line) ?? task?.Lines.Select(l => l.Line)
            ?? shipping?.Lines ?? [];
        var facility = job?.Facility ?? plan?.Facility ?? task?.Facility ?? shipping?.Facility;
        return new(kind, entity, facility, differences, Articles(lines.Select(l => Line(l, before, after))));
    }

    private static IEnumerable<Line?> LinesOf(string kind, ImmutableArray<Difference> differences, Order? before, Order after) =>
        kind is EventKinds.OrderCreated
            ? after.Lines
            : after.Lines.Concat(before?.Lines ?? [])
                .Where(l => differences.Any(d => d.Area is Area.Lines && Differing.Overlap(LineConflicts.Path(l.Id), d.Path)));

    private static Line? Line(LineId id, Order? before, Order after) => after.FindLine(id) ?? before?.FindLine(id);

    private static ImmutableArray<ArticleId> Articles(IEnumerable<Line?> lines) =>
        [.. lines.OfType<Line>().Select(l => l.Article).Distinct()];
}

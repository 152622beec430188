using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>What an entry of the journal means to others: a pure function of the order before and after it and of what happened.</summary>
public static class IntegrationEventMapper
{
    /// <summary>What is to be told, in the order in which it happened; every difference stands with exactly one of them.</summary>
    public static ImmutableArray<IntegrationEvent> Of(Order? before, Order after, IReadOnlyList<OrderEvent> events)
    {
        var kinds = events.SelectMany(orderEvent => KindsOf(orderEvent, before, after)).Distinct().ToList();
        var fieldDifferences = OrderDiff.Between(before, after, events);
        var told = ImmutableArray.CreateBuilder<IntegrationEvent>(kinds.Count);
        var rest = fieldDifferences;
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

    private static IEnumerable<(string Kind, EntityId? Entity)> KindsOf(OrderEvent orderEvent, Order? before, Order after) => orderEvent switch
    {
        OrderEvent.Placed => [(EventTypes.OrderCreated, null)],
        OrderEvent.Modified => [(EventTypes.OrderModified, null)],
        OrderEvent.ModificationUndone => [(EventTypes.ModificationUndone, null)],
        OrderEvent.LabelsObsoleted => [(EventTypes.LabelsObsolete, null)],
        OrderEvent.Routed e => KindsOf(e, before),
        OrderEvent.RoutingAbandoned e => e.Plans.Select(p => (EventTypes.PlanGivenUp, (EntityId?)p)),
        OrderEvent.Released e => Created(e.PickJobs),
        OrderEvent.PickingStarted e => [(EventTypes.PickingCommenced, e.PickJob)],
        OrderEvent.LinePicked e => [(EventTypes.LinePicked, e.PickJob)],
        OrderEvent.PickLinePartsChanged e => [(EventTypes.PickLineDivided, e.PickJob)],
        OrderEvent.PickJobClosed e => [(EventTypes.PickingFinished, e.PickJob)],
        OrderEvent.PickJobAborted e => [(EventTypes.PickJobAborted, e.PickJob)],
        OrderEvent.PickJobReset e => [(EventTypes.PickJobReset, e.PickJob)],
        OrderEvent.PickJobCanceled e => [(EventTypes.PickJobCancelled, e.PickJob)],
        OrderEvent.PickingPaused e => [(EventTypes.PickingPaused, e.PickJob)],
        OrderEvent.RoutingPlanReduced e => [(EventTypes.PlanSplit, e.Plan)],
        OrderEvent.Canceled e => KindsOf(e, before),
        OrderEvent.Unlocked => [(EventTypes.OrderUnlocked, null)],
        OrderEvent.PromiseConfirmed => [(EventTypes.PromiseConfirmed, null)],
        OrderEvent.PromiseExtended => [(EventTypes.PromiseExtended, null)],
        OrderEvent.ReturnTasksCreated e => e.Tasks.Select(t => (EventTypes.ReturnTaskCreated, (EntityId?)t.Id)),
        OrderEvent.LineRestocked e => [(EventTypes.ReturnTaskUpdated, e.Task)],
        OrderEvent.ReturnTaskClosed e => [(EventTypes.ReturnTaskClosed, e.Task)],
        OrderEvent.Anonymized => [(EventTypes.Anonymized, null)],
        OrderEvent.Deleted => [(EventTypes.Deleted, null)],
        _ => ShippingEventMapper.KindsOf(orderEvent, before, after),
    };

    private static IEnumerable<(string Kind, EntityId? Entity)> KindsOf(OrderEvent.Routed routed, Order? before) =>
    [
        .. routed.Superseded.Select(p => (EventTypes.PlanRerouted, (EntityId?)p)),
        .. (before?.PickJobs ?? []).Where(j => routed.Superseded.Contains(j.PlanId) && routed.Reason is not RerouteReason.Aborted)
            .Select(j => (EventTypes.PickJobRerouted, (EntityId?)j.Id)),
        .. routed.Plans.Select(p => (p.Facility is null ? EventTypes.PlanNotRoutable : EventTypes.PlanRouted, (EntityId?)p.Id)),
        .. Created(routed.PickJobs),
        .. ShippingEventMapper.EndedBy(routed, before),
    ];

    private static IEnumerable<(string Kind, EntityId? Entity)> KindsOf(OrderEvent.Canceled canceled, Order? before) =>
    [
        (KindOf(canceled.Cancelation), null),
        .. (before?.Plans ?? []).Select(p => (EventTypes.PlanCancelled, (EntityId?)p.Id)),
        .. (before?.PickJobs ?? []).Select(j => (EventTypes.PickJobCancelled, (EntityId?)j.Id)),
        .. (before?.HandoverJobs ?? []).Select(j => (EventTypes.HandoverCancelled, (EntityId?)j.Id)),
        .. (before?.Shipments ?? []).Select(s => (EventTypes.ShipmentUpdated, (EntityId?)s.Id)),
    ];

    private static string KindOf(Cancellation how) =>
        how.Expired ? EventTypes.OrderExpired : how.Forced ? EventTypes.OrderForceCancelled : EventTypes.OrderCancelled;

    private static IEnumerable<(string Kind, EntityId? Entity)> Created(ImmutableArray<PickJob> jobs) =>
        jobs.Select(j => (EventTypes.PickJobCreated, (EntityId?)j.Id));

    private static bool IsOf(string path, EntityId entity) =>
        OrderDiff.Overlap($"/pickJobs{OrderDiff.Part(entity.Value)}", path)
        || OrderDiff.Overlap($"/plans{OrderDiff.Part(entity.Value)}", path)
        || OrderDiff.Overlap($"/returnTasks{OrderDiff.Part(entity.Value)}", path)
        || ShippingEventMapper.IsOf(path, entity);

    private static IntegrationEvent Of(string kind, EntityId? entity, ImmutableArray<FieldDifference> fieldDifferences, Order? before, Order after)
    {
        if (entity is not { } id)
            return new(kind, null, null, fieldDifferences, Articles(LinesOf(kind, fieldDifferences, before, after)));
        var job = after.FindPickJob(id) ?? before?.FindPickJob(id);
        var task = job is null ? after.FindReturnTask(id) ?? before?.FindReturnTask(id) : null;
        var plan = job is null ? after.Plans.Concat(before?.Plans ?? []).FirstOrDefault(p => p.Id == id) : null;
        var shipping = job is null && plan is null && task is null ? ShippingEventMapper.Of(id, before, after) : null;
        var lines = job?.Lines.Select(l => l.Line) ?? plan?.Lines.Select(l => l.Line) ?? task?.Lines.Select(l => l.Line)
            ?? shipping?.Lines ?? [];
        var facility = job?.Facility ?? plan?.Facility ?? task?.Facility ?? shipping?.Facility;
        return new(kind, entity, facility, fieldDifferences, Articles(lines.Select(l => Line(l, before, after))));
    }

    private static IEnumerable<Line?> LinesOf(string kind, ImmutableArray<FieldDifference> fieldDifferences, Order? before, Order after) =>
        kind is EventTypes.OrderCreated
            ? after.Lines
            : after.Lines.Concat(before?.Lines ?? [])
                .Where(l => fieldDifferences.Any(d => d.Area is DifferenceArea.Lines && OrderDiff.Overlap(LineConflicts.Path(l.Id), d.Path)));

    private static Line? Line(LineId id, Order? before, Order after) => after.FindLine(id) ?? before?.FindLine(id);

    private static ImmutableArray<ArticleId> Articles(IEnumerable<Line?> lines) =>
        [.. lines.OfType<Line>().Select(l => l.Article).Distinct()];
}

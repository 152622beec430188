using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>
/// Maps a journal entry to integration events: a pure function of the order before and after it and of its domain events.
/// </summary>
public static class IntegrationEventMapper
{
    /// <summary>Returns the integration events in the order of the domain events. Every difference belongs to exactly one event.</summary>
    public static ImmutableArray<IntegrationEvent> Map(Order? before, Order after, IReadOnlyList<OrderEvent> events)
    {
        // Events that later versions added come last: the position of an event in its entry is part of its id.
        var kinds = events.SelectMany(orderEvent => GetTypes(orderEvent, before, after))
            .Concat(events.OfType<OrderEvent.LabelsObsoleted>().SelectMany(e => ShippingEventMapper.GetObsolete(e, after)))
            .Distinct().ToList();
        var differences = OrderDiff.Between(before, after, events);
        var integrationEvents = ImmutableArray.CreateBuilder<IntegrationEvent>(kinds.Count);
        var rest = differences;
        foreach (var (kind, entity) in kinds)
        {
            var own = entity is { } id ? rest.Where(d => BelongsTo(d.Path, id)).ToImmutableArray() : [];
            rest = rest.RemoveRange(own);
            integrationEvents.Add(Map(kind, entity, own, before, after));
        }
        // Differences of no entity belong to the event of the order, or to the first event if there is none.
        var order = kinds.FindIndex(k => k.Entity is null);
        var at = order < 0 ? 0 : order;
        if (integrationEvents.Count > 0 && !rest.IsEmpty)
        {
            integrationEvents[at] = Map(
                integrationEvents[at].Type, integrationEvents[at].Entity, [.. integrationEvents[at].Differences, .. rest], before, after);
        }

        return integrationEvents.ToImmutable();
    }

    private static IEnumerable<(string Kind, EntityId? Entity)> GetTypes(OrderEvent orderEvent, Order? before, Order after) =>
        orderEvent switch
    {
        OrderEvent.Placed => [(EventTypes.OrderCreated, null)],
        OrderEvent.Modified => [(EventTypes.OrderModified, null)],
        OrderEvent.ModificationUndone => [(EventTypes.ModificationUndone, null)],
        OrderEvent.LabelsObsoleted => [(EventTypes.LabelsObsolete, null)],
        OrderEvent.Routed e => GetTypes(e, before),
        OrderEvent.RoutingAbandoned e => e.Plans.Select(p => (EventTypes.PlanAbandoned, (EntityId?)p)),
        OrderEvent.ReservationsRemoved => [(EventTypes.ReservationsRemoved, null)],
        OrderEvent.Released e => GetCreated(e.PickJobs),
        OrderEvent.PickingStarted e => [(EventTypes.PickingCommenced, e.PickJob)],
        OrderEvent.LinePicked e => [(EventTypes.LinePicked, e.PickJob)],
        OrderEvent.PickLinePartsChanged e => [(EventTypes.PickLinePartsChanged, e.PickJob)],
        OrderEvent.PickJobClosed e => [(EventTypes.PickingFinished, e.PickJob)],
        OrderEvent.PickJobAborted e => [(EventTypes.PickJobAborted, e.PickJob)],
        OrderEvent.PickJobReset e => [(EventTypes.PickJobReset, e.PickJob)],
        OrderEvent.PickJobCanceled e => [(EventTypes.PickJobCanceled, e.PickJob)],
        OrderEvent.PickingPaused e => [(EventTypes.PickingPaused, e.PickJob)],
        OrderEvent.RoutingPlanReduced e => [(EventTypes.PlanSplit, e.Plan)],
        OrderEvent.MissingUnitsCanceled e when after.FindPickJob(e.PickJob) is null =>
            (before?.Plans ?? []).Where(p => p.Id == before!.FindPickJob(e.PickJob)?.PlanId)
                .Select(p => (EventTypes.PlanCanceled, (EntityId?)p.Id)),
        OrderEvent.Canceled e => GetTypes(e, before, after),
        OrderEvent.Unlocked => [(EventTypes.OrderUnlocked, null)],
        OrderEvent.PromiseConfirmed => [(EventTypes.PromiseConfirmed, null)],
        OrderEvent.PromiseExtended => [(EventTypes.PromiseExtended, null)],
        OrderEvent.ReturnTasksCreated e => e.Tasks.Select(t => (EventTypes.ReturnTaskCreated, (EntityId?)t.Id)),
        OrderEvent.LineRestocked e => [(EventTypes.ReturnTaskUpdated, e.Task)],
        OrderEvent.ReturnTaskClosed e => [(EventTypes.ReturnTaskClosed, e.Task)],
        OrderEvent.ReturnRevoked e => GetTypes(e, after),
        OrderEvent.Anonymized => [(EventTypes.Anonymized, null)],
        OrderEvent.Deleted => [(EventTypes.Deleted, null)],
        _ => ShippingEventMapper.GetTypes(orderEvent, before, after),
    };

    private static IEnumerable<(string Kind, EntityId? Entity)> GetTypes(OrderEvent.Routed routed, Order? before) =>
    [
        .. routed.Superseded.Select(p => (EventTypes.PlanRerouted, (EntityId?)p)),
        .. (before?.PickJobs ?? []).Where(j => routed.Superseded.Contains(j.PlanId) && routed.Reason is not RerouteReason.Aborted)
            .Select(j => (EventTypes.PickJobRerouted, (EntityId?)j.Id)),
        .. routed.Plans.Select(p => (p.Facility is null ? EventTypes.PlanNotRoutable : EventTypes.PlanRouted, (EntityId?)p.Id)),
        .. GetCreated(routed.PickJobs),
        .. ShippingEventMapper.GetEnded(routed, before),
    ];

    // A task without goods is closed by an event of its own.
    private static IEnumerable<(string Kind, EntityId? Entity)> GetTypes(OrderEvent.ReturnRevoked revoked, Order after) =>
    [
        (EventTypes.PlanRouted, revoked.Plan.Id), (EventTypes.PickJobCreated, revoked.PickJob.Id),
        (EventTypes.PickingFinished, revoked.PickJob.Id),
        .. after.FindReturnTask(revoked.Task) is null ? [] : new (string, EntityId?)[] { (EventTypes.ReturnTaskUpdated, revoked.Task) },
    ];

    private static IEnumerable<(string Kind, EntityId? Entity)> GetTypes(OrderEvent.Canceled canceled, Order? before, Order after) =>
    [
        (GetCancellationType(canceled.Cancellation), null),
        .. (before?.Plans ?? []).Where(p => after.Plans.All(kept => kept.Id != p.Id))
            .Select(p => (EventTypes.PlanCanceled, (EntityId?)p.Id)),
        .. (before?.PickJobs ?? []).Where(j => IsCanceled(j, canceled)).Select(j => (EventTypes.PickJobCanceled, (EntityId?)j.Id)),
        .. ShippingEventMapper.GetCanceled(before, after),
    ];

    // A finished pick job stays finished. Events of older versions canceled it.
    private static bool IsCanceled(PickJob job, OrderEvent.Canceled canceled) =>
        !canceled.KeepsHandedOver || job.Status is not PickJobStatus.Closed;

    private static string GetCancellationType(Cancellation cancellation) =>
        cancellation.Expired ? EventTypes.OrderExpired : cancellation.Forced ? EventTypes.OrderForceCanceled : EventTypes.OrderCanceled;

    private static IEnumerable<(string Kind, EntityId? Entity)> GetCreated(ImmutableArray<PickJob> jobs) =>
        jobs.Select(j => (EventTypes.PickJobCreated, (EntityId?)j.Id));

    private static bool BelongsTo(string path, EntityId entity) =>
        OrderDiff.PathsOverlap($"/pickJobs{OrderDiff.ToPathSegment(entity.Value)}", path)
        || OrderDiff.PathsOverlap($"/plans{OrderDiff.ToPathSegment(entity.Value)}", path)
        || OrderDiff.PathsOverlap($"/returnTasks{OrderDiff.ToPathSegment(entity.Value)}", path)
        || ShippingEventMapper.BelongsTo(path, entity);

    private static IntegrationEvent Map(
        string kind, EntityId? entity, ImmutableArray<FieldDifference> differences, Order? before, Order after)
    {
        if (entity is not { } id)
        {
            return new(kind, null, null, differences, GetArticles(GetLines(kind, differences, before, after)));
        }

        var job = after.FindPickJob(id) ?? before?.FindPickJob(id);
        var task = job is null ? after.FindReturnTask(id) ?? before?.FindReturnTask(id) : null;
        var plan = job is null ? after.Plans.Concat(before?.Plans ?? []).FirstOrDefault(p => p.Id == id) : null;
        var shipping = job is null && plan is null && task is null ? ShippingEventMapper.Find(id, before, after) : null;
        var lines = job?.Lines.Select(l => l.Line) ?? plan?.Lines.Select(l => l.Line) ?? task?.Lines.Select(l => l.Line)
            ?? shipping?.Lines ?? [];
        var facility = job?.Facility ?? plan?.Facility ?? task?.Facility ?? shipping?.Facility;
        return new(kind, entity, facility, differences, GetArticles(lines.Select(l => FindLine(l, before, after))));
    }

    private static IEnumerable<Line?> GetLines(string kind, ImmutableArray<FieldDifference> differences, Order? before, Order after) =>
        kind is EventTypes.OrderCreated
            ? after.Lines
            : after.Lines.Concat(before?.Lines ?? [])
                .Where(l => differences
                    .Any(d => d.Area is DifferenceArea.Lines && OrderDiff.PathsOverlap(LineConflicts.GetPath(l.Id), d.Path)));

    private static Line? FindLine(LineId id, Order? before, Order after) => after.FindLine(id) ?? before?.FindLine(id);

    private static ImmutableArray<ArticleId> GetArticles(IEnumerable<Line?> lines) =>
        [.. lines.OfType<Line>().Select(l => l.Article).Distinct()];
}

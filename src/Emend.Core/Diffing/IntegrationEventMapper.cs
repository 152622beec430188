using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Diffing.IntegrationEventKind;

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
        var kinds = events.SelectMany(orderEvent => GetKinds(orderEvent, before, after))
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
                integrationEvents[at].Kind, integrationEvents[at].Entity, [.. integrationEvents[at].Differences, .. rest], before, after);
        }

        return integrationEvents.ToImmutable();
    }

    private static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetKinds(OrderEvent orderEvent, Order? before, Order after) =>
        orderEvent switch
    {
        OrderEvent.Placed => [(OrderCreated, null)],
        OrderEvent.Modified => [(OrderModified, null)],
        OrderEvent.ModificationUndone => [(ModificationUndone, null)],
        OrderEvent.LabelsObsoleted => [(LabelsObsolete, null)],
        OrderEvent.Routed e => GetKinds(e, before),
        OrderEvent.FulfillmentAmended e => GetKinds(e, before),
        OrderEvent.RoutingAbandoned e => e.Plans.Select(p => (PlanAbandoned, (EntityId?)p)),
        OrderEvent.ReservationsRemoved => [(ReservationsRemoved, null)],
        OrderEvent.Released e => GetCreated(e.PickJobs),
        OrderEvent.PickingStarted e => [(PickingCommenced, e.PickJob)],
        OrderEvent.LinePicked e => [(LinePicked, e.PickJob)],
        OrderEvent.PickLinePartsChanged e => [(PickLinePartsChanged, e.PickJob)],
        OrderEvent.PickJobClosed e => [(PickingFinished, e.PickJob)],
        OrderEvent.PickJobAborted e => [(PickJobAborted, e.PickJob)],
        OrderEvent.PickJobReset e => [(PickJobReset, e.PickJob)],
        OrderEvent.PickJobCanceled e => [(PickJobCanceled, e.PickJob)],
        OrderEvent.PickingPaused e => [(PickingPaused, e.PickJob)],
        OrderEvent.RoutingPlanReduced e => [(PlanSplit, e.Plan)],
        OrderEvent.MissingUnitsCanceled e when after.FindPickJob(e.PickJob) is null =>
            (before?.Plans ?? []).Where(p => p.Id == before!.FindPickJob(e.PickJob)?.PlanId)
                .Select(p => (PlanCanceled, (EntityId?)p.Id)),
        OrderEvent.Canceled e => GetKinds(e, before, after),
        OrderEvent.Unlocked => [(OrderUnlocked, null)],
        OrderEvent.PromiseConfirmed => [(PromiseConfirmed, null)],
        OrderEvent.PromiseExtended => [(PromiseExtended, null)],
        OrderEvent.ReturnTasksCreated e => e.Tasks.Select(t => (ReturnTaskCreated, (EntityId?)t.Id)),
        OrderEvent.LineRestocked e => [(ReturnTaskUpdated, e.Task)],
        OrderEvent.ReturnTaskClosed e => [(ReturnTaskClosed, e.Task)],
        OrderEvent.ReturnRevoked e => GetKinds(e, after),
        OrderEvent.Anonymized => [(Anonymized, null)],
        OrderEvent.Deleted => [(Deleted, null)],
        _ => ShippingEventMapper.GetKinds(orderEvent, before, after),
    };

    private static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetKinds(OrderEvent.Routed routed, Order? before) =>
    [
        .. routed.Superseded.Select(p => (PlanRerouted, (EntityId?)p)),
        .. (before?.PickJobs ?? []).Where(j => routed.Superseded.Contains(j.PlanId) && routed.Reason is not RerouteReason.Aborted)
            .Select(j => (PickJobRerouted, (EntityId?)j.Id)),
        .. routed.Plans.Select(p => (p.Facility is null ? PlanNotRoutable : PlanRouted, (EntityId?)p.Id)),
        .. GetCreated(routed.PickJobs),
        .. ShippingEventMapper.GetEnded(routed, before),
    ];

    // Plans and pick jobs that an earlier event of the same decision amended are reported once.
    private static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetKinds(
        OrderEvent.FulfillmentAmended amended, Order? before) =>
    [
        .. amended.Ended.Select(p => (PlanCanceled, (EntityId?)p)),
        .. (before?.PickJobs ?? []).Where(j => amended.Ended.Contains(j.PlanId)).Select(j => (PickJobCanceled, (EntityId?)j.Id)),
        .. amended.Plans.Select(p => (PlanAmended, (EntityId?)p.Id)),
        .. amended.PickJobs.Select(j => (PickJobAmended, (EntityId?)j.Id)),
    ];

    // A task without goods is closed by an event of its own.
    private static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetKinds(OrderEvent.ReturnRevoked revoked, Order after) =>
    [
        (PlanRouted, revoked.Plan.Id), (PickJobCreated, revoked.PickJob.Id),
        (PickingFinished, revoked.PickJob.Id),
        .. after.FindReturnTask(revoked.Task) is null
            ? []
            : new (IntegrationEventKind, EntityId?)[] { (ReturnTaskUpdated, revoked.Task) },
    ];

    private static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetKinds(
        OrderEvent.Canceled canceled, Order? before, Order after) =>
    [
        (GetCancellationKind(canceled.Cancellation), null),
        .. (before?.Plans ?? []).Where(p => after.Plans.All(kept => kept.Id != p.Id))
            .Select(p => (PlanCanceled, (EntityId?)p.Id)),
        .. (before?.PickJobs ?? []).Where(j => IsCanceled(j, canceled)).Select(j => (PickJobCanceled, (EntityId?)j.Id)),
        .. ShippingEventMapper.GetCanceled(before, after),
    ];

    // A finished pick job stays finished. Events of older versions canceled it.
    private static bool IsCanceled(PickJob job, OrderEvent.Canceled canceled) =>
        !canceled.KeepsHandedOver || job.Status is not PickJobStatus.Closed;

    private static IntegrationEventKind GetCancellationKind(Cancellation cancellation) =>
        cancellation.Expired ? OrderExpired : cancellation.Forced ? OrderForceCanceled : OrderCanceled;

    private static IEnumerable<(IntegrationEventKind Kind, EntityId? Entity)> GetCreated(ImmutableArray<PickJob> jobs) =>
        jobs.Select(j => (PickJobCreated, (EntityId?)j.Id));

    private static bool BelongsTo(string path, EntityId entity) =>
        OrderDiff.PathsOverlap($"/pickJobs{OrderDiff.ToPathSegment(entity.Value)}", path)
        || OrderDiff.PathsOverlap($"/plans{OrderDiff.ToPathSegment(entity.Value)}", path)
        || OrderDiff.PathsOverlap($"/returnTasks{OrderDiff.ToPathSegment(entity.Value)}", path)
        || ShippingEventMapper.BelongsTo(path, entity);

    private static IntegrationEvent Map(
        IntegrationEventKind kind, EntityId? entity, ImmutableArray<FieldDifference> differences, Order? before, Order after)
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

    private static IEnumerable<Line?> GetLines(
        IntegrationEventKind kind, ImmutableArray<FieldDifference> differences, Order? before, Order after) =>
        kind is OrderCreated
            ? after.Lines
            : after.Lines.Concat(before?.Lines ?? [])
                .Where(l => differences
                    .Any(d => d.Area is DifferenceArea.Lines && OrderDiff.PathsOverlap(LineConflicts.GetPath(l.Id), d.Path)));

    private static Line? FindLine(LineId id, Order? before, Order after) => after.FindLine(id) ?? before?.FindLine(id);

    private static ImmutableArray<ArticleId> GetArticles(IEnumerable<Line?> lines) =>
        [.. lines.OfType<Line>().Select(l => l.Article).Distinct()];
}

using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>
/// The order aggregate with all its live operational entities. Rules read only this state. Ended and superseded entities move to
/// append-only storage, so that the aggregate does not grow with the number of modifications.
/// </summary>
public sealed partial record Order
{
    /// <summary>Id.</summary>
    public required OrderId Id { get; init; }

    /// <summary>Id of the process that contains all operational entities.</summary>
    public required EntityId ProcessId { get; init; }

    /// <summary>Order number of the merchant; null if not specified. Unique among the active orders of a tenant.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>The API that placed the order, e.g. <c>fulfillmenttools</c>.</summary>
    public required string Api { get; init; }

    /// <summary>Number of journal entries; the concurrency check of the store.</summary>
    public long Revision { get; init; }

    /// <summary>Number of order-level changes; picking does not change it.</summary>
    public long Version { get; init; }

    /// <summary>Number of applied modifications.</summary>
    public int Modifications { get; init; }

    /// <summary>When the shop accepted the order.</summary>
    public required DateTimeOffset OrderDate { get; init; }

    /// <summary>When Emend accepted the order.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the last order-level change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>Time of the last event. Strictly increases with the revision, independent of the clock of a node.</summary>
    public required DateTimeOffset LastEventAt { get; init; }

    /// <summary>Release time. Until then, units are only routed and reserved. A line can have a later one.</summary>
    public required DateTimeOffset ReleaseAt { get; init; }

    /// <summary>The delivery.</summary>
    public required Delivery Delivery { get; init; }

    /// <summary>The lines, in the order of their addition.</summary>
    public ImmutableArray<Line> Lines { get; init; } = [];

    /// <summary>
    /// Removed lines, in the order of their removal. Superseded routing plans and pick jobs name their articles; rules do not read them.
    /// </summary>
    public ImmutableArray<Line> RemovedLines { get; init; } = [];

    /// <summary>Custom services of the order, including bundles.</summary>
    public ImmutableArray<CustomService> Services { get; init; } = [];

    /// <summary>Currency of all amounts; null if no line has a price.</summary>
    public string? Currency { get; init; }

    /// <summary>The payments.</summary>
    public ImmutableArray<Tender> Tenders { get; init; } = [];

    /// <summary>The invoices.</summary>
    public ImmutableArray<Invoice> Invoices { get; init; } = [];

    /// <summary>The holds.</summary>
    public ImmutableArray<Hold> Holds { get; init; } = [];

    /// <summary>The modification that waits for payment; null if there is none.</summary>
    public PendingModification? Pending { get; init; }

    /// <summary>Live routing plans: per facility and release time, and without a facility for unroutable units.</summary>
    public ImmutableArray<RoutingPlan> Plans { get; init; } = [];

    /// <summary>Live pick jobs.</summary>
    public ImmutableArray<PickJob> PickJobs { get; init; } = [];

    /// <summary>Live handover jobs.</summary>
    public ImmutableArray<HandoverJob> HandoverJobs { get; init; } = [];

    /// <summary>Live shipments with their parcels.</summary>
    public ImmutableArray<Shipment> Shipments { get; init; } = [];

    /// <summary>Open return tasks.</summary>
    public ImmutableArray<ReturnTask> ReturnTasks { get; init; } = [];

    /// <summary>Facilities that are excluded from routing this order.</summary>
    public ImmutableArray<FacilityId> ExcludedFacilities { get; init; } = [];

    /// <summary>The revision at which <see cref="PersonalData"/> was last written.</summary>
    public long PersonalRevision { get; init; }

    /// <summary>Names, addresses and custom attributes. Stored separately, so that erasure does not affect totals or history.</summary>
    public PersonalData PersonalData { get; init; } = PersonalData.None;

    /// <summary>Finds a line; null if the order does not have it.</summary>
    public Line? FindLine(LineId id)
    {
        foreach (var line in Lines)
        {
            if (line.Id == id)
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>Finds a line that the order has or had; null if it never had it.</summary>
    public Line? FindLineOrRemoved(LineId id) => FindLine(id) ?? RemovedLines.FirstOrDefault(l => l.Id == id);

    /// <summary>Finds the article of a line; null if the order does not have the line.</summary>
    public ArticleId? FindArticle(LineId id) => FindLine(id)?.Article;

    /// <summary>
    /// Finds the article of a line with a search hint. Plans have the line order of the order, so the next line usually matches.
    /// </summary>
    /// <param name="position">Index where the search starts; set to the index after the match.</param>
    internal ArticleId? FindArticle(LineId id, ref int position)
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            var at = position + i < Lines.Length ? position + i : position + i - Lines.Length;
            if (Lines[at].Id == id)
            {
                position = at + 1 < Lines.Length ? at + 1 : 0;
                return Lines[at].Article;
            }
        }
        return null;
    }

    /// <summary>Returns the routed plans without a pick job.</summary>
    public IEnumerable<RoutingPlan> GetUnreleasedPlans() => Plans.Where(p => p.Facility is not null && FindPickJobOfPlan(p.Id) is null);

    /// <summary>Finds a live pick job, or null.</summary>
    public PickJob? FindPickJob(EntityId id)
    {
        foreach (var job in PickJobs)
        {
            if (job.Id == id)
            {
                return job;
            }
        }

        return null;
    }

    /// <summary>Finds a live handover job, or null.</summary>
    public HandoverJob? FindHandoverJob(EntityId id) => HandoverJobs.FirstOrDefault(j => j.Id == id);

    /// <summary>Finds a live shipment, or null.</summary>
    public Shipment? FindShipment(EntityId id) => Shipments.FirstOrDefault(s => s.Id == id);

    /// <summary>The target time of a shipment: the preferred time of the order, otherwise its own; null without both.</summary>
    public DateTimeOffset? GetTargetTime(Shipment shipment) => Delivery.PreferredTime ?? shipment.TargetTime;

    /// <summary>The goods in a parcel; empty if its shipment has no goods of a live pick job.</summary>
    public ImmutableArray<LineQuantity> GetLines(Shipment shipment, Parcel parcel) => parcel.Lines.IsEmpty
        ? HandoverJobs.FirstOrDefault(j => j.PickJobId == shipment.PickJobId)?.Lines ?? []
        : parcel.Lines;

    /// <summary>Finds the live shipment of a parcel, or null.</summary>
    public Shipment? FindShipmentOfParcel(EntityId parcel) => Shipments.FirstOrDefault(s => s.Parcels.Any(p => p.Id == parcel));

    /// <summary>Finds a return task, or null.</summary>
    public ReturnTask? FindReturnTask(EntityId id) => ReturnTasks.FirstOrDefault(t => t.Id == id);

    /// <summary>Finds the live pick job of a routing plan; null before release.</summary>
    public PickJob? FindPickJobOfPlan(EntityId plan)
    {
        foreach (var job in PickJobs)
        {
            if (job.PlanId == plan)
            {
                return job;
            }
        }

        return null;
    }
}

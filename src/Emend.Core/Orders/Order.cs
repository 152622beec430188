using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>
/// The aggregate: what was bought and every live operational entity made for it. Everything a condition asks about is in here.
/// Superseded entities leave it for append-only storage, so that it does not grow with the number of its modifications.
/// </summary>
public sealed partial record Order
{
    /// <summary>Its id.</summary>
    public required OrderId Id { get; init; }

    /// <summary>The id of the one process that spans all its operational entities.</summary>
    public required EntityId ProcessId { get; init; }

    /// <summary>The merchant's own number, null where none was given. Unique among a tenant's active orders.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>The face it was placed through, e.g. <c>fulfillmenttools</c>.</summary>
    public required string Api { get; init; }

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; init; }

    /// <summary>Counts every write of the row; the store's concurrency check.</summary>
    public long Revision { get; init; }

    /// <summary>Counts what changed about the order itself; a pick does not step it.</summary>
    public long Version { get; init; }

    /// <summary>How many modifications were applied.</summary>
    public int Modifications { get; init; }

    /// <summary>When the shop took the order.</summary>
    public required DateTimeOffset OrderDate { get; init; }

    /// <summary>When Emend took the order.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the order itself last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }

    /// <summary>When anything in the aggregate last changed; strictly rises with the revision, whatever a node's clock says.</summary>
    public required DateTimeOffset LastEventAt { get; init; }

    /// <summary>From when its units are offered to facilities; until then they are routed and reserved only.</summary>
    public required DateTimeOffset ReleaseAt { get; init; }

    /// <summary>How and where to.</summary>
    public required Delivery Delivery { get; init; }

    /// <summary>The lines, in the order in which they were added.</summary>
    public ImmutableArray<Line> Lines { get; init; } = [];

    /// <summary>Services on articles of the order, bundles among them.</summary>
    public ImmutableArray<CustomService> Services { get; init; } = [];

    /// <summary>The currency of all its amounts; null where no line has a price.</summary>
    public string? Currency { get; init; }

    /// <summary>What it is paid with.</summary>
    public ImmutableArray<Tender> Tenders { get; init; } = [];

    /// <summary>What was invoiced for it.</summary>
    public ImmutableArray<Invoice> Invoices { get; init; } = [];

    /// <summary>Stops that stand on it.</summary>
    public ImmutableArray<Hold> Holds { get; init; } = [];

    /// <summary>The modification that waits for money, if one does.</summary>
    public PendingModification? Pending { get; init; }

    /// <summary>Live routing plans: one per facility, and one without a facility for the units that found no place.</summary>
    public ImmutableArray<RoutingPlan> Plans { get; init; } = [];

    /// <summary>Live pick jobs.</summary>
    public ImmutableArray<PickJob> PickJobs { get; init; } = [];

    /// <summary>Live handover jobs.</summary>
    public ImmutableArray<HandoverJob> HandoverJobs { get; init; } = [];

    /// <summary>Live shipments with their parcels.</summary>
    public ImmutableArray<Shipment> Shipments { get; init; } = [];

    /// <summary>What is to be put back on the shelf.</summary>
    public ImmutableArray<ReturnTask> ReturnTasks { get; init; } = [];

    /// <summary>How it was cancelled; null while it is not.</summary>
    public Cancellation? Cancellation { get; init; }

    /// <summary>For how long it was promised; null for what never was, and once the promise is confirmed.</summary>
    public PromisePeriod? PromisePeriod { get; init; }

    /// <summary>Facilities that this order is not routed to again.</summary>
    public ImmutableArray<FacilityId> ExcludedFacilities { get; init; } = [];

    /// <summary>The revision at which <see cref="PersonalData"/> was last written.</summary>
    public long PersonalRevision { get; init; }

    /// <summary>Names, addresses and free attributes; stored beside the order, so that erasing them breaks no sum and no history.</summary>
    public PersonalData PersonalData { get; init; } = PersonalData.None;

    /// <summary>The line, or null where the order has none of that id.</summary>
    public Line? FindLine(LineId id)
    {
        foreach (var line in Lines)
            if (line.Id == id)
                return line;
        return null;
    }

    /// <summary>The article of a line, or null where the order has none of that id.</summary>
    public ArticleId? Article(LineId id) => FindLine(id)?.Article;

    /// <summary>The same, for who asks line after line: plans hold lines as the order does, so the next is mostly it.</summary>
    /// <param name="place">Where the search begins and ended.</param>
    internal ArticleId? Article(LineId id, ref int place)
    {
        for (var i = 0; i < Lines.Length; i++)
        {
            var at = place + i < Lines.Length ? place + i : place + i - Lines.Length;
            if (Lines[at].Id == id)
            {
                place = at + 1 < Lines.Length ? at + 1 : 0;
                return Lines[at].Article;
            }
        }
        return null;
    }

    /// <summary>Whether its units may be offered to facilities.</summary>
    public bool CanReleaseAt(DateTimeOffset now) =>
        Status is OrderStatus.Open && ReleaseAt <= now && !Holds.Any(h => h.StandsAt(now));

    /// <summary>The plans that are routed and were not offered to their facility yet.</summary>
    public IEnumerable<RoutingPlan> UnreleasedPlans() => Plans.Where(p => p.Facility is not null && PickJobOf(p.Id) is null);

    /// <summary>The live pick job, or null.</summary>
    public PickJob? FindPickJob(EntityId id)
    {
        foreach (var job in PickJobs)
            if (job.Id == id)
                return job;
        return null;
    }

    /// <summary>The live handover job, or null.</summary>
    public HandoverJob? FindHandoverJob(EntityId id) => HandoverJobs.FirstOrDefault(j => j.Id == id);

    /// <summary>The live shipment, or null.</summary>
    public Shipment? FindShipment(EntityId id) => Shipments.FirstOrDefault(s => s.Id == id);

    /// <summary>The live shipment that a parcel is of, or null.</summary>
    public Shipment? ShipmentOf(EntityId parcel) => Shipments.FirstOrDefault(s => s.Parcels.Any(p => p.Id == parcel));

    /// <summary>The return task, or null.</summary>
    public ReturnTask? FindReturnTask(EntityId id) => ReturnTasks.FirstOrDefault(t => t.Id == id);

    /// <summary>The live pick job of a routing plan, or null before release.</summary>
    public PickJob? PickJobOf(EntityId plan)
    {
        foreach (var job in PickJobs)
            if (job.PlanId == plan)
                return job;
        return null;
    }
}

/// <summary>Where an order stands.</summary>
public enum OrderStatus
{
    /// <summary>Being fulfilled.</summary>
    Open,

    /// <summary>Ended before its end.</summary>
    Canceled,

    /// <summary>A promise that was not confirmed yet; not released.</summary>
    Promised,

    /// <summary>Routed, but not released.</summary>
    Locked,

    /// <summary>Replaced or no longer of interest.</summary>
    Obsolete,
}

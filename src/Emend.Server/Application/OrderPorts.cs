using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application;

/// <summary>Steps whenever something of the kind changes, on whatever node. Read with every load.</summary>
internal readonly record struct TenantVersions(long Settings, long Facilities, long Articles, long Identity)
{
    /// <summary>Whether something changed since the other was read; versions only rise.</summary>
    public bool IsNewerThan(TenantVersions other) =>
        Settings + Facilities + Articles + Identity > other.Settings + other.Facilities + other.Articles + other.Identity;
}

/// <summary>Which order to load.</summary>
internal abstract record OrderKey
{
    /// <summary>By its id.</summary>
    public sealed record ById(OrderId Id) : OrderKey
    {
        /// <summary>The tenant order id it shall get: loads as well whether another active order carries it.</summary>
        public string? Wants { get; init; }
    }

    /// <summary>By one of its pick jobs, live or dead.</summary>
    public sealed record ByPickJob(EntityId PickJob) : OrderKey;

    /// <summary>By one of its routing plans, live or dead.</summary>
    public sealed record ByPlan(EntityId Plan) : OrderKey;

    /// <summary>By one of its return tasks, live or dead.</summary>
    public sealed record ByReturnTask(EntityId Task) : OrderKey;

    /// <summary>By its process.</summary>
    public sealed record ByProcess(EntityId Process) : OrderKey;

    /// <summary>By one of its handover jobs, live or dead.</summary>
    public sealed record ByHandoverJob(EntityId Job) : OrderKey;

    /// <summary>By one of its shipments, live or dead.</summary>
    public sealed record ByShipment(EntityId Shipment) : OrderKey;

    /// <summary>By one of its parcels, live or dead.</summary>
    public sealed record ByParcel(EntityId Parcel) : OrderKey;

    /// <summary>None yet: one is to be placed. Loads whether an active order carries its tenant order id.</summary>
    public sealed record ForNewOrder(string? TenantOrderId) : OrderKey;
}

/// <summary>A client's key for one write. The same key with the same request is answered as before; with another it is refused.</summary>
/// <param name="Key">As the client sent it.</param>
/// <param name="Credential">Whose key it is: the caller's.</param>
/// <param name="Request">Hash over method, path, If-Match and body.</param>
internal sealed record IdempotencyKey(string Key, string Credential, string Request);

/// <summary>What was answered under an idempotency key.</summary>
internal sealed record IdempotencyRecord(string Request, OrderId Order, long Revision);

/// <summary>One round trip's worth of knowledge.</summary>
/// <param name="Versions">Null where there is no such tenant.</param>
/// <param name="Order">Null where there is no such order.</param>
/// <param name="IdempotencyRecord">The answer kept under the idempotency key, if there is one.</param>
/// <param name="TenantOrderIdTaken">For an order to be placed, or to get another number.</param>
internal sealed record LoadedOrder(TenantVersions? Versions, Order? Order, IdempotencyRecord? IdempotencyRecord, bool TenantOrderIdTaken);

/// <summary>An accepted decision, to be written as one transaction or not at all.</summary>
internal sealed record OrderWrite
{
    public required TenantId Tenant { get; init; }

    /// <summary>The order as decided on; null where it is new. Its revision must still be the stored one.</summary>
    public required Order? Before { get; init; }

    /// <summary>The order afterwards, with its new revision.</summary>
    public required Order After { get; init; }

    public required ImmutableArray<OrderEvent> Events { get; init; }

    public required DecisionEffects DecisionEffects { get; init; }

    /// <summary>Who did it, through which face, decided by which policy in which version.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>What it was decided on; null for what is no modification.</summary>
    public DecisionRecord? DecisionRecord { get; init; }

    /// <summary>Why, in the caller's words; personal.</summary>
    public string? Comment { get; init; }

    public IdempotencyKey? Key { get; init; }
}

/// <summary>Who did it, through which face, decided by which policy in which version.</summary>
internal sealed record Provenance(ActorId Actor, string ActorName, string Face, string Policy, int PolicyVersion);

/// <summary>How a write ended. Anything but <see cref="Written"/> left no trace.</summary>
internal enum OrderWriteResult
{
    Written,

    /// <summary>The row's revision is no longer the one that was read.</summary>
    Stale,

    /// <summary>An increase of a reservation does not fit into what is on hand.</summary>
    StockShort,

    /// <summary>Another active order got the tenant order id.</summary>
    TenantOrderIdTaken,

    /// <summary>The idempotency key was used by a request that ran at the same time.</summary>
    KeyTaken,

    /// <summary>The database asks to try again: deadlock or serialisation failure.</summary>
    Retry,
}

/// <summary>Where orders are kept.</summary>
internal interface IOrderStore
{
    /// <summary>The order, its personal data, the answer kept under the key and the tenant's versions, in one round trip.</summary>
    Task<LoadedOrder> Load(TenantId tenant, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct);

    /// <summary>Writes an accepted decision in one transaction.</summary>
    Task<OrderWriteResult> Write(OrderWrite write, CancellationToken ct);

    /// <summary>
    /// Decides under locks: the order's row first, then all stock rows of the articles it asks for, in order of (facility, article).
    /// </summary>
    /// <param name="articles">The articles whose stock is to be locked, once the order is known.</param>
    /// <param name="decide">Called with what was read under the locks; null writes nothing.</param>
    Task<OrderWriteResult> WriteLocked(
        TenantId tenant,
        OrderKey key,
        IdempotencyKey? idempotency,
        Func<LoadedOrder, IReadOnlyCollection<ArticleId>> articles,
        Func<LoadedOrder, IReadOnlyList<StockLevel>, OrderWrite?> decide,
        CancellationToken ct);

    /// <summary>The order as of an earlier revision, replayed from the journal; null where it had none such.</summary>
    Task<Order?> AsOf(TenantId tenant, OrderId order, long revision, CancellationToken ct);

    /// <summary>The order as it last was in an earlier version; null where it had none such.</summary>
    Task<Order?> AsOfVersion(TenantId tenant, OrderId order, long version, CancellationToken ct);
}

/// <summary>How much of an article is in a facility.</summary>
internal readonly record struct StockLevel(FacilityId Facility, ArticleId Article, Quantity OnHand, Quantity Reserved);

/// <summary>What decisions know of the world beside the order, read fresh.</summary>
internal interface IReferenceDataReader
{
    Task<TenantVersions?> Versions(TenantId tenant, CancellationToken ct);

    Task<ImmutableArray<Facility>> Facilities(TenantId tenant, CancellationToken ct);

    Task<TenantSettings> Settings(TenantId tenant, CancellationToken ct);

    /// <summary>The tenant's own policies, and which decides where.</summary>
    Task<StoredPolicies> Policies(TenantId tenant, CancellationToken ct);

    /// <summary>How the tenant routes; part of its settings.</summary>
    Task<RoutingSettings> Routing(TenantId tenant, CancellationToken ct);

    /// <summary>How much waits in every facility that has some.</summary>
    Task<IReadOnlyList<FacilityWorkload>> Work(TenantId tenant, CancellationToken ct);

    /// <summary>Those of the articles that the tenant's catalogue has.</summary>
    Task<IReadOnlyList<Article>> Articles(TenantId tenant, IReadOnlyCollection<ArticleId> ids, CancellationToken ct);

    /// <summary>The stock of the articles in every facility that has some.</summary>
    Task<IReadOnlyList<StockLevel>> Stock(TenantId tenant, IReadOnlyCollection<ArticleId> articles, CancellationToken ct);
}

/// <summary>Reads for the faces; never for decisions.</summary>
internal interface IOrderReader
{
    /// <summary>Orders by id, from the one after <paramref name="filter"/>'s start; with the number of all that match.</summary>
    Task<Page<Order>> Orders(TenantId tenant, OrderFilter filter, CancellationToken ct);

    /// <summary>A routing plan, live or dead, with the order it belongs to.</summary>
    Task<OwnedEntity<RoutingPlan>?> Plan(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>All routing plans of an order, dead ones first.</summary>
    Task<IReadOnlyList<OwnedEntity<RoutingPlan>>> Plans(TenantId tenant, OrderId order, CancellationToken ct);

    /// <summary>How the run was decided in which a plan was made; null where that is not kept.</summary>
    Task<StoredRoutingRun?> Run(TenantId tenant, OrderId order, DateTimeOffset at, CancellationToken ct);

    /// <summary>A pick job, live or dead, with the order it belongs to.</summary>
    Task<OwnedEntity<PickJob>?> PickJob(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>Pick jobs by id, live and dead.</summary>
    Task<Page<OwnedEntity<PickJob>>> PickJobs(TenantId tenant, PickJobFilter filter, CancellationToken ct);

    /// <summary>A return task, live or dead, with the order it belongs to.</summary>
    Task<OwnedEntity<ReturnTask>?> ReturnTask(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>Return tasks by id, live and dead.</summary>
    Task<Page<OwnedEntity<ReturnTask>>> ReturnTasks(TenantId tenant, ReturnTaskFilter filter, CancellationToken ct);

    /// <summary>The order of a process.</summary>
    Task<Order?> ByProcess(TenantId tenant, EntityId process, CancellationToken ct);

    /// <summary>Reservations by id, each with its order.</summary>
    Task<Page<OwnedEntity<Reservation>>> Reservations(TenantId tenant, ReservationFilter filter, CancellationToken ct);

    /// <summary>A reservation, with its order.</summary>
    Task<OwnedEntity<Reservation>?> Reservation(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>The newest modifications of an order, oldest first, with who made them and why.</summary>
    Task<IReadOnlyList<ModificationDetail>> UpdateDetails(TenantId tenant, OrderId order, int max, CancellationToken ct);
}

/// <summary>An entity and the order that owns it.</summary>
internal sealed record OwnedEntity<T>(Order Order, T Entity);

/// <summary>Part of a list, and how many there are in all.</summary>
/// <param name="Items">The part.</param>
/// <param name="Total">How many there are.</param>
/// <param name="TotalAge">How long ago they were counted, where it was not now.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, long Total, TimeSpan? TotalAge = null)
{
    /// <summary>The same part, each told otherwise.</summary>
    public Page<TOther> From<TOther>(IReadOnlyList<TOther> items) => new(items, Total, TotalAge);
}

/// <summary>Stock of a facility set aside for a line of an order.</summary>
internal sealed record Reservation(
    EntityId Id, OrderId Order, LineId Line, FacilityId Facility, ArticleId Article, Quantity Quantity, DateTimeOffset CreatedAt);

internal sealed record OrderFilter(OrderId? StartAfter, int Size, string? TenantOrderId, string? ConsumerId);

internal sealed record PickJobFilter(
    EntityId? StartAfter, int Size, OrderId? Order, string? TenantOrderId, FacilityId? Facility, ImmutableArray<PickJobStatus> Status)
{
    /// <summary>Only what lies at one of these; empty = all.</summary>
    public ImmutableArray<FacilityId> Within { get; init; } = [];
}

internal sealed record ReturnTaskFilter(
    EntityId? StartAfter, int Size, OrderId? Order, FacilityId? Facility, ReturnTaskStatus? Status)
{
    /// <summary>Only what lies at one of these; empty = all.</summary>
    public ImmutableArray<FacilityId> Within { get; init; } = [];
}

internal sealed record ReservationFilter(EntityId? StartAfter, int Size, OrderId? Order, FacilityId? Facility, ArticleId? Article)
{
    /// <summary>Only what lies at one of these; empty = all.</summary>
    public ImmutableArray<FacilityId> Within { get; init; } = [];
}

/// <summary>One modification, as the order tells of it.</summary>
internal sealed record ModificationDetail(
    long Revision, DateTimeOffset At, ActorId Actor, string ActorName, ImmutableArray<OrderEvent> Events, string? Comment)
{
    /// <summary>Whether the tenant lets it be told who did it.</summary>
    public bool TellsActor { get; init; }
}

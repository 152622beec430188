using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Common;
using Emend.Server.Inventory;

namespace Emend.Server.Application.Orders;

/// <summary>Identifies the order to load.</summary>
internal abstract record OrderKey
{
    /// <summary>A new tenant order id for an order. Also loads whether another active order has this id.</summary>
    public string? NewTenantOrderId { get; init; }

    /// <summary>By the order id.</summary>
    public sealed record ById(OrderId Id) : OrderKey;

    /// <summary>
    /// By the tenant order id, in any spelling. Several orders can have had it: the active one is found, or else the newest.
    /// </summary>
    public sealed record ByTenantOrderId(string TenantOrderId) : OrderKey;

    /// <summary>By a pick job, active or ended.</summary>
    public sealed record ByPickJob(EntityId PickJob) : OrderKey;

    /// <summary>By a routing plan, active or ended.</summary>
    public sealed record ByPlan(EntityId Plan) : OrderKey;

    /// <summary>By a return task, active or ended.</summary>
    public sealed record ByReturnTask(EntityId Task) : OrderKey;

    /// <summary>By the process.</summary>
    public sealed record ByProcess(EntityId Process) : OrderKey;

    /// <summary>By a handover job, active or ended.</summary>
    public sealed record ByHandoverJob(EntityId Job) : OrderKey;

    /// <summary>By a shipment, active or ended.</summary>
    public sealed record ByShipment(EntityId Shipment) : OrderKey;

    /// <summary>By a parcel, active or ended.</summary>
    public sealed record ByParcel(EntityId Parcel) : OrderKey;

    /// <summary>A new order. Loads whether an active order has the tenant order id.</summary>
    public sealed record ForNewOrder(string? TenantOrderId) : OrderKey;
}

/// <summary>An order and the related data that one round trip loads.</summary>
/// <param name="Versions">Null if the tenant does not exist.</param>
/// <param name="Order">Null if the order does not exist.</param>
/// <param name="IdempotencyRecord">The stored result for the idempotency key; null if there is none.</param>
/// <param name="TenantOrderIdTaken">Whether another active order has the tenant order id of a new or renamed order.</param>
internal sealed record LoadedOrder(TenantVersions? Versions, Order? Order, IdempotencyRecord? IdempotencyRecord, bool TenantOrderIdTaken);

/// <summary>An accepted decision to write in one transaction.</summary>
internal sealed record OrderWrite
{
    public required TenantId Tenant { get; init; }

    /// <summary>The order before the decision; null for a new order. Its revision must equal the stored revision.</summary>
    public required Order? Before { get; init; }

    /// <summary>The order after the decision, with the new revision.</summary>
    public required Order After { get; init; }

    public required ImmutableArray<OrderEvent> Events { get; init; }

    public required DecisionEffects DecisionEffects { get; init; }

    public required Provenance Provenance { get; init; }

    /// <summary>Why the decision was made; null for commands that have no decision record.</summary>
    public DecisionRecord? DecisionRecord { get; init; }

    /// <summary>The comment of the caller. Personal data.</summary>
    public string? Comment { get; init; }

    public IdempotencyKey? Key { get; init; }

    /// <summary>Whether the order may reserve units that are earmarked for waiting orders.</summary>
    public bool UsesEarmarkedStock { get; init; }

    /// <summary>The claim that the transaction verifies; null if it verifies none.</summary>
    public OrderWriteClaim? Claim { get; init; }

    /// <summary>The fields that an undo does not restore. Stored for a repeated request with the same key. Personal data.</summary>
    public ImmutableArray<UnrestoredField> UnrestoredFields { get; init; } = [];
}

/// <summary>A written decision, read from the journal.</summary>
/// <param name="Before">The order before the decision; null for a new order.</param>
/// <param name="Accepted">The decision, without stock changes and routing log.</param>
/// <param name="Provenance">The actor, the API, and the policy version.</param>
internal sealed record StoredDecision(Order? Before, Decision.Accepted Accepted, Provenance Provenance);

/// <summary>The actor, the API, and the policy version of a decision.</summary>
internal sealed record Provenance(ActorId Actor, string ActorName, string Api, string Policy, int PolicyVersion);

/// <summary>The result of a write. All results except <see cref="Written"/> change nothing.</summary>
internal enum OrderWriteResult
{
    /// <summary>The decision is written. <see cref="IOrderStore.WriteLocked"/> also returns this if there was nothing to write.</summary>
    Written,

    /// <summary>The stored revision differs from the loaded revision.</summary>
    RevisionConflict,

    /// <summary>A reservation exceeds the available stock (on hand minus reserved minus earmarked for others).</summary>
    InsufficientStock,

    /// <summary>Another active order has the tenant order id.</summary>
    TenantOrderIdTaken,

    /// <summary>A concurrent request used the idempotency key.</summary>
    IdempotencyKeyTaken,

    /// <summary>Another node has taken over the claimed work.</summary>
    ClaimLost,

    /// <summary>The database reported a deadlock or serialization failure. Retry the transaction.</summary>
    Retry,
}

/// <summary>Stores orders.</summary>
internal interface IOrderStore
{
    /// <summary>Loads the order, its personal data, the idempotency record and the tenant versions in one round trip.</summary>
    Task<LoadedOrder> Load(TenantId tenant, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct);

    /// <summary>Writes an accepted decision in one transaction.</summary>
    Task<OrderWriteResult> Write(OrderWrite write, CancellationToken ct);

    /// <summary>
    /// Decides under row locks: first the order row, then all stock rows of the requested articles in order of (facility, article).
    /// </summary>
    /// <param name="articles">Returns the articles whose stock to lock. Called with the loaded order.</param>
    /// <param name="decide">Called with the data read under the locks. If it returns null, nothing is written.</param>
    Task<OrderWriteResult> WriteLocked(
        TenantId tenant,
        OrderKey key,
        IdempotencyKey? idempotency,
        Func<LoadedOrder, IReadOnlyCollection<ArticleId>> articles,
        Func<LoadedOrder, IReadOnlyList<StockLevel>, OrderWrite?> decide,
        CancellationToken ct);

    /// <summary>The order at an earlier revision, replayed from the journal; null if the revision does not exist.</summary>
    Task<Order?> LoadRevision(TenantId tenant, OrderId order, long revision, CancellationToken ct);

    /// <summary>The decision that wrote a revision; null if the revision does not exist.</summary>
    Task<StoredDecision?> LoadDecision(TenantId tenant, OrderId order, long revision, CancellationToken ct);

    /// <summary>The order at the last revision of an earlier version; null if the version does not exist.</summary>
    Task<Order?> LoadVersion(TenantId tenant, OrderId order, long version, CancellationToken ct);

    /// <summary>A pick job, handover job or return task that left the order, in its last state; null if the order never had it.</summary>
    Task<EndedEntity?> LoadEndedEntity(TenantId tenant, OrderId order, EntityId entity, CancellationToken ct);
}

/// <summary>Reads orders and their entities for the APIs, not for decisions.</summary>
internal interface IOrderReader
{
    /// <summary>Orders by id after the start of the filter, with the total count.</summary>
    Task<Page<Order>> ListOrders(TenantId tenant, OrderFilter filter, CancellationToken ct);

    /// <summary>A routing plan, active or ended, with its order.</summary>
    Task<OwnedEntity<RoutingPlan>?> FindPlan(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>All routing plans of an order, ended ones first.</summary>
    Task<IReadOnlyList<OwnedEntity<RoutingPlan>>> ListPlans(TenantId tenant, OrderId order, CancellationToken ct);

    /// <summary>All routing plans and pick jobs of orders, ended ones first.</summary>
    Task<OrderEntities> ListEntities(TenantId tenant, IReadOnlyCollection<OrderId> orders, CancellationToken ct);

    /// <summary>The routing run that created a plan; null if it is not stored.</summary>
    Task<StoredRoutingRun?> FindRoutingRun(TenantId tenant, OrderId order, DateTimeOffset at, CancellationToken ct);

    /// <summary>A pick job, active or ended, with its order.</summary>
    Task<OwnedEntity<PickJob>?> FindPickJob(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>Pick jobs, active and ended; null if the condition of the filter would have to examine too many pick jobs.</summary>
    Task<Page<OwnedEntity<PickJob>>?> ListPickJobs(TenantId tenant, PickJobFilter filter, CancellationToken ct);

    /// <summary>A return task, active or ended, with its order.</summary>
    Task<OwnedEntity<ReturnTask>?> FindReturnTask(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>Return tasks by id, active and ended.</summary>
    Task<Page<OwnedEntity<ReturnTask>>> ListReturnTasks(TenantId tenant, ReturnTaskFilter filter, CancellationToken ct);

    /// <summary>Orders by the id of their process.</summary>
    Task<Page<Order>> ListProcesses(
        TenantId tenant, EntityId? startAfter, int size, (string? TenantOrderId, string? ConsumerId) filter, CancellationToken ct);

    /// <summary>The order of a process.</summary>
    Task<Order?> FindByProcess(TenantId tenant, EntityId process, CancellationToken ct);

    /// <summary>Reservations by id, with their orders.</summary>
    Task<Page<OwnedEntity<Reservation>>> ListReservations(TenantId tenant, ReservationFilter filter, CancellationToken ct);

    /// <summary>A reservation, with its order.</summary>
    Task<OwnedEntity<Reservation>?> FindReservation(TenantId tenant, EntityId id, CancellationToken ct);

    /// <summary>The newest modifications of an order, oldest first, with actor and comment.</summary>
    Task<IReadOnlyList<ModificationDetail>> ListModifications(TenantId tenant, OrderId order, int max, CancellationToken ct);
}

/// <summary>Routing plans and pick jobs by order.</summary>
internal sealed record OrderEntities(ILookup<OrderId, OwnedEntity<RoutingPlan>> Plans, ILookup<OrderId, OwnedEntity<PickJob>> PickJobs);

/// <summary>An entity and its order.</summary>
internal sealed record OwnedEntity<T>(Order Order, T Entity);

/// <summary>Stock of a facility reserved for an order line.</summary>
internal sealed record Reservation(
    EntityId Id, OrderId Order, LineId Line, FacilityId Facility, ArticleId Article, Quantity Quantity, DateTimeOffset CreatedAt);

internal sealed record OrderFilter(OrderId? StartAfter, int Size, string? TenantOrderId, string? ConsumerId);

internal sealed record PickJobFilter(
    EntityId? StartAfter, int Size, OrderId? Order, string? TenantOrderId, FacilityId? Facility, ImmutableArray<PickJobStatus> Status)
{
    /// <summary>The ids of the pick jobs; empty = all.</summary>
    public ImmutableArray<EntityId> Ids { get; init; } = [];

    public EntityCondition<PickJob>? Condition { get; init; }

    /// <summary>The facilities the caller can access; empty = all.</summary>
    public ImmutableArray<FacilityId> AccessibleFacilities { get; init; } = [];
}

internal sealed record ReturnTaskFilter(
    EntityId? StartAfter, int Size, OrderId? Order, FacilityId? Facility, ReturnTaskStatus? Status)
{
    /// <summary>The facilities the caller can access; empty = all.</summary>
    public ImmutableArray<FacilityId> AccessibleFacilities { get; init; } = [];
}

internal sealed record ReservationFilter(EntityId? StartAfter, int Size, OrderId? Order, FacilityId? Facility, ArticleId? Article)
{
    /// <summary>The facilities the caller can access; empty = all.</summary>
    public ImmutableArray<FacilityId> AccessibleFacilities { get; init; } = [];
}

/// <summary>One modification in the list of an order.</summary>
internal sealed record ModificationDetail(
    long Revision, DateTimeOffset At, ActorId Actor, string ActorName, ImmutableArray<OrderEvent> Events, string? Comment)
{
    /// <summary>Whether the settings of the tenant allow showing the actor.</summary>
    public bool ShowsActor { get; init; }
}

/// <summary>A stored routing run.</summary>
/// <param name="Log">The decision log of the run.</param>
/// <param name="At">The time of the run.</param>
internal sealed record StoredRoutingRun(RoutingLog Log, DateTimeOffset At);

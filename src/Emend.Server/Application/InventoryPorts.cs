using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application;

/// <summary>A facility as kept: what routing reads of it, and all the rest as the face gave it.</summary>
/// <param name="Facility">What routing reads.</param>
/// <param name="TenantFacilityId">The tenant's own id, unique in the tenant; null where none was given.</param>
/// <param name="Version">Counts every change of it, from 1.</param>
/// <param name="Doc">Everything else, a JSON object that is given back as it came.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it last changed.</param>
internal sealed record StoredFacility(
    Facility Facility, string? TenantFacilityId, long Version, JsonText Doc, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>Which facilities to list, by id. Empty status and null mean all.</summary>
internal sealed record FacilityFilter(
    FacilityId? StartAfter, int Size, string? TenantFacilityId, ImmutableArray<FacilityStatus> Status)
{
    /// <summary>Only what lies at one of these; empty = all.</summary>
    public ImmutableArray<FacilityId> Within { get; init; } = [];
}

/// <summary>How the write of a facility, a stock or a setting ended.</summary>
internal enum StoreWriteResult
{
    Written,

    /// <summary>There is none of that id.</summary>
    Missing,

    /// <summary>The stored version is not the one named.</summary>
    Stale,

    /// <summary>Another one has the tenant's own id, or the place of that facility and article.</summary>
    Taken,

    /// <summary>Orders hold reservations on it.</summary>
    Reserved,
}

/// <summary>Facilities. Every write steps the tenant's facilities version in the same transaction.</summary>
internal interface IFacilityStore
{
    /// <summary>Written, or Taken.</summary>
    Task<StoreWriteResult> Add(TenantId tenant, StoredFacility facility, CancellationToken ct);

    Task<StoredFacility?> Find(TenantId tenant, FacilityId id, CancellationToken ct);

    Task<StoredFacility?> FindByTenantId(TenantId tenant, string tenantFacilityId, CancellationToken ct);

    Task<Page<StoredFacility>> List(TenantId tenant, FacilityFilter filter, CancellationToken ct);

    /// <summary>Writes where the stored version is one less than the facility's: Written, Missing, Stale or Taken.</summary>
    Task<StoreWriteResult> Replace(TenantId tenant, StoredFacility facility, CancellationToken ct);
}

/// <summary>Stock of an article in a facility, as kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Level">Where, of what, how much.</param>
/// <param name="Version">Counts every change of what is on hand.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ModifiedAt">When it last changed.</param>
internal sealed record StoredStock(string Id, StockLevel Level, long Version, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>Which stocks to list, by id. Empty and null mean all.</summary>
internal sealed record StockFilter(string? StartAfter, int Size, FacilityId? Facility, ImmutableArray<ArticleId> Articles)
{
    /// <summary>Only what lies at one of these; empty = all.</summary>
    public ImmutableArray<FacilityId> Within { get; init; } = [];
}

/// <summary>Stock on hand. What is reserved belongs to the orders alone.</summary>
internal interface IStockStore
{
    /// <summary>Written, or Taken where the facility has stock of the article already.</summary>
    Task<StoreWriteResult> Add(TenantId tenant, StoredStock stock, CancellationToken ct);

    Task<StoredStock?> Find(TenantId tenant, string id, CancellationToken ct);

    Task<Page<StoredStock>> List(TenantId tenant, StockFilter filter, CancellationToken ct);

    /// <summary>Sets what is on hand: Written, Missing, or Stale where a version is named that is not the stored one.</summary>
    Task<StoreWriteResult> SetOnHand(TenantId tenant, string id, Quantity onHand, long? version, DateTimeOffset now, CancellationToken ct);

    /// <summary>Written, Missing, or Reserved.</summary>
    Task<StoreWriteResult> Remove(TenantId tenant, string id, CancellationToken ct);
}

/// <summary>A setting as kept.</summary>
/// <param name="Version">Counts every write, from 1.</param>
/// <param name="Doc">A JSON object.</param>
internal sealed record StoredSetting(long Version, JsonText Doc);

/// <summary>A tenant's settings by name. Every write steps the tenant's settings version in the same transaction.</summary>
internal interface ISettingStore
{
    /// <summary>
    /// The order modification switch: <c>{"allowOrderLineItemModification":true,"created":…,"lastModified":…}</c>; this is where
    /// <see cref="Core.TenantSettings.AllowLineItemModification"/> is read from.
    /// </summary>
    const string OrderModification = "ordermodification";

    /// <summary>
    /// The switch of force cancelation: <c>{"allowForceCancelOrder":true,"created":…,"lastModified":…}</c>; this is where
    /// <see cref="Core.TenantSettings.AllowForceCancel"/> is read from.
    /// </summary>
    const string OrderCancelation = "ordercancelation";

    /// <summary>
    /// How long personal data is kept, and whether modifications tell who made them:
    /// <c>{"retentionTime":30,"deletionTimeAfterRetention":180,"actorAnonymization":true,"created":…,"lastModified":…}</c>.
    /// </summary>
    const string Gdpr = "gdpr";

    /// <summary>How orders are routed: <c>{"infiniteStockEnabled":true,…}</c>.</summary>
    const string OrderRouting = "orderrouting";

    Task<StoredSetting?> Read(TenantId tenant, string name, CancellationToken ct);

    /// <summary>Written, or Stale where the stored version is not one less than the setting's (0 stands for none).</summary>
    Task<StoreWriteResult> Write(TenantId tenant, string name, StoredSetting setting, CancellationToken ct);
}

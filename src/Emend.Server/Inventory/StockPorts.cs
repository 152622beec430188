using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Inventory;

/// <summary>Stored stock of an article in a facility.</summary>
/// <param name="Id">The stock id.</param>
/// <param name="Level">Facility, article and quantities.</param>
/// <param name="Version">Incremented by every change of the quantity on hand.</param>
/// <param name="CreatedAt">The time of creation.</param>
/// <param name="ModifiedAt">The time of the last change.</param>
internal sealed record StoredStock(string Id, StockLevel Level, long Version, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>Filter for stocks, ordered by id. Null and empty values match all.</summary>
internal sealed record StockFilter(string? StartAfter, int Size, FacilityId? Facility, ImmutableArray<ArticleId> Articles)
{
    /// <summary>The facilities the caller can access; empty = all.</summary>
    public ImmutableArray<FacilityId> AccessibleFacilities { get; init; } = [];
}

/// <summary>Stock on hand. Only order decisions change reserved quantities.</summary>
internal interface IStockStore
{
    /// <summary>Returns Written, or AlreadyExists if the facility already has stock of the article.</summary>
    Task<StoreWriteResult> Add(TenantId tenant, StoredStock stock, CancellationToken ct);

    Task<StoredStock?> Find(TenantId tenant, string id, CancellationToken ct);

    Task<Page<StoredStock>> List(TenantId tenant, StockFilter filter, CancellationToken ct);

    /// <summary>
    /// Sets the quantity on hand. Returns Written, NotFound, or VersionConflict if the named version is not the stored one.
    /// </summary>
    Task<StoreWriteResult> SetOnHand(TenantId tenant, string id, Quantity onHand, long? version, DateTimeOffset now, CancellationToken ct);

    /// <summary>Returns Written, NotFound or HasReservations.</summary>
    Task<StoreWriteResult> Remove(TenantId tenant, string id, CancellationToken ct);
}

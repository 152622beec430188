using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>What somebody says is on hand: of a stock by its id, or of an article in a facility.</summary>
/// <param name="OnHand">How much is there.</param>
internal sealed record StockUpsertRow(Quantity OnHand)
{
    /// <summary>The stock; null where facility and article are named.</summary>
    public string? StockId { get; init; }

    /// <summary>The version it was seen in; null where that does not matter.</summary>
    public long? Version { get; init; }

    public FacilityId? Facility { get; init; }

    /// <summary>The facility by the tenant's own id; where both are named, they must be of one facility.</summary>
    public string? TenantFacilityId { get; init; }

    public ArticleId Article { get; init; }
}

/// <summary>What became of one row. The first three are successes.</summary>
internal enum StockRowStatus
{
    Created,
    Updated,

    /// <summary>It was so already; no version stepped.</summary>
    Unchanged,

    /// <summary>There is no such facility.</summary>
    NoFacility,

    /// <summary>The caller does not work at that facility.</summary>
    Elsewhere,

    /// <summary>There is no stock of that id.</summary>
    NoStock,

    /// <summary>The stored version is not the one named, and what is on hand differs.</summary>
    Stale,

    /// <summary>An earlier row is about the same stock.</summary>
    Repeated,

    /// <summary>Others wrote the same stocks all the time; nothing was written.</summary>
    Busy,
}

/// <summary>What became of one row.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Stock">The stock afterwards; null where there is none.</param>
/// <param name="TenantFacilityId">The tenant's own id of its facility.</param>
internal readonly record struct StockRowResult(StockRowStatus Status, StoredStock? Stock = null, string? TenantFacilityId = null)
{
    /// <summary>Of a repeated row, the place of the first one.</summary>
    public int First { get; init; }

    /// <summary>Of a row that lies elsewhere, where.</summary>
    public FacilityId? Facility { get; init; }

    public bool IsGood => Status <= StockRowStatus.Unchanged;
}

/// <summary>A count of one place: a row whose facility and article are known.</summary>
internal readonly record struct StockCount(FacilityId Facility, ArticleId Article, Quantity OnHand, string? StockId, long? Version);

/// <summary>A facility by both its ids.</summary>
internal readonly record struct FacilityIds(FacilityId Id, string? TenantFacilityId);

/// <summary>What rows name, as far as it exists.</summary>
internal sealed record StockRowTargets(IReadOnlyList<FacilityIds> Facilities, IReadOnlyList<StoredStock> Stocks);

/// <summary>Stock on hand, many at a time.</summary>
internal interface IStockBulkStore
{
    /// <summary>The facilities and stocks of these ids, and the facilities of those stocks.</summary>
    Task<StockRowTargets> Find(
        TenantId tenant,
        IReadOnlyCollection<FacilityId> facilities,
        IReadOnlyCollection<string> tenantFacilityIds,
        IReadOnlyCollection<string> stocks,
        CancellationToken ct);

    /// <summary>
    /// Writes the counts, ordered by facility and article and each place once, in one transaction; one result for each, in order.
    /// </summary>
    Task<StockRowResult[]> Put(TenantId tenant, IReadOnlyList<StockCount> counts, DateTimeOffset now, CancellationToken ct);

    /// <summary>The stocks of these articles in a facility.</summary>
    Task<IReadOnlyList<StoredStock>> At(TenantId tenant, FacilityId facility, IReadOnlyCollection<ArticleId> articles, CancellationToken ct);

    /// <summary>Removes them all; where orders hold reservations on some, removes none and gives those back.</summary>
    Task<IReadOnlyList<StoredStock>> Remove(TenantId tenant, IReadOnlyList<StoredStock> stocks, CancellationToken ct);
}

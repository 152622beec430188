using Emend.Core.Orders;

namespace Emend.Server.Inventory;

/// <summary>One row of a bulk stock update: a stock by id, or by facility and article.</summary>
/// <param name="OnHand">The quantity on hand.</param>
internal sealed record StockUpsertRow(Quantity OnHand)
{
    /// <summary>The stock id; null if facility and article are named.</summary>
    public string? StockId { get; init; }

    /// <summary>The expected version; null accepts any version.</summary>
    public long? Version { get; init; }

    public FacilityId? Facility { get; init; }

    /// <summary>The tenant facility id. If both ids are named, they must identify the same facility.</summary>
    public string? TenantFacilityId { get; init; }

    public ArticleId Article { get; init; }
}

/// <summary>The status of one row. The first three values are successes.</summary>
internal enum StockRowStatus
{
    Created,
    Updated,

    /// <summary>The stock already had this quantity. The version is not incremented.</summary>
    Unchanged,

    /// <summary>The facility does not exist.</summary>
    FacilityNotFound,

    /// <summary>The caller cannot access the facility.</summary>
    FacilityNotAccessible,

    /// <summary>The stock does not exist.</summary>
    StockNotFound,

    /// <summary>The stored version differs from the expected version, and the quantity on hand differs.</summary>
    VersionConflict,

    /// <summary>An earlier row updates the same stock.</summary>
    Duplicate,

    /// <summary>The quantity is a fraction, and the article is not sold by measure.</summary>
    FractionOfPiece,

    /// <summary>Concurrent writes to the same stocks prevented the update. Nothing was written.</summary>
    Contended,
}

/// <summary>The result of one row.</summary>
/// <param name="Status">The status.</param>
/// <param name="Stock">The stock after the update; null if there is none.</param>
/// <param name="TenantFacilityId">The tenant facility id of the stock.</param>
internal readonly record struct StockRowResult(StockRowStatus Status, StoredStock? Stock = null, string? TenantFacilityId = null)
{
    /// <summary>For duplicate rows: the index of the first row.</summary>
    public int FirstRow { get; init; }

    /// <summary>For rows whose facility the caller cannot access: the facility.</summary>
    public FacilityId? Facility { get; init; }

    /// <summary>For rows with a fraction of a piece: the article.</summary>
    public ArticleId Article { get; init; }

    public bool IsSuccess => Status <= StockRowStatus.Unchanged;
}

/// <summary>A stock count: a row with resolved facility and article.</summary>
internal readonly record struct StockCount(FacilityId Facility, ArticleId Article, Quantity OnHand, string? StockId, long? Version);

/// <summary>Both ids of a facility.</summary>
internal readonly record struct FacilityIds(FacilityId Id, string? TenantFacilityId);

/// <summary>The existing facilities and stocks that rows name.</summary>
internal sealed record StockRowTargets(IReadOnlyList<FacilityIds> Facilities, IReadOnlyList<StoredStock> Stocks);

/// <summary>Bulk updates of stock on hand.</summary>
internal interface IStockBulkStore
{
    /// <summary>The facilities and stocks with these ids, and the facilities of the stocks.</summary>
    Task<StockRowTargets> Find(
        TenantId tenant,
        IReadOnlyCollection<FacilityId> facilities,
        IReadOnlyCollection<string> tenantFacilityIds,
        IReadOnlyCollection<string> stocks,
        CancellationToken ct);

    /// <summary>
    /// Writes the counts in one transaction and returns their results in the same order. The counts must be ordered by facility and
    /// article, without duplicates.
    /// </summary>
    Task<StockRowResult[]> Put(TenantId tenant, IReadOnlyList<StockCount> counts, DateTimeOffset now, CancellationToken ct);

    /// <summary>The stocks of the articles in the facility.</summary>
    Task<IReadOnlyList<StoredStock>> ListAt(
        TenantId tenant, FacilityId facility, IReadOnlyCollection<ArticleId> articles, CancellationToken ct);

    /// <summary>Deletes all stocks. If orders have reservations on some, deletes none and returns the reserved stocks.</summary>
    Task<IReadOnlyList<StoredStock>> Remove(TenantId tenant, IReadOnlyList<StoredStock> stocks, CancellationToken ct);
}

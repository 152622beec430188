using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application;

/// <summary>Which articles to sum up, by id. Empty and null mean all.</summary>
internal sealed record StockTotalsFilter(string? StartAfter, int Size)
{
    public ImmutableArray<ArticleId> Articles { get; init; } = [];

    public ImmutableArray<FacilityId> Facilities { get; init; } = [];

    public ImmutableArray<FacilityStatus> Status { get; init; } = [];

    /// <summary>The facilities that the caller reaches.</summary>
    public ImmutableArray<FacilityId> Within { get; init; } = [];
}

/// <summary>An article and its stock in each facility that has some.</summary>
internal sealed record ArticleStock(ArticleId Article, IReadOnlyList<StockLevel> Levels);

/// <summary>A facility and its stock of one article.</summary>
internal readonly record struct FacilityStock(StoredFacility Facility, StockLevel Level);

/// <summary>Stock by article, for reading.</summary>
internal interface IStockTotalsReader
{
    Task<Page<ArticleStock>> Articles(TenantId tenant, StockTotalsFilter filter, CancellationToken ct);

    /// <summary>Every facility that has a stock of the article, by id.</summary>
    Task<IReadOnlyList<FacilityStock>> Of(TenantId tenant, ArticleId article, CancellationToken ct);
}

/// <summary>What a facility offers of an article.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Facility">The facility.</param>
/// <param name="Article">The article.</param>
/// <param name="Active">Whether it is offered now.</param>
/// <param name="Version">Counts every change of it, from 1.</param>
/// <param name="Doc">Everything else, a JSON object that is given back as it came.</param>
internal sealed record StoredListing(string Id, FacilityId Facility, ArticleId Article, bool Active, long Version, JsonText Doc)
{
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>Which listings of a facility, by their id. Empty and null mean all.</summary>
internal sealed record ListingFilter(FacilityId Facility, string? StartAfter, int Size, ImmutableArray<ArticleId> Articles);

/// <summary>Listings. What they tell of articles is written to the catalogue in the same transaction.</summary>
internal interface IListingStore
{
    Task<Page<StoredListing>> List(TenantId tenant, ListingFilter filter, CancellationToken ct);

    Task<StoredListing?> Find(TenantId tenant, FacilityId facility, ArticleId article, CancellationToken ct);

    /// <summary>
    /// Writes all of them, where each stored version is one less than the listing's (0 stands for none): Written; Stale where one is
    /// not; Missing where the facility is gone. Steps the articles version only where there are articles.
    /// </summary>
    Task<StoreWriteResult> Put(
        TenantId tenant, FacilityId facility, IReadOnlyList<StoredListing> listings, IReadOnlyList<Article> articles, CancellationToken ct);

    /// <summary>Removes one, or with no article all of a facility; how many.</summary>
    Task<long> Remove(TenantId tenant, FacilityId facility, ArticleId? article, CancellationToken ct);
}

/// <summary>What keeps a facility from being removed.</summary>
internal readonly record struct FacilityDependents(long Stocks, long Listings, long Entities)
{
    public bool Any => Stocks + Listings + Entities > 0;
}

internal interface IFacilityDeleter
{
    /// <summary>Removes the facility where nothing hangs on it; else what does. Null where there is no such facility.</summary>
    Task<FacilityDependents?> Remove(TenantId tenant, FacilityId facility, CancellationToken ct);
}

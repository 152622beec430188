using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;

namespace Emend.Server.Inventory;

/// <summary>Filter for stock totals per article, ordered by article id. Null and empty values match all.</summary>
internal sealed record StockTotalsFilter(string? StartAfter, int Size)
{
    public ImmutableArray<ArticleId> Articles { get; init; } = [];

    public ImmutableArray<FacilityId> Facilities { get; init; } = [];

    public ImmutableArray<FacilityStatus> Status { get; init; } = [];

    /// <summary>The facilities the caller can access; empty = all.</summary>
    public ImmutableArray<FacilityId> AccessibleFacilities { get; init; } = [];
}

/// <summary>An article and its stock in every facility with stock.</summary>
internal sealed record ArticleStock(ArticleId Article, IReadOnlyList<StockLevel> Levels);

/// <summary>A facility and its stock of one article.</summary>
internal readonly record struct FacilityStock(StoredFacility Facility, StockLevel Level);

/// <summary>Reads stock per article.</summary>
internal interface IStockTotalsReader
{
    Task<Page<ArticleStock>> ListArticles(TenantId tenant, StockTotalsFilter filter, CancellationToken ct);

    /// <summary>All facilities with stock of the article, ordered by id.</summary>
    Task<IReadOnlyList<FacilityStock>> ListByFacility(TenantId tenant, ArticleId article, CancellationToken ct);
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Catalog;

/// <summary>A stored listing: a facility offers an article.</summary>
/// <param name="Id">The listing id.</param>
/// <param name="Facility">The facility.</param>
/// <param name="Article">The article.</param>
/// <param name="Active">Whether the listing is active.</param>
/// <param name="Version">Starts at 1. Incremented by every change.</param>
/// <param name="Doc">The other members: a JSON object that is returned unchanged.</param>
internal sealed record StoredListing(string Id, FacilityId Facility, ArticleId Article, bool Active, long Version, JsonText Doc)
{
    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>Filter for listings of a facility, ordered by id. Null and empty values match all.</summary>
internal sealed record ListingFilter(FacilityId Facility, string? StartAfter, int Size, ImmutableArray<ArticleId> Articles);

/// <summary>Listings. Writes the article data of listings to the catalog in the same transaction.</summary>
internal interface IListingStore
{
    Task<Page<StoredListing>> List(TenantId tenant, ListingFilter filter, CancellationToken ct);

    Task<StoredListing?> Find(TenantId tenant, FacilityId facility, ArticleId article, CancellationToken ct);

    /// <summary>
    /// Writes all listings if each stored version is one less than the listing's (0 = no stored listing). Returns Written, VersionConflict
    /// if a version differs, or NotFound if the facility does not exist. Increments the articles version only if articles are given.
    /// </summary>
    Task<StoreWriteResult> Put(
        TenantId tenant, FacilityId facility, IReadOnlyList<StoredListing> listings, IReadOnlyList<Article> articles, CancellationToken ct);

    /// <summary>
    /// Deletes one listing, or all listings of the facility if no article is given. Returns the number of deleted listings.
    /// </summary>
    Task<long> Remove(TenantId tenant, FacilityId facility, ArticleId? article, CancellationToken ct);
}

using Emend.Core.Orders;
using Emend.Server.Catalog;
using Emend.Server.Common;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class ListingStore(Database database) : IListingStore
{
    private const int Attempts = 10;
    private const string Columns = "facility_id, article_id, listing_id, active, version, doc, created_at, modified_at";

    public Task<Page<StoredListing>> List(TenantId tenant, ListingFilter filter, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant)
            .And("facility_id =", filter.Facility.Value)
            .AnyOf("article_id", [.. filter.Articles.Select(a => a.Value)]);
        return database.Page(
            matching.Count("FROM listings"),
            matching.And("listing_id >", filter.StartAfter).Select($"SELECT {Columns} FROM listings", "listing_id", filter.Size),
            ReadListing,
            ct);
    }

    public Task<StoredListing?> Find(TenantId tenant, FacilityId facility, ArticleId article, CancellationToken ct) => database.First(
        Statement.From(
            $"SELECT {Columns} FROM listings WHERE tenant_id = $1 AND facility_id = $2 AND article_id = $3",
            tenant.Value, facility.Value, article.Value),
        ReadListing,
        ct);

    public async Task<StoreWriteResult> Put(
        TenantId tenant, FacilityId facility, IReadOnlyList<StoredListing> listings, IReadOnlyList<Article> articles, CancellationToken ct)
    {
        Statement[] statements =
        [
            .. articles.Count > 0 ? [TenantVersionStatements.IncrementArticlesVersion(tenant)] : Array.Empty<Statement>(),
            .. listings.OrderBy(l => l.Article.Value, StringComparer.Ordinal)
                .Select(l => l.Version == 1 ? Insert(tenant, l) : Update(tenant, l)),
            .. ArticleStore.CreateStatements(tenant, articles),
        ];
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var result = await database.ExecuteLocked(tenant, session => PutOnce(session, tenant, facility, statements, ct), ct);
            if (result is { } known)
            {
                return known;
            }
        }

        throw new TimeoutException("The database reported too many deadlocks or serialization failures.");
    }

    public async Task<long> Remove(TenantId tenant, FacilityId facility, ArticleId? article, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant).And(
            "facility_id =", facility.Value).And("article_id =", article?.Value);
        return await database.ExecuteLocked(
            tenant,
            async session =>
            {
                var count = await session.Read(
                    [matching.CreateQuery("FROM listings").Count()], (row, token) => row.First(r => r.Long(0), token), ct);
                if (count > 0)
                {
                    await session.Write([matching.All("DELETE FROM listings")], ct);
                }

                return count;
            },
            ct);
    }

    private async Task<StoreWriteResult?> PutOnce(
        LockedSession session, TenantId tenant, FacilityId facility, Statement[] statements, CancellationToken ct)
    {
        if ((await FacilityLocks.Lock(session, database.Dialect, tenant, [facility], ct)).Count == 0)
        {
            return StoreWriteResult.NotFound;
        }

        return (await session.Write(statements, ct)).Failure switch
        {
            TransactionFailure.None => StoreWriteResult.Written,
            TransactionFailure.Retry => null,
            _ => StoreWriteResult.VersionConflict,
        };
    }

    private static Statement Insert(TenantId tenant, StoredListing listing) => Statement.One(
        $"INSERT INTO listings (tenant_id, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant.Value, listing.Facility.Value, listing.Article.Value, listing.Id, listing.Active, listing.Version, Utf8Documents
            .Bytes(listing.Doc),
        UnixMicroseconds.FromTime(listing.CreatedAt), UnixMicroseconds.FromTime(listing.ModifiedAt));

    private static Statement Update(TenantId tenant, StoredListing listing) => Statement.One(
        """
        UPDATE listings SET active = $5, version = $4, doc = $6, modified_at = $7
        WHERE tenant_id = $1 AND facility_id = $2 AND article_id = $3 AND version = $4 - 1
        """,
        tenant.Value, listing.Facility.Value, listing.Article.Value, listing.Version, listing.Active, Utf8Documents.Bytes(listing.Doc),
        UnixMicroseconds.FromTime(listing.ModifiedAt));

    private static StoredListing ReadListing(QueryResultReader row) =>
        new(row.Text(2), new(row.Text(0)), new(row.Text(1)), row.Flag(3), row.Long(4), Utf8Documents.Text(row.Bytes(5)))
        {
            CreatedAt = row.Instant(6),
            ModifiedAt = row.Instant(7),
        };
}

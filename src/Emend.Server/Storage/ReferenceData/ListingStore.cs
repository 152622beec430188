using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class ListingStore(Database database) : IListingStore
{
    private const int Attempts = 10;
    private const string Columns = "facility_id, article_id, listing_id, active, version, doc, created_at, modified_at";

    public Task<Page<StoredListing>> List(TenantId tenant, ListingFilter filter, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant)
            .And("facility_id =", filter.Facility.Value)
            .Among("article_id", [.. filter.Articles.Select(a => a.Value)]);
        return database.Page(
            matching.Count("FROM listings"),
            matching.And("listing_id >", filter.StartAfter).Select($"SELECT {Columns} FROM listings", "listing_id", filter.Size),
            KeptOf,
            ct);
    }

    public Task<StoredListing?> Find(TenantId tenant, FacilityId facility, ArticleId article, CancellationToken ct) => database.First(
        Statement.From(
            $"SELECT {Columns} FROM listings WHERE tenant_id = $1 AND facility_id = $2 AND article_id = $3",
            tenant.Value, facility.Value, article.Value),
        KeptOf,
        ct);

    public async Task<StoreWriteResult> Put(
        TenantId tenant, FacilityId facility, IReadOnlyList<StoredListing> listings, IReadOnlyList<Article> articles, CancellationToken ct)
    {
        Statement[] statements =
        [
            .. articles.Count > 0 ? [TenantVersionStatements.OfArticles(tenant)] : Array.Empty<Statement>(),
            .. listings.OrderBy(l => l.Article.Value, StringComparer.Ordinal)
                .Select(l => l.Version == 1 ? Insert(tenant, l) : Update(tenant, l)),
            .. ArticleStore.Statements(tenant, articles),
        ];
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var result = await database.Locked(session => PutOnce(session, tenant, facility, statements, ct), ct);
            if (result is { } known) return known;
        }

        throw new TimeoutException("The database asked too often to try again.");
    }

    public async Task<long> Remove(TenantId tenant, FacilityId facility, ArticleId? article, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant).And("facility_id =", facility.Value).And("article_id =", article?.Value);
        return await database.Locked(
            async session =>
            {
                var count = await session.Read(
                    [matching.Of("FROM listings").Count()], (row, token) => row.First(r => r.Long(0), token), ct);
                if (count > 0) await session.Write([matching.All("DELETE FROM listings")], ct);
                return count;
            },
            ct);
    }

    private async Task<StoreWriteResult?> PutOnce(
        LockedSession session, TenantId tenant, FacilityId facility, Statement[] statements, CancellationToken ct)
    {
        if ((await FacilityLocks.Hold(session, database.Dialect, tenant, [facility], ct)).Count == 0) return StoreWriteResult.Missing;
        return (await session.Write(statements, ct)).Fault switch
        {
            TransactionFailure.None => StoreWriteResult.Written,
            TransactionFailure.Retry => null,
            _ => StoreWriteResult.Stale,
        };
    }

    private static Statement Insert(TenantId tenant, StoredListing storedListing) => Statement.One(
        $"INSERT INTO listings (tenant_id, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        tenant.Value, storedListing.Facility.Value, storedListing.Article.Value, storedListing.Id, storedListing.Active, storedListing.Version, Utf8Documents.Bytes(storedListing.Doc),
        UnixMicroseconds.FromTime(storedListing.CreatedAt), UnixMicroseconds.FromTime(storedListing.ModifiedAt));

    private static Statement Update(TenantId tenant, StoredListing storedListing) => Statement.One(
        """
        UPDATE listings SET active = $5, version = $4, doc = $6, modified_at = $7
        WHERE tenant_id = $1 AND facility_id = $2 AND article_id = $3 AND version = $4 - 1
        """,
        tenant.Value, storedListing.Facility.Value, storedListing.Article.Value, storedListing.Version, storedListing.Active, Utf8Documents.Bytes(storedListing.Doc),
        UnixMicroseconds.FromTime(storedListing.ModifiedAt));

    private static StoredListing KeptOf(QueryResultReader row) =>
        new(row.Text(2), new(row.Text(0)), new(row.Text(1)), row.Flag(3), row.Long(4), Utf8Documents.Text(row.Bytes(5)))
        {
            CreatedAt = row.Instant(6),
            ModifiedAt = row.Instant(7),
        };
}

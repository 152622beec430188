using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Inventory;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class StockTotalsReader(Database database) : IStockTotalsReader
{
    private const string WithFacility = " JOIN facilities f ON f.tenant_id = s.tenant_id AND f.facility_id = s.facility_id";

    public async Task<Page<ArticleStock>> ListArticles(TenantId tenant, StockTotalsFilter filter, CancellationToken ct)
    {
        var from = "FROM stock s" + (filter.Status.IsEmpty ? "" : WithFacility);
        var matching = CreateFilter(tenant, filter).AnyOf("s.article_id", [.. filter.Articles.Select(a => a.Value)]);
        var page = await database.Page(
            matching.CreateDistinctQuery("s.article_id", from).Count(),
            matching.And("s.article_id >", filter.StartAfter).Select($"SELECT DISTINCT s.article_id {from}", "s.article_id", filter.Size),
            row => row.Text(0),
            ct);
        if (page.Items.Count == 0)
        {
            return new([], page.Total);
        }

        var levels = await database.List(
            CreateFilter(tenant, filter).AnyOf("s.article_id", [.. page.Items])
                .All($"SELECT s.facility_id, s.article_id, s.on_hand, s.reserved {from}", "s.article_id, s.facility_id"),
            ReferenceDataReader.ReadLevel,
            ct);
        var byArticle = levels.ToLookup(l => l.Article);
        return new([.. page.Items.Select(a => new ArticleId(a)).Select(a => new ArticleStock(a, [.. byArticle[a]]))], page.Total);
    }

    public async Task<IReadOnlyList<FacilityStock>> ListByFacility(
        TenantId tenant, ArticleId article, CancellationToken ct) => await database.List(
        Statement.From(
            $"""
            SELECT {string.Join(", ", FacilityStore.Columns.Split(", ").Select(c => "f." + c))}, s.on_hand, s.reserved
            FROM stock s{WithFacility}
            WHERE s.tenant_id = $1 AND s.article_id = $2 ORDER BY s.facility_id
            """,
            tenant.Value, article.Value),
        row => At(row, article),
        ct);

    private static FacilityStock At(QueryResultReader row, ArticleId article)
    {
        var facility = FacilityStore.ReadStoredFacility(row);
        var at = FacilityStore.ColumnCount;
        return new(facility, new(facility.Facility.Id, article, new(row.Long(at)), new(row.Long(at + 1))));
    }

    private WhereClauseBuilder CreateFilter(TenantId tenant, StockTotalsFilter filter) =>
        new WhereClauseBuilder(database.Dialect, tenant, "s.")
        .AnyOf("s.facility_id", [.. filter.Facilities.Select(f => f.Value)])
        .AnyOf("s.facility_id", [.. filter.AccessibleFacilities.Select(f => f.Value)])
        .AnyOf("f.status", [.. filter.Status.Select(status => FacilityStore.Statuses[status])]);
}

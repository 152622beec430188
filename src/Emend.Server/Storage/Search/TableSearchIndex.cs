using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Catalog;
using Emend.Server.Identity;
using Emend.Server.Storage.Identity;
using Emend.Server.Storage.ReferenceData;

namespace Emend.Server.Storage.Search;

/// <summary>How a search reads the rows of a table with an id.</summary>
/// <param name="Source">The table, sorted by id.</param>
/// <param name="Select">Selects rows with the alias s.</param>
/// <param name="Read">Reads a row.</param>
/// <param name="GetId">Returns the id.</param>
/// <param name="CreateDocument">Creates the search document.</param>
internal sealed record TableKind<T>(
    SearchSource Source, string Select, Func<QueryResultReader, T> Read, Func<T, string> GetId, Func<T, SearchDocument> CreateDocument)
{
    public string IdColumn => Source.Sortings[SortOrder.Id][0];
}

/// <summary>The tables that searches read.</summary>
internal static class TableKinds
{
    public static readonly TableKind<StockRow> Stocks = new(
        SearchSource.Stocks,
        $"""
        SELECT {WithAlias("s", StockStore.Columns)}, f.tenant_facility_id FROM stock s
        JOIN facilities f ON f.tenant_id = s.tenant_id AND f.facility_id = s.facility_id
        """,
        row => new(StockStore.ReadStock(row), row.TextOrNull(StockStore.ColumnCount)),
        row => row.Stock.Id,
        CatalogSearchDocuments.Create);

    public static readonly TableKind<StoredFacility> Facilities = new(
        SearchSource.Facilities,
        $"SELECT {WithAlias("s", FacilityStore.Columns)} FROM facilities s",
        FacilityStore.ReadStoredFacility,
        facility => facility.Facility.Id.Value,
        facility => CatalogSearchDocuments.Create(facility, FacilityStore.Statuses[facility.Facility.Status]));

    public static readonly TableKind<User> Users = new(
        SearchSource.Users,
        $"SELECT {IdentityStore.UserColumns.Replace("u.", "s.", StringComparison.Ordinal)} FROM users s",
        row => IdentityStore.ReadUser(row),
        user => user.Id.Value,
        CatalogSearchDocuments.Create);

    private static string WithAlias(string alias, string columns) =>
        string.Join(", ", columns.Split(", ").Select(column => $"{alias}.{column}"));
}

/// <summary>Searches the rows of a table.</summary>
internal sealed class TableSearchIndex<T>(Database database, TotalCountCache totals, ScanLimits limits, TableKind<T> tableKind)
    : SearchIndex<T>(database, totals, limits, tableKind.Source)
    where T : notnull
{
    private readonly Database _database = database;

    protected override async Task<IReadOnlyDictionary<SortPosition, (T Item, SearchDocument Seen)>> Load(
        TenantId tenant, IReadOnlyList<SortPosition> positions, CancellationToken ct)
    {
        var rows = await ReadRows(tenant, [.. positions.Select(position => (string)position.Values[0])], ct);
        return rows.ToDictionary(row => new SortPosition([tableKind.GetId(row)]), row => (row, tableKind.CreateDocument(row)));
    }

    protected override async Task<IEnumerable<SearchHit<T>>?> FindByParent(TenantId tenant, Criterion where, CancellationToken ct)
    {
        if (SearchScope.GetAllowedValues(where, CatalogSearchDocuments.Id) is not { } ids)
        {
            return null;
        }

        var rows = await ReadRows(tenant, ids, ct);
        return rows.Where(row => where.Matches(tableKind.CreateDocument(row)))
            .Select(row => new SearchHit<T>(new([tableKind.GetId(row)]), row));
    }

    private Task<List<T>> ReadRows(TenantId tenant, string[] ids, CancellationToken ct) => _database.List(
        Statement.From(
            $"{tableKind.Select} WHERE s.tenant_id = $1 AND {_database.Dialect.AnyOf(tableKind.IdColumn, 2)}", tenant.Value, ids),
        tableKind.Read,
        ct);
}

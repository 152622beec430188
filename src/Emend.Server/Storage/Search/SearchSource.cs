using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>Source of a search: a table with the alias <c>s</c>, its sort columns, and its field columns.</summary>
/// <param name="Table">The table with its alias.</param>
/// <param name="Where">Condition that selects the rows; $1 is the tenant.</param>
/// <param name="Columns">Fields with a column: text, or time according to <see cref="IsTime"/>.</param>
/// <param name="HasTerms">Whether all other fields have terms.</param>
internal sealed record SearchSource(string Table, string Where, IReadOnlyDictionary<string, string> Columns, bool HasTerms)
{
    private const string OfTenant = "s.tenant_id = $1";

    /// <summary>Columns of each sort order. An index exists on the tenant followed by these columns.</summary>
    public required IReadOnlyDictionary<string, string[]> Sortings { get; init; }

    /// <summary>The sort order whose first column limits the scan, if the search has a range on it.</summary>
    public string SpanSorting { get; init; } = SortOrder.Date;

    /// <summary>The first column of <see cref="SpanSorting"/>.</summary>
    public string? DateColumn => Sortings.GetValueOrDefault(SpanSorting)?[0];

    /// <summary>Adds the tables of this source to a FROM clause for the rows <c>s</c> of order_search_terms with required terms.</summary>
    public Func<string, string> JoinRowsWithTerms { get; init; } = from => from;

    /// <summary>Any sort order of this source.</summary>
    public string AnySorting => Sortings.Keys.First();

    /// <summary>Selective fields: terms, or columns at the start of an index.</summary>
    public IReadOnlyCollection<string> Selective { get; init; } = [];

    /// <summary>Fields without a column and without terms.</summary>
    public IReadOnlyCollection<string> Unindexed { get; init; } = [];

    /// <summary>Whether every value of the field has a term.</summary>
    public bool HasTermsFor(string field) => HasTerms && !Columns.ContainsKey(field) && !Unindexed.Contains(field);

    public static readonly SearchSource Orders = new(
        "order_search_terms s",
        OfTenant,
        new Dictionary<string, string> { [OrderSearchDocument.Date] = "s.order_date", [OrderSearchDocument.Id] = "s.order_id" },
        HasTerms: true)
    {
        Sortings = new Dictionary<string, string[]>
        {
            [SortOrder.Date] = ["s.order_date", "s.order_id"],
            [SortOrder.Status] = ["s.status", "s.order_date", "s.order_id"],
        },
        Selective = [OrderSearchDocument.Id, OrderSearchDocument.Number, OrderSearchDocument.ConsumerId, OrderSearchDocument.Email],
        Unindexed = OrderSearchDocument.Unindexed,
    };

    /// <summary>
    /// Orders with the time of their last journal entry. The journal has one row per change, and the row of the last change has the
    /// revision of the order. An index on the order itself would be written by every change.
    /// </summary>
    public static readonly SearchSource ChangedOrders = Orders with
    {
        Table = $"({ChangedOrdersFrom("journal j CROSS JOIN orders o CROSS JOIN order_search_terms s")}) s",
        JoinRowsWithTerms = from => $"({ChangedOrdersFrom($"{from} CROSS JOIN orders o CROSS JOIN journal j")}) s",
        Columns = new Dictionary<string, string>(Orders.Columns) { [OrderSearchDocument.Changed] = "s.changed_at" },
        Sortings = new Dictionary<string, string[]>(Orders.Sortings) { [SortOrder.Changed] = ["s.changed_at", "s.order_id"] },
        SpanSorting = SortOrder.Changed,
    };

    public static readonly SearchSource Stocks = ForTable(
        "stock s",
        "s.stock_id",
        new Dictionary<string, string>
        {
            [CatalogSearchDocuments.Facility] = "s.facility_id", [CatalogSearchDocuments.Article] = "s.article_id",
        },
        CatalogSearchDocuments.Facility, CatalogSearchDocuments.Article);

    public static readonly SearchSource Facilities = ForTable(
        "facilities s",
        "s.facility_id",
        new Dictionary<string, string>
        {
            [CatalogSearchDocuments.TenantFacilityId] = "s.tenant_facility_id", [CatalogSearchDocuments.Status] = "s.status",
        },
        CatalogSearchDocuments.TenantFacilityId);

    public static readonly SearchSource Users = ForTable("users s", "s.user_id", []);

    public static readonly SearchSource Reservations = new(
        "reservations s",
        OfTenant,
        new Dictionary<string, string>
        {
            [FulfillmentSearchDocuments.Facility] = "s.facility_id",
            [FulfillmentSearchDocuments.Article] = "s.article_id",
            [FulfillmentSearchDocuments.Order] = "s.order_id",
            [FulfillmentSearchDocuments.Created] = "s.created_at",
        },
        HasTerms: false)
    {
        Sortings = new Dictionary<string, string[]> { [SortOrder.Id] = ["s.line_id", "s.facility_id"] },
        Selective = [FulfillmentSearchDocuments.Facility],
    };

    /// <summary>Entities of one kind. Processes have neither a facility nor a stored status.</summary>
    public static SearchSource ForEntities(string kind)
    {
        var columns = new Dictionary<string, string>
        {
            [FulfillmentSearchDocuments.Id] = "s.entity_id",
            [FulfillmentSearchDocuments.Order] = "s.order_id",
            [FulfillmentSearchDocuments.Created] = "s.created_at",
        };
        if (kind != OrderProjection.Process)
        {
            columns.Add(FulfillmentSearchDocuments.Facility, "s.facility_id");
            columns.Add(FulfillmentSearchDocuments.Status, "s.state");
        }

        return new("order_entities s", $"{OfTenant} AND s.kind = '{kind}'", columns, HasTerms: false)
        {
            Sortings = new Dictionary<string, string[]> { [SortOrder.Date] = ["s.created_at", "s.entity_id"] },
            Selective = [FulfillmentSearchDocuments.Facility],
        };
    }

    private static SearchSource ForTable(string table, string id, Dictionary<string, string> columns, params string[] selective)
    {
        columns.Add(CatalogSearchDocuments.Id, id);
        return new(table, OfTenant, columns, HasTerms: false)
        {
            Sortings = new Dictionary<string, string[]> { [SortOrder.Id] = [id] },
            Selective = selective,
        };
    }

    // CROSS JOIN keeps the order of the tables on SQLite: a scan starts with the journal, a search by terms with the orders of the terms.
    private static string ChangedOrdersFrom(string tables) =>
        $"""
        SELECT s.*, j.at AS changed_at FROM {tables}
        WHERE j.tenant_id = $1 AND o.tenant_id = $1 AND o.order_id = j.order_id AND o.revision = j.revision
            AND s.tenant_id = $1 AND s.order_id = j.order_id
        """;

    public static bool IsTime(string column) =>
        column.EndsWith("_at", StringComparison.Ordinal) || column.EndsWith("_date", StringComparison.Ordinal);
}

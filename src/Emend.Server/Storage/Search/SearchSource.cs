using Emend.Server.Application.Search;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Search;

/// <summary>Where something is looked for: a table named <c>s</c>, the columns it is sorted by and those that are fields.</summary>
/// <param name="Table">The table with its name.</param>
/// <param name="Where">Of which rows; $1 is the tenant.</param>
/// <param name="Columns">The fields that are columns of their own: texts, and moments by <see cref="IsMoment"/>.</param>
/// <param name="HasTerms">Whether the other fields are terms.</param>
internal sealed record SearchSource(string Table, string Where, IReadOnlyDictionary<string, string> Columns, bool HasTerms)
{
    private const string OfTenant = "s.tenant_id = $1";

    /// <summary>The columns of each sorting; an index begins with the tenant and goes on with them.</summary>
    public required IReadOnlyDictionary<string, string[]> Sortings { get; init; }

    /// <summary>The column of <see cref="SortOrder.Date"/>.</summary>
    public string? Date => Sortings.GetValueOrDefault(SortOrder.Date)?[0];

    /// <summary>A sorting that it has.</summary>
    public string AnySorting => Sortings.Keys.First();

    /// <summary>Fields that few have in common: terms, or columns that an index begins with.</summary>
    public IReadOnlyCollection<string> Rare { get; init; } = [];

    /// <summary>Fields that are neither columns nor terms.</summary>
    public IReadOnlyCollection<string> Unindexed { get; init; } = [];

    /// <summary>Whether what has a value of the field has a term of it.</summary>
    public bool HasTermsOf(string field) => HasTerms && !Columns.ContainsKey(field) && !Unindexed.Contains(field);

    public static readonly SearchSource Orders = new(
        "order_terms s",
        OfTenant,
        new Dictionary<string, string> { [OrderSearchDocument.Date] = "s.order_date", [OrderSearchDocument.Id] = "s.order_id" },
        HasTerms: true)
    {
        Sortings = new Dictionary<string, string[]>
        {
            [SortOrder.Date] = ["s.order_date", "s.order_id"],
            [SortOrder.Status] = ["s.status", "s.order_date", "s.order_id"],
        },
        Rare = [OrderSearchDocument.Id, OrderSearchDocument.Number, OrderSearchDocument.ConsumerId, OrderSearchDocument.Email],
        Unindexed = OrderSearchDocument.Unindexed,
    };

    public static readonly SearchSource PickJobs = new(
        "order_index s",
        $"{OfTenant} AND s.kind = '{OrderProjection.PickJob}'",
        new Dictionary<string, string>
        {
            [FulfillmentSearchDocuments.Id] = "s.entity_id",
            [FulfillmentSearchDocuments.Order] = "s.order_id",
            [FulfillmentSearchDocuments.Facility] = "s.facility_id",
            [FulfillmentSearchDocuments.Status] = "s.state",
            [FulfillmentSearchDocuments.Created] = "s.created_at",
        },
        HasTerms: false)
    {
        Sortings = new Dictionary<string, string[]> { [SortOrder.Date] = ["s.created_at", "s.entity_id"] },
        Rare = [FulfillmentSearchDocuments.Facility],
    };

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
        Rare = [FulfillmentSearchDocuments.Facility],
    };

    public static bool IsMoment(string column) =>
        column.EndsWith("_at", StringComparison.Ordinal) || column.EndsWith("_date", StringComparison.Ordinal);
}

using Emend.Server.Desk.Finding;
using Emend.Server.Storage.Orders;

namespace Emend.Server.Storage.Finding;

/// <summary>Where something is looked for: a table named <c>s</c>, the columns it is sorted by and those that are fields.</summary>
/// <param name="Table">The table with its name.</param>
/// <param name="Where">Of which rows; $1 is the tenant.</param>
/// <param name="Columns">The fields that are columns of their own: texts, and moments by <see cref="IsMoment"/>.</param>
/// <param name="HasTerms">Whether the other fields are terms.</param>
internal sealed record Source(string Table, string Where, IReadOnlyDictionary<string, string> Columns, bool HasTerms)
{
    private const string OfTenant = "s.tenant_id = $1";

    /// <summary>The columns of each sorting; an index begins with the tenant and goes on with them.</summary>
    public required IReadOnlyDictionary<string, string[]> Sortings { get; init; }

    /// <summary>The column of <see cref="Sorting.Date"/>.</summary>
    public string? Date => Sortings.GetValueOrDefault(Sorting.Date)?[0];

    /// <summary>A sorting that it has.</summary>
    public string AnySorting => Sortings.Keys.First();

    /// <summary>Fields that few have in common: terms, or columns that an index begins with.</summary>
    public IReadOnlyCollection<string> Rare { get; init; } = [];

    /// <summary>Fields that are neither columns nor terms.</summary>
    public IReadOnlyCollection<string> Unindexed { get; init; } = [];

    /// <summary>Whether what has a value of the field has a term of it.</summary>
    public bool HasTermsOf(string field) => HasTerms && !Columns.ContainsKey(field) && !Unindexed.Contains(field);

    public static readonly Source Orders = new(
        "order_terms s",
        OfTenant,
        new Dictionary<string, string> { [FindableOrder.Date] = "s.order_date", [FindableOrder.Id] = "s.order_id" },
        HasTerms: true)
    {
        Sortings = new Dictionary<string, string[]>
        {
            [Sorting.Date] = ["s.order_date", "s.order_id"],
            [Sorting.Status] = ["s.status", "s.order_date", "s.order_id"],
        },
        Rare = [FindableOrder.Id, FindableOrder.Number, FindableOrder.ConsumerId, FindableOrder.Email],
        Unindexed = FindableOrder.Unindexed,
    };

    public static readonly Source PickJobs = new(
        "order_index s",
        $"{OfTenant} AND s.kind = '{Projection.PickJob}'",
        new Dictionary<string, string>
        {
            [FindableWork.Id] = "s.entity_id",
            [FindableWork.Order] = "s.order_id",
            [FindableWork.Facility] = "s.facility_id",
            [FindableWork.Status] = "s.state",
            [FindableWork.Created] = "s.created_at",
        },
        HasTerms: false)
    {
        Sortings = new Dictionary<string, string[]> { [Sorting.Date] = ["s.created_at", "s.entity_id"] },
        Rare = [FindableWork.Facility],
    };

    public static readonly Source Reservations = new(
        "reservations s",
        OfTenant,
        new Dictionary<string, string>
        {
            [FindableWork.Facility] = "s.facility_id",
            [FindableWork.Article] = "s.article_id",
            [FindableWork.Order] = "s.order_id",
            [FindableWork.Created] = "s.created_at",
        },
        HasTerms: false)
    {
        Sortings = new Dictionary<string, string[]> { [Sorting.Id] = ["s.line_id", "s.facility_id"] },
        Rare = [FindableWork.Facility],
    };

    public static bool IsMoment(string column) =>
        column.EndsWith("_at", StringComparison.Ordinal) || column.EndsWith("_date", StringComparison.Ordinal);
}

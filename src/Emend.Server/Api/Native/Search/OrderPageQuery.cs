using Emend.Server.Application.Search;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Search;

/// <summary>The query for a page of orders, from query parameters or from a search body.</summary>
/// <param name="Where">The condition that orders must match.</param>
/// <param name="Sort">The sort order.</param>
/// <param name="Size">The maximum number of orders.</param>
internal sealed record OrderPageQuery(Criterion Where, SortOrder Sort, int Size)
{
    public const int DefaultSize = 25;
    public const int MaxSize = 250;
    public const int MaxCursorLength = 4_000;

    private const string NewestFirst = "-orderedAt";

    private static readonly IReadOnlyDictionary<string, SortOrder> SortOrders = new Dictionary<string, SortOrder>
    {
        [NewestFirst] = new(SortOrder.Date, true),
        ["orderedAt"] = new(SortOrder.Date, false),
        ["status"] = new(SortOrder.Status, false),
        ["-status"] = new(SortOrder.Status, true),
        ["changedAt"] = new(SortOrder.Changed, false),
        ["-changedAt"] = new(SortOrder.Changed, true),
    };

    /// <summary>The sort keys. A minus reverses the order.</summary>
    public static readonly JsonSchema SortSchema = JsonSchema.Choice([.. SortOrders.Keys]);

    /// <summary>Identifies the search independently of the page. Cursors are valid only for the same search.</summary>
    public required string Identity { get; init; }

    /// <summary>The cursor and the name of its member; null for the first page.</summary>
    public (string Member, string Text)? Cursor { get; init; }

    /// <summary>True if the request asks for the total.</summary>
    public bool IncludeTotal { get; init; }

    /// <summary>Creates the search request for the page after a position.</summary>
    public SearchRequest ToSearchRequest(SortPosition? position) => new(Where, Sort, Size, position, Cursor is { Member: "before" });

    /// <summary>Returns the sort order with this name, or null.</summary>
    public static SortOrder? FindSortOrder(string? name) => SortOrders.GetValueOrDefault(name ?? NewestFirst);
}

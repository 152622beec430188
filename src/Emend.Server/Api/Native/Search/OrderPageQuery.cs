using Emend.Server.Application.Search;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Search;

/// <summary>A page of orders as it is asked for, whichever way.</summary>
/// <param name="Where">Of which orders.</param>
/// <param name="Sort">In which order.</param>
/// <param name="Size">How many.</param>
internal sealed record OrderPageQuery(Criterion Where, SortOrder Sort, int Size)
{
    public const int Default = 25;
    public const int Max = 250;
    public const int MaxCursorLength = 4_000;

    private const string Newest = "-orderedAt";

    private static readonly IReadOnlyDictionary<string, SortOrder> Known = new Dictionary<string, SortOrder>
    {
        [Newest] = new(SortOrder.Date, true),
        ["orderedAt"] = new(SortOrder.Date, false),
        ["status"] = new(SortOrder.Status, false),
        ["-status"] = new(SortOrder.Status, true),
    };

    /// <summary>What orders are sorted by; a minus turns it round.</summary>
    public static readonly JsonSchema Sortings = JsonSchema.Choice([.. Known.Keys]);

    /// <summary>What makes it this search and no other, whatever the page.</summary>
    public required string Identity { get; init; }

    /// <summary>The cursor, with the member it stands in; null where the list begins.</summary>
    public (string Member, string Text)? Cursor { get; init; }

    /// <summary>Whether the total is asked for.</summary>
    public bool Counts { get; init; }

    /// <summary>The page, from a place on.</summary>
    public SearchRequest From(SortPosition? at) => new(Where, Sort, Size, at, Cursor is { Member: "before" });

    /// <summary>The sorting of that name, or null.</summary>
    public static SortOrder? Sorted(string? name) => Known.GetValueOrDefault(name ?? Newest);
}

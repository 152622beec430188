using Emend.Server.Desk.Finding;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Searching;

/// <summary>A page of orders as it is asked for, whichever way.</summary>
/// <param name="Where">Of which orders.</param>
/// <param name="Sort">In which order.</param>
/// <param name="Size">How many.</param>
internal sealed record Lookup(Criterion Where, Sorting Sort, int Size)
{
    public const int Usual = 25;
    public const int Most = 250;
    public const int MostLettersOfACursor = 4_000;

    private const string Newest = "-orderedAt";

    private static readonly IReadOnlyDictionary<string, Sorting> Known = new Dictionary<string, Sorting>
    {
        [Newest] = new(Sorting.Date, true),
        ["orderedAt"] = new(Sorting.Date, false),
        ["status"] = new(Sorting.Status, false),
        ["-status"] = new(Sorting.Status, true),
    };

    /// <summary>What orders are sorted by; a minus turns it round.</summary>
    public static readonly Shape Sortings = Shape.Choice([.. Known.Keys]);

    /// <summary>What makes it this search and no other, whatever the page.</summary>
    public required string Identity { get; init; }

    /// <summary>The cursor, with the member it stands in; null where the list begins.</summary>
    public (string Member, string Text)? Cursor { get; init; }

    /// <summary>Whether the total is asked for.</summary>
    public bool Counts { get; init; }

    /// <summary>The page, from a place on.</summary>
    public Search From(Position? at) => new(Where, Sort, Size, at, Cursor is { Member: "before" });

    /// <summary>The sorting of that name, or null.</summary>
    public static Sorting? Sorted(string? name) => Known.GetValueOrDefault(name ?? Newest);
}

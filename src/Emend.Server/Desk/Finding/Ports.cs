using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Desk.Finding;

/// <summary>A place in a sorted list: the values it is sorted by, of which the last one makes it unique. Numbers and texts.</summary>
internal sealed record Position(ImmutableArray<object> Values)
{
    /// <summary>Numbers by their size, texts by their letters' codes, as both databases do.</summary>
    public int Against(Position other) => Values.Zip(other.Values, (mine, theirs) => mine is long number
        ? number.CompareTo((long)theirs)
        : string.CompareOrdinal((string)mine, (string)theirs)).FirstOrDefault(difference => difference != 0);

    public bool Equals(Position? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);
}

/// <summary>What a list is sorted by; what is equal in it is sorted by time and id in the same direction.</summary>
/// <param name="By">A name the searched kind knows; <see cref="Date"/> is known of all.</param>
internal sealed record Sorting(string By, bool Descending)
{
    /// <summary>When an order was placed, or anything else was made.</summary>
    public const string Date = "date";

    public const string Status = "status";

    public const string Id = "id";
}

/// <summary>One page that is asked for.</summary>
/// <param name="Where">What is looked for.</param>
/// <param name="Sort">In which order.</param>
/// <param name="Size">How many at most.</param>
/// <param name="From">Only what comes behind it; before it, where one goes backwards.</param>
/// <param name="Backward">The last of the list or the last before a place, instead of the first; told in the order of the list.</param>
internal sealed record Search(Criterion Where, Sorting Sort, int Size, Position? From = null, bool Backward = false);

/// <summary>A page.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="End">
/// Where to go on in the direction asked for; null where there is nothing more. It may lie beyond the last item: a search that would
/// have to look at very many stops, and tells how far it came.
/// </param>
internal sealed record Found<T>(IReadOnlyList<Hit<T>> Items, Position? End)
{
    /// <summary>Behind which nothing of the page lies, and before which nothing does, in the order of the list.</summary>
    public (Position? First, Position? Last) Edges(bool backward)
    {
        Position? first = Items is [var one, ..] ? one.At : null;
        Position? last = Items is [.., var other] ? other.At : null;
        return backward ? (End ?? first, last) : (first, End ?? last);
    }
}

/// <summary>Something found, and its place in the list.</summary>
internal readonly record struct Hit<T>(Position At, T Item);

/// <summary>How many there are.</summary>
/// <param name="Count">The number.</param>
/// <param name="Age">How long ago it was counted, where it was not now: great numbers are kept for a while.</param>
internal sealed record Total(long Count, TimeSpan? Age);

/// <summary>Finds one kind of thing.</summary>
internal interface IFinder<T>
{
    Task<Found<T>> Find(TenantId tenant, Search search, CancellationToken ct);

    /// <summary>How many meet it; null where only looking at each of very many could tell.</summary>
    Task<Total?> Count(TenantId tenant, Criterion where, CancellationToken ct);
}

/// <summary>Keys that all nodes share.</summary>
internal interface ISecretStore
{
    /// <summary>The secret of that name, made when it is first asked for.</summary>
    Task<byte[]> Secret(string name, CancellationToken ct);
}

using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application.Search;

/// <summary>A place in a sorted list: the values it is sorted by, of which the last one makes it unique. Numbers and texts.</summary>
internal sealed record SortPosition(ImmutableArray<object> Values)
{
    /// <summary>Numbers by their size, texts by their letters' codes, as both databases do.</summary>
    public int Against(SortPosition other) => Values.Zip(other.Values, (mine, theirs) => mine is long number
        ? number.CompareTo((long)theirs)
        : string.CompareOrdinal((string)mine, (string)theirs)).FirstOrDefault(difference => difference != 0);

    public bool Equals(SortPosition? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);
}

/// <summary>What a list is sorted by; what is equal in it is sorted by time and id in the same direction.</summary>
/// <param name="By">A name the searched kind knows; <see cref="Date"/> is known of all.</param>
internal sealed record SortOrder(string By, bool Descending)
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
internal sealed record SearchRequest(Criterion Where, SortOrder Sort, int Size, SortPosition? From = null, bool Backward = false);

/// <summary>A page.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="End">
/// Where to go on in the direction asked for; null where there is nothing more. It may lie beyond the last item: a search that would
/// have to look at very many stops, and tells how far it came.
/// </param>
internal sealed record SearchPage<T>(IReadOnlyList<SearchHit<T>> Items, SortPosition? End)
{
    /// <summary>Behind which nothing of the page lies, and before which nothing does, in the order of the list.</summary>
    public (SortPosition? First, SortPosition? Last) Edges(bool backward)
    {
        SortPosition? first = Items is [var one, ..] ? one.At : null;
        SortPosition? last = Items is [.., var other] ? other.At : null;
        return backward ? (End ?? first, last) : (first, End ?? last);
    }
}

/// <summary>Something found, and its place in the list.</summary>
internal readonly record struct SearchHit<T>(SortPosition At, T Item);

/// <summary>How many there are.</summary>
/// <param name="Count">The number.</param>
/// <param name="Age">How long ago it was counted, where it was not now: great numbers are kept for a while.</param>
internal sealed record TotalCount(long Count, TimeSpan? Age);

/// <summary>Finds one kind of thing.</summary>
internal interface ISearchIndex<T>
{
    Task<SearchPage<T>> Find(TenantId tenant, SearchRequest searchRequest, CancellationToken ct);

    /// <summary>How many meet it; null where only looking at each of very many could tell.</summary>
    Task<TotalCount?> Count(TenantId tenant, Criterion where, CancellationToken ct);
}

/// <summary>Keys that all nodes share.</summary>
internal interface ISharedSecretStore
{
    /// <summary>The secret of that name, made when it is first asked for.</summary>
    Task<byte[]> Secret(string name, CancellationToken ct);
}

using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application.Search;

/// <summary>A position in a sorted list: the sort values, numbers or texts. The last value makes the position unique.</summary>
internal sealed record SortPosition(ImmutableArray<object> Values)
{
    /// <summary>Compares numbers numerically and texts ordinally, like both databases.</summary>
    public int Compare(SortPosition other) => Values.Zip(other.Values, (mine, theirs) => mine is long number
        ? number.CompareTo((long)theirs)
        : string.CompareOrdinal((string)mine, (string)theirs)).FirstOrDefault(difference => difference != 0);

    public bool Equals(SortPosition? other) => other is not null && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(0, HashCode.Combine);
}

/// <summary>A sort order. Equal items are sorted by time and id in the same direction.</summary>
/// <param name="By">A sort field of the searched entity. All entities support <see cref="Date"/>.</param>
internal sealed record SortOrder(string By, bool Descending)
{
    /// <summary>The order date, or the creation time of other entities.</summary>
    public const string Date = "date";

    public const string Status = "status";

    /// <summary>The time of the last change of an order, of any kind.</summary>
    public const string Changed = "changed";

    public const string Id = "id";
}

/// <summary>A request for one page.</summary>
/// <param name="Where">The search condition.</param>
/// <param name="Sort">The sort order.</param>
/// <param name="Size">The maximum number of items.</param>
/// <param name="From">The page contains items after this position, or before it if <paramref name="Backward"/>. Null = start or end of the
/// list.</param>
/// <param name="Backward">Whether to read backward. The items of the page are always in sort order.</param>
internal sealed record SearchRequest(Criterion Where, SortOrder Sort, int Size, SortPosition? From = null, bool Backward = false);

/// <summary>A page of search results.</summary>
/// <param name="Items">The items in sort order.</param>
/// <param name="End">
/// The position for the next page in the requested direction; null if there is none. May be beyond the last item: a search stops after
/// examining many candidates and returns the reached position.
/// </param>
internal sealed record SearchPage<T>(IReadOnlyList<SearchHit<T>> Items, SortPosition? End)
{
    /// <summary>The positions before the first and after the last item of the page, in sort order.</summary>
    public (SortPosition? First, SortPosition? Last) GetEdges(bool backward)
    {
        SortPosition? first = Items is [var one, ..] ? one.At : null;
        SortPosition? last = Items is [.., var other] ? other.At : null;
        return backward ? (End ?? first, last) : (first, End ?? last);
    }
}

/// <summary>A search result and its position.</summary>
internal readonly record struct SearchHit<T>(SortPosition At, T Item);

/// <summary>The total count of a search.</summary>
/// <param name="Count">The count.</param>
/// <param name="Age">The age of a cached count; null if it was counted now. Large counts are cached.</param>
internal sealed record TotalCount(long Count, TimeSpan? Age);

/// <summary>Searches one entity type.</summary>
internal interface ISearchIndex<T>
{
    Task<SearchPage<T>> Find(TenantId tenant, SearchRequest request, CancellationToken ct);

    /// <summary>The number of matches; null if counting would have to examine too many candidates.</summary>
    Task<TotalCount?> Count(TenantId tenant, Criterion where, CancellationToken ct);
}

/// <summary>Secrets that all nodes share.</summary>
internal interface ISharedSecretStore
{
    /// <summary>The named secret. Created on first use.</summary>
    Task<byte[]> GetOrCreate(string name, CancellationToken ct);
}

namespace Emend.Server.Common;

/// <summary>One page of a list.</summary>
/// <param name="Items">The items of the page.</param>
/// <param name="Total">The total count of the list.</param>
/// <param name="TotalAge">The age of a cached total count; null if it was counted now.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, long Total, TimeSpan? TotalAge = null)
{
    /// <summary>The page with converted items.</summary>
    public Page<TOther> WithItems<TOther>(IReadOnlyList<TOther> items) => new(items, Total, TotalAge);
}

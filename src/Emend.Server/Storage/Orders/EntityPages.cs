using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage.Orders;

/// <summary>Filters, sorts and cuts lists of entities that are read completely.</summary>
internal static class EntityPages
{
    /// <summary>Creates the page after an entity.</summary>
    /// <param name="all">The entities that the other filters match.</param>
    /// <param name="condition">The condition and the sort order; null = all by id.</param>
    /// <param name="getId">Returns the id of an entity.</param>
    /// <param name="startAfter">The id of the last entity of the previous page.</param>
    /// <param name="last">The last entity of the previous page; null if it is unknown. Required only for a sort order.</param>
    /// <param name="size">The maximum number of entities.</param>
    public static Page<OwnedEntity<T>> Create<T>(
        IEnumerable<OwnedEntity<T>> all, EntityCondition<T>? condition, Func<T, EntityId> getId, EntityId? startAfter,
        OwnedEntity<T>? last, int size)
    {
        var matching = all.Where(owned => condition?.Matches(owned) is not false).ToList();
        matching.Sort(Compare);
        var rest = startAfter is not { } start ? matching
            : condition?.Order is null ? matching.Where(owned => string.CompareOrdinal(getId(owned.Entity).Value, start.Value) > 0)
            : last is null ? []
            : matching.Where(owned => Compare(owned, last) > 0);
        return new([.. rest.Take(size)], matching.Count);

        int Compare(OwnedEntity<T> one, OwnedEntity<T> other) => condition?.Order?.Invoke(one, other) is { } difference and not 0
            ? difference
            : string.CompareOrdinal(getId(one.Entity).Value, getId(other.Entity).Value);
    }
}

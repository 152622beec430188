using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;

namespace Emend.Core.Differences;

/// <summary>Puts changes that were made for an earlier state of an order on top of what happened since.</summary>
internal static class Rebasing
{
    /// <summary>The changes as far as nobody else touched what they ask for, and the fields where somebody did.</summary>
    public static (ImmutableArray<Change> Changes, ImmutableArray<FieldConflict> Conflicts) Of(
        ImmutableArray<Change> changes, Order then, Order now)
    {
        var onTop = changes.Select(c => c.OnTopOf(then, now)).ToList();
        return ([.. onTop.Select(t => t.Rest).OfType<Change>()], [.. onTop.SelectMany(t => t.Conflicts)]);
    }
}

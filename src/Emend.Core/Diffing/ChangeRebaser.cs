using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>Puts changes that were made for an earlier state of an order on top of what happened since.</summary>
internal static class ChangeRebaser
{
    /// <summary>The changes as far as nobody else touched what they ask for, and the fields where somebody did.</summary>
    public static (ImmutableArray<Change> Changes, ImmutableArray<FieldConflict> Conflicts) Of(
        ImmutableArray<Change> changes, Order then, Order now)
    {
        var rebaseResults = changes.Select(c => c.RebaseOnto(then, now)).ToList();
        return ([.. rebaseResults.Select(t => t.Rest).OfType<Change>()], [.. rebaseResults.SelectMany(t => t.Conflicts)]);
    }
}

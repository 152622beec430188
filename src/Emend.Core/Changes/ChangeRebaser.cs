using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>Rebases changes from an earlier order state to the current one.</summary>
internal static class ChangeRebaser
{
    /// <summary>Returns the changes without conflicting fields, and the conflicts.</summary>
    public static (ImmutableArray<Change> Changes, ImmutableArray<FieldConflict> Conflicts) Rebase(
        ImmutableArray<Change> changes, Order baseOrder, Order currentOrder)
    {
        var rebaseResults = changes.Select(c => c.RebaseOnto(baseOrder, currentOrder)).ToList();
        return ([.. rebaseResults.Select(t => t.Change).OfType<Change>()], [.. rebaseResults.SelectMany(t => t.Conflicts)]);
    }
}

using System.Collections.Immutable;
using Emend.Core.Diffing;

namespace Emend.Core.Changes;

/// <summary>Result of rebasing one change.</summary>
/// <param name="Change">The change without conflicting fields; null if nothing remains.</param>
/// <param name="Conflicts">The conflicting fields.</param>
internal readonly record struct RebaseResult(Change? Change, ImmutableArray<FieldConflict> Conflicts)
{
    public static RebaseResult From(Change? rest) => new(rest, []);

    public static RebaseResult Conflict(FieldConflict conflict) => new(null, [conflict]);
}

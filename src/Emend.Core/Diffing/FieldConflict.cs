using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>A field that was asked for, and that somebody else changed since the state the caller saw.</summary>
/// <param name="Path">Which field; as in <see cref="FieldDifference"/>.</param>
/// <param name="Base">What it said when the caller saw it; null where it was not there.</param>
/// <param name="Current">What it says now; null where it is not there.</param>
/// <param name="Requested">What was asked for; null where it was to go.</param>
/// <param name="Description">The field in words.</param>
public sealed record FieldConflict(string Path, JsonText? Base, JsonText? Current, JsonText? Requested, string Description);

/// <summary>A change put on top of what happened since the state it was made for.</summary>
/// <param name="Rest">What of it nobody else touched; null where nothing is left to ask for.</param>
/// <param name="Conflicts">The fields of it that somebody else changed otherwise.</param>
internal readonly record struct RebaseResult(Change? Rest, ImmutableArray<FieldConflict> Conflicts)
{
    public static RebaseResult From(Change? rest) => new(rest, []);

    public static RebaseResult Conflict(FieldConflict conflict) => new(null, [conflict]);
}

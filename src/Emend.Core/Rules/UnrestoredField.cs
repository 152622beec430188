using System.Collections.Immutable;
using Emend.Core.Diffing;
using Emend.Core.Orders;

namespace Emend.Core.Rules;

/// <summary>A field that an undo does not restore, or not fully.</summary>
/// <param name="Path">Path of the field, as in <see cref="FieldDifference"/>.</param>
/// <param name="Reason">Why the field is not restored.</param>
/// <param name="Original">Value before the modification; null if absent or erased.</param>
/// <param name="Current">Current value; null if absent.</param>
/// <param name="Description">Description of the field.</param>
public sealed record UnrestoredField(string Path, NotRestoredReason Reason, JsonText? Original, JsonText? Current, string Description)
{
    /// <summary>The rule violations that prevent the restore.</summary>
    public ImmutableArray<RuleViolation> Violations { get; init; } = [];

    /// <summary>Whether the line is restored as a new line.</summary>
    public bool IsRecreated => Reason is NotRestoredReason.Recreated or NotRestoredReason.PriceChanged;
}

/// <summary>Why an undo does not restore a field.</summary>
public enum NotRestoredReason
{
    /// <summary>A later modification changed the field.</summary>
    ChangedSince,

    /// <summary>A current rule prevents the restore.</summary>
    RuleViolation,

    /// <summary>A removed line is restored as a new line with a new id.</summary>
    Recreated,

    /// <summary>A restored line has the current catalog price.</summary>
    PriceChanged,

    /// <summary>The value was erased.</summary>
    Erased,

    /// <summary>The effect cannot be undone, because it is external or no modification can set it.</summary>
    Irreversible,
}

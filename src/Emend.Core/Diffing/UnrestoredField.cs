using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Diffing;

/// <summary>A field that an undo does not bring back, or not quite.</summary>
/// <param name="Path">Which field; as in <see cref="FieldDifference"/>.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Original">What it said before the modification; null where it was not there, or was erased.</param>
/// <param name="Current">What it says; null where it is not there.</param>
/// <param name="Description">The field in words.</param>
public sealed record UnrestoredField(string Path, NotRestoredReason Reason, JsonText? Original, JsonText? Current, string Description)
{
    /// <summary>The rows that forbid it.</summary>
    public ImmutableArray<RuleViolation> Because { get; init; } = [];

    /// <summary>Whether the thing itself comes back, though not as the very same.</summary>
    public bool IsRecreated => Reason is NotRestoredReason.Recreated or NotRestoredReason.PriceChanged;
}

/// <summary>Why a field does not come back.</summary>
public enum NotRestoredReason
{
    /// <summary>Somebody changed it since.</summary>
    ChangedSince,

    /// <summary>A rule of today forbids it.</summary>
    Forbidden,

    /// <summary>A removed line comes back as a new one: an id never comes again.</summary>
    Recreated,

    /// <summary>A line that comes back has the price of today.</summary>
    PriceChanged,

    /// <summary>What it said was erased.</summary>
    Erased,

    /// <summary>There is no way back: it happened outside, or is not what a modification can ask for.</summary>
    Irreversible,
}

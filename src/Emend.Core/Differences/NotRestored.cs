using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Differences;

/// <summary>A field that an undo does not bring back, or not quite.</summary>
/// <param name="Path">Which field; as in <see cref="Difference"/>.</param>
/// <param name="Why">Why not.</param>
/// <param name="Was">What it said before the modification; null where it was not there, or was erased.</param>
/// <param name="Now">What it says; null where it is not there.</param>
/// <param name="Words">The field in words.</param>
public sealed record NotRestored(string Path, WhyNotRestored Why, JsonText? Was, JsonText? Now, string Words)
{
    /// <summary>The rows that forbid it.</summary>
    public ImmutableArray<Refusal> Because { get; init; } = [];

    /// <summary>Whether the thing itself comes back, though not as the very same.</summary>
    public bool GoesBackAnew => Why is WhyNotRestored.ComesBackAnew or WhyNotRestored.OtherPrice;
}

/// <summary>Why a field does not come back.</summary>
public enum WhyNotRestored
{
    /// <summary>Somebody changed it since.</summary>
    ChangedSince,

    /// <summary>A rule of today forbids it.</summary>
    Forbidden,

    /// <summary>A removed line comes back as a new one: an id never comes again.</summary>
    ComesBackAnew,

    /// <summary>A line that comes back has the price of today.</summary>
    OtherPrice,

    /// <summary>What it said was erased.</summary>
    Erased,

    /// <summary>There is no way back: it happened outside, or is not what a modification can ask for.</summary>
    NoWayBack,
}

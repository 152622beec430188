using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>How far from what a preview promised things may go; not at all where nothing is said.</summary>
public sealed record Tolerance
{
    /// <summary>By how much the total may differ, either way.</summary>
    public decimal? Total { get; init; }

    /// <summary>Whether units may come from other facilities.</summary>
    public bool? OtherFacilities { get; init; }

    /// <summary>How many units more may be without a place.</summary>
    public decimal? Unplaced { get; init; }
}

/// <summary>What a preview promised: what its token stands for.</summary>
public sealed record Promise
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<PromisedLine> Lines { get; init => field = value ?? []; } = [];

    /// <summary>What the order comes to.</summary>
    public Money? Total { get; init; }

    /// <summary>Where the units come from.</summary>
    public IReadOnlyList<PromisedUnits> Units { get; init => field = value ?? []; } = [];
}

/// <summary>A line that was promised.</summary>
public sealed record PromisedLine
{
    /// <summary>The article.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>How much of it.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>Units that were promised.</summary>
public sealed record PromisedUnits
{
    /// <summary>The facility; null where they have no place.</summary>
    public string? Facility { get; init; }

    /// <summary>The article.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>How many.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>What of a promise is not kept.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(WordConverter<PromiseBreak>))]
public readonly record struct PromiseBreak(string Name) : IWord<PromiseBreak>
{
    /// <summary>Other lines, or other quantities.</summary>
    public static PromiseBreak Lines { get; } = new("lines");

    /// <summary>Another total.</summary>
    public static PromiseBreak Total { get; } = new("total");

    /// <summary>Other facilities.</summary>
    public static PromiseBreak Facilities { get; } = new("facilities");

    /// <summary>More units without a place.</summary>
    public static PromiseBreak Unplaced { get; } = new("unplaced");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static PromiseBreak IWord<PromiseBreak>.Of(string name) => new(name);
}

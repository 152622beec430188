using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>How far from what a preview promised things may go; not at all where nothing is said.</summary>
public sealed record QuoteTolerance
{
    /// <summary>By how much the total may differ, either way.</summary>
    public decimal? Total { get; init; }

    /// <summary>Whether units may come from other facilities.</summary>
    public bool? OtherFacilities { get; init; }

    /// <summary>How many units more may be without a place.</summary>
    public decimal? Unroutable { get; init; }
}

/// <summary>What a preview promised: what its token stands for.</summary>
public sealed record Quote
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<QuotedLine> Lines { get; init => field = value ?? []; } = [];

    /// <summary>What the order comes to.</summary>
    public Money? Total { get; init; }

    /// <summary>Where the units come from.</summary>
    public IReadOnlyList<QuotedUnits> Units { get; init => field = value ?? []; } = [];
}

/// <summary>A line that was promised.</summary>
public sealed record QuotedLine
{
    /// <summary>The article.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>How much of it.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>Units that were promised.</summary>
public sealed record QuotedUnits
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
[JsonConverter(typeof(ExtensibleEnumConverter<QuoteDeviation>))]
public readonly record struct QuoteDeviation(string Name) : IExtensibleEnum<QuoteDeviation>
{
    /// <summary>Other lines, or other quantities.</summary>
    public static QuoteDeviation Lines { get; } = new("lines");

    /// <summary>Another total.</summary>
    public static QuoteDeviation Total { get; } = new("total");

    /// <summary>Other facilities.</summary>
    public static QuoteDeviation Facilities { get; } = new("facilities");

    /// <summary>More units without a place.</summary>
    public static QuoteDeviation Unplaced { get; } = new("unplaced");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static QuoteDeviation IExtensibleEnum<QuoteDeviation>.Of(string name) => new(name);
}

using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>The accepted deviation from a quote. Default: none.</summary>
public sealed record QuoteTolerance
{
    /// <summary>The maximum difference of the total, in either direction.</summary>
    public decimal? Total { get; init; }

    /// <summary>True if units may come from other facilities.</summary>
    public bool? OtherFacilities { get; init; }

    /// <summary>The maximum number of additional unroutable units.</summary>
    public decimal? Unroutable { get; init; }
}

/// <summary>The quoted result of a preview. The quote token refers to it.</summary>
public sealed record Quote
{
    /// <summary>The lines.</summary>
    public IReadOnlyList<QuotedLine> Lines { get; init => field = value ?? []; } = [];

    /// <summary>The order total.</summary>
    public Money? Total { get; init; }

    /// <summary>The routed units.</summary>
    public IReadOnlyList<QuotedUnits> Units { get; init => field = value ?? []; } = [];

    /// <summary>The policy that decided.</summary>
    public string? Policy { get; init; }

    /// <summary>The accepted penalties.</summary>
    public IReadOnlyList<QuotedPenalty> Penalties { get; init => field = value ?? []; } = [];
}

/// <summary>An accepted penalty of a quote.</summary>
public sealed record QuotedPenalty
{
    /// <summary>The rule id.</summary>
    public string Rule { get; init => field = value ?? ""; } = "";

    /// <summary>The penalty.</summary>
    public string Penalty { get; init => field = value ?? ""; } = "";
}

/// <summary>A quoted line.</summary>
public sealed record QuotedLine
{
    /// <summary>The article id.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>Quoted units and the facility that supplies them.</summary>
public sealed record QuotedUnits
{
    /// <summary>The facility id; null if the units are unroutable.</summary>
    public string? Facility { get; init; }

    /// <summary>The article id.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>A deviation of the actual result from a quote.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<QuoteDeviation>))]
public readonly record struct QuoteDeviation(string Name) : IExtensibleEnum<QuoteDeviation>
{
    /// <summary>The lines or quantities differ.</summary>
    public static QuoteDeviation Lines { get; } = new("lines");

    /// <summary>The total differs.</summary>
    public static QuoteDeviation Total { get; } = new("total");

    /// <summary>The facilities differ.</summary>
    public static QuoteDeviation Facilities { get; } = new("facilities");

    /// <summary>More units are unroutable.</summary>
    public static QuoteDeviation Unroutable { get; } = new("unroutable");

    /// <summary>Another policy decides.</summary>
    public static QuoteDeviation Policy { get; } = new("policy");

    /// <summary>A penalty that the quote does not contain.</summary>
    public static QuoteDeviation Penalties { get; } = new("penalties");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static QuoteDeviation IExtensibleEnum<QuoteDeviation>.Create(string name) => new(name);
}

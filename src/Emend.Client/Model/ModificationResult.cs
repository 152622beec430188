using System.Text.Json;

namespace Emend.Client;

/// <summary>The result of a modification or a preview.</summary>
public sealed record ModificationResult
{
    /// <summary>The order id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>True if the request was accepted. In a preview: if it would be accepted.</summary>
    public bool Accepted { get; init; }

    /// <summary>True if the order changes.</summary>
    public bool Changed { get; init; }

    /// <summary>The new revision, or the current revision if nothing changed; null in a preview.</summary>
    public long? Revision { get; init; }

    /// <summary>The policy that was applied.</summary>
    public string? Policy { get; init; }

    /// <summary>The version of the policy.</summary>
    public long? PolicyVersion { get; init; }

    /// <summary>The violated rules.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];

    /// <summary>The consequences; null if they cannot be determined.</summary>
    public Consequences? Consequences { get; init; }

    /// <summary>For an undo: the fields that are not restored, or not fully.</summary>
    public IReadOnlyList<UnrestoredField> UnrestoredFields { get; init => field = value ?? []; } = [];

    /// <summary>
    /// For a preview: the quote token. Send it as <see cref="ModificationOptions.QuoteToken"/> with the same request to get exactly this
    /// result.
    /// </summary>
    public string? QuoteToken { get; init; }

    /// <summary>The expiry time of the quote token.</summary>
    public DateTimeOffset? QuoteTokenExpiresAt { get; init; }
}

/// <summary>The consequences of a modification.</summary>
public sealed record Consequences
{
    /// <summary>The changed lines.</summary>
    public IReadOnlyList<LineConsequence> Lines { get; init => field = value ?? []; } = [];

    /// <summary>The routed units before and after.</summary>
    public BeforeAndAfter<RoutedUnits> Routing { get; init => field = value ?? new(); } = new();

    /// <summary>The reservations before and after.</summary>
    public BeforeAndAfter<ReservedUnits> Reservations { get; init => field = value ?? new(); } = new();

    /// <summary>The ids of the routing plans and pick jobs that end.</summary>
    public IReadOnlyList<string> EndedEntities { get; init => field = value ?? []; } = [];

    /// <summary>The picked units to restock.</summary>
    public IReadOnlyList<ReservedUnits> UnitsToRestock { get; init => field = value ?? []; } = [];

    /// <summary>The goods that are with the carrier or the customer. A cancellation covers only the rest.</summary>
    public IReadOnlyList<HandedOverGoods> HandedOver { get; init => field = value ?? []; } = [];

    /// <summary>The ids of the parcels whose labels become obsolete.</summary>
    public IReadOnlyList<string> ObsoleteLabels { get; init => field = value ?? []; } = [];

    /// <summary>The emitted events, in order.</summary>
    public IReadOnlyList<string> Events { get; init => field = value ?? []; } = [];

    /// <summary>The change of the order total.</summary>
    public TotalChange Total { get; init => field = value ?? new(); } = new();

    /// <summary>The rules that were overridden.</summary>
    public IReadOnlyList<RuleOverride> Overrides { get; init => field = value ?? []; } = [];
}

/// <summary>Goods that left their facility.</summary>
public sealed record HandedOverGoods
{
    /// <summary>The handover job id.</summary>
    public string HandoverJob { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the facility that the goods left.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The shipment id; null if the customer collected the goods.</summary>
    public string? Shipment { get; init; }

    /// <summary>The carrier id; null if the shipment has none.</summary>
    public string? Carrier { get; init; }

    /// <summary>The tracking numbers of the parcels.</summary>
    public IReadOnlyList<string> TrackingNumbers { get; init => field = value ?? []; } = [];

    /// <summary>The handed-over quantity per line.</summary>
    public IReadOnlyList<HandedOverLine> Lines { get; init => field = value ?? []; } = [];
}

/// <summary>The handed-over quantity of a line.</summary>
public sealed record HandedOverLine
{
    /// <summary>The line id.</summary>
    public string Line { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>The consequence for one line.</summary>
public sealed record LineConsequence
{
    /// <summary>The line id; null for an added line.</summary>
    public string? Line { get; init; }

    /// <summary>The article id.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity before; null for an added line.</summary>
    public decimal? Before { get; init; }

    /// <summary>The quantity after; null for a removed line.</summary>
    public decimal? After { get; init; }

    /// <summary>True if the article or its data changes.</summary>
    public bool ArticleChanged { get; init; }
}

/// <summary>Units and the facility that supplies them.</summary>
public sealed record RoutedUnits
{
    /// <summary>The facility id; null if the units are unroutable.</summary>
    public string? Facility { get; init; }

    /// <summary>The line id; null for a new line.</summary>
    public string? Line { get; init; }

    /// <summary>The article id.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>Reserved units of a facility.</summary>
public sealed record ReservedUnits
{
    /// <summary>The facility id.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The article id.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>The order total before and after.</summary>
public sealed record TotalChange
{
    /// <summary>The total before; null if a line has no price.</summary>
    public Money? Before { get; init; }

    /// <summary>The total after; null if a line has no price.</summary>
    public Money? After { get; init; }

    /// <summary>The difference; negative if the total decreases; null if a line has no price.</summary>
    public decimal? Delta { get; init; }
}

/// <summary>A violated rule that was overridden.</summary>
public sealed record RuleOverride
{
    /// <summary>The rule id.</summary>
    public string Rule { get; init => field = value ?? ""; } = "";

    /// <summary>The permission that allowed the override; null if a penalty was accepted.</summary>
    public string? Permission { get; init; }

    /// <summary>The accepted penalty; null if a permission allowed the override.</summary>
    public string? Penalty { get; init; }
}

/// <summary>A field that an undo does not restore.</summary>
public sealed record UnrestoredField
{
    /// <summary>The JSON pointer of the field.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>The reason.</summary>
    public NotRestoredReason Reason { get; init; }

    /// <summary>A description for people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The original value.</summary>
    public JsonElement? Original { get; init; }

    /// <summary>The current value.</summary>
    public JsonElement? Current { get; init; }

    /// <summary>The rules that forbid the change.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];
}

/// <summary>Items before and after a modification.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
public sealed record BeforeAndAfter<T>
{
    /// <summary>The items before.</summary>
    public IReadOnlyList<T> Before { get; init => field = value ?? []; } = [];

    /// <summary>The items after.</summary>
    public IReadOnlyList<T> After { get; init => field = value ?? []; } = [];
}

using System.Text.Json;

namespace Emend.Client;

/// <summary>What a modification did, or would do.</summary>
public sealed record ModificationResult
{
    /// <summary>The id of the order.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it is done, or would be.</summary>
    public bool Accepted { get; init; }

    /// <summary>Whether anything is otherwise afterwards.</summary>
    public bool Changed { get; init; }

    /// <summary>The revision it made, or that stands; null in a preview.</summary>
    public long? Revision { get; init; }

    /// <summary>The policy that decided.</summary>
    public string? Policy { get; init; }

    /// <summary>And its version.</summary>
    public long? PolicyVersion { get; init; }

    /// <summary>Every row that refuses it.</summary>
    public IReadOnlyList<RuleViolation> Refusals { get; init => field = value ?? []; } = [];

    /// <summary>What it does; null where nobody can know.</summary>
    public Consequences? Consequences { get; init; }

    /// <summary>Of an undo: what does not go back, or not quite.</summary>
    public IReadOnlyList<UnrestoredField> UnrestoredFields { get; init => field = value ?? []; } = [];

    /// <summary>Of a preview: send it as <see cref="ModificationOptions.QuoteToken"/> of the same request, and only what is told here is done.</summary>
    public string? Token { get; init; }

    /// <summary>Until when the token counts.</summary>
    public DateTimeOffset? QuoteTokenExpiresAt { get; init; }
}

/// <summary>What a modification brings with it.</summary>
public sealed record Consequences
{
    /// <summary>The lines it changes.</summary>
    public IReadOnlyList<LineConsequence> Lines { get; init => field = value ?? []; } = [];

    /// <summary>Where units come from, before and after.</summary>
    public BeforeAndAfter<RoutedUnits> Routing { get; init => field = value ?? new(); } = new();

    /// <summary>What is held in facilities, before and after.</summary>
    public BeforeAndAfter<ReservedUnits> Reservations { get; init => field = value ?? new(); } = new();

    /// <summary>The routing plans and pick jobs that end.</summary>
    public IReadOnlyList<string> EndedEntities { get; init => field = value ?? []; } = [];

    /// <summary>What is to be put back on the shelf.</summary>
    public IReadOnlyList<ReservedUnits> UnitsToRestock { get; init => field = value ?? []; } = [];

    /// <summary>The parcels whose labels become obsolete.</summary>
    public IReadOnlyList<string> ObsoleteLabels { get; init => field = value ?? []; } = [];

    /// <summary>The events that are raised, in order.</summary>
    public IReadOnlyList<string> Events { get; init => field = value ?? []; } = [];

    /// <summary>What the order comes to.</summary>
    public TotalChange Total { get; init => field = value ?? new(); } = new();

    /// <summary>The soft rows that were passed.</summary>
    public IReadOnlyList<RuleOverride> Overrides { get; init => field = value ?? []; } = [];
}

/// <summary>What becomes of a line.</summary>
public sealed record LineConsequence
{
    /// <summary>Its id; null where it is added.</summary>
    public string? Line { get; init; }

    /// <summary>The article.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>How much of it before.</summary>
    public decimal? Before { get; init; }

    /// <summary>How much of it afterwards.</summary>
    public decimal? After { get; init; }

    /// <summary>Whether the article or what is said of it changes.</summary>
    public bool ArticleChanged { get; init; }
}

/// <summary>Units and where they come from.</summary>
public sealed record RoutedUnits
{
    /// <summary>The facility; null where they have no place.</summary>
    public string? Facility { get; init; }

    /// <summary>The line; null where it is new.</summary>
    public string? Line { get; init; }

    /// <summary>The article.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>How many.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>Units that are held.</summary>
public sealed record ReservedUnits
{
    /// <summary>Where.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The article.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>How many.</summary>
    public decimal Quantity { get; init; }
}

/// <summary>What an order comes to, before and after.</summary>
public sealed record TotalChange
{
    /// <summary>Before; null where a line has no price.</summary>
    public Money? Before { get; init; }

    /// <summary>Afterwards; null where a line has no price.</summary>
    public Money? After { get; init; }

    /// <summary>What more it comes to; negative where it is less.</summary>
    public decimal? Delta { get; init; }
}

/// <summary>A soft row that did not hold and was passed.</summary>
public sealed record RuleOverride
{
    /// <summary>The row's id.</summary>
    public string Rule { get; init => field = value ?? ""; } = "";

    /// <summary>The permission that passed it.</summary>
    public string? Permission { get; init; }

    /// <summary>What was taken on for it.</summary>
    public string? Penalty { get; init; }
}

/// <summary>Something an undo does not bring back.</summary>
public sealed record UnrestoredField
{
    /// <summary>A JSON pointer to it.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>Why not.</summary>
    public NotRestoredReason Reason { get; init; }

    /// <summary>The same for people.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>What it was.</summary>
    public JsonElement? Original { get; init; }

    /// <summary>What it is.</summary>
    public JsonElement? Current { get; init; }

    /// <summary>The rows that forbid it.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];
}

/// <summary>The same before and after.</summary>
/// <typeparam name="T">What is compared.</typeparam>
public sealed record BeforeAndAfter<T>
{
    /// <summary>Before.</summary>
    public IReadOnlyList<T> Before { get; init => field = value ?? []; } = [];

    /// <summary>Afterwards.</summary>
    public IReadOnlyList<T> After { get; init => field = value ?? []; } = [];
}

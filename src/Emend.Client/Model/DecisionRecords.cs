using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>What a modification was decided on.</summary>
public sealed record DecisionRecord
{
    /// <summary>The rows that were looked at; docs/rules tells each.</summary>
    public IReadOnlyList<string> Rules { get; init => field = value ?? []; } = [];

    /// <summary>The soft rows among them that did not hold.</summary>
    public IReadOnlyList<RuleOverride> Overrides { get; init => field = value ?? []; } = [];

    /// <summary>What was asked where a unit finds no place.</summary>
    public UnroutableBehavior? IfUnroutable { get; init; }

    /// <summary>The settings as they were.</summary>
    public DecisionSettings Settings { get; init => field = value ?? new(); } = new();

    /// <summary>What the caller might do.</summary>
    public IReadOnlyList<string> Permissions { get; init => field = value ?? []; } = [];

    /// <summary>The versions of what was looked at.</summary>
    public DecisionVersions Versions { get; init => field = value ?? new(); } = new();

    /// <summary>Whether stock was read for it, and not taken from a snapshot.</summary>
    public bool StockWasFresh { get; init; }

    /// <summary>The version of the built-in policy, where a variant of it decided.</summary>
    public long? BaseVersion { get; init; }
}

/// <summary>Settings as they were.</summary>
public sealed record DecisionSettings
{
    /// <summary>Whether lines could be modified.</summary>
    public bool AllowLineItemModification { get; init; }

    /// <summary>Whether orders might be cancelled wherever work on them stood.</summary>
    public bool AllowForceCancel { get; init; }

    /// <summary>How long an order is held back.</summary>
    public decimal ReleaseDelaySeconds { get; init; }
}

/// <summary>Versions of what was looked at.</summary>
public sealed record DecisionVersions
{
    /// <summary>Of the settings.</summary>
    public long Settings { get; init; }

    /// <summary>Of the facilities.</summary>
    public long Facilities { get; init; }

    /// <summary>Of the articles.</summary>
    public long Articles { get; init; }

    /// <summary>Of the people.</summary>
    public long Identities { get; init; }
}

/// <summary>How a route was found.</summary>
public sealed record RoutingRun
{
    /// <summary>Why the winner won, in words.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>So many facilities were looked at.</summary>
    public long Considered { get; init; }

    /// <summary>So many of them passed all fences.</summary>
    public long Candidates { get; init; }

    /// <summary>Whom the fences excluded.</summary>
    public IReadOnlyList<FenceCount> Fences { get; init => field = value ?? []; } = [];

    /// <summary>The best of them.</summary>
    public IReadOnlyList<RatedCandidate> Best { get; init => field = value ?? []; } = [];

    /// <summary>Whether no better route exists.</summary>
    public bool Exact { get; init; }

    /// <summary>By which strategy; null where by the one that everybody has.</summary>
    public string? Strategy { get; init; }

    /// <summary>And its version.</summary>
    public long? StrategyVersion { get; init; }
}

/// <summary>How many facilities a fence excluded.</summary>
public sealed record FenceCount
{
    /// <summary>The fence.</summary>
    public FenceKind Fence { get; init; }

    /// <summary>How many.</summary>
    public long Excluded { get; init; }
}

/// <summary>A facility that passed all fences.</summary>
public sealed record RatedCandidate
{
    /// <summary>The facility.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>Whether it was chosen.</summary>
    public bool Chosen { get; init; }

    /// <summary>How much it could supply alone, at most.</summary>
    public decimal Units { get; init; }

    /// <summary>The sum of its ratings: the lower the better.</summary>
    public decimal Penalty { get; init; }
}

/// <summary>A condition that a facility must meet.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<FenceKind>))]
public readonly record struct FenceKind(string Name) : IExtensibleEnum<FenceKind>
{
    /// <summary>It must be online.</summary>
    public static FenceKind FacilityOnline { get; } = new("facilityOnline");

    /// <summary>It must have something for at least one line.</summary>
    public static FenceKind Stock { get; } = new("stock");

    /// <summary>It must stand in the country of the destination.</summary>
    public static FenceKind Country { get; } = new("country");

    /// <summary>It must be one of the preselected.</summary>
    public static FenceKind Preselected { get; } = new("preselected");

    /// <summary>It must not be blocked for this order.</summary>
    public static FenceKind Blocked { get; } = new("blocked");

    /// <summary>It must have all that is wanted.</summary>
    public static FenceKind CompleteStock { get; } = new("completeStock");

    /// <summary>It must offer how the order reaches its customer.</summary>
    public static FenceKind BusinessType { get; } = new("businessType");

    /// <summary>A carrier must come to it.</summary>
    public static FenceKind Carrier { get; } = new("carrier");

    /// <summary>It must have room in its picking times.</summary>
    public static FenceKind PickingTimeCapacity { get; } = new("pickingTimeCapacity");

    /// <summary>It must deliver today.</summary>
    public static FenceKind SameDay { get; } = new("sameDay");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static FenceKind IExtensibleEnum<FenceKind>.Of(string name) => new(name);
}

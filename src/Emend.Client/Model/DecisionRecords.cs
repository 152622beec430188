using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>The inputs of the decision about a modification.</summary>
public sealed record DecisionRecord
{
    /// <summary>The ids of the evaluated rules; docs/rules documents each rule.</summary>
    public IReadOnlyList<string> Rules { get; init => field = value ?? []; } = [];

    /// <summary>The violated rules that were overridden.</summary>
    public IReadOnlyList<RuleOverride> Overrides { get; init => field = value ?? []; } = [];

    /// <summary>The requested behavior for unroutable units.</summary>
    public UnroutableBehavior? IfUnroutable { get; init; }

    /// <summary>The tenant settings at the time of the decision.</summary>
    public DecisionSettings Settings { get; init => field = value ?? new(); } = new();

    /// <summary>The permissions of the caller.</summary>
    public IReadOnlyList<string> Permissions { get; init => field = value ?? []; } = [];

    /// <summary>The versions of the reference data.</summary>
    public DecisionVersions Versions { get; init => field = value ?? new(); } = new();

    /// <summary>True if stock was read from the database, false if a cached snapshot was used.</summary>
    public bool StockWasFresh { get; init; }

    /// <summary>The version of the built-in policy, if a custom policy was applied.</summary>
    public long? BaseVersion { get; init; }
}

/// <summary>The tenant settings at the time of a decision.</summary>
public sealed record DecisionSettings
{
    /// <summary>True if line item modification was enabled.</summary>
    public bool AllowLineItemModification { get; init; }

    /// <summary>True if orders could be canceled by force, regardless of their progress.</summary>
    public bool AllowForceCancel { get; init; }

    /// <summary>The delay between order placement and release, in seconds.</summary>
    public decimal ReleaseDelaySeconds { get; init; }
}

/// <summary>The versions of the reference data that a decision used.</summary>
public sealed record DecisionVersions
{
    /// <summary>The version of the settings.</summary>
    public long Settings { get; init; }

    /// <summary>The version of the facilities.</summary>
    public long Facilities { get; init; }

    /// <summary>The version of the articles.</summary>
    public long Articles { get; init; }

    /// <summary>The version of users, roles and credentials.</summary>
    public long Identities { get; init; }
}

/// <summary>How a routing run chose the facilities.</summary>
public sealed record RoutingRun
{
    /// <summary>A description of why the chosen facilities won.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>The number of considered facilities.</summary>
    public long Considered { get; init; }

    /// <summary>The number of facilities that passed all fences.</summary>
    public long Candidates { get; init; }

    /// <summary>The number of excluded facilities per fence.</summary>
    public IReadOnlyList<FenceCount> Fences { get; init => field = value ?? []; } = [];

    /// <summary>The best candidates.</summary>
    public IReadOnlyList<RatedCandidate> Best { get; init => field = value ?? []; } = [];

    /// <summary>True if no better route exists.</summary>
    public bool Exact { get; init; }

    /// <summary>The routing strategy; null for the default strategy.</summary>
    public string? Strategy { get; init; }

    /// <summary>The version of the routing strategy.</summary>
    public long? StrategyVersion { get; init; }
}

/// <summary>The number of facilities that a fence excluded.</summary>
public sealed record FenceCount
{
    /// <summary>The fence.</summary>
    public FenceKind Fence { get; init; }

    /// <summary>The number of excluded facilities.</summary>
    public long Excluded { get; init; }
}

/// <summary>A facility that passed all fences.</summary>
public sealed record RatedCandidate
{
    /// <summary>The facility id.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>True if the facility was chosen.</summary>
    public bool Chosen { get; init; }

    /// <summary>The maximum number of units that the facility can supply alone.</summary>
    public decimal Units { get; init; }

    /// <summary>The sum of the ratings; lower is better.</summary>
    public decimal Penalty { get; init; }
}

/// <summary>A condition that a facility must meet.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<FenceKind>))]
public readonly record struct FenceKind(string Name) : IExtensibleEnum<FenceKind>
{
    /// <summary>The facility is online.</summary>
    public static FenceKind FacilityOnline { get; } = new("facilityOnline");

    /// <summary>The facility has stock for at least one line.</summary>
    public static FenceKind Stock { get; } = new("stock");

    /// <summary>The facility is in the destination country.</summary>
    public static FenceKind Country { get; } = new("country");

    /// <summary>The facility is preselected.</summary>
    public static FenceKind Preselected { get; } = new("preselected");

    /// <summary>The facility is not blocked for this order.</summary>
    public static FenceKind Blocked { get; } = new("blocked");

    /// <summary>The facility has stock for all units.</summary>
    public static FenceKind CompleteStock { get; } = new("completeStock");

    /// <summary>The facility offers the delivery method of the order.</summary>
    public static FenceKind BusinessType { get; } = new("businessType");

    /// <summary>A carrier serves the facility.</summary>
    public static FenceKind Carrier { get; } = new("carrier");

    /// <summary>The facility has picking capacity left.</summary>
    public static FenceKind PickingTimeCapacity { get; } = new("pickingTimeCapacity");

    /// <summary>The facility delivers on the same day.</summary>
    public static FenceKind SameDay { get; } = new("sameDay");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static FenceKind IExtensibleEnum<FenceKind>.Create(string name) => new(name);
}

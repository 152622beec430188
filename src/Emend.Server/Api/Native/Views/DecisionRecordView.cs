using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>The evaluated rules of a modification and the inputs of its decision.</summary>
internal readonly struct DecisionRecordView(DecisionRecord decisionRecord)
{
    private const int MaxItems = 10_000;

    [Id, MaxLength(MaxItems), Description("The ids of the evaluated rules. docs/rules documents them.")]
    public ImmutableArray<string> Rules => decisionRecord.Rules;

    [MaxLength(MaxItems), Description("The violated rules that were overridden.")]
    public IEnumerable<RuleOverrideView> Overrides => decisionRecord.Overrides.Select(item => new RuleOverrideView(item));

    public UnroutableBehavior? IfUnroutable => decisionRecord.UnroutableBehavior;

    public DecisionSettingsView Settings => new(decisionRecord.Settings);

    [NonBlank, MaxLength(MaxItems), Description("The permissions of the caller.")]
    public IEnumerable<string> Permissions => decisionRecord.Permissions.Order(StringComparer.Ordinal);

    public DecisionVersionsView Versions => new(decisionRecord.Versions);

    [Description("True if the decision read stock from the database. False if it used a cached snapshot.")]
    public bool StockWasFresh => decisionRecord.IsStockFresh;

    [Minimum(1), Description("The version of the built-in policy, if a custom policy decided.")]
    public int? BaseVersion => decisionRecord.BasePolicyVersion;
}

/// <summary>The settings that a decision used.</summary>
internal readonly struct DecisionSettingsView(TenantSettings settings)
{
    public bool AllowLineItemModification => settings.AllowLineItemModification;

    public bool AllowForceCancel => settings.AllowForceCancel;

    [NonNegative]
    public decimal ReleaseDelaySeconds => (decimal)settings.ReleaseAfter.TotalSeconds;
}

/// <summary>The versions of the reference data that a decision used.</summary>
internal readonly struct DecisionVersionsView(TenantVersions versions)
{
    public long Settings => versions.Settings;

    public long Facilities => versions.Facilities;

    public long Articles => versions.Articles;

    public long Identities => versions.Identity;
}

/// <summary>A routing run: the considered facilities, the exclusions of each fence, and the reason for the result.</summary>
internal readonly struct RoutingRunView(RoutingLog run)
{
    private const int MaxItems = 1_000;

    [Description("Why the route was chosen, as text.")]
    public string Reason => run.Reason;

    [Minimum(0), Description("The number of considered facilities.")]
    public int Considered => run.Considered;

    [Minimum(0), Description("The number of facilities that passed all fences.")]
    public int Candidates => run.Candidates;

    [MaxLength(MaxItems)]
    public IEnumerable<FenceCountView> Fences => run.Fences.Select(count => new FenceCountView(count));

    [MaxLength(MaxItems)]
    public IEnumerable<RatedCandidateView> Best => run.Best.Select(candidate => new RatedCandidateView(candidate));

    [Description("True if no better route exists.")]
    public bool Exact => run.Exact;

    [Id, Description("The id of the routing strategy. Missing for the default strategy.")]
    public string? Strategy => run.Strategy?.Id;

    [Minimum(1)]
    public long? StrategyVersion => run.Strategy?.Version;
}

/// <summary>The number of facilities that a fence excluded.</summary>
internal readonly struct FenceCountView(FenceCount count)
{
    public FenceKind Fence => count.Fence;

    [Minimum(0)]
    public int Excluded => count.Excluded;
}

/// <summary>A facility that passed all fences.</summary>
internal readonly struct RatedCandidateView(RatedCandidate candidate)
{
    public FacilityId Facility => candidate.Facility;

    public bool Chosen => candidate.Chosen;

    [Description("The maximum quantity that the facility could supply alone.")]
    public Quantity Units => candidate.Units;

    [Description("The sum of the ratings. Lower is better.")]
    public decimal Penalty => candidate.Penalty;
}

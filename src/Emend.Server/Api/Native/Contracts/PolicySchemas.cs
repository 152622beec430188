using Emend.Core.Rules;
using Emend.Server.Application.Policies;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Request and response schemas of policies.</summary>
internal static class PolicySchemas
{
    public const int MaxPenalty = 200;
    public const int MaxVersions = 100;
    public const int MaxSampleSize = PolicySimulator.MaxModifications;

    private const int MaxItems = 1_000;

    private static readonly PropertySchema Missing = Optional("missing", JsonSchema.Boolean.WithDescription(
        "True if this version of Emend does not have the policy or its base. Requests at its APIs get 503 /problems/policy-unavailable "
        + "until another policy is assigned. The version is 0 if the policy is unknown."));

    private static readonly JsonSchema Version = JsonSchema.Integer(min: 0);

    private static readonly PropertySchema[] OverrideMembers =
    [
        Optional("permission", NativeCommonSchemas.Id.WithDescription("Only for an overridable rule: the permission that overrides it.")),
        Optional("penalty", JsonSchema.NonBlankText(MaxPenalty).WithDescription(
            "Only for an overridable rule: the penalty, as text, that a caller accepts by listing the rule in acceptPenalties.")),
    ];

    public static readonly JsonSchema RuleSetting = JsonSchema.Object(
    [
        Required("rule", NativeCommonSchemas.Id.WithDescription("The id of the rule.")),
        Required("enforcement", EnumWireNames.Schema<RuleEnforcement>().WithDescription(
            "required: as in the base policy; disabled: not evaluated; overridable: a permission or an accepted penalty overrides it.")),
        .. OverrideMembers,
    ]).Named("RuleSetting");

    private static readonly PropertySchema[] CustomPolicyMembers =
    [
        Required("base", NativeCommonSchemas.Id.WithDescription("The built-in policy that the custom policy modifies.")),
        Required("ruleSettings", JsonSchema.List(RuleSetting, MaxItems).WithDescription("The rules that differ from the base policy.")),
    ];

    public static readonly JsonSchema PolicyUpdate = JsonSchema.Object(
        [.. CustomPolicyMembers, Optional("baseVersion", Version.WithDescription(
            "The expected version, 0 if the policy must not exist. Equivalent to If-Match."))])
        .Named("PolicyUpdate");

    public static readonly JsonSchema SimulationRequest = JsonSchema.Object(
        Optional("sampleSize", JsonSchema.Integer(1, MaxSampleSize).WithDescription(
            "The number of newest modifications to evaluate. Default: 100.")),
        Optional("policy", JsonSchema.Object(CustomPolicyMembers).Named("UnsavedPolicy").WithDescription(
            "The policy to simulate instead of the stored policy.")))
        .Named("PolicySimulationRequest");

    public static readonly JsonSchema AssignmentsUpdate = JsonSchema.Object(
        Optional("default", JsonSchema.OrNull(NativeCommonSchemas.Id).WithDescription(
            "The policy for APIs without their own policy. Null: the built-in policy.")),
        Optional("apis", JsonSchema.Map(JsonSchema.OrNull(NativeCommonSchemas.Id)).WithDescription(
            "The policy of each API. An API that is omitted or null has no assignment.")),
        Optional("baseVersion", Version.WithDescription("The expected version. Equivalent to If-Match."))).Named("PolicyAssignmentsUpdate");

    private static readonly PropertySchema[] AuthorMembers =
    [
        Optional("modifiedAt", JsonSchema.Timestamp.WithDescription("When this version was written.")),
        Optional("modifiedBy", JsonSchema.Text().WithDescription("The id of the user that wrote this version.")),
    ];

    private static readonly JsonSchema Rule = JsonSchema.Object(
    [
        Required("rule", JsonSchema.NonBlankText()),
        Required("kind", EnumWireNames.Schema<RuleKind>()),
        Required("scope", JsonSchema.Choice("order", "change", "result")),
        Required("condition", JsonSchema.NonBlankText().WithDescription("The condition that must be true.")),
        Required("remedy", JsonSchema.NonBlankText()),
        Required("enforcement", EnumWireNames.Schema<RuleEnforcement>()),
        .. OverrideMembers,
        Required("configurable", JsonSchema.Boolean.WithDescription(
            "True if a custom policy may disable the rule or make it overridable.")),
    ]).Named("PolicyRule");

    public static readonly JsonSchema Policy = JsonSchema.Object(
    [
        Required("name", JsonSchema.NonBlankText()),
        Required("version", Version),
        Required("builtIn", JsonSchema.Boolean),
        Optional("base", JsonSchema.NonBlankText()),
        .. AuthorMembers,
        Optional("removed", JsonSchema.Boolean.WithDescription(
            "True if this version deleted the policy. The content is that of the version before.")),
        Required("ruleSettings", JsonSchema.List(RuleSetting, MaxItems).WithDescription("The rules that differ from the base policy.")),
        Required("actions", JsonSchema.List(
            JsonSchema.Object(
                Required("action", JsonSchema.NonBlankText()),
                Required("mandatory", JsonSchema.Boolean.WithDescription("True if every policy contains the rules unchanged.")),
                Required("rules", JsonSchema.List(Rule, MaxItems))).Named("RuleSet"),
            MaxItems)),
    ]).Named("Policy");

    public static readonly JsonSchema Versions = JsonSchema.Object(
        Required("versions", JsonSchema.List(
            JsonSchema.Object(
            [
                Required("version", Version),
                .. AuthorMembers,
                Optional("base", JsonSchema.NonBlankText()),
                Required("ruleSettings", JsonSchema.List(RuleSetting, MaxItems)),
                Optional("removed", JsonSchema.Boolean),
            ]).Named("PolicyVersion"),
            MaxItems)),
        Optional("next", Version.WithDescription("The value of before for the next page."))).Named("PolicyVersionPage");

    public static readonly JsonSchema Assignments = JsonSchema.Object(
        Required("version", Version),
        Optional("default", JsonSchema.NonBlankText()),
        Required("apis", JsonSchema.Map(JsonSchema.NonBlankText()).WithDescription("The assigned policy of each API.")),
        Required("effective", JsonSchema.List(
            JsonSchema.Object(
                Required("api", JsonSchema.NonBlankText()),
                Required("policy", JsonSchema.NonBlankText()),
                Required("source", JsonSchema.Choice("assigned", "own", "default").WithDescription(
                    "assigned: assigned to the API. own: built-in policy of the API. default: default policy.")),
                Missing).Named("EffectivePolicy"),
            MaxItems).WithDescription(
                "The policy that decides at each API, unless a request names another one."))).Named("PolicyAssignments");

    public static readonly JsonSchema PolicyList = JsonSchema.Object(
        Required("policies", JsonSchema.List(
            JsonSchema.Object(
            [
                Required("name", JsonSchema.NonBlankText()),
                Required("version", Version),
                Required("builtIn", JsonSchema.Boolean),
                Optional("base", JsonSchema.NonBlankText()),
                .. AuthorMembers,
                Required("default", JsonSchema.Boolean.WithDescription("True if the policy decides at APIs without their own policy.")),
                Required("apis", JsonSchema.List(JsonSchema.NonBlankText(), MaxItems).WithDescription(
                    "The APIs at which the policy decides.")),
                Missing,
            ]).Named("PolicySummary"),
            100_000)),
        Required("assignments", Assignments)).Named("PolicyList");
}

using Emend.Core.Rules;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Policies as they are asked for and told.</summary>
internal static class PolicySchemas
{
    public const int MaxPenalty = 200;
    public const int MaxVersions = 100;
    public const int MaxTried = Application.PolicySimulator.MaxModifications;

    private const int Max = 1_000;

    private static readonly JsonSchema Version = JsonSchema.Whole(least: 0);

    private static readonly PropertySchema[] Way =
    [
        Optional("permission", NativeCommonSchemas.Ref.WithDescription("Of a soft row: the permission that passes it.")),
        Optional("penalty", JsonSchema.Name(MaxPenalty).WithDescription("Of a soft row: what is taken upon oneself by naming it under accept, in words.")),
    ];

    public static readonly JsonSchema Choice = JsonSchema.Object(
    [
        Required("row", NativeCommonSchemas.Ref.WithDescription("The row's id.")),
        Required("stance", EnumWireNames.Shape<RuleEnforcement>().WithDescription("on: as in the base; off: not looked at; soft: passed for a permission or a penalty.")),
        .. Way,
    ]).Named("RowChoice");

    private static readonly PropertySchema[] VariantMembers =
    [
        Required("base", NativeCommonSchemas.Ref.WithDescription("The built-in policy it is a variant of.")),
        Required("rows", JsonSchema.List(Choice, Max).WithDescription("The rows that differ from the base.")),
    ];

    public static readonly JsonSchema ForWriting = JsonSchema.Object(
        [.. VariantMembers, Optional("baseVersion", Version.WithDescription("The version you saw, 0 for none; If-Match says the same."))])
        .Named("PolicyForWriting");

    public static readonly JsonSchema ForTrying = JsonSchema.Object(
        Optional("last", JsonSchema.Whole(1, MaxTried).WithDescription("How many of the newest modifications to try; 100 where nothing is said.")),
        Optional("variant", JsonSchema.Object(VariantMembers).Named("UnsavedPolicy").WithDescription("What to try in place of what is kept under the name.")))
        .Named("PolicyForTrying");

    public static readonly JsonSchema ForAssigning = JsonSchema.Object(
        Optional("default", JsonSchema.OrNull(NativeCommonSchemas.Ref).WithDescription("The policy where a face has none of its own; null for the product's.")),
        Optional("faces", JsonSchema.Map(JsonSchema.OrNull(NativeCommonSchemas.Ref)).WithDescription("A policy by face; a face that is left out, or null, has its own.")),
        Optional("baseVersion", Version.WithDescription("The version you saw; If-Match says the same."))).Named("AssignmentsForWriting");

    private static readonly PropertySchema[] Written =
    [
        Optional("at", JsonSchema.Moment.WithDescription("When this version was written.")),
        Optional("by", JsonSchema.Text().WithDescription("The id of who wrote it.")),
    ];

    private static readonly JsonSchema Row = JsonSchema.Object(
    [
        Required("row", JsonSchema.Name()),
        Required("kind", JsonSchema.Choice([.. Enum.GetValues<RuleKind>().Select(RuleViolationWriter.KindOf)])),
        Required("looksAt", JsonSchema.Choice("order", "change", "result")),
        Required("condition", JsonSchema.Name().WithDescription("What must hold.")),
        Required("remedy", JsonSchema.Name()),
        Required("stance", EnumWireNames.Shape<RuleEnforcement>()),
        .. Way,
        Required("changeable", JsonSchema.Flag.WithDescription("Whether a policy of your own may have it off or soft.")),
    ]).Named("PolicyRow");

    public static readonly JsonSchema Policy = JsonSchema.Object(
    [
        Required("name", JsonSchema.Name()),
        Required("version", Version),
        Required("builtIn", JsonSchema.Flag),
        Optional("base", JsonSchema.Name()),
        .. Written,
        Optional("removed", JsonSchema.Flag.WithDescription("Whether it was removed by this version; it tells what it said last.")),
        Required("rows", JsonSchema.List(Choice, Max).WithDescription("The rows that differ from the base.")),
        Required("actions", JsonSchema.List(
            JsonSchema.Object(
                Required("action", JsonSchema.Name()),
                Required("everyPolicy", JsonSchema.Flag.WithDescription("Whether its rows belong to every policy, as they are.")),
                Required("rows", JsonSchema.List(Row, Max))).Named("PolicyTable"),
            Max)),
    ]).Named("Policy");

    public static readonly JsonSchema Versions = JsonSchema.Object(
        Required("versions", JsonSchema.List(
            JsonSchema.Object(
            [
                Required("version", Version),
                .. Written,
                Optional("base", JsonSchema.Name()),
                Required("rows", JsonSchema.List(Choice, Max)),
                Optional("removed", JsonSchema.Flag),
            ]).Named("PolicyVersion"),
            Max)),
        Optional("next", Version.WithDescription("What to send as before for the next page."))).Named("PolicyVersions");

    public static readonly JsonSchema Assignments = JsonSchema.Object(
        Required("version", Version),
        Optional("default", JsonSchema.Name()),
        Required("faces", JsonSchema.Map(JsonSchema.Name()).WithDescription("What was assigned, by face.")),
        Required("deciding", JsonSchema.List(
            JsonSchema.Object(
                Required("face", JsonSchema.Name()),
                Required("policy", JsonSchema.Name()),
                Required("because", JsonSchema.Choice("assigned", "own", "default").WithDescription(
                    "Assigned to the face; the face's own; or the default, since the face has none."))).Named("DecidingPolicy"),
            Max).WithDescription("Which policy decides at each face where nobody names another."))).Named("Assignments");

    public static readonly JsonSchema All = JsonSchema.Object(
        Required("policies", JsonSchema.List(
            JsonSchema.Object(
            [
                Required("name", JsonSchema.Name()),
                Required("version", Version),
                Required("builtIn", JsonSchema.Flag),
                Optional("base", JsonSchema.Name()),
                .. Written,
                Required("default", JsonSchema.Flag.WithDescription("Whether it decides where a face has no policy of its own.")),
                Required("faces", JsonSchema.List(JsonSchema.Name(), Max).WithDescription("The faces at which it decides.")),
            ]).Named("PolicyInList"),
            100_000)),
        Required("assignments", Assignments)).Named("Policies");
}

using Emend.Core;
using Emend.Core.Rules;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schemas of problems and rule violations.</summary>
internal static class ProblemSchemas
{
    public const int MaxItems = 1_000;

    public static readonly JsonSchema RuleViolation = JsonSchema.Object(
        Required("rule", JsonSchema.NonBlankText().WithDescription("The id of the rule. docs/rules documents it.")),
        Required("kind", JsonSchema.Choice([.. Enum.GetValues<RuleKind>().Select(RuleViolationWriter.ToName)])),
        Required("condition", JsonSchema.NonBlankText().WithDescription("The condition that must be true.")),
        Required("remedy", JsonSchema.NonBlankText().WithDescription("How to resolve the violation.")),
        Optional("pointer", JsonSchema.Text().WithDescription("A JSON pointer into the request body.")),
        Optional("change", JsonSchema.Integer(min: 0).WithDescription("The index of the change that violates the rule.")),
        Optional("subject", JsonSchema.Object(
            Required("type", JsonSchema.Choice([.. Enum.GetValues<ViolationSubjectKind>().Select(NativeRules.ToName)])),
            Required("id", JsonSchema.NonBlankText())).WithDescription(
                "The line, entity or facility that the violation is about. Omitted if it is about the order.")),
        Required("overridable", JsonSchema.Boolean.WithDescription("True if a permission or an accepted penalty overrides the rule.")),
        Optional("penalty", JsonSchema.Text().WithDescription("The penalty that you accept by listing the rule in acceptPenalties.")),
        Optional("permission", JsonSchema.Text().WithDescription("The permission that overrides the rule.")),
        Optional("anyOf", JsonSchema.List(JsonSchema.NonBlankText(), MaxItems).WithDescription(
            "The permissions of which the caller needs one."))).Named("RuleViolation");

    public static readonly JsonSchema Problem = JsonSchema.Object(
        Required("type", JsonSchema.NonBlankText().WithDescription("A stable identifier. docs/api/problems.md lists all types.")),
        Required("title", JsonSchema.NonBlankText()),
        Required("status", JsonSchema.Integer(400, 599)),
        Optional("detail", JsonSchema.Text(10_000)),
        Optional("errors", JsonSchema.List(
            JsonSchema.Object(
                Required("pointer", JsonSchema.Text().WithDescription(
                    "A JSON pointer into the request body, or to the name of a parameter or header.")),
                Required("detail", JsonSchema.Text(10_000)),
                Required("expected", JsonSchema.Text(10_000))).Named("ValidationError"),
            MaxItems)),
        Optional("violations", JsonSchema.List(RuleViolation, MaxItems)),
        Optional("current", JsonSchema.Integer().WithDescription("The current revision or version.")),
        Optional("expected", JsonSchema.Integer().WithDescription("The revision or version that the request expects.")),
        Optional("conflicts", JsonSchema.List(
            JsonSchema.Object(
                Required("path", JsonSchema.Text()),
                Required("description", JsonSchema.Text()),
                Optional("base", JsonSchema.Anything),
                Optional("current", JsonSchema.Anything),
                Optional("requested", JsonSchema.Anything)).Named("FieldConflict"),
            MaxItems)),
        Optional("quoted", ModificationResultSchemas.Quote.WithDescription("The quote of the preview.")),
        Optional("actual", ModificationResultSchemas.Quote.WithDescription("The quote that a preview would return now.")),
        Optional("deviations", JsonSchema.List(EnumWireNames.Schema<QuoteDeviation>(), MaxItems).WithDescription(
            "The parts of the quote that deviate.")),
        Optional("result", ModificationResultSchemas.Result.WithDescription("The result that the request would have now.")),
        Optional("knownPolicies", JsonSchema.List(JsonSchema.Text(), MaxItems).WithDescription("The names of the existing policies.")),
        Optional("knownActions", JsonSchema.List(JsonSchema.Text(), MaxItems).WithDescription("The names of the existing actions.")),
        Optional("cursor", JsonSchema.Text().WithDescription("The event cursor from which to continue after the restore of a backup.")),
        Optional("permission", JsonSchema.Text().WithDescription("The missing permission.")),
        Optional("assignedTo", JsonSchema.List(JsonSchema.Text(), MaxItems).WithDescription(
            "The APIs that the policy is assigned to, or default for the default assignment.")))
        .Named("Problem");
}

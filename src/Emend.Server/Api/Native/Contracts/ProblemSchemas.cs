using Emend.Core;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>The schema of problems.</summary>
internal static class ProblemSchemas
{
    public const int MaxItems = 1_000;

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
        Optional("violations", JsonSchema.List(NativeViews.Schema<RuleViolationView>(), MaxItems)),
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
        Optional("quoted", NativeViews.Schema<QuoteView>().WithDescription("The quote of the preview.")),
        Optional("actual", NativeViews.Schema<QuoteView>().WithDescription("The quote that a preview would return now.")),
        Optional("deviations", JsonSchema.List(EnumWireNames.Schema<QuoteDeviation>(), MaxItems).WithDescription(
            "The parts of the quote that deviate.")),
        Optional("result", NativeViews.Schema<ModificationResultView>().WithDescription("The result that the request would have now.")),
        Optional("knownPolicies", JsonSchema.List(JsonSchema.Text(), MaxItems).WithDescription("The names of the existing policies.")),
        Optional("knownActions", JsonSchema.List(JsonSchema.Text(), MaxItems).WithDescription("The names of the existing actions.")),
        Optional("cursor", JsonSchema.Text().WithDescription("The event cursor from which to continue after the restore of a backup.")),
        Optional("permission", JsonSchema.Text().WithDescription("The missing permission.")),
        Optional("assignedTo", JsonSchema.List(JsonSchema.Text(), MaxItems).WithDescription(
            "The APIs that the policy is assigned to, or default for the default assignment.")))
        .Named("Problem");
}

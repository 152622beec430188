using Emend.Core;
using Emend.Core.Rules;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>What a problem looks like; every member is here.</summary>
internal static class ProblemSchemas
{
    public const int Max = 1_000;

    public static readonly JsonSchema Refusal = JsonSchema.Object(
        Required("row", JsonSchema.Name().WithDescription("The row's id; its page under docs/rules tells more.")),
        Required("kind", JsonSchema.Choice([.. Enum.GetValues<RuleKind>().Select(RuleViolationWriter.KindOf)])),
        Required("condition", JsonSchema.Name().WithDescription("What must hold.")),
        Required("remedy", JsonSchema.Name().WithDescription("What you can do about it.")),
        Optional("pointer", JsonSchema.Text().WithDescription("Where in the body, as a JSON pointer.")),
        Optional("change", JsonSchema.Whole(least: 0).WithDescription("The index of the change it speaks of.")),
        Required("soft", JsonSchema.Flag.WithDescription("Whether it can be passed all the same.")),
        Optional("penalty", JsonSchema.Text().WithDescription("What you take upon yourself by naming the row under accept.")),
        Optional("permission", JsonSchema.Text().WithDescription("The permission that passes it.")),
        Optional("anyOf", JsonSchema.List(JsonSchema.Name(), Max).WithDescription("The permissions of which one would do."))).Named("Refusal");

    public static readonly JsonSchema Problem = JsonSchema.Object(
        Required("type", JsonSchema.Name().WithDescription("Stable; docs/api/problems.md tells each.")),
        Required("title", JsonSchema.Name()),
        Required("status", JsonSchema.Whole(400, 599)),
        Optional("detail", JsonSchema.Text(10_000)),
        Optional("errors", JsonSchema.List(
            JsonSchema.Object(
                Required("pointer", JsonSchema.Text().WithDescription("Where in the body, as a JSON pointer; the name of a parameter or header likewise.")),
                Required("wrong", JsonSchema.Text(10_000)),
                Required("right", JsonSchema.Text(10_000))).Named("FieldError"),
            Max)),
        Optional("refusals", JsonSchema.List(Refusal, Max)),
        Optional("current", JsonSchema.Whole().WithDescription("The revision or version now.")),
        Optional("named", JsonSchema.Whole().WithDescription("The one the request named.")),
        Optional("conflicts", JsonSchema.List(
            JsonSchema.Object(
                Required("path", JsonSchema.Text()),
                Required("words", JsonSchema.Text()),
                Optional("then", JsonSchema.Anything),
                Optional("now", JsonSchema.Anything),
                Optional("wanted", JsonSchema.Anything)).Named("FieldConflict"),
            Max)),
        Optional("promised", ModificationResultSchemas.Promise.WithDescription("What the preview promised.")),
        Optional("now", ModificationResultSchemas.Promise.WithDescription("What it would be now.")),
        Optional("breaks", JsonSchema.List(EnumWireNames.Shape<QuoteDeviation>(), Max).WithDescription("What of the promise is not kept.")),
        Optional("outcome", ModificationResultSchemas.Outcome.WithDescription("What would be done now.")),
        Optional("known", JsonSchema.List(JsonSchema.Text(), Max).WithDescription("What is known instead.")),
        Optional("permission", JsonSchema.Text().WithDescription("The permission that is missing.")),
        Optional("where", JsonSchema.List(JsonSchema.Text(), Max).WithDescription("The faces to which a policy is assigned; default stands for the default.")))
        .Named("Problem");
}

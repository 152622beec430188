using Emend.Core.Diffing;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>What an outcome looks like; every member is here.</summary>
internal static class ModificationResultSchemas
{
    private const int Max = 10_000;

    private static readonly JsonSchema Routed = JsonSchema.List(
        JsonSchema.Object(
            Optional("facility", NativeCommonSchemas.Ref.WithDescription("Nothing where the units have no place.")),
            Optional("line", NativeCommonSchemas.Ref.WithDescription("Nothing where the line is new.")),
            Required("article", NativeCommonSchemas.Ref),
            Required("quantity", NativeCommonSchemas.AnyQuantity)).Named("RoutedUnits"),
        Max);

    private static readonly JsonSchema Reserved = JsonSchema.List(
        JsonSchema.Object(
            Required("facility", NativeCommonSchemas.Ref),
            Required("article", NativeCommonSchemas.Ref),
            Required("quantity", NativeCommonSchemas.AnyQuantity)).Named("ReservedUnits"),
        Max);

    private static readonly JsonSchema Texts = JsonSchema.List(JsonSchema.Text(), Max);

    private static readonly JsonSchema Consequences = JsonSchema.Object(
        Required("lines", JsonSchema.List(
            JsonSchema.Object(
                Optional("line", NativeCommonSchemas.Ref.WithDescription("Nothing where it is added.")),
                Required("article", NativeCommonSchemas.Ref),
                Optional("before", NativeCommonSchemas.AnyQuantity),
                Optional("after", NativeCommonSchemas.AnyQuantity),
                Required("articleChanged", JsonSchema.Flag)).Named("LineConsequence"),
            Max)),
        Required("routing", JsonSchema.Object(Required("before", Routed), Required("after", Routed)).Named("RoutingConsequence")),
        Required("reservations", JsonSchema.Object(Required("before", Reserved), Required("after", Reserved)).Named("ReservationConsequence")),
        Required("ended", Texts.WithDescription("The routing plans and pick jobs that end.")),
        Required("toPutBack", Reserved),
        Required("labelsLost", Texts.WithDescription("The parcels whose labels become obsolete.")),
        Required("events", Texts.WithDescription("The events that are raised, in order.")),
        Required("money", JsonSchema.Object(
            Optional("before", NativeCommonSchemas.Money),
            Optional("after", NativeCommonSchemas.Money),
            Optional("delta", JsonSchema.Number())).Named("MoneyConsequence")),
        Required("passed", JsonSchema.List(DecisionRecordWriter.Passed, Max))).Named("Consequences");

    public static readonly JsonSchema Outcome = JsonSchema.Object(
        Required("order", NativeCommonSchemas.Ref),
        Required("accepted", JsonSchema.Flag.WithDescription("Whether it is done, or would be.")),
        Required("changed", JsonSchema.Flag.WithDescription("Whether anything is otherwise afterwards.")),
        Optional("revision", NativeCommonSchemas.Revision.WithDescription("The revision it made, or that stands.")),
        Optional("policy", NativeCommonSchemas.Ref.WithDescription("The policy that decided.")),
        Optional("policyVersion", NativeCommonSchemas.Revision),
        Required("refusals", JsonSchema.List(ProblemSchemas.Refusal, Max)),
        Optional("consequences", Consequences),
        Optional("notRestored", JsonSchema.List(
            JsonSchema.Object(
                Required("path", JsonSchema.Text()),
                Required("why", EnumWireNames.Shape<NotRestoredReason>()),
                Required("words", JsonSchema.Text()),
                Optional("was", JsonSchema.Anything),
                Optional("now", JsonSchema.Anything),
                Required("because", JsonSchema.List(ProblemSchemas.Refusal, Max))).Named("NotRestored"),
            Max).WithDescription("Of an undo: what does not go back, or not quite.")),
        Optional("token", JsonSchema.Text().WithDescription("Of a preview: send it with the same request, and only what is told here is done.")),
        Optional("tokenExpires", JsonSchema.Moment)).Named("Outcome");

    public static readonly JsonSchema Promise = JsonSchema.Object(
        Required("lines", JsonSchema.List(
            JsonSchema.Object(Required("article", NativeCommonSchemas.Ref), Required("quantity", NativeCommonSchemas.AnyQuantity)).Named("PromisedLine"), Max)),
        Optional("total", NativeCommonSchemas.Money),
        Required("units", JsonSchema.List(
            JsonSchema.Object(
                Optional("facility", NativeCommonSchemas.Ref.WithDescription("Nothing where the units have no place.")),
                Required("article", NativeCommonSchemas.Ref),
                Required("quantity", NativeCommonSchemas.AnyQuantity)).Named("PromisedUnits"),
            Max))).Named("Promise");
}

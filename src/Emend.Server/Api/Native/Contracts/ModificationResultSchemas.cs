using Emend.Core.Rules;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schemas of modification results and quotes.</summary>
internal static class ModificationResultSchemas
{
    private const int MaxItems = 10_000;

    private static readonly JsonSchema RoutedUnits = JsonSchema.List(
        JsonSchema.Object(
            Optional("facility", NativeCommonSchemas.Id.WithDescription("Missing if the units are unroutable.")),
            Optional("line", NativeCommonSchemas.Id.WithDescription("Missing if the line is new.")),
            Required("article", NativeCommonSchemas.Id),
            Required("quantity", NativeCommonSchemas.NonNegativeQuantity)).Named("RoutedUnits"),
        MaxItems);

    private static readonly JsonSchema ReservedUnits = JsonSchema.List(
        JsonSchema.Object(
            Required("facility", NativeCommonSchemas.Id),
            Required("article", NativeCommonSchemas.Id),
            Required("quantity", NativeCommonSchemas.NonNegativeQuantity)).Named("ReservedUnits"),
        MaxItems);

    private static readonly JsonSchema Texts = JsonSchema.List(JsonSchema.Text(), MaxItems);

    private static readonly JsonSchema Consequences = JsonSchema.Object(
        Required("lines", JsonSchema.List(
            JsonSchema.Object(
                Optional("line", NativeCommonSchemas.Id.WithDescription("Missing if the line is added.")),
                Required("article", NativeCommonSchemas.Id),
                Optional("before", NativeCommonSchemas.NonNegativeQuantity),
                Optional("after", NativeCommonSchemas.NonNegativeQuantity),
                Required("articleChanged", JsonSchema.Boolean)).Named("LineConsequence"),
            MaxItems)),
        Required("routing", JsonSchema.Object(Required("before", RoutedUnits), Required("after", RoutedUnits)).Named("RoutingConsequence")),
        Required("reservations", JsonSchema.Object(
            Required("before", ReservedUnits), Required("after", ReservedUnits)).Named("ReservationConsequence")),
        Required("endedEntities", Texts.WithDescription("The ids of the routing plans and pick jobs that end.")),
        Required("unitsToRestock", ReservedUnits),
        Required("handedOver", JsonSchema.List(
            JsonSchema.Object(
                Required("handoverJob", NativeCommonSchemas.Id),
                Required("facility", NativeCommonSchemas.Id.WithDescription("The facility that the goods left.")),
                Optional("shipment", NativeCommonSchemas.Id.WithDescription("Missing if the customer collected the goods.")),
                Optional("carrier", NativeCommonSchemas.Id),
                Required("trackingNumbers", Texts.WithDescription("The tracking numbers of the parcels.")),
                Required("lines", JsonSchema.List(
                    JsonSchema.Object(
                        Required("line", NativeCommonSchemas.Id),
                        Required("quantity", NativeCommonSchemas.NonNegativeQuantity)).Named("HandedOverLine"),
                    MaxItems))).Named("HandedOverGoods"),
            MaxItems).WithDescription("The goods that are with the carrier or the customer. A cancellation covers only the rest.")),
        Required("obsoleteLabels", Texts.WithDescription("The ids of the parcels with labels that become obsolete.")),
        Required("events", Texts.WithDescription("The types of the raised events, in sequence.")),
        Required("total", JsonSchema.Object(
            Optional("before", NativeViews.Schema<MoneyView>()),
            Optional("after", NativeViews.Schema<MoneyView>()),
            Optional("delta", JsonSchema.Number())).Named("TotalChange")),
        Required("overrides", JsonSchema.List(DecisionRecordWriter.OverrideSchema, MaxItems))).Named("Consequences");

    public static readonly JsonSchema Result = JsonSchema.Object(
        Required("order", NativeCommonSchemas.Id),
        Required("accepted", JsonSchema.Boolean.WithDescription("True if the request is accepted, or a preview would be.")),
        Required("changed", JsonSchema.Boolean.WithDescription("True if the request changes the order, or a preview would.")),
        Optional("revision", NativeCommonSchemas.Revision.WithDescription("The new revision, or the current revision if nothing changed.")),
        Optional("policy", NativeCommonSchemas.Id.WithDescription("The policy that decided.")),
        Optional("policyVersion", NativeCommonSchemas.Revision),
        Required("violations", JsonSchema.List(ProblemSchemas.RuleViolation, MaxItems)),
        Optional("consequences", Consequences),
        Optional("unrestoredFields", JsonSchema.List(
            JsonSchema.Object(
                Required("path", JsonSchema.Text()),
                Required("reason", EnumWireNames.Schema<NotRestoredReason>()),
                Required("description", JsonSchema.Text()),
                Optional("original", JsonSchema.Anything),
                Optional("current", JsonSchema.Anything),
                Required("violations", JsonSchema.List(ProblemSchemas.RuleViolation, MaxItems))).Named("UnrestoredField"),
            MaxItems).WithDescription("Only for an undo: the fields that it does not restore, or not exactly.")),
        Optional("quoteToken", JsonSchema.Text().WithDescription(
            "Only for a preview. Send it with the same request to apply exactly this result.")),
        Optional("quoteTokenExpiresAt", JsonSchema.Timestamp)).Named("ModificationResult");

    public static readonly JsonSchema Quote = JsonSchema.Object(
        Required("lines", JsonSchema.List(
            JsonSchema.Object(
                Required("article", NativeCommonSchemas.Id),
                Required("quantity", NativeCommonSchemas.NonNegativeQuantity)).Named("QuotedLine"),
            MaxItems)),
        Optional("total", NativeViews.Schema<MoneyView>()),
        Required("units", JsonSchema.List(
            JsonSchema.Object(
                Optional("facility", NativeCommonSchemas.Id.WithDescription("Missing if the units are unroutable.")),
                Required("article", NativeCommonSchemas.Id),
                Required("quantity", NativeCommonSchemas.NonNegativeQuantity)).Named("QuotedUnits"),
            MaxItems)),
        Optional("policy", NativeCommonSchemas.Id.WithDescription("The policy that decided.")),
        Required("penalties", JsonSchema.List(
            JsonSchema.Object(
                Required("rule", JsonSchema.Text()), Required("penalty", JsonSchema.Text())).Named("QuotedPenalty"),
            MaxItems).WithDescription("The accepted penalties."))).Named("Quote");
}

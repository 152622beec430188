using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Strategies, decision logs and try-outs as their bodies tell them.</summary>
internal static class RoutingResponseSchemas
{
    private static readonly JsonSchema Count = JsonSchema.Whole(0);
    private static readonly JsonSchema Penalty = JsonSchema.Number(0);
    private static readonly JsonSchema Nothing = JsonSchema.List(JsonSchema.Anything, max: 0);

    public static readonly JsonSchema Configuration = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("infiniteStockEnabled", JsonSchema.Flag)).Named("OrderRoutingConfiguration");

    public static readonly JsonSchema Strategy = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("revision", CommonSchemas.Version.WithDescription("The same as the version.")),
        Required("inUse", JsonSchema.Flag.WithDescription("Whether orders are routed by it now.")),
        Optional("created", JsonSchema.Moment),
        Optional("lastModified", JsonSchema.Moment),
        Optional("name", JsonSchema.Text()),
        Optional("nameLocalized", CommonSchemas.Localized),
        Required("rootNode", StrategySchemas.Node),
        Required("globalConfiguration", StrategySchemas.Global)).Named("RoutingStrategy");

    private static readonly JsonSchema Facility = JsonSchema.Object(Required("facilityRef", CommonSchemas.Ref), Required("name", JsonSchema.Text()))
        .Named("DecisionLogFacility");

    private static readonly JsonSchema PassedFence = JsonSchema.Object(
        Required("name", JsonSchema.Name()), Required("decision", JsonSchema.Choice("PASSED")), Required("details", Nothing));

    private static readonly JsonSchema Rating = JsonSchema.Object(
        Required("name", JsonSchema.Name()),
        Required("score", Penalty.WithDescription("What it added to the penalty.")),
        Optional("maxPenalty", Penalty),
        Optional("normalizedScore", JsonSchema.Number(0, 1)));

    private static readonly JsonSchema Decision = JsonSchema.Object(
        Required("facility", Facility),
        Required("rank", JsonSchema.Whole(1)),
        Required("totalPenalty", Penalty),
        Required("chosen", JsonSchema.Flag.WithDescription("Whether the route uses it.")),
        Required("couldSupply", CommonSchemas.AnyQuantity.WithDescription("How much of the order it could supply alone.")),
        Required("isBestRated", JsonSchema.Flag),
        Required("isBestAvailable", JsonSchema.Flag),
        Required("orderFences", JsonSchema.List(PassedFence)),
        Required("orderRatings", JsonSchema.List(Rating)),
        Required("orderLineItemFences", Nothing),
        Required("orderLineItemRatings", Nothing),
        Required("availabilities", Nothing)).Named("FacilityDecision");

    private static readonly JsonSchema Results = JsonSchema.Object(
        Optional("routingPlanStatus", CommonResponseSchemas.States<RoutingPlanStatus>(FulfillmenttoolsStatusNames.Of)),
        Optional("assignedItems", JsonSchema.List(JsonSchema.Object(
            Required("orderLineItemId", CommonSchemas.Ref), Required("quantity", CommonSchemas.AnyQuantity)))),
        Optional("bestRatedFacility", Facility),
        Optional("bestAvailableFacility", Facility)).Named("RoutingResults");

    private static readonly JsonSchema Statistics = JsonSchema.Object(
        Required("consideredAmount", Count),
        Required("candidateAmount", Count.WithDescription("How many facilities passed all fences.")),
        Required("fenceStatistics", JsonSchema.List(JsonSchema.Object(
            Required("name", JsonSchema.Name()), Required("passedAmount", Count), Required("rejectedAmount", Count),
            Required("passedPercentage", JsonSchema.Number(0, 100))))),
        Required("ratingStatistics", JsonSchema.List(JsonSchema.Object(
            Required("name", JsonSchema.Name()), Required("maxPenalty", Penalty), Optional("minScore", Penalty), Optional("maxScore", Penalty)))),
        Required("lineItemFenceStatistics", Nothing)).Named("RoutingStatistics");

    private static readonly PropertySchema[] Evaluation =
    [
        Required("evaluatedConfig", StrategySchemas.Config),
        Required("evaluatedPath", JsonSchema.List(JsonSchema.Object(
            Required("evaluationResult", JsonSchema.Choice("NODE_ACTIVE")), Required("ref", CommonSchemas.Ref), Required("type", JsonSchema.Choice("NODE"))))),
    ];

    public static readonly JsonSchema Log = JsonSchema.Object(
        Optional("id", CommonSchemas.Ref),
        Optional("routingPlanRef", CommonSchemas.Ref),
        Optional("routingRun", Count),
        Required("version", CommonSchemas.Version),
        Required("created", JsonSchema.Moment),
        Required("lastModified", JsonSchema.Moment),
        Required("facilityDecisions", JsonSchema.List(Decision, max: 20)),
        Required("results", Results),
        Required("statistics", Statistics),
        Optional("routingStrategyEvaluationResult", JsonSchema.Object(Evaluation)),
        Required("strategyRef", CommonSchemas.Ref),
        Required("strategyVersion", JsonSchema.Whole(1)),
        Required("because", JsonSchema.Text(5_000).WithDescription("Why the winner won, or why nothing was found.")),
        Optional("comparison", JsonSchema.Text(5_000).WithDescription("The winner beside the next best, rating by rating.")),
        Required("penalty", Penalty),
        Required("exact", JsonSchema.Flag.WithDescription("Whether no better route exists.")),
        Required("gap", JsonSchema.Object(Required("units", CommonSchemas.AnyQuantity), Required("deliveries", Count))
            .WithDescription("By how much a better route could be better, at most."))).Named("DecisionLog");

    private static readonly JsonSchema TriedPlan = JsonSchema.Object(
        Required("status", JsonSchema.Choice("ROUTED", "NOT_ROUTABLE")),
        Optional("facilityRef", CommonSchemas.Ref),
        Required("orderLineItems", JsonSchema.List(JsonSchema.Object(
            Required("id", CommonSchemas.Ref), Required("quantity", CommonSchemas.AnyQuantity), Optional("tenantArticleId", CommonSchemas.Ref)))));

    public static readonly JsonSchema TriedOut = JsonSchema.Object(
    [
        Optional("orderRef", CommonSchemas.Ref),
        .. Evaluation,
        Required("routingPlans", JsonSchema.List(TriedPlan)),
        Required("decisionLog", Log),
    ]).Named("RoutingStrategyEvaluationResult");
}

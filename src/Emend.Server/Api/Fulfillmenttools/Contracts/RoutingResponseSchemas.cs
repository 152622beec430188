using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Response schemas of routing strategies, decision logs, and simulations.</summary>
internal static class RoutingResponseSchemas
{
    private static readonly JsonSchema Count = JsonSchema.Integer(0);
    private static readonly JsonSchema Penalty = JsonSchema.Number(0);
    private static readonly JsonSchema EmptyList = JsonSchema.List(JsonSchema.Anything, max: 0);

    public static readonly JsonSchema Configuration = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("infiniteStockEnabled", JsonSchema.Boolean)).Named("OrderRoutingConfiguration");

    public static readonly JsonSchema Strategy = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("version", CommonSchemas.Version),
        Required("revision", CommonSchemas.Version.WithDescription("Same as the version.")),
        Required("inUse", JsonSchema.Boolean.WithDescription("Whether the strategy is active.")),
        Optional("created", JsonSchema.Timestamp),
        Optional("lastModified", JsonSchema.Timestamp),
        Optional("name", JsonSchema.Text()),
        Optional("nameLocalized", CommonSchemas.Localized),
        Required("rootNode", StrategySchemas.Node),
        Required("globalConfiguration", StrategySchemas.GlobalConfiguration)).Named("RoutingStrategy");

    private static readonly JsonSchema Facility = JsonSchema.Object(
        Required("facilityRef", CommonSchemas.Ref), Required("name", JsonSchema.Text()))
        .Named("DecisionLogFacility");

    private static readonly JsonSchema PassedFence = JsonSchema.Object(
        Required("name", JsonSchema.NonBlankText()), Required("decision", JsonSchema.Choice("PASSED")), Required("details", EmptyList));

    private static readonly JsonSchema Rating = JsonSchema.Object(
        Required("name", JsonSchema.NonBlankText()),
        Required("score", Penalty.WithDescription("Penalty of this rating.")),
        Optional("maxPenalty", Penalty),
        Optional("normalizedScore", JsonSchema.Number(0, 1)));

    private static readonly JsonSchema Decision = JsonSchema.Object(
        Required("facility", Facility),
        Required("rank", JsonSchema.Integer(1)),
        Required("totalPenalty", Penalty),
        Required("chosen", JsonSchema.Boolean.WithDescription("Whether the route uses the facility.")),
        Required("couldSupply", CommonSchemas.NonNegativeQuantity.WithDescription("Quantity that the facility could supply alone.")),
        Required("isBestRated", JsonSchema.Boolean),
        Required("isBestAvailable", JsonSchema.Boolean),
        Required("orderFences", JsonSchema.List(PassedFence)),
        Required("orderRatings", JsonSchema.List(Rating)),
        Required("orderLineItemFences", EmptyList),
        Required("orderLineItemRatings", EmptyList),
        Required("availabilities", EmptyList)).Named("FacilityDecision");

    private static readonly JsonSchema Results = JsonSchema.Object(
        Optional("routingPlanStatus", CommonResponseSchemas.EnumNames<RoutingPlanStatus>(FulfillmenttoolsStatusNames.ToWireName)),
        Required("assignedItems", JsonSchema.List(JsonSchema.Object(
            Required("orderLineItemId", CommonSchemas.Ref), Optional("tenantArticleId", CommonSchemas.Ref),
            Optional("articleTitle", JsonSchema.Text()), Required("quantity", CommonSchemas.NonNegativeQuantity)))),
        Optional("bestRatedFacility", Facility),
        Optional("bestAvailableFacility", Facility)).Named("RoutingResults");

    private static readonly JsonSchema Statistics = JsonSchema.Object(
        Required("consideredAmount", Count),
        Required("candidateAmount", Count.WithDescription("Number of facilities that passed all fences.")),
        Required("fenceStatistics", JsonSchema.List(JsonSchema.Object(
            Required("name", JsonSchema.NonBlankText()), Required("passedAmount", Count), Required("rejectedAmount", Count),
            Required("passedPercentage", JsonSchema.Number(0, 100)), Required("durationMs", Count)))),
        Required("ratingStatistics", JsonSchema.List(JsonSchema.Object(
            Required("name", JsonSchema.NonBlankText()), Required("maxPenalty", Penalty), Optional("minScore", Penalty),
            Optional("maxScore", Penalty), Required("durationMs", Count.WithDescription("0: single fences and ratings are not timed."))))),
        Required("lineItemFenceStatistics", EmptyList)).Named("RoutingStatistics");

    private static readonly PropertySchema[] EvaluationMembers =
    [
        Required("evaluatedConfig", StrategySchemas.Config),
        Required("evaluatedPath", JsonSchema.List(JsonSchema.Object(
            Required("evaluationResult", JsonSchema.Choice("NODE_ACTIVE")), Required("ref", CommonSchemas.Ref),
            Required("type", JsonSchema.Choice("NODE")), Required("nameLocalized", CommonSchemas.Localized)))),
    ];

    public static readonly JsonSchema Log = JsonSchema.Object(
        Optional("id", CommonSchemas.Ref),
        Optional("routingPlanRef", CommonSchemas.Ref),
        Optional("routingRun", Count),
        Required("version", CommonSchemas.Version),
        Required("created", JsonSchema.Timestamp),
        Required("lastModified", JsonSchema.Timestamp),
        Required("facilityDecisions", JsonSchema.List(Decision, max: 20)),
        Required("results", Results),
        Required("statistics", Statistics),
        Optional("routingStrategyEvaluationResult", JsonSchema.Object(EvaluationMembers)),
        Required("strategyRef", CommonSchemas.Ref),
        Required("strategyVersion", JsonSchema.Integer(1)),
        Required("because", JsonSchema.Text(5_000).WithDescription("Why the facilities were chosen, or why no route was found.")),
        Optional(
            "comparison", JsonSchema.Text(5_000).WithDescription("Compares the chosen facility with the next best, rating by rating.")),
        Required("penalty", Penalty),
        Required("exact", JsonSchema.Boolean.WithDescription("Whether the route is proven to be optimal.")),
        Required("gap", JsonSchema.Object(Required("units", CommonSchemas.NonNegativeQuantity), Required("deliveries", Count))
            .WithDescription("Upper bound of the distance to the optimal route."))).Named("DecisionLog");

    private static readonly JsonSchema SimulatedPlan = JsonSchema.Object(
        Required("status", JsonSchema.Choice("ROUTED", "NOT_ROUTABLE")),
        Optional("facilityRef", CommonSchemas.Ref),
        Required("orderLineItems", JsonSchema.List(JsonSchema.Object(
            Required("id", CommonSchemas.Ref), Required("quantity", CommonSchemas.NonNegativeQuantity),
            Optional("tenantArticleId", CommonSchemas.Ref)))));

    public static readonly JsonSchema SimulationResult = JsonSchema.Object(
    [
        Optional("orderRef", CommonSchemas.Ref),
        .. EvaluationMembers,
        Required("routingPlans", JsonSchema.List(SimulatedPlan)),
        Required("decisionLog", Log),
    ]).Named("RoutingStrategyEvaluationResult");
}

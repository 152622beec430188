using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Strategies, decision logs and try-outs as their bodies tell them.</summary>
internal static class RoutingAnswerShapes
{
    private static readonly Shape Count = Shape.Whole(0);
    private static readonly Shape Penalty = Shape.Number(0);
    private static readonly Shape Nothing = Shape.List(Shape.Anything, most: 0);

    public static readonly Shape Configuration = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("infiniteStockEnabled", Shape.Flag)).Named("OrderRoutingConfiguration");

    public static readonly Shape Strategy = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("version", CommonShapes.Version),
        Must("revision", CommonShapes.Version.Says("The same as the version.")),
        Must("inUse", Shape.Flag.Says("Whether orders are routed by it now.")),
        May("created", Shape.Moment),
        May("lastModified", Shape.Moment),
        May("name", Shape.Text()),
        May("nameLocalized", CommonShapes.Localized),
        Must("rootNode", StrategyShapes.Node),
        Must("globalConfiguration", StrategyShapes.Global)).Named("RoutingStrategy");

    private static readonly Shape Facility = Shape.Object(Must("facilityRef", CommonShapes.Ref), Must("name", Shape.Text()))
        .Named("DecisionLogFacility");

    private static readonly Shape PassedFence = Shape.Object(
        Must("name", Shape.Name()), Must("decision", Shape.Choice("PASSED")), Must("details", Nothing));

    private static readonly Shape Rating = Shape.Object(
        Must("name", Shape.Name()),
        Must("score", Penalty.Says("What it added to the penalty.")),
        May("maxPenalty", Penalty),
        May("normalizedScore", Shape.Number(0, 1)));

    private static readonly Shape Decision = Shape.Object(
        Must("facility", Facility),
        Must("rank", Shape.Whole(1)),
        Must("totalPenalty", Penalty),
        Must("chosen", Shape.Flag.Says("Whether the route uses it.")),
        Must("couldSupply", CommonShapes.AnyQuantity.Says("How much of the order it could supply alone.")),
        Must("isBestRated", Shape.Flag),
        Must("isBestAvailable", Shape.Flag),
        Must("orderFences", Shape.List(PassedFence)),
        Must("orderRatings", Shape.List(Rating)),
        Must("orderLineItemFences", Nothing),
        Must("orderLineItemRatings", Nothing),
        Must("availabilities", Nothing)).Named("FacilityDecision");

    private static readonly Shape Results = Shape.Object(
        May("routingPlanStatus", AnswerShapes.States<RoutingPlanStatus>(StatusNames.Of)),
        May("assignedItems", Shape.List(Shape.Object(
            Must("orderLineItemId", CommonShapes.Ref), Must("quantity", CommonShapes.AnyQuantity)))),
        May("bestRatedFacility", Facility),
        May("bestAvailableFacility", Facility)).Named("RoutingResults");

    private static readonly Shape Statistics = Shape.Object(
        Must("consideredAmount", Count),
        Must("candidateAmount", Count.Says("How many facilities passed all fences.")),
        Must("fenceStatistics", Shape.List(Shape.Object(
            Must("name", Shape.Name()), Must("passedAmount", Count), Must("rejectedAmount", Count),
            Must("passedPercentage", Shape.Number(0, 100))))),
        Must("ratingStatistics", Shape.List(Shape.Object(
            Must("name", Shape.Name()), Must("maxPenalty", Penalty), May("minScore", Penalty), May("maxScore", Penalty)))),
        Must("lineItemFenceStatistics", Nothing)).Named("RoutingStatistics");

    private static readonly Member[] Evaluation =
    [
        Must("evaluatedConfig", StrategyShapes.Config),
        Must("evaluatedPath", Shape.List(Shape.Object(
            Must("evaluationResult", Shape.Choice("NODE_ACTIVE")), Must("ref", CommonShapes.Ref), Must("type", Shape.Choice("NODE"))))),
    ];

    public static readonly Shape Log = Shape.Object(
        May("id", CommonShapes.Ref),
        May("routingPlanRef", CommonShapes.Ref),
        May("routingRun", Count),
        Must("version", CommonShapes.Version),
        Must("created", Shape.Moment),
        Must("lastModified", Shape.Moment),
        Must("facilityDecisions", Shape.List(Decision, most: 20)),
        Must("results", Results),
        Must("statistics", Statistics),
        May("routingStrategyEvaluationResult", Shape.Object(Evaluation)),
        Must("strategyRef", CommonShapes.Ref),
        Must("strategyVersion", Shape.Whole(1)),
        Must("because", Shape.Text(5_000).Says("Why the winner won, or why nothing was found.")),
        May("comparison", Shape.Text(5_000).Says("The winner beside the next best, rating by rating.")),
        Must("penalty", Penalty),
        Must("exact", Shape.Flag.Says("Whether no better route exists.")),
        Must("gap", Shape.Object(Must("units", CommonShapes.AnyQuantity), Must("deliveries", Count))
            .Says("By how much a better route could be better, at most."))).Named("DecisionLog");

    private static readonly Shape TriedPlan = Shape.Object(
        Must("status", Shape.Choice("ROUTED", "NOT_ROUTABLE")),
        May("facilityRef", CommonShapes.Ref),
        Must("orderLineItems", Shape.List(Shape.Object(
            Must("id", CommonShapes.Ref), Must("quantity", CommonShapes.AnyQuantity), May("tenantArticleId", CommonShapes.Ref)))));

    public static readonly Shape TriedOut = Shape.Object(
    [
        May("orderRef", CommonShapes.Ref),
        .. Evaluation,
        Must("routingPlans", Shape.List(TriedPlan)),
        Must("decisionLog", Log),
    ]).Named("RoutingStrategyEvaluationResult");
}

using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of routing say of themselves.</summary>
internal static class RoutingOperations
{
    private const string Tag = "Routing strategies";

    private static readonly Reply TheStrategy = Asked.Ok("The strategy.", RoutingAnswerShapes.Strategy);

    private static readonly Reply Made = Asked.Created("It is made; `Location` names it.", RoutingAnswerShapes.Strategy);

    public static readonly Operation List = new("getRoutingStrategies", Tag, "List routing strategies")
    {
        Description = "The first is the one that is built in, `default`.",
        Parameters = [Asked.StartAfterId, Asked.Size()],
        Answers = [Asked.Ok("A page of strategies.", AnswerShapes.Page("routingStrategies", RoutingAnswerShapes.Strategy))],
        Fails = [400],
    };

    public static readonly Operation Create = new("postRoutingStrategy", Tag, "Make a routing strategy")
    {
        Description = "Without a node it is as the default. It routes nothing until it is activated.",
        Body = StrategyShapes.ForCreation,
        Example = """{ "nameLocalized": { "en_US": "Fewest deliveries" } }""",
        Answers = [Made],
        Fails = [422],
    };

    public static readonly Operation Get = new("getRoutingStrategy", Tag, "Read a routing strategy")
    {
        Parameters = [new("version", "Which version; without it the current one.", Shape.Whole(1, int.MaxValue))],
        Answers = [TheStrategy],
        Fails = [400, 404],
    };

    public static readonly Operation Put = new("putRoutingStrategy", Tag, "Change a routing strategy")
    {
        Description = "Makes a new version; earlier ones stay readable. Of the strategy in use it counts from the next request on.",
        Body = StrategyShapes.ForModification,
        Example = """
            {
              "version": 1,
              "rootNode": { "config": { "fences": [], "ratings": [], "orderSplit": { "active": true, "maxSplitCount": 2 } } }
            }
            """,
        Answers = [TheStrategy],
        Fails = [404, 409, 422],
    };

    public static readonly Operation Act = new("actionsRoutingStrategy", Tag, "Activate or copy a routing strategy")
    {
        Body = StrategyShapes.Action,
        Example = """{ "name": "ACTIVATE", "version": 1 }""",
        Answers = [Asked.Ok("The strategy, which is in use now.", RoutingAnswerShapes.Strategy), Made],
        Fails = [404, 409, 422],
    };

    public static readonly Operation Evaluate = new("evaluateRoutingStrategy", Tag, "Try a strategy on an order that is not there")
    {
        Description = "Nothing is written.",
        Body = OrderShapes.ForCreation,
        Example = OrderOperations.Place.Example,
        Answers = [Asked.Ok("How it would be routed.", RoutingAnswerShapes.TriedOut)],
        Fails = [404, 422],
    };

    public static readonly Operation TryOut = new("tryOutRouting", Tag, "Try a strategy on an order")
    {
        Description = "The order is named or given; the strategy is named, given, or the one in use. Nothing is written.",
        Body = TryOutShapes.TryOut,
        Example = """{ "orderRef": "the id of an order" }""",
        Answers = [Asked.Ok("How it would be routed.", RoutingAnswerShapes.TriedOut)],
        Fails = [404, 422],
    };

    public static readonly Operation GetLog = new("getDecisionlog", "Routing plans", "Read how a routing plan was decided")
    {
        Description = "Also of superseded plans. Each plan has the one run it was made in.",
        Answers = [Asked.Ok("The decision log.", RoutingAnswerShapes.Log)],
        Fails = [404],
    };

    public static readonly Operation GetConfiguration = new("getOrderRoutingConfiguration", "Configurations", "Read how orders are routed")
    {
        Answers = [Asked.Ok("The configuration.", RoutingAnswerShapes.Configuration)],
    };

    public static readonly Operation PutConfiguration = new("putOrderRoutingConfiguration", "Configurations", "Set how orders are routed")
    {
        Body = OrderRoutingShape.Configuration,
        Example = """{ "infiniteStockEnabled": false }""",
        Answers =
        [
            Asked.Ok("The configuration.", RoutingAnswerShapes.Configuration),
            Asked.Created("It was set for the first time.", RoutingAnswerShapes.Configuration),
        ],
        Fails = [409],
    };
}

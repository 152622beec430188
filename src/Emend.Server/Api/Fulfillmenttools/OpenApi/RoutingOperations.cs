using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of routing say of themselves.</summary>
internal static class RoutingOperations
{
    private const string Tag = "Routing strategies";

    private const string Node = """
        {
            "config": {
              "fences": [
                { "type": "StandardFence", "implementation": "AVOID-ZERO-STOCK", "active": true },
                { "type": "StandardFence", "implementation": "FACILITY-COUNTRY", "active": true }
              ],
              "ratings": [
                { "type": "StandardRating", "implementation": "GEO-DISTANCE", "active": true, "maxPenalty": 100 },
                { "type": "StandardRating", "implementation": "WORKLOAD-BALANCING", "active": true, "maxPenalty": 40 }
              ],
              "orderSplit": { "active": true, "maxSplitCount": 1 }
            }
          }
        """;

    private static readonly OperationResponse TheStrategy = CommonParameters.Ok("The strategy.", RoutingResponseSchemas.Strategy);

    private static readonly OperationResponse Made = CommonParameters.Created("It is made; `Location` names it.", RoutingResponseSchemas.Strategy);

    public static readonly OperationMetadata List = new("getRoutingStrategies", Tag, "List routing strategies")
    {
        Description = "The first is the one that is built in, `default`.",
        Parameters = [CommonParameters.StartAfterId, CommonParameters.Size()],
        Answers = [CommonParameters.Ok("A page of strategies.", CommonResponseSchemas.Page("routingStrategies", RoutingResponseSchemas.Strategy))],
        Fails = [400],
    };

    public static readonly OperationMetadata Create = new("postRoutingStrategy", Tag, "Make a routing strategy")
    {
        Description = "Without a node it is as the default. It routes nothing until it is activated.",
        Body = StrategySchemas.ForCreation,
        Example = $$"""{ "nameLocalized": { "en_US": "Near and not too busy" }, "rootNode": {{Node}} }""",
        Answers = [Made],
        Fails = [422],
    };

    public static readonly OperationMetadata Get = new("getRoutingStrategy", Tag, "Read a routing strategy")
    {
        Parameters = [new("version", "Which version; without it the current one.", JsonSchema.Whole(1, int.MaxValue))],
        Answers = [TheStrategy],
        Fails = [400, 404],
    };

    public static readonly OperationMetadata Put = new("putRoutingStrategy", Tag, "Change a routing strategy")
    {
        Description = "Makes a new version; earlier ones stay readable. Of the strategy in use it counts from the next request on.",
        Body = StrategySchemas.ForModification,
        Example = $$"""{ "version": 1, "rootNode": {{Node}} }""",
        Answers = [TheStrategy],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata Act = new("actionsRoutingStrategy", Tag, "Activate or copy a routing strategy")
    {
        Body = StrategySchemas.Action,
        Example = """{ "name": "ACTIVATE", "version": 1 }""",
        Answers = [CommonParameters.Ok("The strategy, which is in use now.", RoutingResponseSchemas.Strategy), Made],
        Fails = [404, 409, 422],
    };

    public static readonly OperationMetadata Evaluate = new("evaluateRoutingStrategy", Tag, "Try a strategy on an order that is not there")
    {
        Description = "Nothing is written.",
        Body = OrderRequestSchemas.ForCreation,
        Example = OrderOperations.Place.Example,
        Answers = [CommonParameters.Ok("How it would be routed.", RoutingResponseSchemas.TriedOut)],
        Fails = [404, 422],
    };

    public static readonly OperationMetadata TryOut = new("tryOutRouting", Tag, "Try a strategy on an order")
    {
        Description = "The order is named or given; the strategy is named, given, or the one in use. Nothing is written.",
        Body = TryOutSchemas.TryOut,
        Example = $$"""{ "order": {{OrderOperations.Place.Example}}, "strategy": { "rootNode": {{Node}} } }""",
        Answers = [CommonParameters.Ok("How it would be routed.", RoutingResponseSchemas.TriedOut)],
        Fails = [404, 422],
    };

    public static readonly OperationMetadata GetLog = new("getDecisionlog", "Routing plans", "Read how a routing plan was decided")
    {
        Description = "Also of superseded plans. Each plan has the one run it was made in.",
        Answers = [CommonParameters.Ok("The decision log.", RoutingResponseSchemas.Log)],
        Fails = [404],
    };

    public static readonly OperationMetadata GetConfiguration = new("getOrderRoutingConfiguration", "Configurations", "Read how orders are routed")
    {
        Answers = [CommonParameters.Ok("The configuration.", RoutingResponseSchemas.Configuration)],
    };

    public static readonly OperationMetadata PutConfiguration = new("putOrderRoutingConfiguration", "Configurations", "Set how orders are routed")
    {
        Body = OrderRoutingSchema.Configuration,
        Example = """{ "infiniteStockEnabled": true }""",
        Answers =
        [
            CommonParameters.Ok("The configuration.", RoutingResponseSchemas.Configuration),
            CommonParameters.Created("It was set for the first time.", RoutingResponseSchemas.Configuration),
        ],
        Fails = [409],
    };
}

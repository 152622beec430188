using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of routing.</summary>
internal static class RoutingOperations
{
    private const string Tag = "Routing strategies";

    private const string NodeExample = """
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

    private static readonly OperationResponse StrategyResponse = CommonParameters.Ok("The strategy.", RoutingResponseSchemas.Strategy);

    private static readonly OperationResponse CreatedResponse = CommonParameters.Created(
        "The strategy was created. `Location` is its path.", RoutingResponseSchemas.Strategy);

    public static readonly OperationMetadata List = new("getRoutingStrategies", Tag, "List routing strategies")
    {
        Description = "The first entry is the built-in strategy `default`.",
        Parameters = [CommonParameters.StartAfterId, CommonParameters.CreateSize()],
        Responses = [CommonParameters.Ok(
            "A page of strategies.", CommonResponseSchemas.Page("routingStrategies", RoutingResponseSchemas.Strategy))],
        ErrorStatuses = [400],
    };

    public static readonly OperationMetadata Create = new("postRoutingStrategy", Tag, "Create a routing strategy")
    {
        Description = "Without a node, the strategy is a copy of the default. Emend uses the strategy after activation.",
        Body = StrategySchemas.ForCreation,
        Example = $$"""{ "nameLocalized": { "en_US": "Near and not too busy" }, "rootNode": {{NodeExample}} }""",
        Responses = [CreatedResponse],
        ErrorStatuses = [422],
    };

    public static readonly OperationMetadata Get = new("getRoutingStrategy", Tag, "Read a routing strategy")
    {
        Parameters = [new("version", "Version to read. Default: the current version.", JsonSchema.Integer(1, int.MaxValue))],
        Responses = [StrategyResponse],
        ErrorStatuses = [400, 404],
    };

    public static readonly OperationMetadata Put = new("putRoutingStrategy", Tag, "Update a routing strategy")
    {
        Description =
            "Creates a new version. Earlier versions stay readable. If the strategy is active, the next request uses the new version.",
        Body = StrategySchemas.ForUpdate,
        Example = $$"""{ "version": 1, "rootNode": {{NodeExample}} }""",
        Responses = [StrategyResponse],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata Act = new("actionsRoutingStrategy", Tag, "Activate or copy a routing strategy")
    {
        Body = StrategySchemas.Action,
        Example = """{ "name": "ACTIVATE", "version": 1 }""",
        Responses = [CommonParameters.Ok("The activated strategy, or the copy.", RoutingResponseSchemas.Strategy)],
        ErrorStatuses = [404, 409, 422],
    };

    public static readonly OperationMetadata Evaluate = new(
        "evaluateRoutingStrategy", Tag, "Simulate routing of a new order with a strategy")
    {
        Description = "Writes nothing.",
        Body = OrderRequestSchemas.ForCreation,
        Example = OrderOperations.Place.Example,
        Responses = [CommonParameters.Ok("The simulated routing.", RoutingResponseSchemas.SimulationResult)],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata Simulate = new("tryOutRouting", Tag, "Simulate routing of an order")
    {
        Description = "The order is stored or given. The strategy is stored, given, or the active strategy. Writes nothing.",
        Body = TryOutSchemas.Simulation,
        Example = $$"""{ "order": {{OrderOperations.Place.Example}}, "strategy": { "rootNode": {{NodeExample}} } }""",
        Responses = [CommonParameters.Ok("The simulated routing.", RoutingResponseSchemas.SimulationResult)],
        ErrorStatuses = [404, 422],
    };

    public static readonly OperationMetadata GetDecisionLog = new(
        "getDecisionlog", "Routing plans", "Read the decision log of a routing plan")
    {
        Description = "Also available for superseded plans. Each plan has one run, which created the plan.",
        Responses = [CommonParameters.Ok("The decision log.", RoutingResponseSchemas.Log)],
        ErrorStatuses = [404],
    };

    public static readonly OperationMetadata GetConfiguration = new(
        "getOrderRoutingConfiguration", "Configurations", "Read the order routing configuration")
    {
        Responses = [CommonParameters.Ok("The configuration.", RoutingResponseSchemas.Configuration)],
    };

    public static readonly OperationMetadata PutConfiguration = new(
        "putOrderRoutingConfiguration", "Configurations", "Set the order routing configuration")
    {
        Body = OrderRoutingSchema.Configuration,
        Example = """{ "infiniteStockEnabled": true }""",
        Responses =
        [
            CommonParameters.Ok("The configuration.", RoutingResponseSchemas.Configuration),
            CommonParameters.Created("The configuration was set for the first time.", RoutingResponseSchemas.Configuration),
        ],
        ErrorStatuses = [409],
    };
}

using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>What the endpoints of configurations say of themselves.</summary>
internal static class ConfigurationOperations
{
    private const string Tag = "Configurations";

    private static readonly OperationResponse TheSwitch = CommonParameters.Ok("The configuration.", InventoryResponseSchemas.OrderModification);

    public static readonly OperationMetadata GetOrderModification = new("getOrderModificationConfiguration", Tag, "Read what modification allows")
    {
        Answers = [TheSwitch],
    };

    public static readonly OperationMetadata PutOrderModification = new("putOrderModificationConfiguration", Tag, "Set what modification allows")
    {
        Description = "A tenant that never set it has version 0 and the switch off.",
        Body = PickJobActionSchemas.OrderModification,
        Example = """{ "version": 1, "allowOrderLineItemModification": true }""",
        Answers = [TheSwitch, CommonParameters.Created("It was set for the first time.", InventoryResponseSchemas.OrderModification)],
        Fails = [409],
    };

    private static readonly OperationResponse TheCancelation = CommonParameters.Ok("The configuration.", InventoryResponseSchemas.OrderCancelation);

    public static readonly OperationMetadata GetOrderCancelation = new("getOrderCancelationConfiguration", Tag, "Read what cancelation allows")
    {
        Answers = [TheCancelation],
    };

    public static readonly OperationMetadata PutOrderCancelation = new("putOrderCancelationConfiguration", Tag, "Set what cancelation allows")
    {
        Description = "A tenant that never set it has version 0 and the switch off.",
        Body = PickJobActionSchemas.OrderCancelation,
        Example = """{ "version": 1, "allowForceCancelOrder": true }""",
        Answers = [TheCancelation, CommonParameters.Created("It was set for the first time.", InventoryResponseSchemas.OrderCancelation)],
        Fails = [409],
    };
}

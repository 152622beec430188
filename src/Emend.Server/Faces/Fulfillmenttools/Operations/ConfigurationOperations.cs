using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of configurations say of themselves.</summary>
internal static class ConfigurationOperations
{
    private const string Tag = "Configurations";

    private static readonly Reply TheSwitch = Asked.Ok("The configuration.", InventoryAnswerShapes.OrderModification);

    public static readonly Operation GetOrderModification = new("getOrderModificationConfiguration", Tag, "Read what modification allows")
    {
        Answers = [TheSwitch],
    };

    public static readonly Operation PutOrderModification = new("putOrderModificationConfiguration", Tag, "Set what modification allows")
    {
        Description = "A tenant that never set it has version 0 and the switch off.",
        Body = ActionShapes.OrderModification,
        Example = """{ "version": 1, "allowOrderLineItemModification": true }""",
        Answers = [TheSwitch, Asked.Created("It was set for the first time.", InventoryAnswerShapes.OrderModification)],
        Fails = [409],
    };

    private static readonly Reply TheCancelation = Asked.Ok("The configuration.", InventoryAnswerShapes.OrderCancelation);

    public static readonly Operation GetOrderCancelation = new("getOrderCancelationConfiguration", Tag, "Read what cancelation allows")
    {
        Answers = [TheCancelation],
    };

    public static readonly Operation PutOrderCancelation = new("putOrderCancelationConfiguration", Tag, "Set what cancelation allows")
    {
        Description = "A tenant that never set it has version 0 and the switch off.",
        Body = ActionShapes.OrderCancelation,
        Example = """{ "version": 1, "allowForceCancelOrder": true }""",
        Answers = [TheCancelation, Asked.Created("It was set for the first time.", InventoryAnswerShapes.OrderCancelation)],
        Fails = [409],
    };
}

using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.OpenApi;

/// <summary>OpenAPI operations of order configurations.</summary>
internal static class ConfigurationOperations
{
    private const string Tag = "Configurations";

    private static readonly OperationResponse ModificationResponse = CommonParameters.Ok(
        "The configuration.", InventoryResponseSchemas.OrderModification);

    public static readonly OperationMetadata GetOrderModification = new(
        "getOrderModificationConfiguration", Tag, "Read the order modification configuration")
    {
        Responses = [ModificationResponse],
    };

    public static readonly OperationMetadata PutOrderModification = new(
        "putOrderModificationConfiguration", Tag, "Set the order modification configuration")
    {
        Description = "An unset configuration has version 0, and its flag is false.",
        Body = PickJobActionSchemas.OrderModification,
        Example = """{ "version": 1, "allowOrderLineItemModification": true }""",
        Responses = [ModificationResponse, CommonParameters.Created(
            "The configuration was set for the first time.", InventoryResponseSchemas.OrderModification)],
        ErrorStatuses = [409],
    };

    private static readonly OperationResponse CancelationResponse = CommonParameters.Ok(
        "The configuration.", InventoryResponseSchemas.OrderCancelation);

    public static readonly OperationMetadata GetOrderCancelation = new(
        "getOrderCancelationConfiguration", Tag, "Read the order cancellation configuration")
    {
        Responses = [CancelationResponse],
    };

    public static readonly OperationMetadata PutOrderCancelation = new(
        "putOrderCancelationConfiguration", Tag, "Set the order cancellation configuration")
    {
        Description = "An unset configuration has version 0, and its flag is false.",
        Body = PickJobActionSchemas.OrderCancelation,
        Example = """{ "version": 1, "allowForceCancelOrder": true }""",
        Responses = [CancelationResponse, CommonParameters.Created(
            "The configuration was set for the first time.", InventoryResponseSchemas.OrderCancelation)],
        ErrorStatuses = [409],
    };
}

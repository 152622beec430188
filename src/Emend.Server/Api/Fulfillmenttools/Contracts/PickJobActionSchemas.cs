using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Actions on pick jobs, and the one configuration of modification.</summary>
internal static class PickJobActionSchemas
{
    private static readonly JsonSchema PickLine = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("picked", CommonSchemas.AnyQuantity),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
        Optional("pickedAt", JsonSchema.Moment),
        Optional("secondaryPicked", JsonSchema.Whole(least: 0)),
        Optional("scannedCodes", JsonSchema.List(JsonSchema.AnyObject, max: 50)),
        Optional("shortPickReason", JsonSchema.AnyObject),
        Optional("partialStockLocations", JsonSchema.List(JsonSchema.AnyObject, max: 50))).Named("PickedLine");

    private static readonly JsonSchema Piece = JsonSchema.Object(
        Required("lineItemId", CommonSchemas.Ref),
        Required("quantity", CommonSchemas.SomeQuantity),
        Required("picked", CommonSchemas.AnyQuantity)).Named("SplitLineItemInfo");

    public static readonly JsonSchema OnPickJob = new PickJobActionSchema(JsonSchema.Object(
        Required("name", JsonSchema.Choice(PickJobActionSchema.Names)),
        Required("version", CommonSchemas.Version),
        Optional("lineItems", JsonSchema.List(PickLine, max: 100, min: 1)),
        Optional("splitLineItemsInfo", JsonSchema.List(Piece, max: 100, min: 1).WithDescription(
            "The pieces that lines become: the first of a line keeps its id, and what they leave is one more part.")),
        Optional("lineItemIds", JsonSchema.List(CommonSchemas.Ref, max: 100, min: 2).WithDescription("Parts of one line, which become one."))))
        .Named("PickJobAction");

    /// <summary>So many orders at once.</summary>
    public const int MaxOrders = 15;

    public static readonly JsonSchema OnOrders = JsonSchema.Object(
        Required("name", JsonSchema.Choice("BULK_FORCE_CANCEL")),
        Required("orders", JsonSchema.List(
            JsonSchema.Object(Required("orderId", CommonSchemas.Ref), Required("version", CommonSchemas.Version), ProcessSchemas.Why)
                .Named("OrderForBulkForceCancel"),
            MaxOrders,
            min: 1))).Named("BulkForceCancelAction");

    public static readonly JsonSchema BulkResults = JsonSchema.List(
        JsonSchema.Object(
            Required("orderId", CommonSchemas.Ref),
            Required("status", JsonSchema.Choice("UPDATED", "UNCHANGED", "FAILED")),
            Optional("summary", JsonSchema.Text(10_000))).Named("BulkOperationResult"),
        MaxOrders);

    public static readonly JsonSchema OrderCancelation = JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("allowForceCancelOrder", JsonSchema.Flag),
        Optional("id", JsonSchema.Text()),
        Optional("created", JsonSchema.Moment),
        Optional("lastModified", JsonSchema.Moment)).Named("OrderCancelationConfigurationForUpdate");

    public static readonly JsonSchema OrderModification = JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("allowOrderLineItemModification", JsonSchema.Flag),
        Optional("id", JsonSchema.Text()),
        Optional("created", JsonSchema.Moment),
        Optional("lastModified", JsonSchema.Moment)).Named("OrderModificationConfigurationForUpdate");
}

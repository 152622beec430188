using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of pick job actions, bulk cancellation, and order configurations.</summary>
internal static class PickJobActionSchemas
{
    private static readonly JsonSchema PickLine = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("picked", CommonSchemas.NonNegativeQuantity),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject)),
        Optional("pickedAt", JsonSchema.Timestamp),
        Optional("secondaryPicked", JsonSchema.Integer(min: 0)),
        Optional("scannedCodes", JsonSchema.List(JsonSchema.AnyObject, max: 50)),
        Optional("shortPickReason", JsonSchema.AnyObject),
        Optional("partialStockLocations", JsonSchema.List(JsonSchema.AnyObject, max: 50))).Named("PickedLine");

    /// <summary>Several ModifyPickLineItem actions form one report of picked quantities. Other actions are alone.</summary>
    public static readonly JsonSchema PickJobPatch = JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("actions", new PickJobPatchActionsSchema(new DiscriminatedSchema(
            "action",
            ("ModifyPickJob",
            [
                Required("status", JsonSchema.Choice("OPEN", "IN_PROGRESS", "PAUSED", "CLOSED", "REJECTED").WithDescription(
                    "OPEN resets the pick job, IN_PROGRESS starts it, PAUSED pauses it, CLOSED closes it, REJECTED reroutes it.")),
            ]),
            (PickJobPatchActionsSchema.ModifyLine,
            [
                Required("id", CommonSchemas.Ref.WithDescription("Id of a pick line.")),
                Required("picked", CommonSchemas.NonNegativeQuantity.WithDescription("The total picked quantity of the line.")),
                Optional("status", JsonSchema.Choice("OPEN", "IN_PROGRESS", "CLOSED").WithDescription(
                    "For information. The status of a line follows from its picked quantity and its pick job.")),
                Optional("pickedAt", JsonSchema.Timestamp),
            ]),
            ("RestartPickJob", []),
            ("ResetPickJob", []),
            ("AbortPickJob", []))))).Named("PickJobPatch");

    private static readonly JsonSchema SplitPart = JsonSchema.Object(
        Required("lineItemId", CommonSchemas.Ref),
        Required("quantity", CommonSchemas.PositiveQuantity),
        Required("picked", CommonSchemas.NonNegativeQuantity)).Named("SplitLineItemInfo");

    public static readonly JsonSchema PickJobAction = new PickJobActionSchema(JsonSchema.Object(
        Required("name", JsonSchema.Choice(PickJobActionSchema.Names)),
        Required("version", CommonSchemas.Version),
        Optional("lineItems", JsonSchema.List(PickLine, min: 1)),
        Optional("splitLineItemsInfo", JsonSchema.List(SplitPart, min: 1).WithDescription(
            "The parts to split lines into. The first part of a line keeps the id of the line. The remaining quantity becomes one more "
                + "part.")),
        Optional("lineItemIds", JsonSchema.List(CommonSchemas.Ref, min: 2).WithDescription("The parts of one line to merge."))))
        .Named("PickJobAction");

    /// <summary>Maximum number of orders per request.</summary>
    public const int MaxOrders = 15;

    public static readonly JsonSchema BulkForceCancel = JsonSchema.Object(
        Required("name", JsonSchema.Choice("BULK_FORCE_CANCEL")),
        Required("orders", JsonSchema.List(
            JsonSchema.Object(
                Required("orderId", CommonSchemas.Ref),
                Required("version", CommonSchemas.Version),
                ProcessSchemas.CancelationReasonProperty)
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
        Required("allowForceCancelOrder", JsonSchema.Boolean),
        Optional("id", JsonSchema.Text()),
        Optional("created", JsonSchema.Timestamp),
        Optional("lastModified", JsonSchema.Timestamp)).Named("OrderCancelationConfigurationForUpdate");

    public static readonly JsonSchema OrderModification = JsonSchema.Object(
        Required("version", CommonSchemas.Version),
        Required("allowOrderLineItemModification", JsonSchema.Boolean),
        Optional("id", JsonSchema.Text()),
        Optional("created", JsonSchema.Timestamp),
        Optional("lastModified", JsonSchema.Timestamp)).Named("OrderModificationConfigurationForUpdate");
}

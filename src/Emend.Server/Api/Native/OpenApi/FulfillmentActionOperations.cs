using Emend.Core.Orders;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Api.Native.Views;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>OpenAPI metadata of the endpoints of fulfillment and warehouse actions and of labels.</summary>
internal static class FulfillmentActionOperations
{
    private static readonly JsonSchema Result = NativeViews.Schema<ModificationResultView>();

    private const string Tag = "Fulfillment";

    private const string PreviewDescription =
        "Returns the result that the same request would have, with all rule violations. Nothing is written.";

    private static readonly OperationParameter IfMatch = new(
        "If-Match", "The expected ETag of the order.", JsonSchema.Text()) { IsHeader = true };

    public static OperationMetadata Create(FulfillmentActionDefinition action)
    {
        var (id, summary, description) = GetTexts(action);
        return new(id, Tag, summary)
        {
            Description = description,
            Parameters = action.CreateWarehouseCommand is null
                ? [NativeOrderOperations.IdempotencyKey, IfMatch]
                : [NativeOrderOperations.IdempotencyKey],
            Body = action.Body,
            Example = GetExample(action),
            Responses = [new(StatusCodes.Status200OK, "The result.", Result)],
            ErrorStatuses = [403, 404, 409, 412, 422],
        };
    }

    public static OperationMetadata CreatePreview(FulfillmentActionDefinition action)
    {
        var (id, summary, _) = GetTexts(action);
        return new("preview" + char.ToUpperInvariant(id[0]) + id[1..], Tag, "Preview: " + char.ToLowerInvariant(summary[0]) + summary[1..])
        {
            Description = PreviewDescription,
            Parameters = action.CreateWarehouseCommand is null ? [IfMatch] : [],
            Body = action.Body,
            Example = GetExample(action),
            Responses = [new(StatusCodes.Status200OK, "The expected result, or the violations.", Result)],
            ErrorStatuses = [403, 404, 409, 412, 422],
        };
    }

    public static readonly OperationMetadata Label = new("getLabel", Tag, "Get the label of a parcel")
    {
        Description = "Returns a printable page, or ZPL for a label printer. Obsolete labels are not found.",
        Parameters = [new("format", "`page` (default), `zpl` or `pdf`.", JsonSchema.Choice("page", "zpl", "pdf"))],
        Responses = [new(StatusCodes.Status200OK, "The label.", JsonSchema.Text(1_000_000)) { MediaType = "text/html" }],
        ErrorStatuses = [400, 404],
    };

    private static (string Id, string Summary, string Description) GetTexts(FulfillmentActionDefinition action) => action.Name switch
    {
        ActionNames.CancelOrder => ("cancelOrder", "Cancel an order before work starts",
            "Cancels all entities of the order and releases its reservations. If the order is already canceled, nothing is written."),
        ActionNames.ForceCancelOrder => ("forceCancelOrder", "Cancel an order regardless of its progress",
            "Cancels the order even if work has started. Picked goods get a return task and become stock when they are restocked."),
        ActionNames.AssignOrder => ("assignOrder", "Assign an order to one facility",
            "Assigns all units or none. The facility must be online and have the stock. All other fences are ignored."),
        ActionNames.RerouteOrder => ("rerouteOrder", "Reroute an order",
            "Reservations of the order count as available stock. `ifUnroutable` applies if a routed unit becomes unroutable."),
        ActionNames.RerouteUnroutable => ("rerouteUnroutable", "Retry the routing of unroutable units",
            "Routed units keep their facility. Units whose routing was given up are also retried."),
        ActionNames.TaskReroute => ("reroutePickJob", "Reroute the units of a pick job",
            "The routing strategy decides whether the previous facility remains a candidate for this order."),
        ActionNames.UnlockOrder =>
            ("unlockOrder", "Unlock a locked order", "Creates the pick jobs of the order, unless the order is held."),
        ActionNames.ConfirmPromise => ("confirmPromise", "Confirm a promised order", "The order becomes open and no longer expires."),
        ActionNames.ExtendPromise => ("extendPromise", "Extend a promised order", "The new expiry is one minute to eight hours from now."),
        ActionNames.PickJob => ("updatePickJob", "Report work on a pick job",
            "Starts, picks, splits, merges, pauses, closes, aborts, resets, restarts or cancels a pick job. The version of the order "
            + "does not change, and the list of modifications omits the action."),
        ActionNames.HandoverJob => ("updateHandoverJob", "Report work on a handover job",
            "Hands over all lines or some, waits, reverts or cancels. Goods of a canceled handover job get a return task. `create` hands "
            + "them over after all, if the customer did not accept them and they are not restocked."),
        ActionNames.ShippingLabel => ("updateLabel", "Request or void a label, or track or split a parcel",
            "Emend calls the carrier after the response. The parcel of the order shows when the label is created. `track` records what "
            + "another carrier reports. `split` moves goods to a new parcel."),
        ActionNames.CarrierChange => ("changeCarrier", "Change the carrier of a shipment",
            "Requested labels become obsolete. Request new labels."),
        ActionNames.TargetTime => ("setTargetTime", "Set the target time of a shipment",
            "Only if the order has no preferred time and the shipment no target time."),
        ActionNames.RemoveReservations => ("removeReservations", "Remove reservations of an order",
            "Routing plans and pick jobs stay as they are. Picking the units later does not change the stock."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string GetExample(FulfillmentActionDefinition action) => action.Name switch
    {
        ActionNames.AssignOrder => """{ "facility": "0199aa10-0000-7000-8000-000000000001", "comment": "closest shop" }""",
        ActionNames.PickJob => """
            { "type": "pick", "pickJob": "0199aa10-0000-7000-8000-000000000002", "version": 2,
              "lines": [ { "line": "0199aa10-0000-7000-8000-000000000003", "quantity": 2 } ] }
            """,
        ActionNames.HandoverJob => """{ "type": "handOver", "handoverJob": "0199aa10-0000-7000-8000-000000000004" }""",
        ActionNames.ShippingLabel => """{ "type": "request", "parcel": "0199aa10-0000-7000-8000-000000000005" }""",
        ActionNames.CarrierChange => """{ "shipment": "0199aa10-0000-7000-8000-000000000006", "carrier": "BIKE" }""",
        ActionNames.TargetTime =>
            """{ "shipment": "0199aa10-0000-7000-8000-000000000006", "targetTime": "2027-02-03T08:45:50.525Z" }""",
        ActionNames.RemoveReservations => """{ "reduceStock": true, "comment": "sold at the counter" }""",
        ActionNames.ConfirmPromise => """{ "tenantOrderId": "R-1042" }""",
        ActionNames.TaskReroute => """{ "pickJob": "0199aa10-0000-7000-8000-000000000002", "ifUnroutable": "accept" }""",
        _ => """{ "reason": "customerRequest", "comment": "the customer called" }""",
    };
}

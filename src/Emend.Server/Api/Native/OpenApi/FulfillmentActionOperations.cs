using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.OpenApi;

/// <summary>What the endpoints of actions on fulfilment say of themselves.</summary>
internal static class FulfillmentActionOperations
{
    private const string Tag = "Fulfilment";

    private const string Preview = "What the very same body would do, and all rows that would refuse it. Nothing is written.";

    private static readonly OperationParameter IfMatch = new("If-Match", "The ETag of the order as you saw it.", JsonSchema.Text()) { IsHeader = true };

    public static OperationMetadata Apply(FulfillmentActionDefinition action)
    {
        var (id, summary, description) = Said(action);
        return new(id, Tag, summary)
        {
            Description = description,
            Parameters = action.Work is null ? [NativeOrderOperations.Key, IfMatch] : [NativeOrderOperations.Key],
            Body = action.Body,
            Example = Example(action),
            Answers = [new(StatusCodes.Status200OK, "What it did.", ModificationResultSchemas.Outcome)],
            Fails = [403, 404, 409, 412, 422],
        };
    }

    public static OperationMetadata PreviewOf(FulfillmentActionDefinition action)
    {
        var (id, summary, _) = Said(action);
        return new("preview" + char.ToUpperInvariant(id[0]) + id[1..], Tag, "Preview: " + char.ToLowerInvariant(summary[0]) + summary[1..])
        {
            Description = Preview,
            Parameters = action.Work is null ? [IfMatch] : [],
            Body = action.Body,
            Example = Example(action),
            Answers = [new(StatusCodes.Status200OK, "What it would do, and what stands in its way.", ModificationResultSchemas.Outcome)],
            Fails = [403, 404, 409, 412, 422],
        };
    }

    public static readonly OperationMetadata Label = new("getLabel", Tag, "Fetch the label of a parcel")
    {
        Description = "A page to print, or ZPL for a label printer. A label that became obsolete is not there.",
        Parameters = [new("format", "page where nothing is said, or zpl.", JsonSchema.Choice("page", "zpl"))],
        Answers = [new(StatusCodes.Status200OK, "The label.", JsonSchema.Text(1_000_000)) { Type = "text/html" }],
        Fails = [400, 404],
    };

    private static (string Id, string Summary, string Description) Said(FulfillmentActionDefinition action) => action.Name switch
    {
        ActionNames.CancelOrder => ("cancelOrder", "Cancel an order before work on it begins",
            "Every entity of it is cancelled and what is reserved becomes free. Cancelled already, nothing is written."),
        ActionNames.ForceCancelOrder => ("forceCancelOrder", "Cancel an order wherever work on it stands",
            "The same, whatever was begun: what was picked gets a return task, and is stock again when it is back on the shelf."),
        ActionNames.AssignOrder => ("assignOrder", "Have one facility supply an order",
            "All of it or nothing. Only whether the facility is online and has the stock counts; other fences are passed over."),
        ActionNames.RerouteOrder => ("rerouteOrder", "Route an order again",
            "What it holds counts as free for it. Where a unit would lose its place, `ifUnroutable` decides."),
        ActionNames.RerouteUnroutable => ("rerouteUnroutable", "Route again what found no place",
            "What has a place keeps it. Also tried is what was given up."),
        ActionNames.TaskReroute => ("rerouteTask", "Route again what one pick job was to pick",
            "The strategy says whether the facility it leaves is asked again for this order."),
        ActionNames.UnlockOrder => ("unlockOrder", "Let a locked order go on", "It is offered to its facilities, unless a hold stands."),
        ActionNames.ConfirmPromise => ("confirmPromise", "Make an order of a promise", "It is open and does not end by itself any more."),
        ActionNames.ExtendPromise => ("extendPromise", "Keep a promise for longer", "From one minute to eight hours from now."),
        ActionNames.PickJob => ("workOnPickJob", "Report work on a pick job",
            "Start, pick, pause, close, abort or reset it. The order's version stays, and no modification is listed."),
        ActionNames.HandoverJob => ("workOnHandoverJob", "Report work on a handover job",
            "Hand over all of it or line by line, wait, revert, or cancel what nobody takes: that goes back to the shelf."),
        ActionNames.ShippingLabel => ("workOnLabel", "Request or cancel the label of a parcel",
            "The carrier is asked after the answer: the parcel of the order tells when it is made."),
        ActionNames.CarrierChange => ("changeCarrier", "Have another carrier take a shipment",
            "Labels that were asked for become obsolete, and must be requested anew."),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Example(FulfillmentActionDefinition action) => action.Name switch
    {
        ActionNames.AssignOrder => """{ "facility": "0199aa10-0000-7000-8000-000000000001", "comment": "the shop round the corner" }""",
        ActionNames.PickJob => """
            { "type": "pick", "pickJob": "0199aa10-0000-7000-8000-000000000002", "version": 2,
              "lines": [ { "line": "0199aa10-0000-7000-8000-000000000003", "quantity": 2 } ] }
            """,
        ActionNames.HandoverJob => """{ "type": "handOver", "handoverJob": "0199aa10-0000-7000-8000-000000000004" }""",
        ActionNames.ShippingLabel => """{ "type": "request", "parcel": "0199aa10-0000-7000-8000-000000000005" }""",
        ActionNames.CarrierChange => """{ "shipment": "0199aa10-0000-7000-8000-000000000006", "carrier": "BIKE" }""",
        ActionNames.ConfirmPromise => """{ "tenantOrderId": "R-1042" }""",
        ActionNames.TaskReroute => """{ "pickJob": "0199aa10-0000-7000-8000-000000000002", "ifUnroutable": "accept" }""",
        _ => """{ "reason": "customerRequest", "comment": "the customer called" }""",
    };
}

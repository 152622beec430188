using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>What an order looks like; every member is here.</summary>
internal static class NativeOrderResponseSchemas
{
    private static readonly JsonSchema Line = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref),
        Required("article", NativeCommonSchemas.Ref),
        Required("title", JsonSchema.Text()),
        Required("quantity", NativeCommonSchemas.SomeQuantity),
        Optional("unitPrice", JsonSchema.Number()),
        Optional("details", JsonSchema.AnyObject),
        Optional("attributes", JsonSchema.AnyObject)).Named("Line");

    private static readonly JsonSchema Service = JsonSchema.Object(
        Required("id", JsonSchema.Text()),
        Required("bundled", JsonSchema.Flag),
        Required("articles", JsonSchema.List(NativeOrderRequestSchemas.ServicedArticle)),
        Required("services", JsonSchema.List(JsonSchema.Recursive(() => Service!))),
        Required("definition", JsonSchema.AnyObject)).Named("ServiceOfOrder");

    private static readonly JsonSchema Plan = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Shape<RoutingPlanStatus>()),
        Optional("facility", NativeCommonSchemas.Ref.WithDescription("Where the units come from; nothing while they have no place.")),
        Optional("reason", EnumWireNames.Shape<RerouteReason>().WithDescription("Why it was routed again.")),
        Required("run", JsonSchema.Whole(least: 1)),
        Required("lines", JsonSchema.List(JsonSchema.Object(
            Required("line", NativeCommonSchemas.Ref),
            Required("quantity", NativeCommonSchemas.AnyQuantity),
            Required("reserved", NativeCommonSchemas.AnyQuantity)).Named("PlanLine")))).Named("Plan");

    private static readonly JsonSchema Part = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref.WithDescription("It is picked by it; the first part has that of the line.")),
        Required("quantity", NativeCommonSchemas.AnyQuantity),
        Required("picked", NativeCommonSchemas.AnyQuantity),
        Required("status", EnumWireNames.Shape<PickLineStatus>())).Named("PickPart");

    private static readonly JsonSchema Job = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Shape<PickJobStatus>()),
        Optional("subStatus", EnumWireNames.Shape<PickJobSubStatus>()),
        Required("facility", NativeCommonSchemas.Ref),
        Required("plan", NativeCommonSchemas.Ref),
        Required("lines", JsonSchema.List(JsonSchema.Object(
            Required("line", NativeCommonSchemas.Ref),
            Required("quantity", NativeCommonSchemas.AnyQuantity),
            Required("picked", NativeCommonSchemas.AnyQuantity),
            Required("status", EnumWireNames.Shape<PickLineStatus>()),
            Optional("parts", JsonSchema.List(Part).WithDescription("What it was split into."))).Named("PickLine")))).Named("PickJob");

    public static readonly JsonSchema Order = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref),
        Optional("tenantOrderId", NativeCommonSchemas.Ref),
        Required("face", NativeCommonSchemas.Ref.WithDescription("The face it was placed through.")),
        Required("status", EnumWireNames.Shape<OrderStatus>()),
        Optional("promisedUntil", JsonSchema.Moment.WithDescription("When the promise ends by itself, or ended.")),
        Required("revision", NativeCommonSchemas.Revision.WithDescription("Counts whatever happens to the order; the ETag says the same.")),
        Required("version", NativeCommonSchemas.Revision.WithDescription("Counts what changed about the order itself; a pick does not step it.")),
        Required("orderedAt", JsonSchema.Moment),
        Required("createdAt", JsonSchema.Moment),
        Required("modifiedAt", JsonSchema.Moment),
        Required("releaseAt", JsonSchema.Moment.WithDescription("From when its units are offered to facilities.")),
        Required("anonymized", JsonSchema.Flag.WithDescription("Whether what speaks of persons was erased.")),
        Required("consumer", NativeOrderRequestSchemas.Consumer),
        Required("lines", JsonSchema.List(Line)),
        Required("delivery", JsonSchema.Object(
            Required("kind", JsonSchema.Choice(NativeOrderRequestSchemas.Shipping, NativeOrderRequestSchemas.Collect)),
            Optional("collectAt", NativeCommonSchemas.Ref),
            Optional("preferredTime", JsonSchema.Moment),
            Optional("preselected", JsonSchema.List(NativeCommonSchemas.Ref))).Named("DeliveryOfOrder")),
        Optional("services", JsonSchema.List(Service)),
        Optional("attributes", JsonSchema.AnyObject),
        Optional("total", NativeCommonSchemas.Money.WithDescription("Nothing where a line has no price.")),
        Required("plans", JsonSchema.List(Plan, 10_000)),
        Required("pickJobs", JsonSchema.List(Job, 10_000)),
        Required("handoverJobs", JsonSchema.List(NativeShippingWriter.HandoverJobShape, 10_000)),
        Required("shipments", JsonSchema.List(NativeShippingWriter.ShipmentShape, 10_000)),
        Required("returnTasks", JsonSchema.List(ReturnTaskWriter.InOrder, 10_000).WithDescription("What is still to be put back.")),
        Optional("cancelation", JsonSchema.Object(
            Required("forced", JsonSchema.Flag.WithDescription("Whether wherever work stood.")),
            Optional("expired", JsonSchema.Flag.WithDescription("Whether its promise was not confirmed in time.")),
            Optional("reason", JsonSchema.Object(Required("id", NativeCommonSchemas.Ref), Required("text", JsonSchema.Text())).Named("CancelationReason")))
            .Named("Cancelation").WithDescription("How it ended before its end."))).Named("Order");
}

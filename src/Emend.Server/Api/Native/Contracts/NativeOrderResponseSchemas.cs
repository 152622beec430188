using Emend.Core.Orders;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Response schemas of orders.</summary>
internal static class NativeOrderResponseSchemas
{
    private static readonly JsonSchema Line = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id),
        Required("article", NativeCommonSchemas.Id),
        Required("title", JsonSchema.Text()),
        Required("quantity", NativeCommonSchemas.PositiveQuantity),
        Optional("unitPrice", JsonSchema.Number()),
        Optional("details", JsonSchema.AnyObject),
        Optional("attributes", JsonSchema.AnyObject),
        Required("units", JsonSchema.Object(LineUnitsWriter.Members).Named("LineUnits"))).Named("Line");

    private static readonly JsonSchema Service = JsonSchema.Object(
        Required("id", JsonSchema.Text()),
        Required("bundled", JsonSchema.Boolean),
        Required("articles", JsonSchema.List(NativeOrderRequestSchemas.ServicedArticle)),
        Required("services", JsonSchema.List(JsonSchema.Recursive(() => Service!))),
        Required("definition", JsonSchema.AnyObject)).Named("CustomService");

    private static readonly JsonSchema RoutingPlan = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Schema<RoutingPlanStatus>()),
        Optional("facility", NativeCommonSchemas.Id.WithDescription(
            "The facility that supplies the units. Missing if they are unroutable.")),
        Optional("reason", EnumWireNames.Schema<RerouteReason>().WithDescription("Why the units were rerouted.")),
        Required("runNumber", JsonSchema.Integer(min: 1)),
        Required("lines", JsonSchema.List(JsonSchema.Object(
            Required("line", NativeCommonSchemas.Id),
            Required("quantity", NativeCommonSchemas.NonNegativeQuantity),
            Required("reserved", NativeCommonSchemas.NonNegativeQuantity)).Named("PlanLine")))).Named("RoutingPlan");

    private static readonly JsonSchema PickLinePart = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id.WithDescription("The id that pick actions use. The first part has the id of the line.")),
        Required("quantity", NativeCommonSchemas.NonNegativeQuantity),
        Required("picked", NativeCommonSchemas.NonNegativeQuantity),
        Required("status", EnumWireNames.Schema<PickLineStatus>())).Named("PickLinePart");

    private static readonly JsonSchema PickJob = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Schema<PickJobStatus>()),
        Optional("subStatus", EnumWireNames.Schema<PickJobSubStatus>()),
        Required("facility", NativeCommonSchemas.Id),
        Required("plan", NativeCommonSchemas.Id),
        Required("lines", JsonSchema.List(JsonSchema.Object(
            Required("line", NativeCommonSchemas.Id),
            Required("quantity", NativeCommonSchemas.NonNegativeQuantity),
            Required("picked", NativeCommonSchemas.NonNegativeQuantity),
            Required("status", EnumWireNames.Schema<PickLineStatus>()),
            Optional("parts", JsonSchema.List(PickLinePart).WithDescription(
                "The parts of a split line."))).Named("PickLine")))).Named("PickJob");

    public static readonly JsonSchema Order = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id),
        Optional("tenantOrderId", NativeCommonSchemas.Id),
        Required("api", NativeCommonSchemas.Id.WithDescription("The API that placed the order.")),
        Required("status", EnumWireNames.Schema<OrderStatus>()),
        Optional("promisedUntil", JsonSchema.Timestamp.WithDescription("When the promised order expires or expired.")),
        Required("revision", NativeCommonSchemas.Revision.WithDescription(
            "Increases with every journal entry. The ETag has the same value.")),
        Required("version", NativeCommonSchemas.Revision.WithDescription(
            "Increases with every change of the order itself. Warehouse actions do not increase it.")),
        Required("orderedAt", JsonSchema.Timestamp),
        Required("createdAt", JsonSchema.Timestamp),
        Required("modifiedAt", JsonSchema.Timestamp.WithDescription("When the order itself last changed. Warehouse actions do not count.")),
        Required("changedAt", JsonSchema.Timestamp.WithDescription("When anything of the order last changed, including its fulfillment.")),
        Required("releaseAt", JsonSchema.Timestamp.WithDescription("When pick jobs are created for the units.")),
        Required("anonymized", JsonSchema.Boolean.WithDescription("True if the personal data was erased.")),
        Required("consumer", NativeOrderRequestSchemas.Consumer),
        Required("lines", JsonSchema.List(Line)),
        Required("delivery", NativeDeliveryMapper.ResponseSchema),
        Optional("services", JsonSchema.List(Service)),
        Optional("attributes", JsonSchema.AnyObject),
        Optional("total", NativeCommonSchemas.Money.WithDescription("Missing if a line has no price.")),
        Required("routingPlans", JsonSchema.List(RoutingPlan, 10_000)),
        Required("pickJobs", JsonSchema.List(PickJob, 10_000)),
        Required("handoverJobs", JsonSchema.List(NativeShippingWriter.HandoverJobSchema, 10_000)),
        Required("shipments", JsonSchema.List(NativeShippingWriter.ShipmentSchema, 10_000)),
        Required("returnTasks", JsonSchema.List(ReturnTaskWriter.Schema, 10_000).WithDescription(
            "The goods that are still to be restocked.")),
        Optional("cancellation", JsonSchema.Object(
            Required("forced", JsonSchema.Boolean.WithDescription("True if the order was canceled by force, regardless of its progress.")),
            Optional("expired", JsonSchema.Boolean.WithDescription("True if the promised order was not confirmed in time.")),
            Optional("reason", JsonSchema.Object(
                Required("id", NativeCommonSchemas.Id), Required("text", JsonSchema.Text())).Named("CancellationReason")))
            .Named("Cancellation").WithDescription("Present if the order is canceled."))).Named("Order");
}

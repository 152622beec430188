using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Shipping;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A routed plan of a promised order.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Facility">Its facility.</param>
/// <param name="Carriers">The active carriers of the facility.</param>
internal sealed record PromisedShipment(RoutingPlan Plan, StoredFacility Facility, IReadOnlyList<StoredCarrier> Carriers);

/// <summary>A promised order and its routed plans.</summary>
internal sealed record PromiseView(Order Order, IReadOnlyList<PromisedShipment> Shipments);

/// <summary>Schema and writer of the response of a promise.</summary>
internal static class PromiseWriter
{
    private static readonly JsonSchema Line = JsonSchema.Object(
        Required("tenantArticleId", CommonSchemas.Ref),
        Required("title", JsonSchema.Text()),
        Required("quantity", CommonSchemas.NonNegativeQuantity),
        Required("available", CommonSchemas.NonNegativeQuantity.WithDescription("The reserved quantity."))).Named("DeliveryPromiseLine");

    private static readonly PropertySchema[] ShipmentMembers =
    [
        Required("facility", JsonSchema.Object(
            Required("facilityRef", CommonSchemas.Ref), Required("facilityName", JsonSchema.Text()),
            Optional("tenantFacilityId", CommonSchemas.Ref))),
        Required("lineItems", JsonSchema.List(Line)),
    ];

    private static readonly JsonSchema Carrier = JsonSchema.Object(
        Required("carrierRef", CommonSchemas.Ref), Required("carrierKey", CommonSchemas.Ref), Required("carrierName", JsonSchema.Text()),
        Required("products", JsonSchema.List(JsonSchema.AnyObject).WithDescription("Always empty: Emend knows no products of carriers.")));

    /// <summary>The response.</summary>
    public static readonly JsonSchema Schema = JsonSchema.Object(
        Required("orderRef", CommonSchemas.Ref),
        Required("orderVersion", CommonSchemas.Version),
        Optional("promisesOptions", JsonSchema.Object(Required("validUntil", JsonSchema.Timestamp))),
        Optional("shipToCustomer", JsonSchema.List(
            JsonSchema.Object([.. ShipmentMembers, Required("carriers", JsonSchema.List(Carrier))]).Named("DeliveryPromiseShipment"))),
        Optional(
            "collect",
            JsonSchema.Object([.. ShipmentMembers, Required("targetTime", JsonSchema.Timestamp)]).Named("DeliveryPromiseCollect")),
        Optional(
            "backOrdered",
            JsonSchema.Object(Required("lineItems", JsonSchema.List(Line))).WithDescription("Units that no facility can supply.")))
        .Named("DeliveryPromise");

    public static void Write(Utf8JsonWriter json, PromiseView view)
    {
        var order = view.Order;
        json.WriteString("orderRef", order.Id.Value);
        json.WriteNumber("orderVersion", order.Version);
        if (order.PromisePeriod is { } period)
        {
            json.WriteObject("promisesOptions", period, static (item, promised) => item.WriteTimestamp("validUntil", promised.Until));
        }

        if (order.Delivery.Kind is DeliveryKind.Collect && view.Shipments is [var collected, ..])
        {
            json.WriteObject("collect", (collected, order), static (item, one) =>
            {
                WriteShipment(item, one.collected, one.order);
                item.WriteTimestamp("targetTime", one.order.Delivery.PreferredTime ?? one.order.OrderDate);
            });
        }
        else
        {
            json.WriteObjects("shipToCustomer", view.Shipments.Select(shipment => (shipment, order)), static (item, one) =>
            {
                WriteShipment(item, one.shipment, one.order);
                item.WriteObjects("carriers", one.shipment.Carriers, WriteCarrier);
            });
        }

        WriteBackOrdered(json, order);
    }

    private static void WriteBackOrdered(Utf8JsonWriter json, Order order)
    {
        var lines = order.Plans.Where(plan => plan.Facility is null).SelectMany(plan => plan.Lines).ToList();
        if (lines.Count > 0)
        {
            json.WriteObject("backOrdered", (lines, order), static (item, all) =>
                item.WriteObjects("lineItems", all.lines.Select(line => (line, all.order)), WriteLine));
        }
    }

    private static void WriteShipment(Utf8JsonWriter json, PromisedShipment shipment, Order order)
    {
        json.WriteObject("facility", shipment.Facility, static (item, facility) =>
        {
            item.WriteString("facilityRef", facility.Facility.Id.Value);
            item.WriteString("facilityName", StockTotalsWriter.GetFacilityName(facility));
            item.WriteText("tenantFacilityId", facility.TenantFacilityId);
        });
        json.WriteObjects("lineItems", shipment.Plan.Lines.Select(line => (line, order)), WriteLine);
    }

    private static void WriteLine(Utf8JsonWriter json, (PlanLine Line, Order Order) entry)
    {
        var line = entry.Order.FindLine(entry.Line.Line)!;
        json.WriteString("tenantArticleId", line.Article.Value);
        json.WriteString("title", line.Properties.Title);
        json.WriteQuantity("quantity", entry.Line.Quantity);
        json.WriteQuantity("available", entry.Line.Reserved);
    }

    private static void WriteCarrier(Utf8JsonWriter json, StoredCarrier carrier)
    {
        json.WriteString("carrierRef", carrier.Id);
        json.WriteString("carrierKey", carrier.Key);
        json.WriteString("carrierName", JsonElement.Parse(carrier.Doc.Raw).ReadText("name") ?? carrier.Key);
        json.WriteStartArray("products");
        json.WriteEndArray();
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>Maps the creation of a pick job to a new order that only the facility of the pick job can supply.</summary>
internal static class PickJobCreationMapper
{
    private const string Details = "deliveryinformation.details";
    private const string InvoiceAddress = "INVOICE_ADDRESS";

    /// <summary>Returns the errors that the schema cannot express.</summary>
    public static IEnumerable<ValidationError> FindProblems(JsonElement body)
    {
        var namesOrder = NamesOrder(body);
        var lines = body.ReadEntries("pickLineItems").Count();
        if (namesOrder && lines > 0)
        {
            yield return new("pickLineItems", $"has {lines} lines", "must be empty for an existing order: its routing plan has the lines");
        }
        else if (!namesOrder && lines == 0)
        {
            yield return new("pickLineItems", "is empty", "must have the lines of the new order, or orderRef names an existing one");
        }

        if (!namesOrder && body.HasMember("routingPlanRef"))
        {
            yield return new("routingPlanRef", "is present without an order", "must come with orderRef or processId");
        }

        if (body.ReadMember("deliveryinformation")?.ReadMember("details") is { } details)
        {
            var unused = IsCollected(body) ? "shipping" : "collect";
            if (details.HasMember(unused))
            {
                yield return new($"{Details}.{unused}", "does not belong to the channel", "must be absent, or channel another one");
            }

            if (details.ReadMember("shipping") is { } shipping
                && shipping.HasMember("recipientaddress") && shipping.HasMember("postalAddress"))
            {
                yield return new($"{Details}.shipping.postalAddress", "is present beside recipientaddress", "must be absent beside it");
            }

            foreach (var member in (string[])["recipientaddress", "postalAddress"])
            {
                if (details.ReadMember("shipping")?.ReadMember(member)?.ReadText("addressType") is InvoiceAddress)
                {
                    yield return new(
                        $"{Details}.shipping.{member}.addressType",
                        $"is {InvoiceAddress}",
                        "must be POSTAL_ADDRESS or PARCEL_LOCKER; the address of the invoice is invoiceAddress");
                }
            }
        }
    }

    /// <summary>Whether the request is about an existing order.</summary>
    public static bool NamesOrder(JsonElement body) => body.HasMember("orderRef") || body.HasMember("processId");

    /// <summary>Creates the new order.</summary>
    public static NewOrder ReadOrder(JsonElement body, FacilityId facility)
    {
        var order = new JsonObject
        {
            ["orderDate"] = ToNode(body.GetProperty("orderDate")),
            ["orderLineItems"] = ToNode(body.GetProperty("pickLineItems")),
            ["consumer"] = CreateConsumer(body),
            ["deliveryPreferences"] = CreateDelivery(body, facility),
        };
        foreach (var (member, name) in (ReadOnlySpan<(string, string)>)
            [
                ("tenantOrderId", "tenantOrderId"), ("customAttributes", "customAttributes"), ("stickers", "stickers"), ("tags", "tags"),
                ("paymentInformation", "paymentInfo"),
            ])
        {
            // Orders have no empty lists.
            if (body.ReadMember(member) is { } value && !(value.ValueKind is JsonValueKind.Array && value.GetArrayLength() == 0))
            {
                order[name] = ToNode(value);
            }
        }

        using var document = JsonDocument.Parse(order.ToJsonString());
        return PlaceOrderMapper.ReadOrder(document.RootElement.Clone(), new Dictionary<string, FacilityId>());
    }

    private static bool IsCollected(JsonElement body) => body.ReadMember("deliveryinformation")?.ReadText("channel") is "COLLECT";

    private static JsonElement? ReadShipping(JsonElement body) =>
        body.ReadMember("deliveryinformation")?.ReadMember("details")?.ReadMember("shipping");

    private static JsonObject CreateConsumer(JsonElement body)
    {
        var addresses = new JsonArray();
        var shipping = ReadShipping(body);
        Add(shipping?.ReadMember("recipientaddress") ?? shipping?.ReadMember("postalAddress"), null);
        Add(shipping?.ReadMember("invoiceAddress"), InvoiceAddress);
        return addresses.Count == 0 ? [] : new() { ["addresses"] = addresses };

        void Add(JsonElement? given, string? type)
        {
            if (given is { } address)
            {
                var node = ToNode(address)!;
                node["addressType"] = type ?? address.ReadText("addressType") ?? "POSTAL_ADDRESS";
                addresses.Add(node);
            }
        }
    }

    private static JsonObject CreateDelivery(JsonElement body, FacilityId facility)
    {
        var delivery = body.ReadMember("deliveryinformation");
        var target = delivery?.ReadMember("targetTime");
        if (IsCollected(body))
        {
            var collect = new JsonObject { ["facilityRef"] = facility.Value };
            AddIfPresent(collect, "provisioningTime", target);
            AddIfPresent(collect, "paid", delivery?.ReadMember("details")?.ReadMember("collect")?.ReadMember("paid"));
            return new() { ["collect"] = new JsonArray(collect) };
        }

        var shipping = new JsonObject { ["preselectedFacilities"] = new JsonArray(new JsonObject { ["facilityRef"] = facility.Value }) };
        AddIfPresent(shipping, "desiredDeliveryTime", target);
        AddIfPresent(shipping, "serviceLevel", ReadShipping(body)?.ReadMember("serviceLevel"));
        AddIfPresent(shipping, "carrierProductCategory", ReadShipping(body)?.ReadMember("carrierProductCategory"));
        if (ReadShipping(body)?.ReadText("carrierKey") is { } carrier)
        {
            shipping["preferredCarriers"] = new JsonArray(carrier);
        }

        return new() { ["shipping"] = shipping };
    }

    private static void AddIfPresent(JsonObject parent, string name, JsonElement? value)
    {
        if (value is { } present)
        {
            parent[name] = ToNode(present);
        }
    }

    private static JsonNode? ToNode(JsonElement value) => JsonNode.Parse(value.GetRawText());
}

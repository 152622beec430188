using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>An order and what was done to it.</summary>
internal readonly record struct ToldOrder(Order Order, IReadOnlyList<UpdateDetail> Updates);

/// <summary>Orders, ours to theirs.</summary>
internal static class OrderBody
{
    public static void Write(Utf8JsonWriter json, ToldOrder told)
    {
        var order = told.Order;
        Head(json, order);
        json.WriteString("processId", order.ProcessId.Value);
        json.Text("tenantOrderId", order.TenantOrderId);
        if (order.AnonymizedAt is not null) json.WriteBoolean("anonymized", true);
        json.Object("consumer", order.Personal.Consumer, ConsumerBody.Write);
        json.Attributes("customAttributes", order.Personal.Attributes);
        json.Objects("orderLineItems", order.Lines.Select(l => new OrderedLine(l, order)), LineBody.Write);
        if (!order.Services.IsEmpty) json.Objects("customServices", order.Services, LineBody.Service);
        DeliveryBody.Write(json, order);
        json.Spread(order.Personal.Extras, DeliveryBody.Name);
        if (order.Promised is { } term) json.Object("promisesOptions", term, static (item, told) => item.Moment("validUntil", told.Until));
        Workflow(json);
        if (order.Cancelation?.Reason is { } reason) json.Object("cancelationReason", reason, Reason);
        if (told.Updates.Count > 0) json.Objects("updateDetails", told.Updates, UpdateBody.Write);
    }

    /// <summary>What a list shows of an order.</summary>
    public static void Stripped(Utf8JsonWriter json, Order order)
    {
        Head(json, order);
        json.WriteString("processRef", order.ProcessId.Value);
        json.Objects("orderLineItems", order.Lines, static (item, line) =>
        {
            item.Amount("quantity", line.Quantity);
            item.WriteString("title", line.Properties.Title);
        });
        if (order.Personal.Extras is { } extras && JsonElement.Parse(extras.Raw).Part("stickers") is { } stickers)
        {
            json.WritePropertyName("stickers");
            stickers.WriteTo(json);
        }
    }

    private static void Reason(Utf8JsonWriter json, CancelationReason reason)
    {
        json.WriteString("id", reason.Id);
        json.WriteString("action", "CANCELATION");
        json.WriteString("reason", reason.Text);
    }

    public static void Workflow(Utf8JsonWriter json)
    {
        json.WriteStartObject("workflowInformation");
        json.WriteBoolean("isAvailable", false);
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, Order order)
    {
        json.WriteString("id", order.Id.Value);
        json.WriteNumber("version", order.Version);
        json.Moment("created", order.CreatedAt);
        json.Moment("lastModified", order.ModifiedAt);
        json.Moment("orderDate", order.OrderDate);
        json.WriteString("status", StatusNames.Of(order.Status));
    }
}

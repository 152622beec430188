using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>An order and what was done to it.</summary>
internal readonly record struct OrderView(Order Order, IReadOnlyList<ModificationDetail> Updates);

/// <summary>Orders, ours to theirs.</summary>
internal static class OrderWriter
{
    public static void Write(Utf8JsonWriter json, OrderView orderView)
    {
        var order = orderView.Order;
        Head(json, order);
        json.WriteString("processId", order.ProcessId.Value);
        json.Text("tenantOrderId", order.TenantOrderId);
        if (order.AnonymizedAt is not null) json.WriteBoolean("anonymized", true);
        json.Object("consumer", order.PersonalData.Consumer, ConsumerWriter.Write);
        json.Attributes("customAttributes", order.PersonalData.Attributes);
        json.Objects("orderLineItems", order.Lines.Select(l => new OrderLineView(l, order)), OrderLineWriter.Write);
        if (!order.Services.IsEmpty) json.Objects("customServices", order.Services, OrderLineWriter.Service);
        DeliveryPreferencesWriter.Write(json, order);
        json.Spread(order.PersonalData.AdditionalData, DeliveryPreferencesWriter.Name);
        if (order.PromisePeriod is { } term) json.Object("promisesOptions", term, static (item, promisePeriod) => item.Moment("validUntil", promisePeriod.Until));
        Workflow(json);
        if (order.Cancellation?.Reason is { } reason) json.Object("cancelationReason", reason, Reason);
        if (orderView.Updates.Count > 0) json.Objects("updateDetails", orderView.Updates, ModificationWriter.Write);
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
        if (order.PersonalData.AdditionalData is { } extras && JsonElement.Parse(extras.Raw).Part("stickers") is { } stickers)
        {
            json.WritePropertyName("stickers");
            stickers.WriteTo(json);
        }
    }

    private static void Reason(Utf8JsonWriter json, CancellationReason reason)
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
        json.WriteString("status", FulfillmenttoolsStatusNames.Of(order.Status));
    }
}

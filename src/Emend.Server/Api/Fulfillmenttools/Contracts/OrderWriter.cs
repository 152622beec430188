using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>An order and its modifications.</summary>
internal readonly record struct OrderView(Order Order, IReadOnlyList<ModificationDetail> Modifications);

/// <summary>Writes orders.</summary>
internal static class OrderWriter
{
    public static void Write(Utf8JsonWriter json, OrderView view)
    {
        var order = view.Order;
        WriteHead(json, order);
        json.WriteString("processId", order.ProcessId.Value);
        json.WriteText("tenantOrderId", order.TenantOrderId);
        if (order.AnonymizedAt is not null)
        {
            json.WriteBoolean("anonymized", true);
        }

        json.WriteObject("consumer", order.PersonalData.Consumer, ConsumerWriter.Write);
        json.WriteAttributes("customAttributes", order.PersonalData.Attributes);
        json.WriteObjects("orderLineItems", order.Lines.Select(l => new OrderLineView(l, order)), OrderLineWriter.Write);
        if (!order.Services.IsEmpty)
        {
            json.WriteObjects("customServices", order.Services, OrderLineWriter.WriteService);
        }

        DeliveryPreferencesWriter.Write(json, order);
        json.WriteMembers(order.PersonalData.AdditionalData, DeliveryPreferencesWriter.Name);
        if (order.PromisePeriod is { } period)
        {
            json.WriteObject(
                "promisesOptions", period, static (item, promisePeriod) => item.WriteTimestamp("validUntil", promisePeriod.Until));
        }

        WriteWorkflowInformation(json);
        if (order.Cancellation?.Reason is { } reason)
        {
            json.WriteObject("cancelationReason", reason, WriteReason);
        }

        if (view.Modifications.Count > 0)
        {
            json.WriteObjects("updateDetails", view.Modifications, ModificationWriter.Write);
        }
    }

    /// <summary>Writes the short form for lists.</summary>
    public static void WriteStripped(Utf8JsonWriter json, Order order)
    {
        WriteHead(json, order);
        json.WriteString("processRef", order.ProcessId.Value);
        json.WriteObjects("orderLineItems", order.Lines, static (item, line) =>
        {
            item.WriteQuantity("quantity", line.Quantity);
            item.WriteString("title", line.Properties.Title);
        });
        if (order.PersonalData.AdditionalData is { } extras && JsonElement.Parse(extras.Raw).ReadMember("stickers") is { } stickers)
        {
            json.WritePropertyName("stickers");
            stickers.WriteTo(json);
        }
    }

    private static void WriteReason(Utf8JsonWriter json, CancellationReason reason)
    {
        json.WriteString("id", reason.Id);
        json.WriteString("action", "CANCELATION");
        json.WriteNumber("version", reason.Version ?? 1);
        json.WriteString("reason", reason.Text);
        json.WriteJson("reasonLocalized", reason.Localized ?? new("{}"));
    }

    public static void WriteWorkflowInformation(Utf8JsonWriter json)
    {
        json.WriteStartObject("workflowInformation");
        json.WriteBoolean("isAvailable", false);
        json.WriteEndObject();
    }

    private static void WriteHead(Utf8JsonWriter json, Order order)
    {
        json.WriteString("id", order.Id.Value);
        json.WriteNumber("version", order.Version);
        json.WriteTimestamp("created", order.CreatedAt);
        json.WriteTimestamp("lastModified", order.ModifiedAt);
        json.WriteTimestamp("orderDate", order.OrderDate);
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(order));
    }
}

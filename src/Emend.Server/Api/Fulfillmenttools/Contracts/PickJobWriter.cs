using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes pick jobs.</summary>
internal static class PickJobWriter
{
    private const int ShortIdLength = 4;

    public static void Write(Utf8JsonWriter json, OwnedEntity<PickJob> owned)
    {
        var (order, job) = owned;
        WriteStripped(json, owned);
        json.WriteText("subStatus", FulfillmenttoolsStatusNames.ToWireName(job.SubStatus));
        json.WriteString("shortId", GetShortId(job));
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteTimestamp("orderDate", order.OrderDate);
        json.WriteString("processId", order.ProcessId.Value);
        json.WriteString("routingPlanRef", job.PlanId.Value);
        json.WriteString("documentsRef", order.ProcessId.Value);
        json.WriteBoolean("resetBlocked", job.Status is PickJobStatus.Closed);
        json.WriteObject("deliveryinformation", order, WriteDelivery);
        json.WriteObjects(
            "pickLineItems",
            job.Lines.SelectMany(GetParts).Select(p => (p, order)),
            static (item, entry) => WriteLine(item, entry.p, entry.order));
        OrderWriter.WriteWorkflowInformation(json);
    }

    /// <summary>The end of the id.</summary>
    public static string GetShortId(PickJob job) => job.Id.Value[^ShortIdLength..].ToUpperInvariant();

    /// <summary>Writes the short form for lists.</summary>
    public static void WriteStripped(Utf8JsonWriter json, OwnedEntity<PickJob> owned)
    {
        json.WriteString("id", owned.Entity.Id.Value);
        json.WriteNumber("version", owned.Entity.Version);
        json.WriteTimestamp("created", owned.Entity.CreatedAt);
        json.WriteTimestamp("lastModified", owned.Entity.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(owned.Entity.Status));
        json.WriteString("facilityRef", owned.Entity.Facility.Value);
        json.WriteString("orderRef", owned.Order.Id.Value);
    }

    // Responses contain the parts of a split line instead of the line.
    private static IEnumerable<(PickLine Line, PickLinePart Part)> GetParts(PickLine line) => line.Parts.IsEmpty
        ? [(line, new(line.Line, line.Quantity, line.Picked))]
        : line.Parts.Select(part => (line, part));

    private static void WriteLine(Utf8JsonWriter json, (PickLine Line, PickLinePart Part) entry, Order order)
    {
        var (line, part) = entry;
        json.WriteString("id", part.Id.Value);
        json.WriteString("globalLineItemId", line.Line.Value);
        json.WriteText("originId", line.Parts.IsEmpty ? null : line.Line.Value);
        json.WriteQuantity("quantity", part.Quantity);
        json.WriteQuantity("picked", part.Picked);
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(line.GetPartStatus(part)));
        if (order.FindLineOrRemoved(line.Line) is { } known)
        {
            OrderLineWriter.WriteDetails(json, new(known, order));
        }
    }

    private static void WriteDelivery(Utf8JsonWriter json, Order order)
    {
        var collected = order.Delivery.Kind is DeliveryKind.Collect;
        json.WriteString("channel", collected ? "COLLECT" : "SHIPPING");
        json.WriteTimestamp("targetTime", order.Delivery.PreferredTime);
        json.WriteStartObject("details");
        if (!collected && order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            json.WriteStartObject("shipping");
            json.WriteObject("postalAddress", address, ConsumerWriter.WriteAddress);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

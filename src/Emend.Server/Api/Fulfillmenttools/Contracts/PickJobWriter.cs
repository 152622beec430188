using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Pick jobs, ours to theirs.</summary>
internal static class PickJobWriter
{
    private const int LettersOfAShortId = 4;

    public static void Write(Utf8JsonWriter json, OwnedEntity<PickJob> owned)
    {
        var (order, job) = owned;
        Stripped(json, owned);
        json.Text("subStatus", FulfillmenttoolsStatusNames.Of(job.SubStatus));
        json.WriteString("shortId", job.Id.Value[^LettersOfAShortId..].ToUpperInvariant());
        json.Text("tenantOrderId", order.TenantOrderId);
        json.Moment("orderDate", order.OrderDate);
        json.WriteString("processId", order.ProcessId.Value);
        json.WriteString("routingPlanRef", job.PlanId.Value);
        json.WriteString("documentsRef", order.ProcessId.Value);
        json.WriteBoolean("resetBlocked", job.Status is PickJobStatus.Closed);
        json.Object("deliveryinformation", order, Delivery);
        json.Objects(
            "pickLineItems",
            job.Lines.SelectMany(PartsOf).Select(p => (p, order)),
            static (item, entry) => Line(item, entry.p, entry.order));
        OrderWriter.Workflow(json);
    }

    /// <summary>What a list shows of a pick job.</summary>
    public static void Stripped(Utf8JsonWriter json, OwnedEntity<PickJob> owned)
    {
        json.WriteString("id", owned.Entity.Id.Value);
        json.WriteNumber("version", owned.Entity.Version);
        json.Moment("created", owned.Entity.CreatedAt);
        json.Moment("lastModified", owned.Entity.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.Of(owned.Entity.Status));
        json.WriteString("facilityRef", owned.Entity.Facility.Value);
        json.WriteString("orderRef", owned.Order.Id.Value);
    }

    // Here there is no line but its parts.
    private static IEnumerable<(PickLine Line, PickLinePart Part)> PartsOf(PickLine line) => line.Parts.IsEmpty
        ? [(line, new(line.Line, line.Quantity, line.Picked))]
        : line.Parts.Select(part => (line, part));

    private static void Line(Utf8JsonWriter json, (PickLine Line, PickLinePart Part) entry, Order order)
    {
        var (line, part) = entry;
        json.WriteString("id", part.Id.Value);
        json.WriteString("globalLineItemId", line.Line.Value);
        json.Text("originId", line.Parts.IsEmpty ? null : line.Line.Value);
        json.Amount("quantity", part.Quantity);
        json.Amount("picked", part.Picked);
        json.WriteString("status", FulfillmenttoolsStatusNames.Of(line.StatusOf(part)));
        if (order.FindLine(line.Line) is { } known) OrderLineWriter.Rest(json, new(known, order));
    }

    private static void Delivery(Utf8JsonWriter json, Order order)
    {
        var collected = order.Delivery.Kind is DeliveryKind.Collect;
        json.WriteString("channel", collected ? "COLLECT" : "SHIPPING");
        json.Moment("targetTime", order.Delivery.PreferredTime);
        json.WriteStartObject("details");
        if (!collected && order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            json.WriteStartObject("shipping");
            json.Object("postalAddress", address, ConsumerWriter.Address);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A process: the order with its routing plans and pick jobs, also superseded ones.</summary>
internal sealed record ProcessView(Order Order, IReadOnlyList<OwnedEntity<RoutingPlan>> Plans, IReadOnlyList<OwnedEntity<PickJob>> PickJobs)
{
    /// <summary>Contains the retention times.</summary>
    public TenantSettings Settings { get; init; } = TenantSettings.Default;
}

/// <summary>Writes processes.</summary>
internal static class ProcessWriter
{
    public static void Write(Utf8JsonWriter json, ProcessView view)
    {
        var order = view.Order;
        var status = FulfillmenttoolsStatusNames.ToProcessStatus(order.Progress);
        json.WriteString("id", order.ProcessId.Value);
        json.WriteNumber("version", order.Revision);
        json.WriteTimestamp("created", order.CreatedAt);
        json.WriteTimestamp("lastModified", order.LastEventAt);
        json.WriteTimestamp(ProcessSchemas.CleanupDate, order.GetAnonymizationTime(view.Settings));
        json.WriteBoolean("isAnonymized", order.AnonymizedAt is not null);
        json.WriteTimestamp(ProcessSchemas.DeletionDate, order.GetDeletionTime(view.Settings));
        json.WriteString("orderRef", order.Id.Value);
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteString("status", status);
        json.WriteStartObject("statuses");
        json.WriteString("status", status);
        json.WriteEndObject();
        json.WriteTexts("routingPlanRefs", view.Plans.Select(p => p.Entity.Id.Value));
        json.WriteTexts("pickJobRefs", view.PickJobs.Select(j => j.Entity.Id.Value));
        json.WriteTexts("handoverJobRefs", order.HandoverJobs.Select(h => h.Id.Value));
        json.WriteTexts("shipmentRefs", order.Shipments.Select(s => s.Id.Value));
        json.WriteTexts("facilityRefs", view.Plans.Select(p => p.Entity.Facility?.Value).OfType<string>().Distinct(StringComparer.Ordinal));
        json.WriteObjects("orderLineUnits", order.Lines, (entry, line) =>
        {
            entry.WriteString("orderLineItemId", line.Id.Value);
            entry.WriteQuantity("ordered", line.Quantity);
            LineUnitsWriter.Write(entry, LineUnits.Count(order, line));
        });
    }
}

using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>A process: the order with everything made for it, dead ones included.</summary>
internal sealed record ProcessView(Order Order, IReadOnlyList<OwnedEntity<RoutingPlan>> Plans, IReadOnlyList<OwnedEntity<PickJob>> PickJobs)
{
    /// <summary>For how long orders are kept, among other things.</summary>
    public TenantSettings Settings { get; init; } = TenantSettings.Default;
}

/// <summary>Processes, ours to theirs.</summary>
internal static class ProcessWriter
{
    public static void Write(Utf8JsonWriter json, ProcessView processView)
    {
        var order = processView.Order;
        var status = FulfillmenttoolsStatusNames.OfProcess(order);
        json.WriteString("id", order.ProcessId.Value);
        json.WriteNumber("version", order.Revision);
        json.Moment("created", order.CreatedAt);
        json.Moment("lastModified", order.LastEventAt);
        json.Moment(ProcessSchemas.CleanupDate, order.ToAnonymizeAt(processView.Settings));
        json.WriteBoolean("isAnonymized", order.AnonymizedAt is not null);
        json.Moment(ProcessSchemas.DeletionDate, order.ToDeleteAt(processView.Settings));
        json.WriteString("orderRef", order.Id.Value);
        json.Text("tenantOrderId", order.TenantOrderId);
        json.WriteString("status", status);
        json.WriteStartObject("statuses");
        json.WriteString("status", status);
        json.WriteEndObject();
        json.Texts("routingPlanRefs", processView.Plans.Select(p => p.Entity.Id.Value));
        json.Texts("pickJobRefs", processView.PickJobs.Select(j => j.Entity.Id.Value));
        json.Texts("handoverJobRefs", order.HandoverJobs.Select(h => h.Id.Value));
        json.Texts("shipmentRefs", order.Shipments.Select(s => s.Id.Value));
        json.Texts("facilityRefs", processView.Plans.Select(p => p.Entity.Facility?.Value).OfType<string>().Distinct(StringComparer.Ordinal));
    }
}

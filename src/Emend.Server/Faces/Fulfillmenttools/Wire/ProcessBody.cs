using System.Text.Json;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>A process: the order with everything made for it, dead ones included.</summary>
internal sealed record ToldProcess(Order Order, IReadOnlyList<Owned<RoutingPlan>> Plans, IReadOnlyList<Owned<PickJob>> PickJobs)
{
    /// <summary>For how long orders are kept, among other things.</summary>
    public TenantSettings Settings { get; init; } = TenantSettings.Default;
}

/// <summary>Processes, ours to theirs.</summary>
internal static class ProcessBody
{
    public static void Write(Utf8JsonWriter json, ToldProcess told)
    {
        var order = told.Order;
        var status = StatusNames.OfProcess(order);
        json.WriteString("id", order.ProcessId.Value);
        json.WriteNumber("version", order.Revision);
        json.Moment("created", order.CreatedAt);
        json.Moment("lastModified", order.TouchedAt);
        json.Moment(ProcessShapes.CleanupDate, order.ToAnonymizeAt(told.Settings));
        json.WriteBoolean("isAnonymized", order.AnonymizedAt is not null);
        json.Moment(ProcessShapes.DeletionDate, order.ToDeleteAt(told.Settings));
        json.WriteString("orderRef", order.Id.Value);
        json.Text("tenantOrderId", order.TenantOrderId);
        json.WriteString("status", status);
        json.WriteStartObject("statuses");
        json.WriteString("status", status);
        json.WriteEndObject();
        json.Texts("routingPlanRefs", told.Plans.Select(p => p.Entity.Id.Value));
        json.Texts("pickJobRefs", told.PickJobs.Select(j => j.Entity.Id.Value));
        json.Texts("handoverJobRefs", order.HandoverJobs.Select(h => h.Id.Value));
        json.Texts("shipmentRefs", order.Shipments.Select(s => s.Id.Value));
        json.Texts("facilityRefs", told.Plans.Select(p => p.Entity.Facility?.Value).OfType<string>().Distinct(StringComparer.Ordinal));
    }
}

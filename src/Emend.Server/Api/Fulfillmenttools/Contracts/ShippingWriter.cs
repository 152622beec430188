using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Handover jobs, shipments and parcels, ours to theirs.</summary>
internal static class ShippingWriter
{
    public static void HandoverJob(Utf8JsonWriter json, OwnedEntity<HandoverJob> owned)
    {
        var (order, job) = owned;
        Head(json, job.Id, job.Version, job.CreatedAt, job.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.Of(job.Status));
        Around(json, order, job.Facility);
        json.Text("cancelReason", job.CancelReason is { } reason ? FulfillmenttoolsStatusNames.Of(reason) : null);
        json.WriteString("channel", order.Delivery.Kind is DeliveryKind.Collect ? "COLLECT" : "SHIPPING");
        json.Text("pickJobRef", job.PickJobId.Value);
        json.Text("shipmentRef", order.Shipments.FirstOrDefault(s => s.PickJobId == job.PickJobId)?.Id.Value);
        if (order.PersonalData.Consumer.DeliveryAddress is { } address) json.Object("recipientAddress", address, ConsumerWriter.Address);
        json.Objects("handoverJobLineItems", job.Lines.Select(l => (l, job, order)), static (item, entry) =>
        {
            item.WriteString("id", entry.l.Line.Value);
            item.Amount("quantity", entry.l.Quantity);
            item.Amount("handedOverQuantity", entry.job.Gone(entry.l.Line));
            if (entry.order.FindLine(entry.l.Line) is { } known) OrderLineWriter.Rest(item, new(known, entry.order));
        });
        OrderWriter.Workflow(json);
    }

    public static void Shipment(Utf8JsonWriter json, OwnedEntity<Shipment> owned)
    {
        var (order, shipment) = owned;
        Head(json, shipment.Id, shipment.Version, shipment.CreatedAt, shipment.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.Of(shipment.Status));
        Around(json, order, shipment.Facility);
        json.Text("pickJobRef", shipment.PickJobId?.Value);
        json.Text("carrierRef", shipment.Carrier);
        json.Text("carrierProduct", shipment.Product);
        json.WriteBoolean("hasActiveCarrier", shipment.Carrier is not null);
        if (order.PersonalData.Consumer.DeliveryAddress is { } address) json.Object("targetAddress", address, ConsumerWriter.Address);
        json.Objects("parcels", shipment.Parcels, static (item, parcel) =>
        {
            item.WriteString("id", parcel.Id.Value);
            item.WriteString("status", FulfillmenttoolsStatusNames.Of(parcel.Status));
        });
        OrderWriter.Workflow(json);
    }

    public static void Parcel(Utf8JsonWriter json, OwnedEntity<Shipment> owned, EntityId id)
    {
        var (order, shipment) = owned;
        var parcel = shipment.Parcels.First(p => p.Id == id);
        Head(json, parcel.Id, parcel.Version, shipment.CreatedAt, shipment.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.Of(parcel.Status));
        json.WriteString("processRef", order.ProcessId.Value);
        json.WriteString("shipmentRef", shipment.Id.Value);
        json.WriteString("facilityRef", shipment.Facility.Value);
        json.Text("carrierRef", shipment.Carrier);
        json.Text("carrierProduct", shipment.Product);
        json.Moment("labelRequested", parcel.LabelRequested);
        if (order.PersonalData.Consumer.DeliveryAddress is { } address) json.Object("recipient", address, ConsumerWriter.Address);
        if (parcel.Status is ParcelStatus.Done or ParcelStatus.Failed)
        {
            json.WriteStartObject("result");
            json.WriteString("summary", parcel.Failure ?? "made");
            json.Text("carrierTrackingNumber", parcel.Tracking);
            json.Text("sendLabelUrl", parcel.Status is ParcelStatus.Done ? $"/api/parcels/{parcel.Id.Value}/labels/send" : null);
            json.WriteEndObject();
        }

        OrderWriter.Workflow(json);
    }

    private static void Head(Utf8JsonWriter json, EntityId id, long version, DateTimeOffset created, DateTimeOffset modified)
    {
        json.WriteString("id", id.Value);
        json.WriteNumber("version", version);
        json.Moment("created", created);
        json.Moment("lastModified", modified);
    }

    private static void Around(Utf8JsonWriter json, Order order, FacilityId facility)
    {
        json.WriteString("facilityRef", facility.Value);
        json.WriteString("orderRef", order.Id.Value);
        json.Text("tenantOrderId", order.TenantOrderId);
        json.Moment("orderDate", order.OrderDate);
        json.Moment("targetTime", order.Delivery.PreferredTime ?? order.OrderDate);
        json.WriteString("processId", order.ProcessId.Value);
    }
}

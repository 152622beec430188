using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes handover jobs, shipments, and parcels.</summary>
internal static class ShippingWriter
{
    public static void WriteHandoverJob(Utf8JsonWriter json, OwnedEntity<HandoverJob> owned)
    {
        var (order, job) = owned;
        WriteHead(json, job.Id, job.Version, job.CreatedAt, job.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(job.Status));
        WriteOrderReferences(json, order, job.Facility);
        json.WriteText("cancelReason", job.CancelReason is { } reason ? FulfillmenttoolsStatusNames.ToWireName(reason) : null);
        json.WriteString("channel", order.Delivery.Kind is DeliveryKind.Collect ? "COLLECT" : "SHIPPING");
        json.WriteText("pickJobRef", job.PickJobId.Value);
        json.WriteText("shipmentRef", order.Shipments.FirstOrDefault(s => s.PickJobId == job.PickJobId)?.Id.Value);
        if (order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            json.WriteObject("recipientAddress", address, ConsumerWriter.WriteAddress);
        }

        json.WriteObjects("handoverJobLineItems", job.Lines.Select(l => (l, job, order)), static (item, entry) =>
        {
            item.WriteString("id", entry.l.Line.Value);
            item.WriteQuantity("quantity", entry.l.Quantity);
            item.WriteQuantity("handedOverQuantity", entry.job.GetHandedOver(entry.l.Line));
            if (entry.order.FindLine(entry.l.Line) is { } known)
            {
                OrderLineWriter.WriteDetails(item, new(known, entry.order));
            }
        });
        OrderWriter.WriteWorkflowInformation(json);
    }

    public static void WriteShipment(Utf8JsonWriter json, OwnedEntity<Shipment> owned)
    {
        var (order, shipment) = owned;
        WriteHead(json, shipment.Id, shipment.Version, shipment.CreatedAt, shipment.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(shipment.Status));
        WriteOrderReferences(json, order, shipment.Facility);
        json.WriteText("pickJobRef", shipment.PickJobId?.Value);
        json.WriteText("carrierRef", shipment.Carrier);
        json.WriteText("carrierProduct", shipment.Product);
        json.WriteBoolean("hasActiveCarrier", shipment.Carrier is not null);
        if (order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            json.WriteObject("targetAddress", address, ConsumerWriter.WriteAddress);
        }

        json.WriteObjects("parcels", shipment.Parcels, static (item, parcel) =>
        {
            item.WriteString("id", parcel.Id.Value);
            item.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(parcel.Status));
        });
        OrderWriter.WriteWorkflowInformation(json);
    }

    public static void WriteParcel(Utf8JsonWriter json, OwnedEntity<Shipment> owned, EntityId id)
    {
        var (order, shipment) = owned;
        var parcel = shipment.Parcels.First(p => p.Id == id);
        WriteHead(json, parcel.Id, parcel.Version, shipment.CreatedAt, shipment.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(parcel.Status));
        json.WriteString("processRef", order.ProcessId.Value);
        json.WriteString("shipmentRef", shipment.Id.Value);
        json.WriteString("facilityRef", shipment.Facility.Value);
        json.WriteText("carrierRef", shipment.Carrier);
        json.WriteText("carrierProduct", shipment.Product);
        json.WriteTimestamp("labelRequested", parcel.LabelRequested);
        if (order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            json.WriteObject("recipient", address, ConsumerWriter.WriteAddress);
        }

        if (parcel.Status is ParcelStatus.Done or ParcelStatus.Failed)
        {
            json.WriteStartObject("result");
            json.WriteString("summary", parcel.Failure ?? "created");
            json.WriteText("carrierTrackingNumber", parcel.Tracking);
            json.WriteText("sendLabelUrl", parcel.Status is ParcelStatus.Done ? $"/api/parcels/{parcel.Id.Value}/labels/send" : null);
            json.WriteEndObject();
        }

        OrderWriter.WriteWorkflowInformation(json);
    }

    private static void WriteHead(Utf8JsonWriter json, EntityId id, long version, DateTimeOffset created, DateTimeOffset modified)
    {
        json.WriteString("id", id.Value);
        json.WriteNumber("version", version);
        json.WriteTimestamp("created", created);
        json.WriteTimestamp("lastModified", modified);
    }

    private static void WriteOrderReferences(Utf8JsonWriter json, Order order, FacilityId facility)
    {
        json.WriteString("facilityRef", facility.Value);
        json.WriteString("orderRef", order.Id.Value);
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteTimestamp("orderDate", order.OrderDate);
        json.WriteTimestamp("targetTime", order.Delivery.PreferredTime ?? order.OrderDate);
        json.WriteString("processId", order.ProcessId.Value);
    }
}

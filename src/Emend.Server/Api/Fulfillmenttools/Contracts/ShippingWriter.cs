using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Orders;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Writes handover jobs, shipments, and parcels.</summary>
internal static class ShippingWriter
{
    // Parcels exist before a carrier is chosen; the vendor requires the member.
    private const string NoCarrier = "";

    public static void WriteHandoverJob(Utf8JsonWriter json, OwnedEntity<HandoverJob> owned)
    {
        var (order, job) = owned;
        WriteHead(json, job.Id, job.Version, job.CreatedAt, job.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(job.Status));
        json.WriteString("orderRef", order.Id.Value);
        WriteOrderReferences(json, order, job.Facility, order.Delivery.PreferredTime);
        json.WriteText("cancelReason", job.CancelReason is { } reason ? FulfillmenttoolsStatusNames.ToWireName(reason) : null);
        json.WriteString("channel", order.Delivery.Kind is DeliveryKind.Collect ? "COLLECT" : "DELIVERY");
        json.WriteText("pickJobRef", job.PickJobId.Value);
        var shipment = order.Shipments.FirstOrDefault(s => s.PickJobId == job.PickJobId);
        json.WriteText("shipmentRef", shipment?.Id.Value);
        if (shipment is { Parcels: [var parcel] })
        {
            json.WriteObject("handoverJobParcelInfo", (shipment, parcel), static (item, entry) =>
            {
                item.WriteString("parcelRef", entry.parcel.Id.Value);
                item.WriteString("shipmentRef", entry.shipment.Id.Value);
                item.WriteText("carrierRef", entry.shipment.Carrier);
                item.WriteText("carrierTrackingNumber", entry.parcel.Tracking);
            });
        }

        if (order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            json.WriteObject("recipientAddress", address, ConsumerWriter.WriteAddress);
        }

        json.WriteObjects("handoverJobLineItems", job.Lines.Select(l => (l, job, order)), static (item, entry) =>
        {
            item.WriteString("id", entry.l.Line.Value);
            item.WriteQuantity("quantity", entry.l.Quantity);
            item.WriteQuantity("handedOverQuantity", entry.job.GetHandedOver(entry.l.Line));
            if (entry.order.FindLineOrRemoved(entry.l.Line) is { } known)
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
        WriteOrderReferences(json, order, shipment.Facility, order.GetTargetTime(shipment));
        json.WriteText("pickJobRef", shipment.PickJobId?.Value);
        json.WriteText("carrierRef", shipment.Carrier);
        json.WriteText("carrierProduct", shipment.Product);
        json.WriteBoolean("hasActiveCarrier", shipment.Carrier is not null);
        if (order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            json.WriteObject("targetAddress", address, ConsumerWriter.WriteAddress);
        }

        json.WriteObjects("parcels", shipment.Parcels.Select(p => (p, shipment.Carrier)), static (item, entry) =>
        {
            item.WriteString("parcelRef", entry.p.Id.Value);
            item.WriteString("carrierRef", entry.Carrier ?? NoCarrier);
            item.WriteText("carrierTrackingNumber", entry.p.Tracking);
            item.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(entry.p.Status));
        });
        OrderWriter.WriteWorkflowInformation(json);
    }

    public static void WriteParcel(Utf8JsonWriter json, SentParcel sent)
    {
        var (order, shipment) = sent.Shipment;
        var parcel = shipment.Parcels.First(p => p.Id == sent.Parcel);
        WriteHead(json, parcel.Id, parcel.Version, shipment.CreatedAt, shipment.ModifiedAt);
        json.WriteString("status", FulfillmenttoolsStatusNames.ToWireName(parcel.Status));
        json.WriteString("processRef", order.ProcessId.Value);
        json.WriteString("shipmentRef", shipment.Id.Value);
        json.WriteString("facilityRef", shipment.Facility.Value);
        json.WriteString("carrierRef", shipment.Carrier ?? NoCarrier);
        json.WriteText("carrierProduct", shipment.Product);
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteTexts("loadUnitRefs", []);
        var lines = order.GetLines(shipment, parcel);
        if (!lines.IsEmpty)
        {
            json.WriteObjects("items", lines.Select(l => (l, order)), static (item, entry) =>
            {
                item.WriteString("id", entry.l.Line.Value);
                item.WriteQuantity("quantity", entry.l.Quantity);
                if (entry.order.FindLineOrRemoved(entry.l.Line) is { } known)
                {
                    item.WriteObject("article", known, OrderLineWriter.WriteArticle);
                }
            });
        }

        json.WriteJson("sender", sent.Sender);
        if (order.PersonalData.Consumer.DeliveryAddress is { } address)
        {
            json.WriteObject("recipient", address, ConsumerWriter.WriteAddress);
        }

        if (parcel.Status is ParcelStatus.Done or ParcelStatus.Failed || !parcel.TrackingData.IsEmpty)
        {
            json.WriteObject("result", parcel, WriteResult);
        }

        OrderWriter.WriteWorkflowInformation(json);
    }

    /// <summary>Writes an entry of the list of parcels: the parcel, and the members of the vendor's short form.</summary>
    public static void WriteListedParcel(Utf8JsonWriter json, SentParcel sent)
    {
        json.WriteString("parcelRef", sent.Parcel.Value);
        json.WriteText("carrierTrackingNumber", sent.Shipment.Entity.Parcels.First(p => p.Id == sent.Parcel).Tracking);
        WriteParcel(json, sent);
    }

    // The vendor has no member for the tracking data of a return.
    private static void WriteResult(Utf8JsonWriter json, Parcel parcel)
    {
        json.WriteString("summary", parcel.Failure ?? (parcel.Status is ParcelStatus.Done ? "created" : "tracked"));
        json.WriteText("carrierTrackingNumber", parcel.Tracking);
        json.WriteText("sendLabelUrl", parcel.Status is ParcelStatus.Done ? $"/api/parcels/{parcel.Id.Value}/labels/send" : null);
        if (parcel.TrackingData.FirstOrDefault(t => t.Direction is TrackingDirection.Outbound) is { } tracking)
        {
            json.WriteString("trackingStatus", FulfillmenttoolsStatusNames.ToResponseName(tracking.Status));
            if (tracking.CarrierStatus is { } status)
            {
                json.WriteObject("carrierTrackingStatus", status, static (item, text) => item.WriteString("status", text));
            }
        }
    }

    private static void WriteHead(Utf8JsonWriter json, EntityId id, long version, DateTimeOffset created, DateTimeOffset modified)
    {
        json.WriteString("id", id.Value);
        json.WriteNumber("version", version);
        json.WriteTimestamp("created", created);
        json.WriteTimestamp("lastModified", modified);
    }

    private static void WriteOrderReferences(Utf8JsonWriter json, Order order, FacilityId facility, DateTimeOffset? targetTime)
    {
        json.WriteString("facilityRef", facility.Value);
        json.WriteText("tenantOrderId", order.TenantOrderId);
        json.WriteTimestamp("orderDate", order.OrderDate);
        json.WriteTimestamp("targetTime", targetTime ?? order.OrderDate);
        json.WriteString("processId", order.ProcessId.Value);
    }
}

using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schemas and writer of handover jobs and shipments.</summary>
internal static class NativeShippingWriter
{
    public static readonly JsonSchema HandoverJobSchema = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Schema<HandoverStatus>()),
        Required("facility", NativeCommonSchemas.Id.WithDescription("The facility that holds the goods.")),
        Required("pickJob", NativeCommonSchemas.Id.WithDescription("The pick job of the goods.")),
        Required("lines", JsonSchema.List(JsonSchema.Object(
            Required("line", NativeCommonSchemas.Id),
            Required("quantity", NativeCommonSchemas.NonNegativeQuantity.WithDescription("The quantity to hand over.")),
            Required("handedOver", NativeCommonSchemas.NonNegativeQuantity.WithDescription(
                "The quantity that was handed over."))).Named("HandoverLine")))).Named("HandoverJob");

    /// <summary>What a carrier outside of Emend reports about a parcel; also in requests.</summary>
    public static readonly JsonSchema TrackingDataSchema = JsonSchema.List(
        JsonSchema.Object(
            Required("direction", EnumWireNames.Schema<TrackingDirection>().WithDescription(
                "To the customer (outbound), or back (inbound).")),
            Required("status", EnumWireNames.Schema<TrackingStatus>()),
            Required("number", NativeCommonSchemas.Id.WithDescription("The tracking number.")),
            Optional("carrierStatus", JsonSchema.NonBlankText().WithDescription("The status in the words of the carrier.")))
            .Named("ParcelTracking"),
        max: 2,
        min: 1);

    public static readonly JsonSchema ShipmentSchema = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Id),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Schema<ShipmentStatus>()),
        Required("facility", NativeCommonSchemas.Id),
        Optional("pickJob", NativeCommonSchemas.Id),
        Optional("carrier", NativeCommonSchemas.Id.WithDescription("The selected carrier.")),
        Optional("product", NativeCommonSchemas.Id),
        Optional("targetTime", JsonSchema.Timestamp.WithDescription(
            "The target time that was set for the shipment. The preferred time of the order takes precedence.")),
        Required("parcels", JsonSchema.List(JsonSchema.Object(
            Required("id", NativeCommonSchemas.Id),
            Required("version", NativeCommonSchemas.Revision),
            Required("status", EnumWireNames.Schema<ParcelStatus>()),
            Optional("labelRequestedAt", JsonSchema.Timestamp),
            Optional("tracking", JsonSchema.Text().WithDescription("The tracking number of the carrier.")),
            Optional("failure", JsonSchema.Text().WithDescription(
                "Why the carrier did not create a label.")),
            Optional("lines", JsonSchema.List(JsonSchema.Object(
                Required("line", NativeCommonSchemas.Id),
                Required("quantity", NativeCommonSchemas.PositiveQuantity)).Named("ParcelLine")).WithDescription(
                "The goods in the parcel. Absent if it contains everything of the shipment.")),
            Optional("trackingData", TrackingDataSchema.WithDescription(
                "The last report of a carrier outside of Emend per direction."))).Named("Parcel")))).Named("Shipment");

    public static void WriteHandoverJob(Utf8JsonWriter json, HandoverJob job)
    {
        json.WriteString("id", job.Id.Value);
        json.WriteNumber("version", job.Version);
        json.WriteString("status", EnumWireNames.ToName(job.Status));
        json.WriteString("facility", job.Facility.Value);
        json.WriteString("pickJob", job.PickJobId.Value);
        json.WriteObjects("lines", job.Lines, (line, units) =>
        {
            line.WriteString("line", units.Line.Value);
            line.WriteQuantity("quantity", units.Quantity);
            line.WriteQuantity("handedOver", job.GetHandedOver(units.Line));
        });
    }

    public static void WriteShipment(Utf8JsonWriter json, Shipment shipment)
    {
        json.WriteString("id", shipment.Id.Value);
        json.WriteNumber("version", shipment.Version);
        json.WriteString("status", EnumWireNames.ToName(shipment.Status));
        json.WriteString("facility", shipment.Facility.Value);
        json.WriteText("pickJob", shipment.PickJobId?.Value);
        json.WriteText("carrier", shipment.Carrier);
        json.WriteText("product", shipment.Product);
        json.WriteTimestamp("targetTime", shipment.TargetTime);
        json.WriteObjects("parcels", shipment.Parcels, static (item, parcel) =>
        {
            item.WriteString("id", parcel.Id.Value);
            item.WriteNumber("version", parcel.Version);
            item.WriteString("status", EnumWireNames.ToName(parcel.Status));
            item.WriteTimestamp("labelRequestedAt", parcel.LabelRequested);
            item.WriteText("tracking", parcel.Tracking);
            item.WriteText("failure", parcel.Failure);
            if (!parcel.Lines.IsEmpty)
            {
                item.WriteObjects("lines", parcel.Lines, static (entry, units) =>
                {
                    entry.WriteString("line", units.Line.Value);
                    entry.WriteQuantity("quantity", units.Quantity);
                });
            }

            if (!parcel.TrackingData.IsEmpty)
            {
                item.WriteObjects("trackingData", parcel.TrackingData, static (entry, tracking) =>
                {
                    entry.WriteString("direction", EnumWireNames.ToName(tracking.Direction));
                    entry.WriteString("status", EnumWireNames.ToName(tracking.Status));
                    entry.WriteString("number", tracking.Number);
                    entry.WriteText("carrierStatus", tracking.CarrierStatus);
                });
            }
        });
    }
}

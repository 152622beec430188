using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>What was picked, on the wire: the handover jobs and shipments of an order.</summary>
internal static class NativeShippingWriter
{
    public static readonly JsonSchema HandoverJobShape = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Shape<HandoverStatus>()),
        Required("facility", NativeCommonSchemas.Ref.WithDescription("Where the goods are.")),
        Required("pickJob", NativeCommonSchemas.Ref.WithDescription("The pick job that picked them.")),
        Required("lines", JsonSchema.List(JsonSchema.Object(
            Required("line", NativeCommonSchemas.Ref),
            Required("quantity", NativeCommonSchemas.AnyQuantity.WithDescription("How much is to be handed over.")),
            Required("handedOver", NativeCommonSchemas.AnyQuantity.WithDescription("How much of it is gone."))).Named("HandoverLine")))).Named("HandoverJob");

    public static readonly JsonSchema ShipmentShape = JsonSchema.Object(
        Required("id", NativeCommonSchemas.Ref),
        Required("version", NativeCommonSchemas.Revision),
        Required("status", EnumWireNames.Shape<ShipmentStatus>()),
        Required("facility", NativeCommonSchemas.Ref),
        Optional("pickJob", NativeCommonSchemas.Ref),
        Optional("carrier", NativeCommonSchemas.Ref.WithDescription("The carrier that was chosen.")),
        Optional("product", NativeCommonSchemas.Ref),
        Required("parcels", JsonSchema.List(JsonSchema.Object(
            Required("id", NativeCommonSchemas.Ref),
            Required("version", NativeCommonSchemas.Revision),
            Required("status", EnumWireNames.Shape<ParcelStatus>()),
            Optional("labelRequestedAt", JsonSchema.Moment),
            Optional("tracking", JsonSchema.Text().WithDescription("By what the carrier follows it.")),
            Optional("failure", JsonSchema.Text().WithDescription("Why the carrier made no label."))).Named("Parcel")))).Named("Shipment");

    public static void HandoverJob(Utf8JsonWriter json, HandoverJob job)
    {
        json.WriteString("id", job.Id.Value);
        json.WriteNumber("version", job.Version);
        json.WriteString("status", EnumWireNames.Of(job.Status));
        json.WriteString("facility", job.Facility.Value);
        json.WriteString("pickJob", job.PickJobId.Value);
        json.Objects("lines", job.Lines, (line, units) =>
        {
            line.WriteString("line", units.Line.Value);
            line.Amount("quantity", units.Quantity);
            line.Amount("handedOver", job.Gone(units.Line));
        });
    }

    public static void Shipment(Utf8JsonWriter json, Shipment shipment)
    {
        json.WriteString("id", shipment.Id.Value);
        json.WriteNumber("version", shipment.Version);
        json.WriteString("status", EnumWireNames.Of(shipment.Status));
        json.WriteString("facility", shipment.Facility.Value);
        json.Text("pickJob", shipment.PickJobId?.Value);
        json.Text("carrier", shipment.Carrier);
        json.Text("product", shipment.Product);
        json.Objects("parcels", shipment.Parcels, static (item, parcel) =>
        {
            item.WriteString("id", parcel.Id.Value);
            item.WriteNumber("version", parcel.Version);
            item.WriteString("status", EnumWireNames.Of(parcel.Status));
            item.Moment("labelRequestedAt", parcel.LabelRequested);
            item.Text("tracking", parcel.Tracking);
            item.Text("failure", parcel.Failure);
        });
    }
}

using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>What was picked, on the wire: the handover jobs and shipments of an order.</summary>
internal static class PackedBody
{
    public static readonly Shape HandoverJobShape = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("version", CommonShapes.Revision),
        Must("status", States.Shape<HandoverStatus>()),
        Must("facility", CommonShapes.Ref.Says("Where the goods are.")),
        Must("pickJob", CommonShapes.Ref.Says("The pick job that picked them.")),
        Must("lines", Shape.List(Shape.Object(
            Must("line", CommonShapes.Ref),
            Must("quantity", CommonShapes.AnyQuantity.Says("How much is to be handed over.")),
            Must("handedOver", CommonShapes.AnyQuantity.Says("How much of it is gone."))).Named("HandoverLine")))).Named("HandoverJob");

    public static readonly Shape ShipmentShape = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("version", CommonShapes.Revision),
        Must("status", States.Shape<ShipmentStatus>()),
        Must("facility", CommonShapes.Ref),
        May("pickJob", CommonShapes.Ref),
        May("carrier", CommonShapes.Ref.Says("The carrier that was chosen.")),
        May("product", CommonShapes.Ref),
        Must("parcels", Shape.List(Shape.Object(
            Must("id", CommonShapes.Ref),
            Must("version", CommonShapes.Revision),
            Must("status", States.Shape<ParcelStatus>()),
            May("labelRequestedAt", Shape.Moment),
            May("tracking", Shape.Text().Says("By what the carrier follows it.")),
            May("failure", Shape.Text().Says("Why the carrier made no label."))).Named("Parcel")))).Named("Shipment");

    public static void HandoverJob(Utf8JsonWriter json, HandoverJob job)
    {
        json.WriteString("id", job.Id.Value);
        json.WriteNumber("version", job.Version);
        json.WriteString("status", States.Of(job.Status));
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
        json.WriteString("status", States.Of(shipment.Status));
        json.WriteString("facility", shipment.Facility.Value);
        json.Text("pickJob", shipment.PickJobId?.Value);
        json.Text("carrier", shipment.Carrier);
        json.Text("product", shipment.Product);
        json.Objects("parcels", shipment.Parcels, static (item, parcel) =>
        {
            item.WriteString("id", parcel.Id.Value);
            item.WriteNumber("version", parcel.Version);
            item.WriteString("status", States.Of(parcel.Status));
            item.Moment("labelRequestedAt", parcel.LabelRequested);
            item.Text("tracking", parcel.Tracking);
            item.Text("failure", parcel.Failure);
        });
    }
}

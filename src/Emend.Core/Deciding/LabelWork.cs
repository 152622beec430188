using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>Decides on asking for labels, on the answers of carriers, and on carriers themselves.</summary>
internal static class LabelWork
{
    public static Decision Decide(Order order, OrderCommand.Label label, Facts facts)
    {
        var table = facts.Policy[Actions.ShippingLabel];
        var shipment = order.ShipmentOf(label.Parcel) ?? order.FindShipment(label.Parcel);
        var parcel = shipment?.Parcels.FirstOrDefault(p => p.Id == label.Parcel)
            ?? shipment?.Parcels.FirstOrDefault(p => !Definitions.LabelRequested(p))
            ?? shipment?.Parcels.FirstOrDefault();
        var about = new Case(order, order, facts) { Shipment = shipment, Parcel = parcel, Labelling = label.Step };
        var checking = new Checking();
        checking.Permissions(table, about);
        if (checking.AnyFailed)
            return new Decision.Refused(checking.Refusals);
        if (parcel is not null && label.Version is { } named && named != parcel.Version)
            return new Decision.Stale(parcel.Version, named);
        if (parcel is not null && IsSo(parcel, label.Step))
            return new Decision.NoChange();
        checking.Rows(table, Looks.AtOrder, about);
        if (checking.AnyFailed)
            return new Decision.Refused(checking.Refusals);

        var draft = Draft.Of(order, facts);
        draft.Happen(label.Step switch
        {
            LabelStep.Void => new OrderEvent.LabelsObsoleted([parcel!.Id]),
            LabelStep.Made made => new OrderEvent.LabelMade(shipment!.Id, parcel!.Id, made.Tracking),
            LabelStep.Failed failed => new OrderEvent.LabelFailed(shipment!.Id, parcel!.Id, failed.Reason),
            _ => new OrderEvent.LabelRequested(shipment!.Id, parcel!.Id, Carriers.Of(about)!.Value.Id),
        });
        return draft.Accept(null);
    }

    /// <summary>Whether the shipment is with that carrier already.</summary>
    public static bool IsWith(Order order, ProcessStep.ChangeCarrier change, Facts facts) =>
        order.FindShipment(change.Shipment) is { Carrier: { } carrier } shipment
        && Carriers.Serving(order, shipment.Facility, change.Carrier, facts)?.Id == carrier
        && shipment.Product == change.Product;

    public static Decision.Accepted Change(Draft draft, ProcessStep.ChangeCarrier change, Facts facts)
    {
        var shipment = draft.Order.FindShipment(change.Shipment)!;
        var carrier = Carriers.Serving(draft.Order, shipment.Facility, change.Carrier, facts)!.Value;
        var lost = shipment.Parcels.Where(Definitions.LabelRequested).Select(p => p.Id).ToList();
        if (lost.Count > 0)
            draft.Happen(new OrderEvent.LabelsObsoleted([.. lost]));
        draft.Happen(new OrderEvent.CarrierChanged(shipment.Id, carrier.Id, change.Product));
        return draft.Accept(null);
    }

    // Told again by a worker that does not know whether it told.
    private static bool IsSo(Parcel parcel, LabelStep step) => step switch
    {
        LabelStep.Made made =>
            parcel.Status is ParcelStatus.Done && parcel.LabelRequested == made.Asked && parcel.Tracking == made.Tracking,
        LabelStep.Failed failed =>
            parcel.Status is ParcelStatus.Failed && parcel.LabelRequested == failed.Asked && parcel.Failure == failed.Reason,
        _ => false,
    };
}

using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides on asking for labels, on the answers of carriers, and on carriers themselves.</summary>
internal static class LabelDecider
{
    public static Decision Decide(Order order, OrderCommand.UpdateLabel updateLabel, DecisionContext context)
    {
        var ruleSet = context.Policy[ActionNames.ShippingLabel];
        var shipment = order.ShipmentOf(updateLabel.Parcel) ?? order.FindShipment(updateLabel.Parcel);
        var parcel = shipment?.Parcels.FirstOrDefault(p => p.Id == updateLabel.Parcel)
            ?? shipment?.Parcels.FirstOrDefault(p => !OrderPredicates.LabelRequested(p))
            ?? shipment?.Parcels.FirstOrDefault();
        var about = new RuleContext(order, order, context) { Shipment = shipment, Parcel = parcel, LabelAction = updateLabel.Step };
        var evaluator = new RuleEvaluator();
        evaluator.Permissions(ruleSet, about);
        if (evaluator.HasViolations)
            return new Decision.Rejected(evaluator.Refusals);
        if (parcel is not null && updateLabel.Version is { } named && named != parcel.Version)
            return new Decision.VersionConflict(parcel.Version, named);
        if (parcel is not null && IsSo(parcel, updateLabel.Step))
            return new Decision.NoChange();
        evaluator.Rows(ruleSet, RuleScope.OnOrder, about);
        if (evaluator.HasViolations)
            return new Decision.Rejected(evaluator.Refusals);

        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(updateLabel.Step switch
        {
            LabelAction.Void => new OrderEvent.LabelsObsoleted([parcel!.Id]),
            LabelAction.Created made => new OrderEvent.LabelCreated(shipment!.Id, parcel!.Id, made.Tracking),
            LabelAction.Failed failed => new OrderEvent.LabelFailed(shipment!.Id, parcel!.Id, failed.Reason),
            _ => new OrderEvent.LabelRequested(shipment!.Id, parcel!.Id, CarrierSelector.Of(about)!.Value.Id),
        });
        return builder.Accept(null);
    }

    /// <summary>Whether the shipment is with that carrier already.</summary>
    public static bool IsWith(Order order, FulfillmentAction.ChangeCarrier change, DecisionContext context) =>
        order.FindShipment(change.Shipment) is { Carrier: { } carrier } shipment
        && CarrierSelector.Serving(order, shipment.Facility, change.Carrier, context)?.Id == carrier
        && shipment.Product == change.Product;

    public static Decision.Accepted Change(OrderRevisionBuilder builder, FulfillmentAction.ChangeCarrier change, DecisionContext context)
    {
        var shipment = builder.Order.FindShipment(change.Shipment)!;
        var carrier = CarrierSelector.Serving(builder.Order, shipment.Facility, change.Carrier, context)!.Value;
        var lost = shipment.Parcels.Where(OrderPredicates.LabelRequested).Select(p => p.Id).ToList();
        if (lost.Count > 0)
            builder.Append(new OrderEvent.LabelsObsoleted([.. lost]));
        builder.Append(new OrderEvent.CarrierChanged(shipment.Id, carrier.Id, change.Product));
        return builder.Accept(null);
    }

    // Told again by a worker that does not know whether it told.
    private static bool IsSo(Parcel parcel, LabelAction action) => action switch
    {
        LabelAction.Created made =>
            parcel.Status is ParcelStatus.Done && parcel.LabelRequested == made.RequestedAt && parcel.Tracking == made.Tracking,
        LabelAction.Failed failed =>
            parcel.Status is ParcelStatus.Failed && parcel.LabelRequested == failed.Asked && parcel.Failure == failed.Reason,
        _ => false,
    };
}

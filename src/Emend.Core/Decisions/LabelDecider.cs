using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>Decides actions on parcels and labels, carrier responses and carrier changes.</summary>
internal static class LabelDecider
{
    public static Decision Decide(Order order, OrderCommand.UpdateLabel command, DecisionContext context)
    {
        var shipment = order.FindShipmentOfParcel(command.Parcel) ?? order.FindShipment(command.Parcel);
        var parcel = FindParcel(shipment, command);
        var ruleContext = new RuleContext(order, order, context, new RuleSubject.OfParcel(shipment, parcel, command.Action));
        var evaluator = new RuleEvaluator(context.Policy);
        var ruleSet = evaluator.GetRuleSet(ActionNames.ShippingLabel, ruleContext);
        evaluator.CheckPermissions(ruleSet, ruleContext);
        if (evaluator.HasViolations)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        if (parcel is not null && command.Version is { } expectedVersion && expectedVersion != parcel.Version)
        {
            return new Decision.VersionConflict(parcel.Version, expectedVersion);
        }

        if (parcel is not null && IsAlreadyApplied(parcel, shipment!, order, command.Action, context))
        {
            return new Decision.NoChange();
        }

        evaluator.CheckRules(ruleSet, RuleScope.OnOrder, ruleContext);
        if (evaluator.HasViolations)
        {
            return new Decision.Rejected(evaluator.Violations);
        }

        var builder = OrderRevisionBuilder.From(order, context);
        builder.Append(command.Action switch
        {
            LabelAction.Split split => Split(builder, shipment!, parcel!, split),
            LabelAction.Track track => new OrderEvent.ParcelTracked(shipment!.Id, parcel!.Id, track.Reports),
            LabelAction.Void => new OrderEvent.LabelsObsoleted([parcel!.Id]),
            LabelAction.Created created => new OrderEvent.LabelCreated(shipment!.Id, parcel!.Id, created.Tracking),
            LabelAction.Failed failed => new OrderEvent.LabelFailed(shipment!.Id, parcel!.Id, failed.Reason),
            _ => new OrderEvent.LabelRequested(
                shipment!.Id, parcel!.Id, CarrierSelector.Select(order, shipment, command.Action, context)!.Value.Id),
        });
        if (command.Action is LabelAction.Track)
        {
            HandoverDecider.HandOverTrackedParcels(builder, shipment!.Id);
        }

        return builder.Accept(null);
    }

    /// <summary>Whether the shipment already has this carrier and product.</summary>
    public static bool HasCarrier(Order order, FulfillmentAction.ChangeCarrier change, DecisionContext context) =>
        order.FindShipment(change.Shipment) is { Carrier: { } carrier } shipment
        && CarrierSelector.FindServing(order, shipment.Facility, change.Carrier, context)?.Id == carrier
        && shipment.Product == change.Product;

    public static Decision.Accepted ChangeCarrier(
        OrderRevisionBuilder builder, FulfillmentAction.ChangeCarrier change, DecisionContext context)
    {
        var shipment = builder.Order.FindShipment(change.Shipment)!;
        var carrier = CarrierSelector.FindServing(builder.Order, shipment.Facility, change.Carrier, context)!.Value;
        var lost = shipment.Parcels.Where(OrderPredicates.IsLabelRequested).Select(p => p.Id).ToList();
        if (lost.Count > 0)
        {
            builder.Append(new OrderEvent.LabelsObsoleted([.. lost]));
        }

        builder.Append(new OrderEvent.CarrierChanged(shipment.Id, carrier.Id, change.Product));
        return builder.Accept(null);
    }

    // A worker can repeat a response if it does not know whether the response was recorded.
    private static bool IsAlreadyApplied(
        Parcel parcel, Shipment shipment, Order order, LabelAction action, DecisionContext context) => action switch
    {
        LabelAction.Request { Carrier: var named } => parcel.Status is ParcelStatus.Processing or ParcelStatus.Done
            && (named is null || CarrierSelector.Select(order, shipment, action, context)?.Id == shipment.Carrier),
        LabelAction.Created created =>
            parcel.Status is ParcelStatus.Done && parcel.LabelRequested == created.RequestedAt && parcel.Tracking == created.Tracking,
        LabelAction.Failed failed =>
            parcel.Status is ParcelStatus.Failed && parcel.LabelRequested == failed.RequestedAt && parcel.Failure == failed.Reason,
        LabelAction.Void => parcel.Status is ParcelStatus.Obsolete,
        LabelAction.Track track => track.Reports.All(parcel.TrackingData.Contains),
        _ => false,
    };

    // Only the label of a shipment has a default parcel.
    private static Parcel? FindParcel(Shipment? shipment, OrderCommand.UpdateLabel command) => shipment is null
        ? null
        : shipment.Parcels.FirstOrDefault(p => p.Id == command.Parcel)
            ?? (command.Action is LabelAction.Track or LabelAction.Split
                ? null
                : shipment.Parcels.FirstOrDefault(p => !OrderPredicates.IsLabelRequested(p) && !p.IsTracked)
                    ?? shipment.Parcels.FirstOrDefault());

    private static OrderEvent.ParcelSplit Split(OrderRevisionBuilder builder, Shipment shipment, Parcel parcel, LabelAction.Split split)
    {
        ImmutableArray<LineQuantity> moved =
            [.. split.Lines.GroupBy(l => l.Line, (line, parts) => new LineQuantity(line, Sum(parts.Select(l => l.Quantity))))];
        ImmutableArray<LineQuantity> remaining =
        [
            .. builder.Order.GetLines(shipment, parcel)
                .Select(l => l with { Quantity = l.Quantity - Sum(moved.Where(m => m.Line == l.Line).Select(m => m.Quantity)) })
                .Where(l => l.Quantity > Quantity.Zero),
        ];
        var added = new Parcel(new EntityId(builder.Ids.Next()), 1, ParcelStatus.Open, null) { Lines = moved };
        return new(shipment.Id, parcel.Id, remaining, added);
    }

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, quantity) => sum + quantity);
}

using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Decisions;

/// <summary>The part of <see cref="AvailableActionQuery"/> that is about what was picked: job by job, parcel by parcel.</summary>
internal static class AvailableShippingActions
{
    private static readonly (string Name, HandoverJobAction Step)[] Handing =
    [
        ("handOver", new HandoverJobAction.HandOverAll()),
        ("wait", new HandoverJobAction.Wait()),
        ("revert", new HandoverJobAction.Revert()),
        ("cancel", new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerNoShow)),
    ];

    private static readonly (string Name, LabelAction Step)[] Labelling =
        [("request", new LabelAction.Request(null)), ("void", new LabelAction.Void())];

    public static AvailableAction Handovers(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var whole = new RuleContext(order, order, context);
        if (order.HandoverJobs.IsEmpty)
            return new(ruleSet.Action, AvailableActionQuery.OfWork(ruleSet, whole), ruleSet.Effects, []);
        var steps =
            from job in order.HandoverJobs
            from handing in Handing
            let because = AvailableActionQuery.OfWork(ruleSet, whole with { HandoverJob = job, HandoverJobAction = handing.Step })
            select new AvailableActionStep(handing.Name, null, null, because.IsEmpty, because) { HandoverJob = job.Id };
        return AvailableActionQuery.Answer(ruleSet, [.. steps]);
    }

    public static AvailableAction Labels(RuleSet ruleSet, Order order, DecisionContext context)
    {
        var whole = new RuleContext(order, order, context);
        if (order.Shipments.IsEmpty)
            return new(ruleSet.Action, AvailableActionQuery.OfWork(ruleSet, whole), ruleSet.Effects, []);
        var steps =
            from shipment in order.Shipments
            from parcel in shipment.Parcels
            from labelling in Labelling
            let about = whole with { Shipment = shipment, Parcel = parcel, LabelAction = labelling.Step }
            let because = AvailableActionQuery.OfWork(ruleSet, about)
            select new AvailableActionStep(labelling.Name, null, null, because.IsEmpty, because) { Parcel = parcel.Id };
        return AvailableActionQuery.Answer(ruleSet, [.. steps]);
    }
}

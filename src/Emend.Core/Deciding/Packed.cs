using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Deciding;

/// <summary>The part of <see cref="Possible"/> that is about what was picked: job by job, parcel by parcel.</summary>
internal static class Packed
{
    private static readonly (string Name, HandoverStep Step)[] Handing =
    [
        ("handOver", new HandoverStep.Finish()),
        ("wait", new HandoverStep.Wait()),
        ("revert", new HandoverStep.Revert()),
        ("cancel", new HandoverStep.Cancel(HandoverCancelReason.ConsumerNoShow)),
    ];

    private static readonly (string Name, LabelStep Step)[] Labelling =
        [("request", new LabelStep.Request(null)), ("void", new LabelStep.Void())];

    public static ActionAnswer Handovers(Table table, Order order, Facts facts)
    {
        var whole = new Case(order, order, facts);
        if (order.HandoverJobs.IsEmpty)
            return new(table.Action, Possible.OfWork(table, whole), table.Effects, []);
        var steps =
            from job in order.HandoverJobs
            from handing in Handing
            let because = Possible.OfWork(table, whole with { HandoverJob = job, Handing = handing.Step })
            select new StepAnswer(handing.Name, null, null, because.IsEmpty, because) { HandoverJob = job.Id };
        return Possible.Answer(table, [.. steps]);
    }

    public static ActionAnswer Labels(Table table, Order order, Facts facts)
    {
        var whole = new Case(order, order, facts);
        if (order.Shipments.IsEmpty)
            return new(table.Action, Possible.OfWork(table, whole), table.Effects, []);
        var steps =
            from shipment in order.Shipments
            from parcel in shipment.Parcels
            from labelling in Labelling
            let about = whole with { Shipment = shipment, Parcel = parcel, Labelling = labelling.Step }
            let because = Possible.OfWork(table, about)
            select new StepAnswer(labelling.Name, null, null, because.IsEmpty, because) { Parcel = parcel.Id };
        return Possible.Answer(table, [.. steps]);
    }
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Orders.PickJobStatus;
using static Emend.Core.Rules.Looks;
using static Emend.Core.Rules.RowKind;

namespace Emend.Core.Rules;

/// <summary>docs/rules/fulfillmenttools/pick-job.md, row for row.</summary>
internal static class PickWork
{
    public static readonly Table Table = new(Actions.PickJob,
    [
        Row.Caller("PJ-1", Permissions.PickjobWrite),
        new("PJ-2", Permission, AtOrder, "the caller works at the facility of the pick job", c => c.PickJob is not { } j || c.Facts.Actor.WorksAt(j.Facility), "Have somebody of that facility do it."),
        new("PJ-3", Invariant, AtOrder, "the order is not cancelled", c => c.Order.Status is not (OrderStatus.Cancelled or OrderStatus.Obsolete), "Put the goods back."),
        new("PJ-4", State, AtOrder, "the pick job was not superseded", c => c.PickJob is not null, "Work on the pick job that took its place."),
        new("PJ-5", State, AtOrder, "to start, the pick job is open or paused", c => Allows<PickStep.Start>(c, Open, Paused), "Go on with the job, or reset it first."),
        new("PJ-6", State, AtOrder, "to pick, the pick job is open or in progress", c => Allows<PickStep.Picked>(c, Open, InProgress), "Start the job first; a closed one is finished."),
        new("PJ-7", Request, AtOrder, "the picked lines belong to the pick job", c => Lines(c).All(p => Wanted(c, p) is not null), "Name lines of this pick job.", "lines"),
        new("PJ-8", Request, AtOrder, "no more is picked of a line than it asks for", c => Lines(c).All(p => Wanted(c, p) is not { } l || p.Quantity <= l.Quantity), "Report at most what the line asks for.", "lines"),
        new("PJ-9", Request, AtOrder, "what is picked suits the article: whole, unless it is sold by measure", c => Lines(c).All(p => p.Quantity.IsWhole || c.Order.FindLine(p.Line) is not { } l || c.ByMeasure(l.Article)), "Report a whole number.", "lines"),
        new("PJ-10", State, AtOrder, "to close, the pick job is in progress", c => Allows<PickStep.Close>(c, InProgress), "Start the job first."),
        new("PJ-11", State, AtOrder, "to abort, the pick job is not finished", c => Allows<PickStep.Abort>(c, Open, InProgress, Paused, WaitingForInput), "A finished job can't be aborted; have the goods returned."),
        new("PJ-12", State, AtOrder, "to reset, the pick job is not finished", c => Allows<PickStep.Reset>(c, Open, InProgress, Paused, WaitingForInput), "A finished job can't be reset; have the goods returned."),
        new("PJ-13", Request, AtOrder, "no less than nothing is picked of a line", c => Lines(c).All(p => p.Quantity >= Quantity.Zero), "Report 0 where nothing was found.", "lines"),
        new("PJ-14", State, AtOrder, "to pause, the pick job is in progress", c => Allows<PickStep.Pause>(c, InProgress), "Start the job first; a closed one is finished."),
    ])
    {
        Fixed = true,
        Effects =
        [
            new("pick-job", "the pick job moves on; the version of the order stays"),
            new("stock", "closing takes what was picked off the shelf and gives back the rest of what was reserved"),
            new("handover", "closing has what was picked handed over: a handover job, and a shipment where it is shipped"),
            new("reroute", "aborting has the units of the job routed again, with those that wait for a place; closing those that were not found, if the routing strategy says so"),
        ],
    };

    private static bool Allows<TStep>(Case c, params ReadOnlySpan<PickJobStatus> status) =>
        c.Step is not TStep || c.PickJob is not { } job || status.Contains(job.Status);

    private static ImmutableArray<LineQuantity> Lines(Case c) =>
        c.PickJob is not null && c.Step is PickStep.Picked picked ? picked.Lines : [];

    private static PickLine? Wanted(Case c, LineQuantity picked) =>
        c.PickJob!.Lines.Where(l => l.Line == picked.Line).Select(l => (PickLine?)l).FirstOrDefault();
}

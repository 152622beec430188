using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Orders.PickJobStatus;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>docs/rules/fulfillmenttools/pick-job.md, row for row.</summary>
internal static class PickJobRules
{
    public static readonly RuleSet RuleSet = new(ActionNames.PickJob,
    [
        Rule.RequiresPermission("PJ-1", Permissions.PickjobWrite),
        new("PJ-2", Permission, OnOrder, "the caller works at the facility of the pick job", c => c.PickJob is not { } j || c.Facts.Actor.CanAccessFacility(j.Facility), "Have somebody of that facility do it."),
        new("PJ-3", Invariant, OnOrder, "the order is not cancelled", c => c.Order.Status is not (OrderStatus.Canceled or OrderStatus.Obsolete), "Put the goods back."),
        new("PJ-4", State, OnOrder, "the pick job was not superseded", c => c.PickJob is not null, "Work on the pick job that took its place."),
        new("PJ-5", State, OnOrder, "to start, the pick job is open or paused", c => Allows<PickJobAction.Start>(c, Open, Paused), "Go on with the job, or reset it first."),
        new("PJ-6", State, OnOrder, "to pick, the pick job is open or in progress", c => Allows<PickJobAction.Pick>(c, Open, InProgress), "Start the job first; a closed one is finished."),
        new("PJ-7", Request, OnOrder, "the picked lines belong to the pick job", c => Lines(c).All(p => Wanted(c, p) is not null), "Name lines of this pick job.", "lines"),
        new("PJ-8", Request, OnOrder, "no more is picked of a line than it asks for", c => Lines(c).All(p => Wanted(c, p) is not { } w || p.Quantity <= w.Part.Quantity), "Report at most what the line asks for.", "lines"),
        new("PJ-9", Request, OnOrder, "what is picked suits the article: whole, unless it is sold by measure", c => Lines(c).All(p => p.Quantity.IsWhole || IsMeasured(c, p.Line)), "Report a whole number.", "lines"),
        new("PJ-10", State, OnOrder, "to close, the pick job is in progress", c => Allows<PickJobAction.Close>(c, InProgress), "Start the job first."),
        new("PJ-11", State, OnOrder, "to abort, the pick job is not finished", c => Allows<PickJobAction.Abort>(c, Open, InProgress, Paused, WaitingForInput), "A finished job can't be aborted; have the goods returned."),
        new("PJ-12", State, OnOrder, "to reset, the pick job is not finished", c => Allows<PickJobAction.Reset>(c, Open, InProgress, Paused, WaitingForInput), "A finished job can't be reset; have the goods returned."),
        new("PJ-13", Request, OnOrder, "no less than nothing is picked of a line", c => Lines(c).All(p => p.Quantity >= Quantity.Zero), "Report 0 where nothing was found.", "lines"),
        new("PJ-14", State, OnOrder, "to pause, the pick job is in progress", c => Allows<PickJobAction.Pause>(c, InProgress), "Start the job first; a closed one is finished."),
        new("PJ-15", State, OnOrder, "to split or merge its lines, the pick job is open or in progress", c => Allows<PickJobAction.Split>(c, Open, InProgress) && Allows<PickJobAction.Merge>(c, Open, InProgress), "Start the job first; a closed one is finished."),
        new("PJ-16", Request, OnOrder, "the lines that are split belong to the pick job", c => Pieces(c).All(p => PickLineParts.Find(c.PickJob!, p.Of) is not null), "Name lines of this pick job, or parts of them.", "pieces"),
        new("PJ-17", Request, OnOrder, "a line that is split becomes two or more parts, together no more than it is", c => Splits(c).All(s => PickLineParts.Count(s.Part, s.Pieces) > 1 && PickLineParts.Rest(s.Part, s.Pieces).Quantity >= Quantity.Zero), "Name pieces that the line is enough for; what they leave is a part of its own.", "pieces"),
        new("PJ-18", Request, OnOrder, "what was picked of a line that is split stays picked", c => Splits(c).All(s => PickLineParts.Rest(s.Part, s.Pieces) is var rest && (rest.Quantity < Quantity.Zero || rest.Picked <= rest.Quantity)), "Say of the pieces how much of them was picked.", "pieces"),
        new("PJ-19", Request, OnOrder, "a piece is more than nothing, and no less than nothing and no more than all of it is picked", c => Pieces(c).All(p => p.Quantity > Quantity.Zero && p.Picked >= Quantity.Zero && p.Picked <= p.Quantity), "Report at most what the piece asks for.", "pieces"),
        new("PJ-20", Request, OnOrder, "the pieces suit the article: whole, unless it is sold by measure", c => Pieces(c).All(p => (p.Quantity.IsWhole && p.Picked.IsWhole) || IsMeasured(c, p.Of)), "Report whole numbers.", "pieces"),
        new("PJ-21", Request, OnOrder, "to merge, two or more parts of one line of the pick job are named", c => Merged(c) is not { IsEmpty: false } ids || (ids.Distinct().Count() > 1 && AreOfOneLine(c.PickJob!, ids)), "Name parts that a line was split into.", "parts"),
        new("PJ-22", Request, OnOrder, "a line has no more than 50 parts", c => Splits(c).GroupBy(s => s.Line.Line).All(l => PickLineParts.Of(l.First().Line).Length + l.Sum(s => PickLineParts.Count(s.Part, s.Pieces) - 1) <= PickLineParts.Max), "Merge parts of it before.", "pieces"),
        new("PJ-23", State, OnOrder, "to restart, the pick job is in progress or paused", c => Allows<PickJobAction.Restart>(c, InProgress, Paused, WaitingForInput), "Start it; what is finished can't be restarted."),
        new("PJ-24", State, OnOrder, "to cancel, the pick job is not finished", c => Allows<PickJobAction.Cancel>(c, Open, InProgress, Paused, WaitingForInput), "Cancel its handover job; what was picked is put back then."),
    ])
    {
        IsMandatory = true,
        Effects =
        [
            new("pick-job", "the pick job moves on; the version of the order stays"),
            new("stock", "closing takes what was picked off the shelf and gives back the rest of what was reserved"),
            new("handover", "closing has what was picked handed over: a handover job, and a shipment where it is shipped"),
            new("reroute", "aborting has the units of the job routed again, with those that wait for a place; closing those that were not found, if the routing strategy says so"),
            new("returns", "cancelling has what was picked put back, and its units are not routed again"),
        ],
    };

    private static bool Allows<TStep>(RuleContext c, params ReadOnlySpan<PickJobStatus> status) =>
        c.PickJobAction is not TStep || c.PickJob is not { } job || status.Contains(job.Status);

    private static ImmutableArray<LineQuantity> Lines(RuleContext c) =>
        c.PickJob is not null && c.PickJobAction is PickJobAction.Pick picked ? picked.Lines : [];

    private static ImmutableArray<PickLineSplitPart> Pieces(RuleContext c) =>
        c.PickJob is not null && c.PickJobAction is PickJobAction.Split split ? split.Pieces : [];

    private static ImmutableArray<LineId> Merged(RuleContext c) =>
        c.PickJob is not null && c.PickJobAction is PickJobAction.Merge merge ? merge.Parts : [];

    private static (PickLine Line, PickLinePart Part)? Wanted(RuleContext c, LineQuantity picked) => PickLineParts.Find(c.PickJob!, picked.Line);

    private static IEnumerable<(PickLine Line, PickLinePart Part, IReadOnlyCollection<PickLineSplitPart> Pieces)> Splits(RuleContext c) =>
        from piece in Pieces(c)
        group piece by piece.Of into pieces
        let found = PickLineParts.Find(c.PickJob!, pieces.Key)
        where found is not null
        select (found.Value.Line, found.Value.Part, (IReadOnlyCollection<PickLineSplitPart>)[.. pieces]);

    private static bool AreOfOneLine(PickJob job, ImmutableArray<LineId> ids) =>
        ids.Select(id => PickLineParts.Find(job, id)?.Line.Line).Distinct().ToList() is [not null];

    // Of what is not this job's, another row tells.
    private static bool IsMeasured(RuleContext c, LineId id) =>
        PickLineParts.Find(c.PickJob!, id) is not { } found || c.Order.FindLine(found.Line.Line) is not { } line || c.IsSoldByMeasure(line.Article);
}

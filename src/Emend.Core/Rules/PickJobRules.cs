using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Orders.PickJobStatus;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>Rules of the action pick-job. Source: docs/rules/fulfillmenttools/pick-job.md.</summary>
internal static class PickJobRules
{
    public static readonly RuleSet RuleSet = new(ActionNames.PickJob,
    [
        Rule.RequiresPermission("PJ-1", Permissions.PickjobWrite),
        new(
            "PJ-2",
            Permission,
            OnOrder,
            "the caller has access to the facility of the pick job",
            c => GetJob(c) is not { } j || c.Context.Actor.CanAccessFacility(j.Facility),
            "Ask a user of that facility to do it."),
        new(
            "PJ-3",
            Invariant,
            OnOrder,
            "the order is not canceled",
            c => c.Order.IsActive,
            "The order is canceled. Restock the goods that are still at the facility."),
        new("PJ-4", State, OnOrder, "the pick job is not superseded", c => GetJob(c) is not null, "Use a current pick job of the order."),
        new(
            "PJ-5",
            State,
            OnOrder,
            "only an open or paused pick job can be started",
            c => Allows<PickJobAction.Start>(c, Open, Paused),
            "The pick job is finished. Start an open or paused pick job."),
        new(
            "PJ-6",
            State,
            OnOrder,
            "goods can be picked only while the pick job is open or in progress",
            c => Allows<PickJobAction.Pick>(c, Open, InProgress),
            "Start the pick job first. A closed pick job is finished."),
        new(
            "PJ-7",
            Request,
            OnOrder,
            "the picked lines belong to the pick job",
            c => GetPickedLines(c).All(p => FindLine(c, p) is not null),
            "Specify lines of this pick job.",
            RequestField.ReportedLines),
        new(
            "PJ-8",
            Request,
            OnOrder,
            "the picked quantity of a line is at most its quantity",
            c => GetPickedLines(c).All(p => FindLine(c, p) is not { } w || p.Quantity <= w.Part.Quantity),
            "Report at most the quantity of the line.",
            RequestField.ReportedLines),
        new(
            "PJ-9",
            Request,
            OnOrder,
            "the picked quantity is a whole number, unless the article is sold by measure",
            c => GetPickedLines(c).All(p => p.Quantity.IsWhole || AllowsFractions(c, p.Line)),
            "Report a whole number.",
            RequestField.ReportedLines),
        new(
            "PJ-10",
            State,
            OnOrder,
            "only a pick job in progress can be closed",
            c => Allows<PickJobAction.Close>(c, InProgress),
            "Start the pick job first."),
        new(
            "PJ-11",
            State,
            OnOrder,
            "only an unfinished pick job can be aborted",
            c => Allows<PickJobAction.Abort>(c, Open, InProgress, Paused, WaitingForInput),
            "The pick job is finished. Cancel its handover job and restock the goods."),
        new(
            "PJ-12",
            State,
            OnOrder,
            "only an unfinished pick job can be reset",
            c => Allows<PickJobAction.Reset>(c, Open, InProgress, Paused, WaitingForInput),
            "The pick job is finished. Cancel its handover job and restock the goods."),
        new(
            "PJ-13",
            Request,
            OnOrder,
            "the picked quantity of a line is not negative",
            c => GetPickedLines(c).All(p => p.Quantity >= Quantity.Zero),
            "Report 0 if no goods were found.",
            RequestField.ReportedLines),
        new(
            "PJ-14",
            State,
            OnOrder,
            "only a pick job in progress can be paused",
            c => Allows<PickJobAction.Pause>(c, InProgress),
            "Start the pick job first. A closed pick job is finished."),
        new(
            "PJ-15",
            State,
            OnOrder,
            "lines can be split or merged only while the pick job is open or in progress",
            c => Allows<PickJobAction.Split>(c, Open, InProgress) && Allows<PickJobAction.Merge>(c, Open, InProgress),
            "Start the pick job first. A closed pick job is finished."),
        new(
            "PJ-16",
            Request,
            OnOrder,
            "the lines to split belong to the pick job",
            c => GetSplitParts(c).All(p => PickLineParts.Find(GetJob(c)!, p.Source) is not null),
            "Specify lines of this pick job, or parts of those lines.",
            RequestField.SplitParts),
        new(
            "PJ-17",
            Request,
            OnOrder,
            "a split creates two or more parts whose total is at most the quantity of the line",
            c =>
                GroupSplits(c).All(
                    s => PickLineParts.CountParts(s.Part, s.Pieces) > 1 && PickLineParts.GetRemainder(s.Part, s.Pieces).Quantity >= Quantity.Zero),
            "Specify parts that fit into the quantity of the line. The remainder becomes a separate part.",
            RequestField.SplitParts),
        new(
            "PJ-18",
            Request,
            OnOrder,
            "a split keeps the picked quantity of the line",
            c =>
                GroupSplits(c).All(
                    s => PickLineParts.GetRemainder(s.Part, s.Pieces) is var rest && (rest.Quantity < Quantity.Zero || rest.Picked <= rest.Quantity)),
            "Specify the picked quantity of each part.",
            RequestField.SplitParts),
        new(
            "PJ-19",
            Request,
            OnOrder,
            "each part has a quantity above zero and a picked quantity from zero to that quantity",
            c => GetSplitParts(c).All(p => p.Quantity > Quantity.Zero && p.Picked >= Quantity.Zero && p.Picked <= p.Quantity),
            "Report at most the quantity of the part.",
            RequestField.SplitParts),
        new(
            "PJ-20",
            Request,
            OnOrder,
            "the quantities of the parts are whole numbers, unless the article is sold by measure",
            c => GetSplitParts(c).All(p => (p.Quantity.IsWhole && p.Picked.IsWhole) || AllowsFractions(c, p.Source)),
            "Report whole numbers.",
            RequestField.SplitParts),
        new(
            "PJ-21",
            Request,
            OnOrder,
            "a merge names two or more parts of one line of the pick job",
            c => GetMergedParts(c) is not { IsEmpty: false } ids || (ids.Distinct().Count() > 1 && AreOnOneLine(GetJob(c)!, ids)),
            "Specify parts of one split line.",
            RequestField.MergedParts),
        new(
            "PJ-22",
            Request,
            OnOrder,
            "a line has at most 50 parts",
            c =>
                GroupSplits(c).GroupBy(s => s.Line.Line)
                    .All(
                        l => PickLineParts.GetParts(l.First().Line).Length + l.Sum(s => PickLineParts.CountParts(s.Part, s.Pieces) - 1) <= PickLineParts.MaxParts),
            "Merge parts of the line first.",
            RequestField.SplitParts),
        new(
            "PJ-23",
            State,
            OnOrder,
            "only a pick job in progress or paused can be restarted",
            c => Allows<PickJobAction.Restart>(c, InProgress, Paused, WaitingForInput),
            "Start an open pick job. A finished pick job cannot be restarted."),
        new(
            "PJ-24",
            State,
            OnOrder,
            "only an unfinished pick job can be canceled",
            c => Allows<PickJobAction.Cancel>(c, Open, InProgress, Paused, WaitingForInput),
            "Cancel the handover job instead. The picked goods are then restocked."),
    ])
    {
        IsMandatory = true,
        Effects =
        [
            new("pick-job", "the pick job changes; the order version does not change"),
            new("stock", "closing removes the picked quantity from the stock on hand and releases the rest of the reservation"),
            new("handover", "closing creates a handover job for the picked goods, and a shipment if the order is shipped"),
            new(
                "reroute",
                "aborting routes the units of the pick job again, together with unroutable units; closing routes missing units again, if the routing strategy requires it"),
            new("returns", "canceling creates a return task for the picked goods; the units are not routed again"),
        ],
    };

    private static bool Allows<TStep>(RuleContext c, params ReadOnlySpan<PickJobStatus> status) =>
        GetAction(c) is not TStep || GetJob(c) is not { } job || status.Contains(job.Status);

    private static ImmutableArray<LineQuantity> GetPickedLines(RuleContext c) =>
        GetJob(c) is not null && GetAction(c) is PickJobAction.Pick picked ? picked.Lines : [];

    private static ImmutableArray<PickLineSplitPart> GetSplitParts(RuleContext c) =>
        GetJob(c) is not null && GetAction(c) is PickJobAction.Split split ? split.Parts : [];

    private static ImmutableArray<LineId> GetMergedParts(RuleContext c) =>
        GetJob(c) is not null && GetAction(c) is PickJobAction.Merge merge ? merge.Parts : [];

    private static (PickLine Line, PickLinePart Part)? FindLine(RuleContext c, LineQuantity picked) =>
        PickLineParts.Find(GetJob(c)!, picked.Line);

    private static IEnumerable<(PickLine Line, PickLinePart Part, IReadOnlyCollection<PickLineSplitPart> Pieces)> GroupSplits(
        RuleContext c) =>
        from piece in GetSplitParts(c)
        group piece by piece.Source into pieces
        let found = PickLineParts.Find(GetJob(c)!, pieces.Key)
        where found is not null
        select (found.Value.Line, found.Value.Part, (IReadOnlyCollection<PickLineSplitPart>)[.. pieces]);

    private static bool AreOnOneLine(PickJob job, ImmutableArray<LineId> ids) =>
        ids.Select(id => PickLineParts.Find(job, id)?.Line.Line).Distinct().ToList() is [not null];

    // Another rule reports lines that do not belong to the pick job.
    private static bool AllowsFractions(RuleContext c, LineId id) =>
        PickLineParts.Find(GetJob(c)!, id) is not { } found
            || c.Order.FindLine(found.Line.Line) is not { } line || c.IsSoldByMeasure(line.Article);

    private static PickJob? GetJob(RuleContext c) => (c.Subject as RuleSubject.OfPickJob)?.Job;

    private static PickJobAction? GetAction(RuleContext c) => (c.Subject as RuleSubject.OfPickJob)?.Action;
}

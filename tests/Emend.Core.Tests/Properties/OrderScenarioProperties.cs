using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace Emend.Core.Tests.Properties;

/// <summary>What holds for every order and everything that is asked of it. A failure prints the seed to replay it with.</summary>
public sealed class OrderScenarioProperties
{
    private const int Stories = 200;

    [Fact]
    public void Folding_the_events_of_a_decision_gives_the_order_afterwards() => Always(step =>
    {
        if (step.Done is not { } accepted)
            return;
        var folded = accepted.Events.Aggregate(step.Before!, (order, orderEvent) => (order ?? accepted.After).Evolve(orderEvent, accepted.After.LastEventAt));
        Assert.Equal(ValuePrinter.Of(accepted.After), ValuePrinter.Of(folded with { Revision = accepted.After.Revision }));
    });

    [Fact]
    public void The_same_request_again_is_never_accepted_twice() => Always(step =>
    {
        // Only rows keep a line from being added twice and a facility from being assigned twice; a variant may do without them.
        var isTwice = step.Facts.Policy.Base is not null
            && (step.Command is OrderCommand.ChangeFulfillment || (step.Command is OrderCommand.Modify m && m.Changes.Any(c => c is AddLine)));
        // A reroute that is asked for again is one again, also where nothing moves; so is keeping a promise for as long again.
        var reroutes = step.Command is OrderCommand.ChangeFulfillment { Step: FulfillmentAction.Reroute or FulfillmentAction.ExtendPromise { Until: null } };
        if (step is { Done: { } accepted, Command: not OrderCommand.Place } && !isTwice && !reroutes)
            Assert.IsNotType<Decision.Accepted>(
                Decider.Decide(accepted.After, step.Command, step.Facts with { Seed = new IdSeed(step.Facts.Now, 77, 77) }));
    });

    [Fact]
    public void What_is_not_accepted_leaves_no_trace() => Always(step =>
    {
        if (step.Before is not { } before || step.Done is not null)
            return;
        var text = ValuePrinter.Of(before);
        var again = Decider.Decide(before, step.Command, step.Facts);
        Assert.Equal(text, ValuePrinter.Of(before));
        Assert.Equal(ValuePrinter.Of(step.Decision), ValuePrinter.Of(again));
    });

    [Fact]
    public void Plans_cover_every_line_and_pick_jobs_their_plans() => Always(step =>
    {
        if (step.Done is not { After: { Status: OrderStatus.Open } order })
            return;
        foreach (var line in order.Lines)
            Assert.Equal(Wanted(line), Sum(order.Plans.SelectMany(p => p.Lines).Where(l => l.Line == line.Id).Select(l => l.Quantity)));
        Assert.All(order.Plans.SelectMany(p => p.Lines), l => Assert.NotNull(order.FindLine(l.Line)));
        Assert.InRange(order.Plans.Count(p => p.Facility is null), 0, 1);
        foreach (var plan in order.Plans)
        {
            var job = order.PickJobOf(plan.Id);
            Assert.Equal(plan.Facility, job?.Facility);
            Assert.Equal(plan.Facility is null ? RoutingPlanStatus.NotRoutable : RoutingPlanStatus.Routed, plan.Status);
            Assert.All(plan.Lines, l => Assert.Equal(
                plan.Facility is null || job!.Status is PickJobStatus.Closed ? Quantity.Zero : l.Quantity, l.Reserved));
            if (job is not null)
                Assert.Equal(plan.Lines.Select(l => (l.Line, l.Quantity)), LinesOf(job));
        }
        Assert.All(order.PickJobs, j => Assert.Contains(order.Plans, p => p.Id == j.PlanId));
    });

    [Fact]
    public void A_pick_line_is_the_sum_of_its_parts_and_the_first_has_its_id() => Always(step =>
    {
        foreach (var line in (step.Done?.After.PickJobs ?? []).SelectMany(j => j.Lines).Where(l => !l.Parts.IsEmpty))
        {
            Assert.Equal((line.Quantity, line.Picked), (Sum(line.Parts.Select(p => p.Quantity)), Sum(line.Parts.Select(p => p.Picked))));
            Assert.Equal((line.Line, line.Parts.Length), (line.Parts[0].Id, line.Parts.DistinctBy(p => p.Id).Count()));
            Assert.InRange(line.Parts.Length, 2, 50);
            Assert.All(line.Parts, p => Assert.True(p.Quantity > Quantity.Zero && p.Picked >= Quantity.Zero && p.Picked <= p.Quantity));
        }
    });

    [Fact]
    public void What_the_order_reserves_is_what_all_its_deltas_add_up_to() => Write(story =>
    {
        foreach (var (step, ledger) in story.Tell())
        {
            var reserved = Reserved(step.Done?.After ?? step.Before!);
            foreach (var (key, row) in ledger.Rows)
                Assert.Equal(reserved.GetValueOrDefault(key), row.Reserved);
        }
    });

    [Fact]
    public void Deltas_are_told_in_the_order_of_facility_and_article_and_none_is_empty() => Always(step =>
    {
        if (step.Done is not { Effects.Stock: var deltas })
            return;
        Assert.DoesNotContain(deltas, d => d.Reserved == Quantity.Zero && d.OnHand == Quantity.Zero);
        var ordered = deltas.OrderBy(d => d.Facility.Value, StringComparer.Ordinal).ThenBy(d => d.Article.Value, StringComparer.Ordinal);
        Assert.Equal(ordered, deltas);
    });

    [Fact]
    public void Time_and_revision_rise_with_what_is_accepted_and_the_version_with_modifications() => Always(step =>
    {
        if (step is not { Done: { After: var after } accepted, Before: { } before })
            return;
        var modified = accepted.Events.Count(e => e is OrderEvent.Modified);
        Assert.True(after.LastEventAt > before.LastEventAt);
        Assert.Equal(before.Revision + 1, after.Revision);
        var ended = accepted.Events.Count(e =>
            e is OrderEvent.Canceled or OrderEvent.Unlocked or OrderEvent.PromiseConfirmed or OrderEvent.PromiseExtended);
        Assert.Equal((before.Version + modified + ended, before.Modifications + modified), (after.Version, after.Modifications));
        Assert.Equal(step.Command is OrderCommand.Modify ? 1 : 0, modified);
        Assert.Equal(modified + ended == 1 ? after.LastEventAt : before.ModifiedAt, after.ModifiedAt);
    });

    [Fact]
    public void A_cancelled_order_holds_nothing_and_every_unit_picked_and_left_has_a_return_task() => Always(step =>
    {
        if (step.Done is not { After: var order })
            return;
        foreach (var line in order.Lines)
            Assert.Equal(
                line.PickedNotRestocked,
                Sum(order.ReturnTasks.SelectMany(t => t.Lines).Where(l => l.Line == line.Id).Select(l => l.Quantity - l.Returned)));
        if (order.Status is OrderStatus.Canceled)
            Assert.Equal((true, true), (order.Plans.IsEmpty, order.PickJobs.IsEmpty));
    });

    [Fact]
    public void What_was_handed_over_is_shipped_and_never_more_than_was_picked() => Always(step =>
    {
        if (step.Done is not { After: { Status: OrderStatus.Open } order })
            return;
        foreach (var line in order.Lines)
            Assert.Equal(line.Shipped, Sum(order.HandoverJobs.Select(h => h.Gone(line.Id))));
        foreach (var handover in order.HandoverJobs)
        {
            var job = order.FindPickJob(handover.PickJobId)!;
            Assert.Equal((PickJobStatus.Closed, job.Facility), (job.Status, handover.Facility));
            Assert.All(handover.Lines, l => Assert.Equal(job.Lines.Single(p => p.Line == l.Line).Picked, l.Quantity));
            Assert.All(handover.Lines, l => Assert.InRange(handover.Gone(l.Line).Thousandths, 0, l.Quantity.Thousandths));
            Assert.Equal(
                handover.Status is HandoverStatus.HandedOver, handover.Lines.All(l => handover.Gone(l.Line) == l.Quantity));
            var shipment = order.Shipments.SingleOrDefault(s => s.PickJobId == job.Id);
            Assert.Equal(order.Delivery.Kind is DeliveryKind.Shipping, shipment is not null);
            if (shipment is not null)
                Assert.Equal(handover.Status is HandoverStatus.HandedOver, shipment.Status is ShipmentStatus.Completed);
        }
    });

    [Fact]
    public void What_is_counted_and_what_lies_in_baskets_is_never_less_than_nothing_and_comes_back() => Write(story =>
    {
        foreach (var (_, ledger) in story.Tell())
            Assert.All(ledger.Rows, row => Assert.True(row.Value.OnHand >= Quantity.Zero, $"{row.Key}: {row.Value}"));
    });

    [Fact]
    public void What_leaves_the_order_is_told_once_and_no_id_comes_twice() => Write(story =>
    {
        var (gone, live) = (new HashSet<EntityId>(), ImmutableHashSet<EntityId>.Empty);
        foreach (var step in story.Steps)
        {
            if (step.Done is not { } accepted)
                continue;
            var (order, ended) = (accepted.After, accepted.Effects.Past);
            EntityId[] now =
            [
                .. order.Plans.Select(p => p.Id), .. order.PickJobs.Select(j => j.Id), .. order.ReturnTasks.Select(t => t.Id),
                .. order.HandoverJobs.Select(h => h.Id), .. order.Shipments.Select(s => s.Id),
            ];
            EntityId[] past =
            [
                .. ended.Plans.Select(p => p.Id), .. ended.PickJobs.Select(j => j.Id), .. ended.ReturnTasks.Select(t => t.Id),
                .. ended.HandoverJobs.Select(h => h.Id), .. ended.Shipments.Select(s => s.Id),
            ];
            Assert.Equal(live.Except(now), [.. past]);
            Assert.All(past, id => Assert.True(gone.Add(id)));
            Assert.Empty(now.Intersect(gone));
            live = [.. now];
        }
    });

    [Fact]
    public void Where_the_caller_wants_it_no_unit_loses_its_place() => Always(step =>
    {
        if (step is not { Done: { After: var after }, Before: { } before }
            || step.Command is not OrderCommand.Modify { IfUnroutable: UnroutableBehavior.Refuse })
        {
            return;
        }
        foreach (var line in after.Lines)
        {
            var had = before.FindLine(line.Id) is { } was ? was.Quantity - Waiting(before, line) : Quantity.Zero;
            var added = line.Quantity - (before.FindLine(line.Id)?.Quantity ?? Quantity.Zero);
            var owed = Math.Min(line.Quantity.Thousandths, had.Thousandths + Math.Max(0, added.Thousandths));
            Assert.True((line.Quantity - Waiting(after, line)).Thousandths >= owed || step.Done.Effects.Routing is null);
        }
    });

    [Fact]
    public void The_stories_tell_of_everything()
    {
        var rows = new HashSet<string>();
        var kinds = new HashSet<string>();
        var events = new HashSet<string>();
        foreach (var step in OrderScenario.Any.Sample(300, new Rnd(2026, 0x9E37_79B9_7F4A_7C15), 50).SelectMany(s => s.Steps))
        {
            kinds.Add(step.Decision.GetType().Name);
            events.UnionWith(step.Done?.Events.Names() ?? []);
            rows.UnionWith(step.Decision is Decision.Rejected refused ? refused.Violations.Select(r => r.RuleId) : []);
        }
        Assert.Equal(["Accepted", "NoChange", "Refused", "Stale"], kinds.Order());
        Assert.Equal(
            [
                "AttributesSet", "Cancelled", "CarrierChanged", "ConsumerSet", "HandedOver", "HandoverAsked", "HandoverCancelled",
                "HandoverReverted",
                "HandoverWaited", "LabelFailed", "LabelMade", "LabelRequested", "LabelsObsoleted", "LineAdded", "LineArticleSet",
                "LineAttributesSet", "LineHandedOver", "LinePicked", "LineQuantitySet", "LineRemoved", "LineReturned", "Modified",
                "PersonalReplaced", "PickJobAborted", "PickJobCancelled", "PickJobClosed", "PickJobReset", "PickLineDivided",
                "PickingPaused", "PickingStarted", "Placed",
                "PlanLowered", "PreferredTimeSet", "PromiseConfirmed", "PromiseExtended", "Released", "ReturnTaskClosed", "ReturnsAsked",
                "Routed", "Unlocked",
            ],
            events.Order(StringComparer.Ordinal));
        string[] told = ["RT-1", "IN-4", "EL-4", "EL-5", "EL-9", "AL-7", "AL-9", "PD-4", "PJ-4", "PJ-10"];
        Assert.Empty(told.Except(rows));
    }

    // What nobody took is nobody's to route.
    private static Quantity Wanted(Line line) => line.Quantity > line.Withdrawn ? line.Quantity - line.Withdrawn : Quantity.Zero;

    private static Dictionary<(FacilityId, ArticleId), Quantity> Reserved(Order order) => (
        from plan in order.Plans
        where plan.Facility is not null
        from line in plan.Lines
        group line.Reserved by (plan.Facility!.Value, order.FindLine(line.Line)!.Article)).ToDictionary(g => g.Key, Sum);

    // Of a job that found less, and had the rest routed again, what it found.
    private static IEnumerable<(LineId, Quantity)> LinesOf(PickJob job) => job.SubStatus is PickJobSubStatus.ShortPickReroute
        ? job.Lines.Where(l => l.Picked > Quantity.Zero).Select(l => (l.Line, l.Picked))
        : job.Lines.Select(l => (l.Line, l.Quantity));

    private static Quantity Waiting(Order order, Line line) => Emend.Core.Rules.RoutingCoverage.UnroutableQuantity(order, line.Id);

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, q) => sum + q);

    private static void Always(Action<ScenarioStep> holds) => Write(story =>
    {
        foreach (var step in story.Steps)
            holds(step);
    });

    private static void Write(Action<OrderScenario> holds) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Stories), Prop.ForAll(Arb.From(OrderScenario.Any), holds));
}

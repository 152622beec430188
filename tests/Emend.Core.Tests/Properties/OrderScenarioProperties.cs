using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.Properties.ScenarioChecks;

namespace Emend.Core.Tests.Properties;

/// <summary>Properties of all orders and commands. A failure prints the seed to replay it.</summary>
public sealed class OrderScenarioProperties
{
    private const int MaxTest = 200;

    [Fact]
    public void Applying_the_events_of_a_decision_yields_the_order_after_it() => CheckSteps(MaxTest, step =>
    {
        if (step.Accepted is not { } accepted)
        {
            return;
        }

        var folded = accepted.Events.Aggregate(step.Before!, (order, orderEvent) =>
            (order ?? accepted.After).Evolve(orderEvent, accepted.After.LastEventAt));
        Assert.Equal(ValuePrinter.Print(accepted.After), ValuePrinter.Print(folded with { Revision = accepted.After.Revision }));
    });

    [Fact]
    public void A_repeated_command_is_not_accepted_twice() => CheckSteps(MaxTest, step =>
    {
        // Only rules prevent adding a line twice and assigning a facility twice; other policies do not have them.
        var isTwice = step.Context.Policy != FulfillmenttoolsPolicy.Policy
            && (step.Command is OrderCommand.ChangeFulfillment
                || (step.Command is OrderCommand.Modify m && m.Changes.Any(c => c is AddLine)));
        // A repeated reroute is accepted again, even if nothing moves; so is a repeated extension by the last duration.
        var reroutes =
            step.Command
                is OrderCommand.ChangeFulfillment { Action: FulfillmentAction.Reroute or FulfillmentAction.ExtendPromise { Until: null } };
        if (step is { Accepted: { } accepted, Command: not OrderCommand.Place } && !isTwice && !reroutes)
        {
            Assert.IsNotType<Decision.Accepted>(
                Decider.Decide(accepted.After, step.Command, step.Context with { Seed = new IdSeed(step.Context.Now, 77, 77) }));
        }
    });

    [Fact]
    public void A_command_that_is_not_accepted_changes_nothing() => CheckSteps(MaxTest, step =>
    {
        if (step.Before is not { } before || step.Accepted is not null)
        {
            return;
        }

        var text = ValuePrinter.Print(before);
        var again = Decider.Decide(before, step.Command, step.Context);
        Assert.Equal(text, ValuePrinter.Print(before));
        Assert.Equal(ValuePrinter.Print(step.Decision), ValuePrinter.Print(again));
    });

    [Fact]
    public void Plans_cover_every_line_and_pick_jobs_match_their_plans() => CheckSteps(MaxTest, step =>
    {
        if (step.Accepted is not { After: { IsOpen: true } order })
        {
            return;
        }

        foreach (var line in order.Lines)
        {
            Assert.Equal(
                line.Quantity - line.Withdrawn,
                Sum(order.Plans.SelectMany(p => p.Lines).Where(l => l.Line == line.Id).Select(l => l.Quantity)));
        }

        Assert.All(order.Plans.SelectMany(p => p.Lines), l => Assert.NotNull(order.FindLine(l.Line)));
        Assert.InRange(order.Plans.Count(p => p.Facility is null), 0, 1);
        foreach (var plan in order.Plans)
        {
            var job = order.FindPickJobOfPlan(plan.Id);
            var released = plan.Facility is { } facility
                && (job is not null || plan.Lines.All(l => OrderRelease.FindTime(order, l.Line) is null))
                ? facility
                : (FacilityId?)null;
            Assert.Equal(released, job?.Facility);
            Assert.Equal(plan.Facility is null ? RoutingPlanStatus.NotRoutable : RoutingPlanStatus.Routed, plan.Status);
            Assert.All(plan.Lines, l => Assert.Equal(
                plan.Facility is null || job is { Status: PickJobStatus.Closed } ? Quantity.Zero : l.Quantity,
                plan.Facility is null || job is { Status: PickJobStatus.Closed } ? l.Reserved : l.Reserved + l.StockReduced + l.StockKept));
            if (job is not null)
            {
                Assert.Equal(plan.Lines.Select(l => (l.Line, l.Quantity)), GetLines(job));
            }
        }
        Assert.All(order.PickJobs, j => Assert.Contains(order.Plans, p => p.Id == j.PlanId));
    });

    [Fact]
    public void A_pick_line_is_the_sum_of_its_parts_and_the_first_part_has_its_id() => CheckSteps(MaxTest, step =>
    {
        foreach (var line in (step.Accepted?.After.PickJobs ?? []).SelectMany(j => j.Lines).Where(l => !l.Parts.IsEmpty))
        {
            Assert.Equal((line.Quantity, line.Picked), (Sum(line.Parts.Select(p => p.Quantity)), Sum(line.Parts.Select(p => p.Picked))));
            Assert.Equal((line.Line, line.Parts.Length), (line.Parts[0].Id, line.Parts.DistinctBy(p => p.Id).Count()));
            Assert.InRange(line.Parts.Length, 2, 50);
            Assert.All(line.Parts, p => Assert.True(p.Quantity > Quantity.Zero && p.Picked >= Quantity.Zero && p.Picked <= p.Quantity));
        }
    });

    [Fact]
    public void Reservations_equal_the_sum_of_all_stock_deltas() => CheckScenarios(MaxTest, scenario =>
    {
        foreach (var (step, stock) in scenario.Run())
        {
            var reserved = Reserved(step.Accepted?.After ?? step.Before!);
            foreach (var (key, row) in stock.Rows)
            {
                Assert.Equal(reserved.GetValueOrDefault(key), row.Reserved);
            }
        }
    });

    [Fact]
    public void Stock_deltas_are_sorted_and_never_empty() => CheckSteps(MaxTest, step =>
    {
        if (step.Accepted is not { Effects.Stock: var deltas })
        {
            return;
        }

        Assert.DoesNotContain(deltas, d => d.Reserved == Quantity.Zero && d.OnHand == Quantity.Zero);
        var ordered = deltas.OrderBy(d => d.Facility.Value, StringComparer.Ordinal).ThenBy(d => d.Article.Value, StringComparer.Ordinal);
        Assert.Equal(ordered, deltas);
    });

    [Fact]
    public void Accepted_commands_increase_time_and_revision_and_modifications_increase_the_version() => CheckSteps(MaxTest, step =>
    {
        if (step is not { Accepted: { After: var after } accepted, Before: { } before })
        {
            return;
        }

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
    public void A_canceled_order_has_no_reservations_and_return_tasks_cover_all_picked_units() => CheckSteps(MaxTest, step =>
    {
        if (step.Accepted is not { After: var order })
        {
            return;
        }

        foreach (var line in order.Lines)
        {
            Assert.Equal(
                line.PickedNotRestocked,
                Sum(order.ReturnTasks.SelectMany(t => t.Lines).Where(l => l.Line == line.Id).Select(l => l.Quantity - l.Returned)));
        }

        if (order.IsCanceled)
        {
            Assert.All(order.PickJobs, job => Assert.Contains(
                order.HandoverJobs, handover => handover.PickJobId == job.Id && handover.Status is HandoverStatus.HandedOver));
            Assert.All(order.Plans, plan => Assert.NotNull(order.FindPickJobOfPlan(plan.Id)));
        }
    });

    [Fact]
    public void Handed_over_units_are_shipped_and_never_exceed_the_picked_units() => CheckSteps(MaxTest, step =>
    {
        if (step.Accepted is not { After: { IsOpen: true } order })
        {
            return;
        }

        foreach (var line in order.Lines)
        {
            Assert.Equal(line.Shipped, Sum(order.HandoverJobs.Select(h => h.GetHandedOver(line.Id))));
        }

        foreach (var handover in order.HandoverJobs)
        {
            var job = order.FindPickJob(handover.PickJobId)!;
            Assert.Equal((PickJobStatus.Closed, job.Facility), (job.Status, handover.Facility));
            Assert.All(handover.Lines, l => Assert.Equal(job.Lines.Single(p => p.Line == l.Line).Picked, l.Quantity));
            Assert.All(handover.Lines, l => Assert.InRange(handover.GetHandedOver(l.Line).Thousandths, 0, l.Quantity.Thousandths));
            Assert.Equal(
                handover.Status is HandoverStatus.HandedOver, handover.Lines.All(l => handover.GetHandedOver(l.Line) == l.Quantity));
            var shipment = order.Shipments.SingleOrDefault(s => s.PickJobId == job.Id);
            Assert.Equal(order.Delivery.Kind is DeliveryKind.Shipping, shipment is not null);
            if (shipment is not null)
            {
                Assert.Equal(handover.Status is HandoverStatus.HandedOver, shipment.Status is ShipmentStatus.Completed);
            }
        }
    });

    [Fact]
    public void Stock_on_hand_and_picked_goods_are_never_negative_and_goods_return() => CheckScenarios(MaxTest, scenario =>
    {
        foreach (var (_, stock) in scenario.Run())
        {
            Assert.All(stock.Rows, row => Assert.True(row.Value.OnHand >= Quantity.Zero, $"{row.Key}: {row.Value}"));
        }
    });

    [Fact]
    public void Ended_entities_are_reported_once_and_ids_are_unique() => CheckScenarios(MaxTest, scenario =>
    {
        var (gone, live) = (new HashSet<EntityId>(), ImmutableHashSet<EntityId>.Empty);
        foreach (var step in scenario.Steps)
        {
            if (step.Accepted is not { } accepted)
            {
                continue;
            }

            var (order, ended) = (accepted.After, accepted.Effects.EndedEntities);
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
    public void With_reject_no_routed_unit_becomes_unroutable() => CheckSteps(MaxTest, step =>
    {
        if (step is not { Accepted: { After: var after }, Before: { } before }
            || step.Command is not OrderCommand.Modify { IfUnroutable: UnroutableBehavior.Reject })
        {
            return;
        }
        foreach (var line in after.Lines)
        {
            // Withdrawn units are not routed. A lower quantity removes them first.
            var wanted = line.Quantity - line.Withdrawn;
            var wantedBefore = before.FindLine(line.Id) is { } previous ? previous.Quantity - previous.Withdrawn : Quantity.Zero;
            var had = wantedBefore - GetUnroutable(before, line);
            var added = wanted - wantedBefore;
            var owed = Math.Min(wanted.Thousandths, had.Thousandths + Math.Max(0, added.Thousandths));
            Assert.True((wanted - GetUnroutable(after, line)).Thousandths >= owed || step.Accepted.Effects.RoutingLog is null);
        }
    });

    private static Dictionary<(FacilityId, ArticleId), Quantity> Reserved(Order order) => (
        from plan in order.Plans
        where plan.Facility is not null
        from line in plan.Lines
        group line.Reserved by (plan.Facility!.Value, order.FindLine(line.Line)!.Article)).ToDictionary(g => g.Key, Sum);

    // For a closed job: the found units.
    private static IEnumerable<(LineId, Quantity)> GetLines(PickJob job) => job.Status is PickJobStatus.Closed
        ? job.Lines.Where(l => l.Picked > Quantity.Zero).Select(l => (l.Line, l.Picked))
        : job.Lines.Select(l => (l.Line, l.Quantity));

    private static Quantity GetUnroutable(Order order, Line line) =>
        Emend.Core.Rules.RoutingCoverage.GetUnroutableQuantity(order, line.Id);

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, q) => sum + q);
}

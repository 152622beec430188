using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class SecondPolicyTests
{
    private static readonly DecisionContext Context = TestData.Context with { Policy = SecondPolicy.Policy };
    private static readonly Order Order = TestData.Order();

    private static Order Started => Order.Accept(ReportPicked((TestData.ShirtLine, 1)), Context).After;

    [Fact]
    public void The_policy_divides_a_quantity_change_into_two_actions()
    {
        var lower = Order.Accept(Modify(Shirts(2)), Context);
        var raise = Order.Accept(Modify(Shirts(4)), Context);
        Assert.Equal(["X-1", "X-2"], lower.CheckedRules.Where(r => r.StartsWith('X')));
        Assert.Equal(["X-3", "X-4"], raise.CheckedRules.Where(r => r.StartsWith('X')));
        Assert.Equal(["X-4"], Order.Decide(Modify(Shirts(14)), Context).ViolatedRuleIds());
    }

    [Fact]
    public void One_rule_set_guards_a_whole_replacement()
    {
        var target = Order.Accept(
            Modify(Shirts(2), Add(TestData.Shoes, 1), SetEmail("b@example.org"), SetAttribute("gift", "1")), Context).After;
        var replacement = Modify(OrderChanges.Between(Order, target));
        var accepted = Order.Accept(replacement, Context);
        Assert.Equal(target.Lines.Select(l => (l.Article, l.Quantity)), accepted.After.Lines.Select(l => (l.Article, l.Quantity)));
        Assert.Equal("b@example.org", accepted.After.PersonalData.Consumer.Email);
        Assert.Equal(new JsonText("1"), accepted.After.PersonalData.Attributes["gift"]);
        Assert.Equal(["X-1", "X-2", "X-3", "X-4", "X-5", "X-6", "X-7"], accepted.CheckedRules.Where(r => r.StartsWith('X')));

        var shipped = Order with { Lines = [.. Order.Lines.Select(l => l with { Shipped = TestData.Units(1) })] };
        Assert.Equal(["X-6"], shipped.Decide(replacement, Context).ViolatedRuleIds());
    }

    [Fact]
    public void An_action_that_the_policy_does_not_offer_violates_a_rule()
    {
        var cancel = new OrderCommand.ChangeFulfillment(new FulfillmentAction.Cancel(null), null, UnroutableBehavior.Reject);
        Assert.Equal(["PA-1"], Order.Decide(cancel, Context).ViolatedRuleIds());
        Assert.Equal(["PA-1"], Order.Decide(UpdateLabel(), Context).ViolatedRuleIds());
        Assert.DoesNotContain(ActionNames.CancelOrder, Decider.GetAvailableActions(Order, Context).Select(a => a.Action));
    }

    [Fact]
    public void The_steps_of_a_line_belong_to_the_action_that_guards_them()
    {
        var actions = Decider.GetAvailableActions(Order, Context).ToDictionary(a => a.Action);
        Assert.Equal(["remove", "decrease"], StepsOfShirts(SecondPolicy.RemoveItems));
        Assert.Equal(["increase"], StepsOfShirts(SecondPolicy.AddItems));
        Assert.Equal(["article"], StepsOfShirts(SecondPolicy.ReplaceOrder));
        Assert.All(actions.Values.Where(a => a.Action.EndsWith("items", StringComparison.Ordinal)), a => Assert.True(a.IsAllowed));

        IEnumerable<string> StepsOfShirts(string action) =>
            actions[action].Steps.Where(s => s.Line == TestData.ShirtLine).Select(s => s.Step);
    }

    [Fact]
    public void Fewer_units_are_taken_from_the_pick_job_in_place()
    {
        var before = Started;
        var accepted = before.Accept(Modify(Shirts(2)), Context);
        var (was, job) = (before.PickJobs.Single(), accepted.After.PickJobs.Single());
        Assert.Equal((was.Id, PickJobStatus.InProgress, was.Version + 1), (job.Id, job.Status, job.Version));
        Assert.Equal(
            [(TestData.ShirtLine, TestData.Units(2), TestData.Units(1)), (TestData.JeansLine, TestData.Units(2), Quantity.Zero)],
            job.Lines.Select(l => (l.Line, l.Quantity, l.Picked)));
        Assert.Equal((before.Plans[0].Id, TestData.Units(2)), (accepted.After.Plans[0].Id, accepted.After.Plans[0].Lines[0].Reserved));
        Assert.Equal([(TestData.Shirt, -TestData.Units(1))], accepted.Effects.Stock.Select(s => (s.Article, s.Reserved)));
        Assert.DoesNotContain("Routed", accepted.Events.EventNames());
    }

    [Fact]
    public void Picked_units_stay() => Assert.Equal(
        ["IN-4"], Order.Accept(ReportPicked((TestData.ShirtLine, 3)), Context).After.Decide(Modify(Shirts(2)), Context).ViolatedRuleIds());

    [Fact]
    public void More_units_are_added_to_the_pick_job_in_place()
    {
        var before = Started;
        var accepted = before.Accept(Modify(Shirts(5), Add(TestData.Shoes, 1)), Context);
        var job = accepted.After.PickJobs.Single();
        Assert.Equal((before.PickJobs[0].Id, PickJobStatus.InProgress), (job.Id, job.Status));
        Assert.Equal([TestData.Units(5), TestData.Units(2), TestData.Units(1)], job.Lines.Select(l => l.Quantity));
        Assert.Equal(
            [(TestData.Shirt, TestData.Units(2)), (TestData.Shoes, TestData.Units(1))],
            accepted.Effects.Stock.Select(s => (s.Article, s.Reserved)).OrderBy(s => s.Article.Value));
    }

    [Fact]
    public void Units_that_the_facility_lacks_get_a_pick_job_elsewhere()
    {
        var context = Context with { Stock = TestData.Stock(amsterdam: 0, utrecht: 100) };
        var after = Started.Accept(Modify(Shirts(5)), context).After;
        Assert.Equal([TestData.Amsterdam, TestData.Utrecht], after.PickJobs.Select(j => j.Facility));
        Assert.Equal([TestData.Units(3), TestData.Units(2)], after.PickJobs.Select(j => j.Lines[0].Quantity));
    }

    [Fact]
    public void A_pick_job_without_units_is_canceled_with_its_plan()
    {
        var order = TestData.Order(TestData.Shirts(3));
        var accepted = order.Accept(Modify(Shirts(0), Add(TestData.Shoes, 1)), Context with { Stock = TestData.Stock(0, 100) });
        Assert.Equal(TestData.Utrecht, accepted.After.PickJobs.Single().Facility);
        Assert.Equal([PickJobStatus.Canceled], accepted.Effects.EndedEntities.PickJobs.Select(j => j.Status));
        Assert.Equal([RoutingPlanStatus.Canceled], accepted.Effects.EndedEntities.Plans.Select(p => p.Status));
    }

    [Fact]
    public void Unroutable_units_are_removed_first()
    {
        var scarce = Context with { Stock = TestData.Stock(amsterdam: 1, utrecht: 0) };
        var partly = Started.Accept(Modify(Shirts(6)), scarce).After;
        Assert.Equal(TestData.Units(3), RoutingCoverage.GetUnroutableQuantity(partly, TestData.ShirtLine));
        var after = partly.Accept(Modify(Shirts(4)), scarce with { Stock = TestData.Stock(0, 0) }).After;
        Assert.Equal(TestData.Units(1), RoutingCoverage.GetUnroutableQuantity(after, TestData.ShirtLine));
        Assert.Equal(TestData.Units(3), after.PickJobs.Single().Lines[0].Quantity);
        Assert.DoesNotContain(after.Accept(Modify(Shirts(3)), scarce).After.Plans, p => p.IsUnroutable);
    }

    [Fact]
    public void The_last_parts_of_a_split_line_lose_units()
    {
        var split = Order.Accept(Split((TestData.ShirtLine, 1, 1), (TestData.ShirtLine, 1, 0)), Context).After;
        Assert.Equal(3, split.PickJobs[0].Lines[0].Parts.Length);
        var line = split.Accept(Modify(Shirts(2)), Context).After.PickJobs[0].Lines[0];
        Assert.Equal(
            [(TestData.Units(1), TestData.Units(1)), (TestData.Units(1), Quantity.Zero)], line.Parts.Select(p => (p.Quantity, p.Picked)));
        Assert.Equal(TestData.Units(2), line.Quantity);
    }

    [Fact]
    public void The_first_part_of_a_split_line_keeps_its_id()
    {
        var split = Order.Accept(Split((TestData.ShirtLine, 1, 0), (TestData.ShirtLine, 1, 1), (TestData.ShirtLine, 1, 1)), Context).After;
        var line = split.Accept(Modify(Shirts(2)), Context).After.PickJobs[0].Lines[0];
        Assert.Equal([TestData.Units(1), TestData.Units(1)], line.Parts.Select(p => p.Picked));
        Assert.Equal(TestData.ShirtLine, line.Parts[0].Id);
    }

    [Fact]
    public void A_change_that_an_earlier_change_brings_under_another_action_needs_its_permission()
    {
        var context = Context with { Actor = TestData.ActorWithout(Permissions.LineItemQuantityDecrease) };
        Assert.IsType<Decision.Accepted>(Order.Decide(Modify(Shirts(9)), context));
        Assert.Equal(["X-1"], Order.Decide(Modify(Shirts(9), Shirts(5)), context).ViolatedRuleIds());
    }

    [Fact]
    public void Units_stay_at_the_working_facility_also_if_the_strategy_ignores_preselected_facilities()
    {
        var fences = RoutingStrategy.Default.Fences.Where(f => f is not FenceKind.Preselected);
        var strategy = RoutingStrategy.Default with { Fences = [.. fences] };
        var order = Order with
        {
            Plans = [Order.Plans[0] with { Facility = TestData.Utrecht }],
            PickJobs = [Order.PickJobs[0] with { Facility = TestData.Utrecht }],
        };
        var after = order.Accept(Modify(Shirts(5)), Context with { Strategy = strategy }).After;
        Assert.Equal(TestData.Utrecht, after.PickJobs.Single().Facility);
    }

    [Fact]
    public void Units_with_and_without_a_reservation_are_told_apart()
    {
        var infinite = Context with { Stock = TestData.Stock(0, 0) with { IsInfinite = true } };
        var order = Order.Accept(Modify(Shirts(5)), infinite).After;
        var line = order.Plans[0].Lines[0];
        Assert.Equal((TestData.Units(5), TestData.Units(3), TestData.Units(2)), (line.Quantity, line.Reserved, line.StockKept));
    }

    [Fact]
    public void Units_with_another_release_time_get_a_plan_of_their_own()
    {
        Order At(Order order, double days) => order with
        {
            Lines = [.. order.Lines.Select(l => l.Article == TestData.Shirt ? l with { Release = Preorder(days) } : l)],
        };
        var added = Add(TestData.Shoes, 1);
        var later = added with { Line = added.Line with { Release = Preorder(2) } };
        var shirts = TestData.Order(TestData.Shirts(3)) with { PickJobs = [] };

        Assert.Equal(2, At(shirts, 1).Accept(Modify(later), Context).After.Plans.Length);
        Assert.Single(At(shirts, 2).Accept(Modify(later), Context).After.Plans);
    }

    [Fact]
    public void A_replacement_uses_the_stock_of_the_removed_lines()
    {
        var scarce = Context with { Stock = TestData.Stock(0, 0) };
        var shirts = TestData.Order(TestData.Shirts(3));
        var replace = Modify(Shirts(0), Add(TestData.Shirt, 3)) with { IfUnroutable = UnroutableBehavior.Reject };
        var withDelivery = replace with { Changes = [.. replace.Changes, SetCarriers("VAN")] };
        Assert.Equal(TestData.Amsterdam, shirts.Accept(replace, scarce).After.PickJobs.Single().Facility);
        Assert.Equal(TestData.Amsterdam, shirts.Accept(withDelivery, scarce).After.PickJobs.Single().Facility);
    }

    [Fact]
    public void A_violation_on_the_order_names_no_line()
    {
        var started = Order.Decide(Modify(Shirts(2)) with { IfUnroutable = UnroutableBehavior.Reject }, TestData.Context with
        {
            Settings = TenantSettings.Default,
        });
        Assert.Null(Assert.Single(started.Violations()).Subject);
        var fraction = Order.Decide(Modify(Shirts(1.5m))).Violations().Single();
        Assert.Equal(new ViolationSubject(ViolationSubjectKind.Line, TestData.ShirtLine.Value), fraction.Subject);
    }

    [Fact]
    public void A_change_of_the_delivery_method_reroutes_under_every_policy()
    {
        var after = Order.Accept(Modify(CollectAt(TestData.Utrecht)), Context).After;
        Assert.Equal(TestData.Utrecht, after.PickJobs.Single().Facility);
    }

    [Fact]
    public void An_undo_restores_the_units_in_place()
    {
        var modified = Order.Accept(Modify(Shirts(2), SetEmail("b@example.org")), Context).After;
        var undo = new OrderCommand.Undo(new(2, Order, modified), null, UnroutableBehavior.Reject);
        var after = modified.Accept(undo, Context).After;
        Assert.Equal((Order.PickJobs[0].Id, TestData.Units(3)), (after.PickJobs.Single().Id, after.PickJobs[0].Lines[0].Quantity));
        Assert.Equal("a@example.org", after.PersonalData.Consumer.Email);
    }

    private static LineRelease Preorder(double days) => new(LineReleaseKind.Preorder, TestData.Noon.AddDays(days));
}

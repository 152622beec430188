using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Available actions of an order.</summary>
public sealed class AvailableActionTests
{
    private static readonly Order Order = TestData.Order(TestData.Shirts(1), TestData.SomeJeans(3));

    [Fact]
    public void A_new_order_allows_every_action()
    {
        var actions = Decider.GetAvailableActions(Order, TestData.Context);
        Assert.Equal(
            [
                ActionNames.RerouteUnroutable, ActionNames.ForceCancelOrder,
                    ActionNames.ReturnTask, ActionNames.HandoverJob, ActionNames.ShippingLabel,
                ActionNames.CarrierChange, ActionNames.TargetTime, ActionNames.CreateHandoverJob,
                ActionNames.UnlockOrder, ActionNames.ConfirmPromise, ActionNames.ExtendPromise,
            ],
            actions.Where(a => !a.IsAllowed).Select(a => a.Action));
        Assert.Equal(
            [
                ActionNames.EditLineItems, ActionNames.AddLineItem, ActionNames.PreferredDate, ActionNames.Delivery,
                    ActionNames.CustomAttributes, ActionNames.Consumer,
                ActionNames.PickJob,
            ],
            actions.Select(a => a.Action).Take(7));
        Assert.Equal(["reroute", "stock"], actions[0].Effects.Select(e => e.Name));
    }

    [Fact]
    public void A_single_piece_can_be_increased_and_removed_but_not_decreased()
    {
        var steps = GetAction(ActionNames.EditLineItems).Steps;
        Assert.Equal(["remove", "increase", "article"], steps.Where(s => s.Line == TestData.ShirtLine).Select(s => s.Step));
        Assert.Equal(["remove", "increase", "decrease", "article"], steps.Where(s => s.Line == TestData.JeansLine).Select(s => s.Step));
    }

    [Fact]
    public void A_bundled_line_is_blocked_and_other_lines_are_not()
    {
        var edits = GetAction(ActionNames.EditLineItems, Order with { Services = [TestData.Service(true, TestData.Shirt)] });
        Assert.True(edits.IsAllowed);
        Assert.All(edits.Steps.Where(s => s.Line == TestData.ShirtLine), s => Assert.Equal(["EL-6"], s.Violations.Select(r => r.RuleId)));
        Assert.All(edits.Steps.Where(s => s.Line == TestData.JeansLine), s => Assert.True(s.IsAllowed));
    }

    [Fact]
    public void All_violations_of_an_action_are_reported_with_remedies()
    {
        var started = Order with { PickJobs = [Order.PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        var add = GetAction(ActionNames.AddLineItem, started, TestData.Context with { Settings = TenantSettings.Default });
        Assert.Equal(["AL-4", "AL-5"], add.Violations.Select(r => r.RuleId));
        Assert.All(add.Violations, r => Assert.NotEmpty(r.Remedy.Text));
        Assert.False(add.IsOverridable);
    }

    [Fact]
    public void Missing_permissions_are_reported_by_name_and_without_state()
    {
        var canceled = Order with { IsCanceled = true };
        var add = GetAction(
            ActionNames.AddLineItem, canceled, WithoutPermissions(Permissions.OrderLineitemWrite, Permissions.LineItemAdd));
        Assert.Equal([Permissions.OrderLineitemWrite, Permissions.LineItemAdd], add.Violations.SelectMany(r => r.RequiredPermissions));

        string[] edits =
        [
            Permissions.OrderLineitemWrite, Permissions.LineItemQuantityIncrease, Permissions.LineItemQuantityDecrease,
            Permissions.LineItemDelete,
        ];
        Assert.Equal(["EL-2"], GetAction(ActionNames.EditLineItems, canceled, WithoutPermissions(edits)).Violations.Select(r => r.RuleId));
        var steps = GetAction(ActionNames.EditLineItems, Order, WithoutPermissions(edits[..3])).Steps;
        Assert.Equal(["remove", "remove"], steps.Where(s => s.IsAllowed).Select(s => s.Step));
        Assert.Equal(
            [Permissions.OrderLineitemWrite, Permissions.LineItemQuantityIncrease],
            steps.First(s => s.Step == "increase").Violations.Single().RequiredPermissions.AsEnumerable());
    }

    [Fact]
    public void A_pick_job_lists_its_available_steps()
    {
        Assert.Equal(["start", "pick", "split", "abort", "reset", "cancel"], Allowed(Order));
        Assert.Equal(
            ["pick", "split", "pause", "close", "abort", "reset", "restart", "cancel"], Allowed(Started(PickJobStatus.InProgress)));
        Assert.Contains("merge", Allowed(TestData.Order().Accept(Split((TestData.ShirtLine, 1, 0))).After));
        Assert.Equal([], Allowed(Started(PickJobStatus.Closed)));
        Assert.Equal(["PJ-4"], GetAction(ActionNames.PickJob, Order with { PickJobs = [] }).Violations.Select(r => r.RuleId));

        static IEnumerable<string> Allowed(Order order) =>
            GetAction(ActionNames.PickJob, order).Steps.Where(s => s.IsAllowed).Select(s => s.Step);
    }

    [Fact]
    public void Overridable_rules_are_reported_as_overridable()
    {
        var context = TestData.Context with { Policy = TestData.OverridablePolicy, Actor = TestData.ActorWithout(Permissions.RoleWrite) };
        var edits = GetAction(ActionNames.EditLineItems, Started(PickJobStatus.InProgress), context);
        Assert.True(edits.IsOverridable);
        Assert.Equal("penalty of EL-4", Assert.Single(edits.Violations).Override!.Penalty);
    }

    private static Order Started(PickJobStatus status) => Order with { PickJobs = [Order.PickJobs[0] with { Status = status }] };

    private static DecisionContext WithoutPermissions(params string[] lacking) =>
        TestData.Context with { Actor = TestData.ActorWithout(lacking) };

    private static AvailableAction GetAction(string action, Order? order = null, DecisionContext? context = null) =>
        Decider.GetAvailableActions(order ?? Order, context ?? TestData.Context).Single(a => a.Action == action);
}

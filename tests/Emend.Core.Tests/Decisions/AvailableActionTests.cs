using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>What may be done with an order now, and if not, why not.</summary>
public sealed class AvailableActionTests
{
    private static readonly Order Order = TestData.Order(TestData.Shirts(1), TestData.SomeJeans(3));

    [Fact]
    public void A_new_order_can_have_everything_done_to_it()
    {
        var actions = Decider.ActionsOf(Order, TestData.Context);
        Assert.Equal(
            [
                ActionNames.RerouteUnroutable, ActionNames.ForceCancelOrder, ActionNames.ReturnTask, ActionNames.HandoverJob, ActionNames.ShippingLabel,
                ActionNames.CarrierChange, ActionNames.UnlockOrder, ActionNames.ConfirmPromise, ActionNames.ExtendPromise,
            ],
            actions.Where(a => !a.Allowed).Select(a => a.Action));
        Assert.Equal(
            [
                ActionNames.EditLineItems, ActionNames.AddLineItem, ActionNames.PreferredDate, ActionNames.CustomAttributes, ActionNames.Consumer,
                ActionNames.PickJob,
            ],
            actions.Select(a => a.Action).Take(6));
        Assert.Equal(["reroute", "stock"], actions[0].Effects.Select(e => e.Name));
    }

    [Fact]
    public void A_single_piece_can_be_raised_and_removed_and_not_lowered()
    {
        var steps = Of(ActionNames.EditLineItems).Steps;
        Assert.Equal(["remove", "increase", "article"], steps.Where(s => s.Line == TestData.ShirtLine).Select(s => s.Step));
        Assert.Equal(["remove", "increase", "decrease", "article"], steps.Where(s => s.Line == TestData.JeansLine).Select(s => s.Step));
    }

    [Fact]
    public void A_bundled_line_says_so_and_the_others_stay_free()
    {
        var edits = Of(ActionNames.EditLineItems, Order with { Services = [TestData.Service(true, TestData.Shirt)] });
        Assert.True(edits.Allowed);
        Assert.All(edits.Steps.Where(s => s.Line == TestData.ShirtLine), s => Assert.Equal(["EL-6"], s.Violations.Select(r => r.RuleId)));
        Assert.All(edits.Steps.Where(s => s.Line == TestData.JeansLine), s => Assert.True(s.Allowed));
    }

    [Fact]
    public void All_rows_that_forbid_an_action_are_told_with_their_remedies()
    {
        var begun = Order with { PickJobs = [Order.PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        var add = Of(ActionNames.AddLineItem, begun, TestData.Context with { Settings = TenantSettings.Default });
        Assert.Equal(["AL-4", "AL-5"], add.Violations.Select(r => r.RuleId));
        Assert.All(add.Violations, r => Assert.NotEmpty(r.Remedy));
        Assert.False(add.IsOverridable);
    }

    [Fact]
    public void Missing_permissions_are_told_by_name_and_no_state_beside_them()
    {
        var cancelled = Order with { Status = OrderStatus.Canceled };
        var add = Of(ActionNames.AddLineItem, cancelled, As(Permissions.OrderLineitemWrite, Permissions.LineItemAdd));
        Assert.Equal([Permissions.OrderLineitemWrite, Permissions.LineItemAdd], add.Violations.SelectMany(r => r.AnyOf));

        string[] edits =
        [
            Permissions.OrderLineitemWrite, Permissions.LineItemQuantityIncrease, Permissions.LineItemQuantityDecrease,
            Permissions.LineItemDelete,
        ];
        Assert.Equal(["EL-2"], Of(ActionNames.EditLineItems, cancelled, As(edits)).Violations.Select(r => r.RuleId));
        var steps = Of(ActionNames.EditLineItems, Order, As(edits[..3])).Steps;
        Assert.Equal(["remove", "remove"], steps.Where(s => s.Allowed).Select(s => s.Step));
        Assert.Equal(
            [Permissions.OrderLineitemWrite, Permissions.LineItemQuantityIncrease],
            steps.First(s => s.Step == "increase").Violations.Single().AnyOf.AsEnumerable());
    }

    [Fact]
    public void A_pick_job_says_which_steps_it_is_ready_for()
    {
        Assert.Equal(["start", "pick", "split", "abort", "reset", "cancel"], Allowed(Order));
        Assert.Equal(["pick", "split", "pause", "close", "abort", "reset", "restart", "cancel"], Allowed(Begun(PickJobStatus.InProgress)));
        Assert.Contains("merge", Allowed(TestData.Order().Does(Split((TestData.ShirtLine, 1, 0))).After));
        Assert.Equal([], Allowed(Begun(PickJobStatus.Closed)));
        Assert.Equal(["PJ-4"], Of(ActionNames.PickJob, Order with { PickJobs = [] }).Violations.Select(r => r.RuleId));

        static IEnumerable<string> Allowed(Order order) => Of(ActionNames.PickJob, order).Steps.Where(s => s.Allowed).Select(s => s.Step);
    }

    [Fact]
    public void Soft_rows_are_told_as_soft()
    {
        var context = TestData.Context with { Policy = TestData.Softened, Actor = TestData.Without(Permissions.RoleWrite) };
        var edits = Of(ActionNames.EditLineItems, Begun(PickJobStatus.InProgress), context);
        Assert.True(edits.IsOverridable);
        Assert.Equal("pays for EL-4", Assert.Single(edits.Violations).Soft!.Penalty);
    }

    private static Order Begun(PickJobStatus status) => Order with { PickJobs = [Order.PickJobs[0] with { Status = status }] };

    private static DecisionContext As(params string[] lacking) => TestData.Context with { Actor = TestData.Without(lacking) };

    private static AvailableAction Of(string action, Order? order = null, DecisionContext? context = null) =>
        Decider.ActionsOf(order ?? Order, context ?? TestData.Context).Single(a => a.Action == action);
}

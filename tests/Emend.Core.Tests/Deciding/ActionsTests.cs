using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

/// <summary>What may be done with an order now, and if not, why not.</summary>
public sealed class ActionsTests
{
    private static readonly Order Order = Given.Order(Given.Shirts(1), Given.SomeJeans(3));

    [Fact]
    public void A_new_order_can_have_everything_done_to_it()
    {
        var answers = Decider.ActionsOf(Order, Given.Facts);
        Assert.Equal(
            [
                Actions.RerouteUnroutable, Actions.ForceCancelOrder, Actions.ReturnTask, Actions.HandoverJob, Actions.ShippingLabel,
                Actions.CarrierChange, Actions.UnlockOrder, Actions.ConfirmPromise, Actions.ExtendPromise,
            ],
            answers.Where(a => !a.Allowed).Select(a => a.Action));
        Assert.Equal(
            [
                Actions.EditLineItems, Actions.AddLineItem, Actions.PreferredDate, Actions.CustomAttributes, Actions.Consumer,
                Actions.PickJob,
            ],
            answers.Select(a => a.Action).Take(6));
        Assert.Equal(["reroute", "stock"], answers[0].Effects.Select(e => e.Name));
    }

    [Fact]
    public void A_single_piece_can_be_raised_and_removed_and_not_lowered()
    {
        var steps = Of(Actions.EditLineItems).Steps;
        Assert.Equal(["remove", "increase", "article"], steps.Where(s => s.Line == Given.ShirtLine).Select(s => s.Step));
        Assert.Equal(["remove", "increase", "decrease", "article"], steps.Where(s => s.Line == Given.JeansLine).Select(s => s.Step));
    }

    [Fact]
    public void A_bundled_line_says_so_and_the_others_stay_free()
    {
        var edits = Of(Actions.EditLineItems, Order with { Services = [Given.Service(true, Given.Shirt)] });
        Assert.True(edits.Allowed);
        Assert.All(edits.Steps.Where(s => s.Line == Given.ShirtLine), s => Assert.Equal(["EL-6"], s.Because.Select(r => r.Row)));
        Assert.All(edits.Steps.Where(s => s.Line == Given.JeansLine), s => Assert.True(s.Allowed));
    }

    [Fact]
    public void All_rows_that_forbid_an_action_are_told_with_their_remedies()
    {
        var begun = Order with { PickJobs = [Order.PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        var add = Of(Actions.AddLineItem, begun, Given.Facts with { Settings = TenantSettings.Default });
        Assert.Equal(["AL-4", "AL-5"], add.Because.Select(r => r.Row));
        Assert.All(add.Because, r => Assert.NotEmpty(r.Remedy));
        Assert.False(add.Soft);
    }

    [Fact]
    public void Missing_permissions_are_told_by_name_and_no_state_beside_them()
    {
        var cancelled = Order with { Status = OrderStatus.Cancelled };
        var add = Of(Actions.AddLineItem, cancelled, As(Permissions.OrderLineitemWrite, Permissions.LineItemAdd));
        Assert.Equal([Permissions.OrderLineitemWrite, Permissions.LineItemAdd], add.Because.SelectMany(r => r.AnyOf));

        string[] edits =
        [
            Permissions.OrderLineitemWrite, Permissions.LineItemQuantityIncrease, Permissions.LineItemQuantityDecrease,
            Permissions.LineItemDelete,
        ];
        Assert.Equal(["EL-2"], Of(Actions.EditLineItems, cancelled, As(edits)).Because.Select(r => r.Row));
        var steps = Of(Actions.EditLineItems, Order, As(edits[..3])).Steps;
        Assert.Equal(["remove", "remove"], steps.Where(s => s.Allowed).Select(s => s.Step));
        Assert.Equal(
            [Permissions.OrderLineitemWrite, Permissions.LineItemQuantityIncrease],
            steps.First(s => s.Step == "increase").Because.Single().AnyOf.AsEnumerable());
    }

    [Fact]
    public void A_pick_job_says_which_steps_it_is_ready_for()
    {
        Assert.Equal(["start", "pick", "split", "abort", "reset", "cancel"], Allowed(Order));
        Assert.Equal(["pick", "split", "pause", "close", "abort", "reset", "restart", "cancel"], Allowed(Begun(PickJobStatus.InProgress)));
        Assert.Contains("merge", Allowed(Given.Order().Does(Split((Given.ShirtLine, 1, 0))).After));
        Assert.Equal([], Allowed(Begun(PickJobStatus.Closed)));
        Assert.Equal(["PJ-4"], Of(Actions.PickJob, Order with { PickJobs = [] }).Because.Select(r => r.Row));

        static IEnumerable<string> Allowed(Order order) => Of(Actions.PickJob, order).Steps.Where(s => s.Allowed).Select(s => s.Step);
    }

    [Fact]
    public void Soft_rows_are_told_as_soft()
    {
        var facts = Given.Facts with { Policy = Given.Softened, Actor = Given.Without(Permissions.RoleWrite) };
        var edits = Of(Actions.EditLineItems, Begun(PickJobStatus.InProgress), facts);
        Assert.True(edits.Soft);
        Assert.Equal("pays for EL-4", Assert.Single(edits.Because).Soft!.Penalty);
    }

    private static Order Begun(PickJobStatus status) => Order with { PickJobs = [Order.PickJobs[0] with { Status = status }] };

    private static Facts As(params string[] lacking) => Given.Facts with { Actor = Given.Without(lacking) };

    private static ActionAnswer Of(string action, Order? order = null, Facts? facts = null) =>
        Decider.ActionsOf(order ?? Order, facts ?? Given.Facts).Single(a => a.Action == action);
}

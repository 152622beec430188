using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>Both sides of each row that has an edge.</summary>
public sealed class RuleBoundaryTests
{
    private static readonly Order Order = TestData.Order();

    [Theory]
    [InlineData(Permissions.LineItemDelete, 0)]
    [InlineData(Permissions.LineItemQuantityDecrease, 2)]
    [InlineData(Permissions.LineItemQuantityIncrease, 4)]
    public void Each_edit_has_its_own_permission_and_no_other_will_do(string permission, int quantity)
    {
        string[] granular = [Permissions.LineItemDelete, Permissions.LineItemQuantityDecrease, Permissions.LineItemQuantityIncrease];
        Only(TestData.Without([Permissions.OrderLineitemWrite, .. granular.Except([permission])]));
        Only(TestData.Without(granular));
        Refused("EL-2", Order.Asks(To(Shirts(quantity)), As(TestData.Without(Permissions.OrderLineitemWrite, permission))));

        void Only(Actor actor) => Accepted(Order.Asks(To(Shirts(quantity)), As(actor)));
    }

    [Fact]
    public void What_a_line_says_of_its_article_needs_the_general_permission() =>
        Refused("EL-2", Order.Asks(
            To(new SetLineArticle(TestData.ShirtLine, new("White", null), null)), As(TestData.Without(Permissions.OrderLineitemWrite))));

    [Fact]
    public void The_same_quantity_needs_any_permission_to_edit_one()
    {
        string[] all =
        [
            Permissions.OrderLineitemWrite,
            Permissions.LineItemDelete,
            Permissions.LineItemQuantityDecrease,
            Permissions.LineItemQuantityIncrease,
        ];
        Assert.All(all, one => Assert.IsType<Decision.NoChange>(Order.Asks(To(Shirts(3)), As(TestData.Without([.. all.Except([one])])))));
        Refused("EL-2", Order.Asks(To(Shirts(3)), As(TestData.Without(all))));
    }

    [Fact]
    public void The_article_may_be_named_if_it_is_the_lines_own()
    {
        Accepted(Order.Asks(To(new SetLineArticle(TestData.ShirtLine, new("White", null), TestData.Shirt))));
        Accepted(Order.Asks(To(new SetLineArticle(TestData.ShirtLine, new("White", null), null))));
        Refused("EL-7", Order.Asks(To(new SetLineArticle(TestData.ShirtLine, Order.Lines[0].Properties, TestData.Jeans))));
    }

    [Fact]
    public void Fractions_only_of_what_is_sold_by_measure()
    {
        Accepted(Order.Asks(To(Add(TestData.Cheese, 0.001m))));
        Refused("AL-8", Order.Asks(To(Add(TestData.Shoes, 0.999m))));
        Refused("AL-8", Order.Asks(To(Add(new("UNKNOWN"), 0.5m))));
        Accepted(Order.Asks(To(Add(new("UNKNOWN"), 1))));
    }

    [Fact]
    public void The_last_line_stays()
    {
        Accepted(Order.Asks(To(Shirts(0))));
        Accepted(Order.Asks(To(Shirts(0), Jeans(0), Add(TestData.Shoes, 1))));
        Refused("EL-9", Order.Asks(To(Shirts(0), Jeans(0))));
    }

    [Fact]
    public void Duplicates_of_before_are_left_alone_and_no_new_one_comes()
    {
        var twice = TestData.Order(TestData.Shirts(3), TestData.Shirts(1) with { Id = new("other") });
        Accepted(twice.Asks(To(Shirts(2))));
        Accepted(twice.Asks(To(Shirts(0), Add(TestData.Shirt, 2))));
        Refused("AL-9", twice.Asks(To(Add(TestData.Shirt, 2))));
        Refused("AL-9", Order.Asks(To(Add(TestData.Shoes, 2), Add(TestData.Shoes, 1))));
    }

    [Fact]
    public void The_preferred_date_is_today_or_later_in_utc()
    {
        var midnight = TestData.Noon.AddHours(-12);
        Accepted(Order.Asks(To(new SetPreferredTime(midnight))));
        Refused("PD-4", Order.Asks(To(new SetPreferredTime(midnight.AddMicroseconds(-1)))));
        Accepted(Order.Asks(To(new SetPreferredTime(new(2026, 3, 1, 23, 0, 0, TimeSpan.FromHours(-2))))));
    }

    [Fact]
    public void A_line_keeps_what_was_shipped_and_what_was_picked_of_it()
    {
        var shipped = TestData.Order(TestData.Shirts(3) with { Shipped = TestData.Of(2) }, TestData.SomeJeans(1));
        Accepted(shipped.Asks(To(Shirts(2))));
        Refused("IN-3", shipped.Asks(To(Shirts(0))));
        var picked = TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Of(2) }, TestData.SomeJeans(1));
        Accepted(picked.Asks(To(Shirts(2))));
        Refused("IN-4", picked.Asks(To(Shirts(0))));
    }

    [Fact]
    public void The_total_may_fall_to_what_is_invoiced_and_no_lower()
    {
        var invoiced = TestData.Order(TestData.Shirts(3)) with { Invoices = [new(new("out"), 30m), new(new("in"), -10m)] };
        Accepted(invoiced.Asks(To(Shirts(2))));
        Refused("IN-5", invoiced.Asks(To(Shirts(1))));
        Accepted((invoiced with { Currency = null }).Asks(To(Shirts(1))));
    }

    [Theory]
    [InlineData(true, false, 4, true)]
    [InlineData(true, false, 2, false)]
    [InlineData(false, true, 4, false)]
    [InlineData(false, true, 2, true)]
    public void The_total_moves_where_a_tender_lets_it(bool increase, bool decrease, int shirts, bool allowed)
    {
        var paid = Order with { Tenders = [new(new("a"), "voucher", 1m, false, false), new(new("b"), "card", 129m, increase, decrease)] };
        var decision = paid.Asks(To(Shirts(shirts)));
        if (allowed)
            Accepted(decision);
        else
            Refused("IN-6", decision);
    }

    [Fact]
    public void The_same_total_asks_no_tender()
    {
        var paid = Order with { Tenders = [new(new("a"), "voucher", 130m, false, false)] };
        Accepted(paid.Asks(To(Mail("b@example.org"))));
        Accepted(paid.Asks(To(Shirts(0), Add(TestData.Shirt, 3))));
    }

    [Fact]
    public void A_hold_forbids_others_until_it_expires()
    {
        Refused("IN-2", Held(new Hold(HoldKind.Modify, new("other"), TestData.Noon.AddMicroseconds(1))));
        Refused("IN-2", Held(new Hold(HoldKind.Modify, new("other"), null)));
        Accepted(Held(new Hold(HoldKind.Modify, new("other"), TestData.Noon)));
        Accepted(Held(new Hold(HoldKind.Modify, TestData.Anyone.Id, null)));
        Accepted(Held(new Hold(HoldKind.Fraud, new("other"), null)));

        static Decision Held(Hold hold) => (Order with { Holds = [hold] }).Asks(To(Mail("b@example.org")));
    }

    [Theory]
    [InlineData(OrderStatus.Open, true)]
    [InlineData(OrderStatus.Locked, true)]
    [InlineData(OrderStatus.Promised, true)]
    [InlineData(OrderStatus.Canceled, false)]
    [InlineData(OrderStatus.Obsolete, false)]
    public void Only_a_living_order_is_modified_or_picked(OrderStatus status, bool allowed)
    {
        var order = Order with { Status = status };
        Assert.Equal(allowed, order.Asks(To(Mail("b@example.org"))) is Decision.Accepted);
        Assert.Equal(allowed, order.Asks(Pick(new PickJobAction.Start())) is Decision.Accepted);
    }

    [Theory]
    [InlineData(nameof(PickJobAction.Start), PickJobStatus.Open, PickJobStatus.Paused)]
    [InlineData(nameof(PickJobAction.Pick), PickJobStatus.Open, PickJobStatus.InProgress)]
    [InlineData(nameof(PickJobAction.Split), PickJobStatus.Open, PickJobStatus.InProgress)]
    [InlineData(nameof(PickJobAction.Merge), PickJobStatus.Open, PickJobStatus.InProgress)]
    [InlineData(nameof(PickJobAction.Close), PickJobStatus.InProgress)]
    [InlineData(nameof(PickJobAction.Abort), PickJobStatus.Open, PickJobStatus.InProgress, PickJobStatus.Paused, PickJobStatus.WaitingForInput)]
    [InlineData(nameof(PickJobAction.Reset), PickJobStatus.InProgress, PickJobStatus.Paused, PickJobStatus.WaitingForInput)]
    public void A_step_is_taken_only_from_where_it_can_be(string name, params PickJobStatus[] from)
    {
        OrderCommand.UpdatePickJob command = name switch
        {
            nameof(PickJobAction.Start) => Pick(new PickJobAction.Start()),
            nameof(PickJobAction.Pick) => Picked((TestData.ShirtLine, 3)),
            nameof(PickJobAction.Split) => Split((TestData.JeansLine, 1, 0)),
            nameof(PickJobAction.Merge) => Merge(TestData.ShirtLine, new("more")),
            nameof(PickJobAction.Close) => Pick(new PickJobAction.Close()),
            nameof(PickJobAction.Abort) => Pick(new PickJobAction.Abort()),
            _ => Pick(new PickJobAction.Reset()),
        };
        var job = Order.PickJobs[0];
        if (command.Step is PickJobAction.Merge)
            job = job with { Lines = [Divided(job.Lines[0])] };
        var allowed = Enum.GetValues<PickJobStatus>()
            .Where(s => (Order with { PickJobs = [job with { Status = s }] }).Asks(command) is Decision.Accepted);
        Assert.Equal(from, allowed);
    }

    private static PickLine Divided(PickLine line) => line with
    {
        Parts = [new(line.Line, line.Quantity - TestData.Of(1), line.Picked), new(new("more"), TestData.Of(1), Quantity.Zero)],
    };

    private static DecisionContext As(Actor actor) => TestData.Context with { Actor = actor };

    private static void Accepted(Decision decision) => Assert.IsType<Decision.Accepted>(decision);

    private static void Refused(string row, Decision decision) => Assert.Equal([row], decision.RefusedBy());
}

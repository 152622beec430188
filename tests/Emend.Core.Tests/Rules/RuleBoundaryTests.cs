using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Core.Tests.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>Both sides of each rule with a boundary.</summary>
public sealed class RuleBoundaryTests
{
    private static readonly Order Order = TestData.Order();

    [Theory]
    [InlineData(Permissions.LineItemDelete, 0)]
    [InlineData(Permissions.LineItemQuantityDecrease, 2)]
    [InlineData(Permissions.LineItemQuantityIncrease, 4)]
    public void Each_edit_needs_its_own_permission(string permission, int quantity)
    {
        string[] granular = [Permissions.LineItemDelete, Permissions.LineItemQuantityDecrease, Permissions.LineItemQuantityIncrease];
        Only(TestData.ActorWithout([Permissions.OrderLineitemWrite, .. granular.Except([permission])]));
        Only(TestData.ActorWithout(granular));
        AssertRejected("EL-2",
            Order.Decide(Modify(Shirts(quantity)), WithPermissions(TestData.ActorWithout(Permissions.OrderLineitemWrite, permission))));

        void Only(Actor actor) => AssertAccepted(Order.Decide(Modify(Shirts(quantity)), WithPermissions(actor)));
    }

    [Fact]
    public void A_change_of_article_properties_needs_the_general_permission() =>
        AssertRejected("EL-2", Order.Decide(
            Modify(new SetLineArticle(TestData.ShirtLine, new("White", null), null)),
                WithPermissions(TestData.ActorWithout(Permissions.OrderLineitemWrite))));

    [Fact]
    public void The_same_quantity_needs_any_edit_permission()
    {
        string[] all =
        [
            Permissions.OrderLineitemWrite,
            Permissions.LineItemDelete,
            Permissions.LineItemQuantityDecrease,
            Permissions.LineItemQuantityIncrease,
        ];
        Assert.All(all, one =>
            Assert.IsType<Decision.NoChange>(
                Order.Decide(Modify(Shirts(3)), WithPermissions(TestData.ActorWithout([.. all.Except([one])])))));
        AssertRejected("EL-2", Order.Decide(Modify(Shirts(3)), WithPermissions(TestData.ActorWithout(all))));
    }

    [Fact]
    public void The_expected_article_can_be_the_article_of_the_line()
    {
        AssertAccepted(Order.Decide(Modify(new SetLineArticle(TestData.ShirtLine, new("White", null), TestData.Shirt))));
        AssertAccepted(Order.Decide(Modify(new SetLineArticle(TestData.ShirtLine, new("White", null), null))));
        AssertRejected("EL-7", Order.Decide(Modify(new SetLineArticle(TestData.ShirtLine, Order.Lines[0].Properties, TestData.Jeans))));
    }

    [Fact]
    public void Only_articles_sold_by_measure_allow_fractions()
    {
        AssertAccepted(Order.Decide(Modify(Add(TestData.Cheese, 0.001m))));
        AssertRejected("AL-8", Order.Decide(Modify(Add(TestData.Shoes, 0.999m))));
        AssertRejected("AL-8", Order.Decide(Modify(Add(new("UNKNOWN"), 0.5m))));
        AssertAccepted(Order.Decide(Modify(Add(new("UNKNOWN"), 1))));
    }

    [Fact]
    public void The_last_line_cannot_be_removed()
    {
        AssertAccepted(Order.Decide(Modify(Shirts(0))));
        AssertAccepted(Order.Decide(Modify(Shirts(0), Jeans(0), Add(TestData.Shoes, 1))));
        AssertRejected("EL-9", Order.Decide(Modify(Shirts(0), Jeans(0))));
    }

    [Fact]
    public void Existing_duplicates_remain_and_new_ones_are_rejected()
    {
        var twice = TestData.Order(TestData.Shirts(3), TestData.Shirts(1) with { Id = new("other") });
        AssertAccepted(twice.Decide(Modify(Shirts(2))));
        AssertAccepted(twice.Decide(Modify(Shirts(0), Add(TestData.Shirt, 2))));
        AssertRejected("AL-9", twice.Decide(Modify(Add(TestData.Shirt, 2))));
        AssertRejected("AL-9", Order.Decide(Modify(Add(TestData.Shoes, 2), Add(TestData.Shoes, 1))));
    }

    [Fact]
    public void The_preferred_date_is_today_or_later_in_utc()
    {
        var midnight = TestData.Noon.AddHours(-12);
        AssertAccepted(Order.Decide(Modify(new SetPreferredTime(midnight))));
        AssertRejected("PD-4", Order.Decide(Modify(new SetPreferredTime(midnight.AddMicroseconds(-1)))));
        AssertAccepted(Order.Decide(Modify(new SetPreferredTime(new(2026, 3, 1, 23, 0, 0, TimeSpan.FromHours(-2))))));
    }

    [Fact]
    public void A_line_keeps_its_shipped_and_picked_quantities()
    {
        var shipped = TestData.Order(TestData.Shirts(3) with { Shipped = TestData.Units(2) }, TestData.SomeJeans(1));
        AssertAccepted(shipped.Decide(Modify(Shirts(2))));
        AssertRejected("IN-3", shipped.Decide(Modify(Shirts(0))));
        var picked = TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Units(2) }, TestData.SomeJeans(1));
        AssertAccepted(picked.Decide(Modify(Shirts(2))));
        AssertRejected("IN-4", picked.Decide(Modify(Shirts(0))));
    }

    [Fact]
    public void The_total_can_decrease_to_the_invoiced_amount_only()
    {
        var invoiced = TestData.Order(TestData.Shirts(3)) with { Invoices = [new(new("out"), 30m), new(new("in"), -10m)] };
        AssertAccepted(invoiced.Decide(Modify(Shirts(2))));
        AssertRejected("IN-5", invoiced.Decide(Modify(Shirts(1))));
        AssertAccepted((invoiced with { Currency = null }).Decide(Modify(Shirts(1))));
    }

    [Theory]
    [InlineData(true, false, 4, true)]
    [InlineData(true, false, 2, false)]
    [InlineData(false, true, 4, false)]
    [InlineData(false, true, 2, true)]
    public void The_total_can_change_only_if_a_tender_allows_it(bool increase, bool decrease, int shirts, bool allowed)
    {
        var paid = Order with { Tenders = [new(new("a"), "voucher", 1m, false, false), new(new("b"), "card", 129m, increase, decrease)] };
        var decision = paid.Decide(Modify(Shirts(shirts)));
        if (allowed)
        {
            AssertAccepted(decision);
        }
        else
        {
            AssertRejected("IN-6", decision);
        }
    }

    [Fact]
    public void An_unchanged_total_needs_no_tender()
    {
        var paid = Order with { Tenders = [new(new("a"), "voucher", 130m, false, false)] };
        AssertAccepted(paid.Decide(Modify(SetEmail("b@example.org"))));
        AssertAccepted(paid.Decide(Modify(Shirts(0), Add(TestData.Shirt, 3))));
    }

    [Fact]
    public void A_hold_blocks_other_actors_until_it_expires()
    {
        AssertRejected("IN-2", Held(new Hold(HoldKind.Modify, new("other"), TestData.Noon.AddMicroseconds(1))));
        AssertRejected("IN-2", Held(new Hold(HoldKind.Modify, new("other"), null)));
        AssertAccepted(Held(new Hold(HoldKind.Modify, new("other"), TestData.Noon)));
        AssertAccepted(Held(new Hold(HoldKind.Modify, TestData.Admin.Id, null)));
        AssertAccepted(Held(new Hold(HoldKind.Fraud, new("other"), null)));

        static Decision Held(Hold hold) => (Order with { Holds = [hold] }).Decide(Modify(SetEmail("b@example.org")));
    }

    [Fact]
    public void Only_an_active_order_can_be_modified_or_picked() => Assert.All(OrderFactsTests.All, facts =>
    {
        var order = OrderFactsTests.With(Order, facts);
        var isActive = facts is { IsCanceled: false, IsDeleted: false };
        Assert.Equal(isActive, order.Decide(Modify(SetEmail("b@example.org"))) is Decision.Accepted);
        Assert.Equal(isActive, order.Decide(UpdatePickJob(new PickJobAction.Start())) is Decision.Accepted);
    });

    [Theory]
    [InlineData(nameof(PickJobAction.Start), PickJobStatus.Open, PickJobStatus.Paused)]
    [InlineData(nameof(PickJobAction.Pick), PickJobStatus.Open, PickJobStatus.InProgress)]
    [InlineData(nameof(PickJobAction.Split), PickJobStatus.Open, PickJobStatus.InProgress)]
    [InlineData(nameof(PickJobAction.Merge), PickJobStatus.Open, PickJobStatus.InProgress)]
    [InlineData(nameof(PickJobAction.Close), PickJobStatus.InProgress)]
    [InlineData(
        nameof(PickJobAction.Abort), PickJobStatus.Open, PickJobStatus.InProgress, PickJobStatus.Paused, PickJobStatus.WaitingForInput)]
    [InlineData(nameof(PickJobAction.Reset), PickJobStatus.InProgress, PickJobStatus.Paused, PickJobStatus.WaitingForInput)]
    public void A_pick_job_step_is_allowed_only_in_certain_states(string name, params PickJobStatus[] from)
    {
        OrderCommand.UpdatePickJob command = name switch
        {
            nameof(PickJobAction.Start) => UpdatePickJob(new PickJobAction.Start()),
            nameof(PickJobAction.Pick) => ReportPicked((TestData.ShirtLine, 3)),
            nameof(PickJobAction.Split) => Split((TestData.JeansLine, 1, 0)),
            nameof(PickJobAction.Merge) => Merge(TestData.ShirtLine, new("more")),
            nameof(PickJobAction.Close) => UpdatePickJob(new PickJobAction.Close()),
            nameof(PickJobAction.Abort) => UpdatePickJob(new PickJobAction.Abort()),
            _ => UpdatePickJob(new PickJobAction.Reset()),
        };
        var job = Order.PickJobs[0];
        if (command.Action is PickJobAction.Merge)
        {
            job = job with { Lines = [SplitLine(job.Lines[0])] };
        }

        var allowed = Enum.GetValues<PickJobStatus>()
            .Where(s => (Order with { PickJobs = [job with { Status = s }] }).Decide(command) is Decision.Accepted);
        Assert.Equal(from, allowed);
    }

    private static PickLine SplitLine(PickLine line) => line with
    {
        Parts = [new(line.Line, line.Quantity - TestData.Units(1), line.Picked), new(new("more"), TestData.Units(1), Quantity.Zero)],
    };

    private static DecisionContext WithPermissions(Actor actor) => TestData.Context with { Actor = actor };

    private static void AssertAccepted(Decision decision) => Assert.IsType<Decision.Accepted>(decision);

    private static void AssertRejected(string ruleId, Decision decision) => Assert.Equal([ruleId], decision.ViolatedRuleIds());
}

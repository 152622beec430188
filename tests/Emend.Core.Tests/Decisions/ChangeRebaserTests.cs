using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class ChangeRebaserTests
{
    private static readonly Order Order = TestData.Order();

    [Fact]
    public void A_stale_version_is_stale_unless_a_rebase_is_allowed()
    {
        var now = Order.Does(Mail("b@example.org")).After;
        Assert.IsType<Decision.VersionConflict>(now.Asks(To(Shirts(1)) with { Version = 1 }, With(Order)));
        Assert.IsType<Decision.VersionConflict>(now.Asks(To(Shirts(1)) with { Version = 1, Rebase = true }));
        Assert.IsType<Decision.VersionConflict>(now.Asks(To(Shirts(1)) with { Revision = 1 }));
        Assert.IsType<Decision.Accepted>(now.Asks(To(Shirts(1)) with { Revision = now.Revision }));
    }

    [Fact]
    public void What_nobody_touched_is_done_on_top()
    {
        var now = Order.Does(Mail("b@example.org"), Jeans(1)).After;
        var after = Assert.IsType<Decision.Accepted>(now.Asks(Based(Shirts(1), Attribute("gift", "1")), With(Order))).After;
        Assert.Equal(("b@example.org", Quantity.From(1), Quantity.From(1)),
            (after.PersonalData.Consumer.Email, after.Lines[0].Quantity, after.Lines[1].Quantity));
    }

    [Fact]
    public void What_somebody_else_changed_comes_back_field_by_field_and_nothing_is_done()
    {
        var now = Order.Does(Mail("b@example.org"), Shirts(5), Attribute("gift", "1")).After;
        var stale = Conflicts(now, Based(Mail("c@example.org"), Shirts(1), Attribute("gift", "2"), Jeans(1)));
        Assert.Equal(
            [
                """/consumer/email "a@example.org" "b@example.org" "c@example.org" """,
                "/lines/line-shirt/quantity 3 5 1 ", "/attributes/gift  1 2 ",
            ],
            stale);
    }

    [Fact]
    public void What_is_so_already_is_no_conflict()
    {
        var now = Order.Does(Shirts(1)).After;
        Assert.IsType<Decision.NoChange>(now.Asks(Based(Shirts(1)), With(Order)));
        Assert.IsType<Decision.NoChange>(Order.Does(Shirts(0)).After.Asks(Based(Shirts(0)), With(Order)));
    }

    [Fact]
    public void A_line_that_went_or_that_is_to_go_after_it_changed_is_a_conflict()
    {
        Assert.Single(Conflicts(Order.Does(Shirts(0)).After, Based(Shirts(1))));
        Assert.Single(Conflicts(Order.Does(Shirts(5)).After, Based(Shirts(0))));
        Assert.Single(Conflicts(Order.Does(Shirts(0)).After, Based(new SetLineArticle(TestData.ShirtLine, new("x", null), null))));
        Assert.Single(Conflicts(Order.Does(Shirts(0)).After, Based(new SetLineAttributes(TestData.ShirtLine, Attributes("a", "1")))));
        Assert.Single(Conflicts(Order.Does(Add(TestData.Shoes, 1)).After, Based(Add(TestData.Shoes, 1))));
    }

    [Fact]
    public void Two_addresses_changed_by_two_people_are_both_kept()
    {
        var two = Order.Does(MoveTo(TestData.Home, TestData.Elsewhere)).After;
        var now = two.Does(MoveTo(TestData.Home with { HouseNumber = "9" }, TestData.Elsewhere)).After;
        var mine = Based(MoveTo(TestData.Home, TestData.Elsewhere with { HouseNumber = "7" })) with { Version = two.Version };
        var after = Assert.IsType<Decision.Accepted>(now.Asks(mine, With(two))).After;
        Assert.Equal(["9", "7"], after.PersonalData.Consumer.Addresses.Select(a => a.HouseNumber));
    }

    private static OrderCommand.Modify Based(params ImmutableArray<Change> changes) => To(changes) with { Version = 1, Rebase = true };

    private static DecisionContext With(Order then) => TestData.Context with { BaseOrder = then };

    private static IEnumerable<string> Conflicts(Order now, OrderCommand command) =>
        Assert.IsType<Decision.VersionConflict>(now.Asks(command, With(Order))).Conflicts.Select(c => $"{c.Path} {c.Base} {c.Current} {c.Requested} ");
}

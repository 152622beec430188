using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class ChangeRebaserTests
{
    private static readonly Order Order = TestData.Order();

    [Fact]
    public void An_outdated_version_is_a_conflict_unless_a_rebase_is_allowed()
    {
        var currentOrder = Order.Accept(SetEmail("b@example.org")).After;
        Assert.IsType<Decision.VersionConflict>(currentOrder.Decide(Modify(Shirts(1)) with { Version = 1 }, With(Order)));
        Assert.IsType<Decision.VersionConflict>(currentOrder.Decide(Modify(Shirts(1)) with { Version = 1, Rebase = true }));
        Assert.IsType<Decision.VersionConflict>(currentOrder.Decide(Modify(Shirts(1)) with { Revision = 1 }));
        Assert.IsType<Decision.Accepted>(currentOrder.Decide(Modify(Shirts(1)) with { Revision = currentOrder.Revision }));
    }

    [Fact]
    public void Changes_without_conflicts_are_rebased()
    {
        var currentOrder = Order.Accept(SetEmail("b@example.org"), Jeans(1)).After;
        var after = Assert.IsType<Decision.Accepted>(
            currentOrder.Decide(WithRebase(Shirts(1), SetAttribute("gift", "1")), With(Order))).After;
        Assert.Equal(("b@example.org", Quantity.From(1), Quantity.From(1)),
            (after.PersonalData.Consumer.Email, after.Lines[0].Quantity, after.Lines[1].Quantity));
    }

    [Fact]
    public void Conflicts_are_reported_field_by_field_and_nothing_changes()
    {
        var currentOrder = Order.Accept(SetEmail("b@example.org"), Shirts(5), SetAttribute("gift", "1")).After;
        var stale = Conflicts(currentOrder, WithRebase(SetEmail("c@example.org"), Shirts(1), SetAttribute("gift", "2"), Jeans(1)));
        Assert.Equal(
            [
                """/consumer/email "a@example.org" "b@example.org" "c@example.org" """,
                "/lines/line-shirt/quantity 3 5 1 ", "/attributes/gift  1 2 ",
            ],
            stale);
    }

    [Fact]
    public void An_existing_value_is_no_conflict()
    {
        var currentOrder = Order.Accept(Shirts(1)).After;
        Assert.IsType<Decision.NoChange>(currentOrder.Decide(WithRebase(Shirts(1)), With(Order)));
        Assert.IsType<Decision.NoChange>(Order.Accept(Shirts(0)).After.Decide(WithRebase(Shirts(0)), With(Order)));
    }

    [Fact]
    public void A_removed_line_and_a_removal_of_a_changed_line_are_conflicts()
    {
        Assert.Single(Conflicts(Order.Accept(Shirts(0)).After, WithRebase(Shirts(1))));
        Assert.Single(Conflicts(Order.Accept(Shirts(5)).After, WithRebase(Shirts(0))));
        Assert.Single(Conflicts(Order.Accept(Shirts(0)).After, WithRebase(new SetLineArticle(TestData.ShirtLine, new("x", null), null))));
        Assert.Single(
            Conflicts(Order.Accept(Shirts(0)).After, WithRebase(new SetLineAttributes(TestData.ShirtLine, Attributes("a", "1")))));
        Assert.Single(Conflicts(Order.Accept(Add(TestData.Shoes, 1)).After, WithRebase(Add(TestData.Shoes, 1))));
    }

    [Fact]
    public void Changes_of_different_addresses_are_merged()
    {
        var two = Order.Accept(SetAddresses(TestData.Home, TestData.OtherAddress)).After;
        var currentOrder = two.Accept(SetAddresses(TestData.Home with { HouseNumber = "9" }, TestData.OtherAddress)).After;
        var mine = WithRebase(SetAddresses(TestData.Home, TestData.OtherAddress with { HouseNumber = "7" })) with { Version = two.Version };
        var after = Assert.IsType<Decision.Accepted>(currentOrder.Decide(mine, With(two))).After;
        Assert.Equal(["9", "7"], after.PersonalData.Consumer.Addresses.Select(a => a.HouseNumber));
    }

    private static OrderCommand.Modify WithRebase(params ImmutableArray<Change> changes) =>
        Modify(changes) with { Version = 1, Rebase = true };

    private static DecisionContext With(Order baseOrder) => TestData.Context with { BaseOrder = baseOrder };

    private static IEnumerable<string> Conflicts(Order currentOrder, OrderCommand command) =>
        Assert.IsType<Decision.VersionConflict>(currentOrder.Decide(command, With(Order))).Conflicts
            .Select(c => $"{c.Path} {c.Base} {c.Current} {c.Requested} ");
}

using Emend.Core.Changes;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class UndoDeciderTests
{
    private static readonly Order Order = TestData.Order();

    [Fact]
    public void Everything_that_can_be_asked_for_goes_back()
    {
        var done = Order.Does(
            Shirts(5), new SetLineArticle(TestData.JeansLine, new("Blue", new("{}")), null), Attribute("gift", "1"), Mail("b@example.org"),
            new SetLineAttributes(TestData.ShirtLine, Attributes("size", "1")), new SetPreferredTime(TestData.Noon), MoveTo(TestData.Elsewhere),
            Add(TestData.Shoes, 1)).After;
        var undone = Back(done, Order, done);
        Assert.Equal(Order.Lines.Select(Asked), undone.After.Lines.Select(Asked));
        Assert.DoesNotContain(
            OrderDiff.Between(Order, undone.After), d => d.Area is DifferenceArea.Lines or DifferenceArea.Customer or DifferenceArea.Attributes or DifferenceArea.Delivery);
        Assert.Null(undone.After.Delivery.PreferredTime);
        Assert.Empty(undone.NotRestored);
        Assert.Equal(3, undone.After.Version);
        Assert.Contains(new OrderEvent.ModificationUndone(2), undone.Events);
    }

    [Fact]
    public void A_removed_line_comes_back_as_a_new_one_at_the_price_of_today()
    {
        var before = TestData.Order(TestData.Shirts(3) with { UnitPrice = 7m }, TestData.SomeJeans(2));
        var after = before.Does(Shirts(0)).After;
        var undone = Back(after, before, after);
        var line = Assert.Single(undone.After.Lines, l => l.Article == TestData.Shirt);
        Assert.NotEqual(TestData.ShirtLine, line.Id);
        Assert.Equal(Quantity.From(3), line.Quantity);
        Assert.Equal(
            [("/lines/line-shirt", NotRestoredReason.Recreated), ("/lines/line-shirt/unitPrice", NotRestoredReason.PriceChanged)],
            undone.NotRestored.Select(n => (n.Path, n.Reason)));
        Assert.IsType<Decision.NoChange>(undone.After.Asks(Undo(before, after)));
    }

    [Fact]
    public void An_undo_of_an_undo_brings_back_what_was()
    {
        var after = Order.Does(Shirts(0), Mail("b@example.org")).After;
        var undone = Back(after, Order, after).After;
        var again = Back(undone, after, undone).After;
        Assert.Equal(after.Lines.Select(Asked), again.Lines.Select(Asked));
        Assert.Equal("b@example.org", again.PersonalData.Consumer.Email);
    }

    [Fact]
    public void What_somebody_changed_since_stays_and_is_told()
    {
        var after = Order.Does(Shirts(5), Mail("b@example.org")).After;
        var now = after.Does(Mail("c@example.org")).After;
        var undone = Back(now, Order, after);
        Assert.Equal(Quantity.From(3), undone.After.Lines[0].Quantity);
        Assert.Equal("c@example.org", undone.After.PersonalData.Consumer.Email);
        var left = Assert.Single(undone.NotRestored);
        Assert.Equal(("/consumer/email", NotRestoredReason.ChangedSince, "\"a@example.org\"", "\"c@example.org\""),
            (left.Path, left.Reason, left.Original?.Raw, left.Current?.Raw));
    }

    [Fact]
    public void What_a_rule_of_today_forbids_stays_and_says_by_which_row()
    {
        var after = Order.Does(Shirts(5), Mail("b@example.org")).After;
        var now = after with { PickJobs = [after.PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        var undone = Back(now, Order, after);
        Assert.Equal(("a@example.org", Quantity.From(5)), (undone.After.PersonalData.Consumer.Email, undone.After.Lines[0].Quantity));
        var left = Assert.Single(undone.NotRestored);
        Assert.Equal(("/lines/line-shirt/quantity", "EL-4"), (left.Path, left.Because.Single().RuleId));
        Assert.Equal(["EL-4"], now.Asks(Undo(Order, after) with { AllOrNothing = true }).RefusedBy());
    }

    [Fact]
    public void Where_nothing_can_go_back_it_is_refused_with_the_reasons()
    {
        var after = Order.Does(Shirts(5)).After;
        Assert.Equal(["IN-1"], (after with { Status = OrderStatus.Canceled }).Asks(Undo(Order, after)).RefusedBy());
        Assert.Equal(["EL-4"], (after with { PickJobs = [after.PickJobs[0] with { Status = PickJobStatus.Closed }] })
            .Asks(Undo(Order, after)).RefusedBy());
        var refused = Assert.IsType<Decision.Rejected>(after.Does(Shirts(4)).After.Asks(Undo(Order, after)));
        Assert.Equal(("UN-1", NotRestoredReason.ChangedSince), (refused.Violations.Single().RuleId, refused.NotRestored.Single().Reason));
    }

    [Fact]
    public void Permission_comes_before_version_and_version_before_rows()
    {
        var after = Order.Does(Shirts(5)).After;
        var undo = Undo(Order, after) with { Revision = 1 };
        Assert.True(Assert.IsType<Decision.Rejected>(
            after.Asks(undo, TestData.Context with { Actor = TestData.Without(Permissions.OrderWrite) })).IsForbidden);
        Assert.Equal(new Decision.VersionConflict(2, 1), after.Asks(undo));
    }

    [Fact]
    public void Erased_personal_data_does_not_come_back_and_says_so()
    {
        var after = Order.Does(Shirts(5), Mail("b@example.org")).After;
        var undone = Back(after, Order with { PersonalData = PersonalData.Erased }, after with { PersonalData = PersonalData.Erased });
        Assert.Equal(("/consumer", NotRestoredReason.Erased), undone.NotRestored.Select(n => (n.Path, n.Reason)).Single());
        Assert.Equal(Quantity.From(3), undone.After.Lines[0].Quantity);
    }

    private static (ArticleId, ArticleProperties, Quantity) Asked(Line line) => (line.Article, line.Properties, line.Quantity);

    private static OrderCommand.Undo Undo(Order before, Order after) => new(new(after.Revision, before, after), null, UnroutableBehavior.Accept);

    private static Decision.Accepted Back(Order now, Order before, Order after) => now.Does(Undo(before, after));
}

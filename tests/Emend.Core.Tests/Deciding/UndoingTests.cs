using Emend.Core.Changes;
using Emend.Core.Differences;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

public sealed class UndoingTests
{
    private static readonly Order Order = Given.Order();

    [Fact]
    public void Everything_that_can_be_asked_for_goes_back()
    {
        var done = Order.Does(
            Shirts(5), new SetLineArticle(Given.JeansLine, new("Blue", new("{}")), null), Attribute("gift", "1"), Mail("b@example.org"),
            new SetLineAttributes(Given.ShirtLine, Attributes("size", "1")), new SetPreferredTime(Given.Noon), MoveTo(Given.Elsewhere),
            Add(Given.Shoes, 1)).After;
        var undone = Back(done, Order, done);
        Assert.Equal(Order.Lines.Select(Asked), undone.After.Lines.Select(Asked));
        Assert.DoesNotContain(
            Differing.Between(Order, undone.After), d => d.Area is Area.Lines or Area.Customer or Area.Attributes or Area.Delivery);
        Assert.Null(undone.After.Delivery.PreferredTime);
        Assert.Empty(undone.NotRestored);
        Assert.Equal(3, undone.After.Version);
        Assert.Contains(new OrderEvent.Undone(2), undone.Events);
    }

    [Fact]
    public void A_removed_line_comes_back_as_a_new_one_at_the_price_of_today()
    {
        var before = Given.Order(Given.Shirts(3) with { UnitPrice = 7m }, Given.SomeJeans(2));
        var after = before.Does(Shirts(0)).After;
        var undone = Back(after, before, after);
        var line = Assert.Single(undone.After.Lines, l => l.Article == Given.Shirt);
        Assert.NotEqual(Given.ShirtLine, line.Id);
        Assert.Equal(Quantity.Of(3), line.Quantity);
        Assert.Equal(
            [("/lines/line-shirt", WhyNotRestored.ComesBackAnew), ("/lines/line-shirt/unitPrice", WhyNotRestored.OtherPrice)],
            undone.NotRestored.Select(n => (n.Path, n.Why)));
        Assert.IsType<Decision.NoChange>(undone.After.Asks(Undo(before, after)));
    }

    [Fact]
    public void An_undo_of_an_undo_brings_back_what_was()
    {
        var after = Order.Does(Shirts(0), Mail("b@example.org")).After;
        var undone = Back(after, Order, after).After;
        var again = Back(undone, after, undone).After;
        Assert.Equal(after.Lines.Select(Asked), again.Lines.Select(Asked));
        Assert.Equal("b@example.org", again.Personal.Consumer.Email);
    }

    [Fact]
    public void What_somebody_changed_since_stays_and_is_told()
    {
        var after = Order.Does(Shirts(5), Mail("b@example.org")).After;
        var now = after.Does(Mail("c@example.org")).After;
        var undone = Back(now, Order, after);
        Assert.Equal(Quantity.Of(3), undone.After.Lines[0].Quantity);
        Assert.Equal("c@example.org", undone.After.Personal.Consumer.Email);
        var left = Assert.Single(undone.NotRestored);
        Assert.Equal(("/consumer/email", WhyNotRestored.ChangedSince, "\"a@example.org\"", "\"c@example.org\""),
            (left.Path, left.Why, left.Was?.Raw, left.Now?.Raw));
    }

    [Fact]
    public void What_a_rule_of_today_forbids_stays_and_says_by_which_row()
    {
        var after = Order.Does(Shirts(5), Mail("b@example.org")).After;
        var now = after with { PickJobs = [after.PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        var undone = Back(now, Order, after);
        Assert.Equal(("a@example.org", Quantity.Of(5)), (undone.After.Personal.Consumer.Email, undone.After.Lines[0].Quantity));
        var left = Assert.Single(undone.NotRestored);
        Assert.Equal(("/lines/line-shirt/quantity", "EL-4"), (left.Path, left.Because.Single().Row));
        Assert.Equal(["EL-4"], now.Asks(Undo(Order, after) with { Whole = true }).RefusedBy());
    }

    [Fact]
    public void Where_nothing_can_go_back_it_is_refused_with_the_reasons()
    {
        var after = Order.Does(Shirts(5)).After;
        Assert.Equal(["IN-1"], (after with { Status = OrderStatus.Cancelled }).Asks(Undo(Order, after)).RefusedBy());
        Assert.Equal(["EL-4"], (after with { PickJobs = [after.PickJobs[0] with { Status = PickJobStatus.Closed }] })
            .Asks(Undo(Order, after)).RefusedBy());
        var refused = Assert.IsType<Decision.Refused>(after.Does(Shirts(4)).After.Asks(Undo(Order, after)));
        Assert.Equal(("UN-1", WhyNotRestored.ChangedSince), (refused.Because.Single().Row, refused.NotRestored.Single().Why));
    }

    [Fact]
    public void Permission_comes_before_version_and_version_before_rows()
    {
        var after = Order.Does(Shirts(5)).After;
        var undo = Undo(Order, after) with { Revision = 1 };
        Assert.True(Assert.IsType<Decision.Refused>(
            after.Asks(undo, Given.Facts with { Actor = Given.Without(Permissions.OrderWrite) })).Forbidden);
        Assert.Equal(new Decision.Stale(2, 1), after.Asks(undo));
    }

    [Fact]
    public void Erased_personal_data_does_not_come_back_and_says_so()
    {
        var after = Order.Does(Shirts(5), Mail("b@example.org")).After;
        var undone = Back(after, Order with { Personal = Personal.Erased }, after with { Personal = Personal.Erased });
        Assert.Equal(("/consumer", WhyNotRestored.Erased), undone.NotRestored.Select(n => (n.Path, n.Why)).Single());
        Assert.Equal(Quantity.Of(3), undone.After.Lines[0].Quantity);
    }

    private static (ArticleId, ArticleProperties, Quantity) Asked(Line line) => (line.Article, line.Properties, line.Quantity);

    private static OrderCommand.Undo Undo(Order before, Order after) => new(new(after.Revision, before, after), null, IfUnroutable.Accept);

    private static Decision.Accepted Back(Order now, Order before, Order after) => now.Does(Undo(before, after));
}

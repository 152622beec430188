using Emend.Core.Changes;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>Changes that name an article instead of a line.</summary>
public sealed class ArticleLinesTests
{
    [Fact]
    public void Every_line_of_the_article_is_changed_and_no_other()
    {
        var order = TestData.Order();
        var twice = order with { Lines = order.Lines.Add(order.Lines[0] with { Id = new("second") }) };
        var after = twice.Accept(ChangeShirts(line => new SetLineAttributes(line, Attributes("recall", "true")))).After;
        Assert.Equal(
            [TestData.ShirtLine, new LineId("second")],
            after.Lines.Where(l => !after.PersonalData.GetLineAttributes(l.Id).IsEmpty).Select(l => l.Id));
    }

    [Fact]
    public void An_order_without_the_article_stays_unchanged() =>
        Assert.IsType<Decision.NoChange>(TestData.Order().Decide(
            Modify(new ChangeArticleLines(TestData.Cheese, new SetLineQuantity(ChangeArticleLines.AnyLine, Quantity.Zero)))));

    [Fact]
    public void A_cap_lowers_and_never_raises()
    {
        var quantity = TestData.Order().FindLine(TestData.ShirtLine)!.Quantity;
        Assert.IsType<Decision.NoChange>(TestData.Order().Decide(Modify(Cap(quantity + TestData.Units(1)))));
        Assert.IsType<Decision.NoChange>(TestData.Order().Decide(Modify(Cap(quantity))));
        var capped = TestData.Order().Accept(Cap(TestData.Units(1))).After;
        Assert.Equal(TestData.Units(1), capped.FindLine(TestData.ShirtLine)!.Quantity);
    }

    [Fact]
    public void Equal_changes_of_an_article_are_equal_values()
    {
        Assert.Equal(Cap(TestData.Units(1)), Cap(TestData.Units(1)));
        Assert.NotEqual(Cap(TestData.Units(1)), Cap(TestData.Units(2)));
    }

    [Fact]
    public void A_violation_names_the_requested_change()
    {
        var picking = TestData.Order() with { PickJobs = [TestData.Order().PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        var order = picking with { Lines = picking.Lines.Add(picking.Lines[0] with { Id = new("second") }) };
        var decision = order.Decide(Modify(
            ChangeShirts(line => new SetLineQuantity(line, TestData.Units(1.5m))), new SetLineQuantity(new("unknown"), TestData.Units(1))));
        Assert.Equal([0, 1], decision.Violations().Select(v => v.Change).OfType<int>().Distinct().Order());
    }

    private static ChangeArticleLines Cap(Quantity quantity) =>
        ChangeShirts(line => new SetLineQuantity(line, quantity) { OnlyLowers = true });

    private static ChangeArticleLines ChangeShirts(Func<LineId, Change> change) =>
        new(TestData.Shirt, change(ChangeArticleLines.AnyLine));
}

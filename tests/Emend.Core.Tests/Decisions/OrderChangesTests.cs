using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Tests.Properties;
using static Emend.Core.Tests.DecisionTestExtensions;
using static Emend.Core.Tests.Properties.ScenarioChecks;

namespace Emend.Core.Tests.Decisions;

public sealed class OrderChangesTests
{
    private static readonly Order Order = TestData.Order(
        TestData.Shirts(3) with { ExternalKey = "1" }, TestData.SomeJeans(2) with { ExternalKey = "2" });

    [Fact]
    public void The_changes_between_two_states_lead_from_one_to_the_other() => CheckScenarios(100, scenario =>
    {
        var states = scenario.Steps.Where(s => s.Accepted is { After.IsOpen: true }).Select(s => s.Accepted!.After).ToList();
        if (states.Count == 0)
        {
            return;
        }

        AssertLeadsTo(states[0], states[^1]);
        AssertLeadsTo(states[^1], states[0]);
    });

    [Fact]
    public void Equal_states_have_no_changes() => Assert.Empty(OrderChanges.Between(Order, Order with { Version = 7 }));

    [Fact]
    public void A_replacement_matches_lines_by_their_external_key()
    {
        var changes = OrderChanges.ToReplace(Order, Content(("2", TestData.Jeans, 5), ("3", TestData.Shirt, 1), (null, TestData.Shoes, 1)));
        Assert.Equal(
            [(TestData.JeansLine.Value, 5m), ("SHIRT 3", 1m), ("SHOES ", 1m), (TestData.ShirtLine.Value, 0m)], changes.Select(Describe));
    }

    [Fact]
    public void A_replacement_matches_lines_without_a_key_by_their_article()
    {
        var changes = OrderChanges.ToReplace(Order, Content((null, TestData.Shirt, 4), (null, TestData.Jeans, 2)));
        Assert.Equal([(TestData.ShirtLine.Value, 4m)], changes.Select(Describe));
    }

    [Fact]
    public void A_key_that_names_another_article_is_a_new_line()
    {
        var changes = OrderChanges.ToReplace(Order, Content(("1", TestData.Shoes, 3), ("2", TestData.Jeans, 2)));
        Assert.Equal([("SHOES 1", 3m), (TestData.ShirtLine.Value, 0m)], changes.Select(Describe));
    }

    [Fact]
    public void A_replacement_sets_delivery_consumer_and_attributes()
    {
        var content = Content(("1", TestData.Shirt, 3), ("2", TestData.Jeans, 2)) with
        {
            Delivery = new() { Kind = DeliveryKind.Collect, CollectAt = TestData.Utrecht, PreferredTime = TestData.Noon.AddDays(1) },
            Consumer = new() { Email = "b@example.org", Addresses = [TestData.Home] },
            Attributes = PersonalData.NoAttributes.Add("gift", new("1")),
        };
        var after = Order.Accept(
            Modify(OrderChanges.ToReplace(Order, content)), TestData.Context with { Policy = TestData.PolicyWithoutOptionalRules }).After;
        Assert.Equal(
            (TestData.Utrecht, TestData.Noon.AddDays(1), "b@example.org", new JsonText("1")),
            (after.Delivery.CollectAt!.Value, after.Delivery.PreferredTime!.Value, after.PersonalData.Consumer.Email,
                after.PersonalData.Attributes["gift"]));
        Assert.Empty(OrderChanges.ToReplace(after, content));
    }

    [Fact]
    public void An_added_line_keeps_its_key_also_if_an_undo_adds_it_again()
    {
        var removed = Order.Accept(Shirts(0)).After;
        var undo = new OrderCommand.Undo(new(2, Order, removed), null, UnroutableBehavior.Accept);
        var restored = removed.Accept(undo).After;
        Assert.Equal("1", restored.Lines.Single(l => l.Article == TestData.Shirt).ExternalKey);
    }

    private static (string Line, decimal Quantity) Describe(Change change) => change switch
    {
        SetLineQuantity set => (set.Line.Value, set.To.Thousandths / 1000m),
        AddLine add => ($"{add.Line.Article.Value} {add.Line.ExternalKey}", add.Line.Quantity.Thousandths / 1000m),
        _ => (change.ActionName, 0),
    };

    private static NewOrder Content(params (string? Key, ArticleId Article, decimal Quantity)[] lines) =>
        TestData.NewOrder([.. lines.Select(l => (l.Article, l.Quantity))]) with
        {
            Lines = [.. lines.Select(l => TestData.NewOrderLine(l.Article, l.Quantity) with { ExternalKey = l.Key })],
            Delivery = Order.Delivery,
            Consumer = Order.PersonalData.Consumer,
        };

    // Without fulfillment, only rules on the content apply.
    private static void AssertLeadsTo(Order start, Order target)
    {
        start = start with
        {
            Plans = [], PickJobs = [], HandoverJobs = [], Shipments = [], ReturnTasks = [],
            Lines = [.. start.Lines.Select(l => l with { Shipped = default, PickedNotRestocked = default, Withdrawn = default })],
        };
        var changes = OrderChanges.Between(start, target);
        var context = TestData.Context with { Policy = TestData.PolicyWithoutOptionalRules };
        var reached = start.Decide(Modify(changes), context) switch
        {
            Decision.Accepted accepted => accepted.After,
            Decision.NoChange => start,
            var decision => throw new InvalidOperationException(string.Join(' ', decision.ViolatedRuleIds())),
        };
        Assert.Equal(GetContent(target), GetContent(reached));
    }

    private static string GetContent(Order order) => string.Join('\n', order.Lines
        .Select(l => $"{l.Article.Value} {l.Quantity} {l.Properties} {string.Join(',', order.PersonalData.GetLineAttributes(l.Id))}")
        .Order(StringComparer.Ordinal)
        .Append(ValuePrinter.Print(order.Delivery with { IsModified = false, Destination = null }))
        .Append(ValuePrinter.Print(order.PersonalData.Consumer))
        .Append(string.Join(',', order.PersonalData.Attributes)));
}

using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class ModificationDeciderTests
{
    [Fact]
    public void Article_details_that_a_change_does_not_name_stay()
    {
        var order = TestData.Order().Accept(
            new SetLineArticle(TestData.ShirtLine, new("Shirt", new("""{"imageUrl":"a","weight":1}""")), null)).After;
        var change = new SetLineArticle(TestData.ShirtLine, new("Shirt, white", null), null) { DetailChanges = Attributes("weight", "2") };
        var changed = order.Accept(change).After;
        Assert.Equal(new("Shirt, white", new("""{"imageUrl":"a","weight":2}""")), changed.FindLine(TestData.ShirtLine)!.Properties);
        Assert.IsType<Decision.NoChange>(changed.Decide(Modify(change)));
    }

    [Fact]
    public void A_quantity_change_reroutes_the_order_and_increases_the_version()
    {
        var before = TestData.Order();
        var accepted = before.Accept(Shirts(5));

        Assert.Equal(["LineQuantityChanged", "Routed", "Modified"], accepted.Events.EventNames());
        Assert.Equal(new OrderEvent.LineQuantityChanged(TestData.ShirtLine, TestData.Units(3), TestData.Units(5)), accepted.Events[0]);
        Assert.Equal(TestData.Units(5), accepted.After.FindLine(TestData.ShirtLine)!.Quantity);
        Assert.Equal((2, 2, 1), (accepted.After.Revision, accepted.After.Version, accepted.After.Modifications));
        Assert.Equal((TestData.Noon, TestData.Noon), (accepted.After.ModifiedAt, accepted.After.LastEventAt));
        Assert.Equal<StockDelta>([new StockDelta(TestData.Amsterdam, TestData.Shirt, TestData.Units(2), default)], accepted.Effects.Stock);
        Assert.NotNull(accepted.Effects.RoutingLog);
    }

    [Fact]
    public void A_removed_line_loses_its_attributes_and_releases_its_stock()
    {
        var before = TestData.Order().Accept(new SetLineAttributes(TestData.ShirtLine, Attributes("gift", "true"))).After;
        var accepted = before.Accept(Shirts(0));

        Assert.Equal(["LineRemoved", "Routed", "Modified", "PersonalDataReplaced"], accepted.Events.EventNames());
        Assert.Equal(new OrderEvent.LineRemoved(TestData.ShirtLine, TestData.Shirt, TestData.Units(3)), accepted.Events[0]);
        Assert.Equal([TestData.JeansLine], accepted.After.Lines.Select(l => l.Id));
        Assert.Empty(accepted.After.PersonalData.LineAttributes);
        Assert.Equal<StockDelta>([new StockDelta(TestData.Amsterdam, TestData.Shirt, TestData.Units(-3), default)], accepted.Effects.Stock);
    }

    [Fact]
    public void A_line_is_added_at_the_current_price_with_a_seeded_id()
    {
        var accepted = TestData.Order().Accept(Add(TestData.Shoes, 1), Add(TestData.Cheese, 0.25m));

        Assert.Equal(["LineAdded", "LineAdded", "Routed", "Modified"], accepted.Events.EventNames());
        var (shoes, cheese) = (accepted.After.Lines[2], accepted.After.Lines[3]);
        Assert.Equal((TestData.Context.Seed[0], TestData.Shoes, TestData.Units(1)), (shoes.Id.Value, shoes.Article, shoes.Quantity));
        Assert.Equal(80m, shoes.UnitPrice);
        Assert.Equal((TestData.Context.Seed[1], TestData.Units(0.25m)), (cheese.Id.Value, cheese.Quantity));
        Assert.Equal<StockDelta>(
            [new(TestData.Amsterdam, TestData.Cheese, TestData.Units(0.25m), default),
                new(TestData.Amsterdam, TestData.Shoes, TestData.Units(1), default)],
            accepted.Effects.Stock);
    }

    [Fact]
    public void An_added_line_has_no_price_if_the_catalog_has_none_in_the_currency()
    {
        var accepted = (TestData.Order() with { Currency = "SEK" }).Accept(Add(TestData.Shoes, 1));
        Assert.Null(accepted.After.Lines[2].UnitPrice);
    }

    [Fact]
    public void Attributes_of_an_added_line_are_personal_data()
    {
        var accepted = TestData.Order().Accept(
            new AddLine(TestData.NewOrderLine(TestData.Shoes, 1) with { Attributes = PersonalData.NoAttributes.Add("size", new("44")) }));
        Assert.Equal(new JsonText("44"), accepted.After.PersonalData.GetLineAttributes(accepted.After.Lines[2].Id)["size"]);
        Assert.Equal(new OrderEvent.PersonalDataReplaced(2, accepted.After.PersonalData), accepted.Events[^1]);
    }

    [Fact]
    public void Article_properties_of_a_line_can_be_changed()
    {
        var white = new ArticleProperties("Shirt, white", new("""{"weight":1}"""));
        var accepted = TestData.Order().Accept(new SetLineArticle(TestData.ShirtLine, white, TestData.Shirt));

        Assert.Equal(["LineArticleChanged", "Routed", "Modified"], accepted.Events.EventNames());
        Assert.Equal(white, accepted.After.Lines[0].Properties);
        Assert.Empty(accepted.Effects.Stock);
    }

    [Fact]
    public void The_preferred_date_is_set()
    {
        var tomorrow = TestData.Noon.AddDays(1);
        var accepted = TestData.Order().Accept(new SetPreferredTime(tomorrow));
        Assert.Equal(["PreferredTimeChanged", "Routed", "Modified"], accepted.Events.EventNames());
        Assert.Equal(new OrderEvent.PreferredTimeChanged(null, tomorrow), accepted.Events[0]);
        Assert.Equal(tomorrow, accepted.After.Delivery.PreferredTime);
    }

    [Fact]
    public void Attributes_merge_by_name_and_null_removes_one()
    {
        var before = TestData.Order().Accept(SetAttribute("gift", "true"), SetAttribute("note", "1")).After;
        var accepted = before.Accept(SetAttribute("gift", null), SetAttribute("note", "2"), SetAttribute("loud", "true"));

        Assert.Equal([new("loud", new("true")), new("note", new JsonText("2"))], accepted.After.PersonalData.Attributes);
        Assert.Equal(["AttributesChanged", "AttributesChanged", "AttributesChanged", "Routed", "Modified", "PersonalDataReplaced"],
            accepted.Events.EventNames());
        Assert.Equal<string>(["gift"], Assert.IsType<OrderEvent.AttributesChanged>(accepted.Events[0]).Names);
    }

    [Fact]
    public void Attributes_of_a_line_are_merged_and_removed_with_the_last_name()
    {
        var before = TestData.Order().Accept(new SetLineAttributes(TestData.JeansLine, Attributes("gift", "true"))).After;
        Assert.Equal(new JsonText("true"), before.PersonalData.GetLineAttributes(TestData.JeansLine)["gift"]);

        var accepted = before.Accept(new SetLineAttributes(TestData.JeansLine, Attributes("gift", null)));
        Assert.Empty(accepted.After.PersonalData.LineAttributes);
        Assert.Equal<string>(["gift"], Assert.IsType<OrderEvent.LineAttributesChanged>(accepted.Events[0]).Names);
    }

    [Fact]
    public void Several_changes_are_one_modification()
    {
        var accepted = TestData.Order()
            .Accept(Shirts(4), Jeans(0), Add(TestData.Shoes, 1), SetEmail("b@example.org"), SetAttribute("gift", "true"));
        Assert.Equal(
            ["LineQuantityChanged", "LineRemoved", "LineAdded", "ConsumerChanged",
                "AttributesChanged", "Routed", "Modified", "PersonalDataReplaced"],
            accepted.Events.EventNames());
        Assert.Equal((2, 2, 1), (accepted.After.Revision, accepted.After.Version, accepted.After.Modifications));
    }

    [Fact]
    public void A_change_sees_the_result_of_earlier_changes()
    {
        Assert.Equal(["EL-5"], TestData.Order().Decide(Modify(Shirts(0), Shirts(2))).ViolatedRuleIds());
        Assert.Equal([TestData.Jeans, TestData.Shirt], TestData.Order()
            .Accept(Shirts(0), Add(TestData.Shirt, 1)).After.Lines.Select(l => l.Article));
    }

    [Fact]
    public void All_changes_apply_or_none_and_each_violation_names_its_change_and_field()
    {
        var violations = TestData.Order()
            .Decide(Modify(Shirts(2), new SetLineQuantity(new("?"), TestData.Units(1)), Add(TestData.Shoes, 0.5m))).Violations();
        Assert.Equal([("EL-5", 1, RequestField.Line), ("AL-8", 2, RequestField.Quantity)],
            violations.Select(r => (r.RuleId, r.Change!.Value, r.Field!.Value)));
    }

    [Fact]
    public void Violations_on_the_order_or_result_are_reported_once()
    {
        var started = TestData.Order() with { PickJobs = [TestData.Order().PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        Assert.Equal([("EL-4", null)], started.Decide(Modify(Shirts(2), Jeans(1))).Violations().Select(r => (r.RuleId, r.Change)));
        Assert.Equal([("EL-9", null)], TestData.Order().Decide(Modify(Shirts(0), Jeans(0))).Violations().Select(r => (r.RuleId, r.Change)));
    }

    [Fact]
    public void All_violations_are_reported_in_rule_order()
    {
        var order = TestData.Order() with
        {
            IsLocked = true,
            AnonymizedAt = TestData.Placed,
            Services = [TestData.Service(false, TestData.Shirt)],
            HandoverJobs = [new(new("h"), 1, HandoverStatus.HandedOver, TestData.JobId, [])],
        };
        var off = TestData.Context with { Settings = TenantSettings.Default };
        Assert.Equal(["IN-8", "EL-3", "EL-4", "EL-6", "EL-8"], order.Decide(Modify(Shirts(1.5m)), off).ViolatedRuleIds());
    }

    [Fact]
    public void An_existing_value_is_no_change()
    {
        var order = TestData.Order().Accept(SetAttribute("gift", "true"), new SetPreferredTime(TestData.Noon)).After;
        Assert.IsType<Decision.NoChange>(order.Decide(Modify()));
        Assert.IsType<Decision.NoChange>(order.Decide(Modify(
            Shirts(3),
            new SetLineArticle(TestData.ShirtLine, order.Lines[0].Properties, TestData.Shirt),
            new SetPreferredTime(TestData.Noon.ToOffset(TimeSpan.FromHours(2))),
            SetAttribute("gift", "true"),
            SetAttribute("absent", null),
            new SetLineAttributes(TestData.ShirtLine, Attributes("absent", null)),
            SetEmail("a@example.org"),
            SetAddresses(TestData.Home))));
    }

    [Fact]
    public void Changes_that_cancel_each_other_out_are_no_change()
    {
        Assert.IsType<Decision.NoChange>(TestData.Order().Decide(Modify(Shirts(5), Shirts(3))));
        Assert.IsType<Decision.NoChange>(TestData.Order().Decide(Modify(SetAttribute("gift", "true"), SetAttribute("gift", null))));
        Assert.IsType<Decision.NoChange>(TestData.Order().Decide(Modify(SetAddresses(TestData.OtherAddress), SetAddresses(TestData.Home))));
    }

    [Fact]
    public void A_change_without_effect_evaluates_no_rule()
    {
        var order = TestData.Order() with { Services = [TestData.Service(false, TestData.Shirt)] };
        Assert.Equal(["LineQuantityChanged", "Routed", "Modified"], order.Accept(Shirts(3), Jeans(1)).Events.EventNames());
    }

    [Fact]
    public void Time_increases_even_if_the_clock_goes_back()
    {
        var first = TestData.Order().Accept(Shirts(5)).After;
        var second = first.Accept(Modify(Shirts(4)), TestData.Context with { Now = TestData.Noon.AddMinutes(-10) }).After;
        var third = second.Accept(Modify(Shirts(3)), TestData.Context with { Now = second.LastEventAt }).After;
        Assert.Equal(TestData.Noon.AddMicroseconds(1), second.LastEventAt);
        Assert.Equal(TestData.Noon.AddMicroseconds(2), third.LastEventAt);
        Assert.Equal((third.LastEventAt, third.LastEventAt), (third.ModifiedAt, third.Plans[0].CreatedAt));
    }

    [Fact]
    public void A_rejection_caused_by_a_shortage_is_marked()
    {
        var rejected = Assert.IsType<Decision.Rejected>(
            TestData.Order().Decide(Modify(Shirts(500)) with { IfUnroutable = UnroutableBehavior.Reject }));
        Assert.True(rejected.IsStockShortage);
        Assert.False(rejected.IsForbidden);
    }
}

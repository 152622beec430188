using Emend.Core.Changes;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

public sealed class ModificationDeciderTests
{
    [Fact]
    public void A_quantity_is_set_the_order_routed_again_and_its_version_stepped()
    {
        var before = TestData.Order();
        var accepted = before.Does(Shirts(5));

        Assert.Equal(["LineQuantitySet", "Routed", "Modified"], accepted.Events.Names());
        Assert.Equal(new OrderEvent.LineQuantityChanged(TestData.ShirtLine, TestData.Of(3), TestData.Of(5)), accepted.Events[0]);
        Assert.Equal(TestData.Of(5), accepted.After.FindLine(TestData.ShirtLine)!.Quantity);
        Assert.Equal((2, 2, 1), (accepted.After.Revision, accepted.After.Version, accepted.After.Modifications));
        Assert.Equal((TestData.Noon, TestData.Noon), (accepted.After.ModifiedAt, accepted.After.LastEventAt));
        Assert.Equal<StockDelta>([new StockDelta(TestData.Amsterdam, TestData.Shirt, TestData.Of(2), default)], accepted.Effects.Stock);
        Assert.NotNull(accepted.Effects.Routing);
    }

    [Fact]
    public void A_line_is_removed_with_its_attributes_and_gives_its_stock_back()
    {
        var before = TestData.Order().Does(new SetLineAttributes(TestData.ShirtLine, Attributes("gift", "true"))).After;
        var accepted = before.Does(Shirts(0));

        Assert.Equal(["LineRemoved", "Routed", "Modified", "PersonalReplaced"], accepted.Events.Names());
        Assert.Equal(new OrderEvent.LineRemoved(TestData.ShirtLine, TestData.Shirt, TestData.Of(3)), accepted.Events[0]);
        Assert.Equal([TestData.JeansLine], accepted.After.Lines.Select(l => l.Id));
        Assert.Empty(accepted.After.PersonalData.LineAttributes);
        Assert.Equal<StockDelta>([new StockDelta(TestData.Amsterdam, TestData.Shirt, TestData.Of(-3), default)], accepted.Effects.Stock);
    }

    [Fact]
    public void A_line_is_added_at_todays_price_with_an_id_of_the_seed()
    {
        var accepted = TestData.Order().Does(Add(TestData.Shoes, 1), Add(TestData.Cheese, 0.25m));

        Assert.Equal(["LineAdded", "LineAdded", "Routed", "Modified"], accepted.Events.Names());
        var (shoes, cheese) = (accepted.After.Lines[2], accepted.After.Lines[3]);
        Assert.Equal((TestData.Context.Seed[0], TestData.Shoes, TestData.Of(1)), (shoes.Id.Value, shoes.Article, shoes.Quantity));
        Assert.Equal(80m, shoes.UnitPrice);
        Assert.Equal((TestData.Context.Seed[1], TestData.Of(0.25m)), (cheese.Id.Value, cheese.Quantity));
        Assert.Equal<StockDelta>(
            [new(TestData.Amsterdam, TestData.Cheese, TestData.Of(0.25m), default), new(TestData.Amsterdam, TestData.Shoes, TestData.Of(1), default)],
            accepted.Effects.Stock);
    }

    [Fact]
    public void An_added_line_has_no_price_where_the_catalogue_has_none_in_the_orders_currency()
    {
        var accepted = (TestData.Order() with { Currency = "SEK" }).Does(Add(TestData.Shoes, 1));
        Assert.Null(accepted.After.Lines[2].UnitPrice);
    }

    [Fact]
    public void Attributes_of_an_added_line_are_personal_data()
    {
        var accepted = TestData.Order().Does(
            new AddLine(TestData.LineDraft(TestData.Shoes, 1) with { Attributes = PersonalData.NoAttributes.Add("size", new("44")) }));
        Assert.Equal(new JsonText("44"), accepted.After.PersonalData.AttributesOf(accepted.After.Lines[2].Id)["size"]);
        Assert.Equal(new OrderEvent.PersonalDataReplaced(2, accepted.After.PersonalData), accepted.Events[^1]);
    }

    [Fact]
    public void What_a_line_says_of_its_article_is_changed()
    {
        var white = new ArticleProperties("Shirt, white", new("""{"weight":1}"""));
        var accepted = TestData.Order().Does(new SetLineArticle(TestData.ShirtLine, white, TestData.Shirt));

        Assert.Equal(["LineArticleSet", "Routed", "Modified"], accepted.Events.Names());
        Assert.Equal(white, accepted.After.Lines[0].Properties);
        Assert.Empty(accepted.Effects.Stock);
    }

    [Fact]
    public void The_preferred_date_is_set()
    {
        var tomorrow = TestData.Noon.AddDays(1);
        var accepted = TestData.Order().Does(new SetPreferredTime(tomorrow));
        Assert.Equal(["PreferredTimeSet", "Routed", "Modified"], accepted.Events.Names());
        Assert.Equal(new OrderEvent.PreferredTimeChanged(null, tomorrow), accepted.Events[0]);
        Assert.Equal(tomorrow, accepted.After.Delivery.PreferredTime);
    }

    [Fact]
    public void Attributes_merge_by_name_and_null_removes_one()
    {
        var before = TestData.Order().Does(Attribute("gift", "true"), Attribute("note", "1")).After;
        var accepted = before.Does(Attribute("gift", null), Attribute("note", "2"), Attribute("loud", "true"));

        Assert.Equal([new("loud", new("true")), new("note", new JsonText("2"))], accepted.After.PersonalData.Attributes);
        Assert.Equal(["AttributesSet", "AttributesSet", "AttributesSet", "Routed", "Modified", "PersonalReplaced"], accepted.Events.Names());
        Assert.Equal<string>(["gift"], Assert.IsType<OrderEvent.AttributesChanged>(accepted.Events[0]).Names);
    }

    [Fact]
    public void Attributes_of_a_line_merge_and_leave_with_the_last_name()
    {
        var before = TestData.Order().Does(new SetLineAttributes(TestData.JeansLine, Attributes("gift", "true"))).After;
        Assert.Equal(new JsonText("true"), before.PersonalData.AttributesOf(TestData.JeansLine)["gift"]);

        var accepted = before.Does(new SetLineAttributes(TestData.JeansLine, Attributes("gift", null)));
        Assert.Empty(accepted.After.PersonalData.LineAttributes);
        Assert.Equal<string>(["gift"], Assert.IsType<OrderEvent.LineAttributesChanged>(accepted.Events[0]).Names);
    }

    [Fact]
    public void Several_changes_are_one_modification()
    {
        var accepted = TestData.Order().Does(Shirts(4), Jeans(0), Add(TestData.Shoes, 1), Mail("b@example.org"), Attribute("gift", "true"));
        Assert.Equal(
            ["LineQuantitySet", "LineRemoved", "LineAdded", "ConsumerSet", "AttributesSet", "Routed", "Modified", "PersonalReplaced"],
            accepted.Events.Names());
        Assert.Equal((2, 2, 1), (accepted.After.Revision, accepted.After.Version, accepted.After.Modifications));
    }

    [Fact]
    public void A_change_sees_what_the_earlier_ones_did()
    {
        Assert.Equal(["EL-5"], TestData.Order().Asks(To(Shirts(0), Shirts(2))).RefusedBy());
        Assert.Equal([TestData.Jeans, TestData.Shirt], TestData.Order().Does(Shirts(0), Add(TestData.Shirt, 1)).After.Lines.Select(l => l.Article));
    }

    [Fact]
    public void All_changes_or_none_and_each_refusal_names_its_change_and_field()
    {
        var violations = TestData.Order().Asks(To(Shirts(2), new SetLineQuantity(new("?"), TestData.Of(1)), Add(TestData.Shoes, 0.5m))).Refusals();
        Assert.Equal([("EL-5", 1, "id"), ("AL-8", 2, "quantity")], violations.Select(r => (r.RuleId, r.Change!.Value, r.Field!)));
    }

    [Fact]
    public void What_is_wrong_with_the_order_or_the_result_is_told_once()
    {
        var begun = TestData.Order() with { PickJobs = [TestData.Order().PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        Assert.Equal([("EL-4", null)], begun.Asks(To(Shirts(2), Jeans(1))).Refusals().Select(r => (r.RuleId, r.Change)));
        Assert.Equal([("EL-9", null)], TestData.Order().Asks(To(Shirts(0), Jeans(0))).Refusals().Select(r => (r.RuleId, r.Change)));
    }

    [Fact]
    public void All_failing_rows_are_told_in_the_order_of_the_table()
    {
        var order = TestData.Order() with
        {
            Status = OrderStatus.Canceled,
            Services = [TestData.Service(false, TestData.Shirt)],
            HandoverJobs = [new(new("h"), 1, HandoverStatus.HandedOver, TestData.JobId, [])],
        };
        var off = TestData.Context with { Settings = TenantSettings.Default };
        Assert.Equal(["IN-1", "EL-3", "EL-4", "EL-6", "EL-8"], order.Asks(To(Shirts(1.5m)), off).RefusedBy());
    }

    [Fact]
    public void What_is_so_already_is_no_change()
    {
        var order = TestData.Order().Does(Attribute("gift", "true"), new SetPreferredTime(TestData.Noon)).After;
        Assert.IsType<Decision.NoChange>(order.Asks(To()));
        Assert.IsType<Decision.NoChange>(order.Asks(To(
            Shirts(3),
            new SetLineArticle(TestData.ShirtLine, order.Lines[0].Properties, TestData.Shirt),
            new SetPreferredTime(TestData.Noon.ToOffset(TimeSpan.FromHours(2))),
            Attribute("gift", "true"),
            Attribute("absent", null),
            new SetLineAttributes(TestData.ShirtLine, Attributes("absent", null)),
            Mail("a@example.org"),
            MoveTo(TestData.Home))));
    }

    [Fact]
    public void Changes_that_take_back_each_other_are_no_change()
    {
        Assert.IsType<Decision.NoChange>(TestData.Order().Asks(To(Shirts(5), Shirts(3))));
        Assert.IsType<Decision.NoChange>(TestData.Order().Asks(To(Attribute("gift", "true"), Attribute("gift", null))));
        Assert.IsType<Decision.NoChange>(TestData.Order().Asks(To(MoveTo(TestData.Elsewhere), MoveTo(TestData.Home))));
    }

    [Fact]
    public void A_change_that_is_so_already_asks_no_row()
    {
        var order = TestData.Order() with { Services = [TestData.Service(false, TestData.Shirt)] };
        Assert.Equal(["LineQuantitySet", "Routed", "Modified"], order.Does(Shirts(3), Jeans(1)).Events.Names());
    }

    [Fact]
    public void Time_rises_even_when_the_clock_goes_back()
    {
        var first = TestData.Order().Does(Shirts(5)).After;
        var second = first.Does(To(Shirts(4)), TestData.Context with { Now = TestData.Noon.AddMinutes(-10) }).After;
        var third = second.Does(To(Shirts(3)), TestData.Context with { Now = second.LastEventAt }).After;
        Assert.Equal(TestData.Noon.AddMicroseconds(1), second.LastEventAt);
        Assert.Equal(TestData.Noon.AddMicroseconds(2), third.LastEventAt);
        Assert.Equal((third.LastEventAt, third.LastEventAt), (third.ModifiedAt, third.Plans[0].CreatedAt));
    }

    [Fact]
    public void A_refusal_for_want_of_stock_says_so()
    {
        var refused = Assert.IsType<Decision.Rejected>(TestData.Order().Asks(To(Shirts(500)) with { IfUnroutable = UnroutableBehavior.Refuse }));
        Assert.True(refused.IsStockShortage);
        Assert.False(refused.IsForbidden);
    }
}

using Emend.Core.Changes;
using Emend.Core.Orders;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Deciding;

public sealed class ModifyingTests
{
    [Fact]
    public void A_quantity_is_set_the_order_routed_again_and_its_version_stepped()
    {
        var before = Given.Order();
        var done = before.Does(Shirts(5));

        Assert.Equal(["LineQuantitySet", "Routed", "Modified"], done.Events.Names());
        Assert.Equal(new OrderEvent.LineQuantitySet(Given.ShirtLine, Given.Of(3), Given.Of(5)), done.Events[0]);
        Assert.Equal(Given.Of(5), done.After.FindLine(Given.ShirtLine)!.Quantity);
        Assert.Equal((2, 2, 1), (done.After.Revision, done.After.Version, done.After.Modifications));
        Assert.Equal((Given.Noon, Given.Noon), (done.After.ModifiedAt, done.After.TouchedAt));
        Assert.Equal<StockDelta>([new StockDelta(Given.Amsterdam, Given.Shirt, Given.Of(2), default)], done.Effects.Stock);
        Assert.NotNull(done.Effects.Routing);
    }

    [Fact]
    public void A_line_is_removed_with_its_attributes_and_gives_its_stock_back()
    {
        var before = Given.Order().Does(new SetLineAttributes(Given.ShirtLine, Attributes("gift", "true"))).After;
        var done = before.Does(Shirts(0));

        Assert.Equal(["LineRemoved", "Routed", "Modified", "PersonalReplaced"], done.Events.Names());
        Assert.Equal(new OrderEvent.LineRemoved(Given.ShirtLine, Given.Shirt, Given.Of(3)), done.Events[0]);
        Assert.Equal([Given.JeansLine], done.After.Lines.Select(l => l.Id));
        Assert.Empty(done.After.Personal.LineAttributes);
        Assert.Equal<StockDelta>([new StockDelta(Given.Amsterdam, Given.Shirt, Given.Of(-3), default)], done.Effects.Stock);
    }

    [Fact]
    public void A_line_is_added_at_todays_price_with_an_id_of_the_seed()
    {
        var done = Given.Order().Does(Add(Given.Shoes, 1), Add(Given.Cheese, 0.25m));

        Assert.Equal(["LineAdded", "LineAdded", "Routed", "Modified"], done.Events.Names());
        var (shoes, cheese) = (done.After.Lines[2], done.After.Lines[3]);
        Assert.Equal((Given.Facts.Seed[0], Given.Shoes, Given.Of(1)), (shoes.Id.Value, shoes.Article, shoes.Quantity));
        Assert.Equal(80m, shoes.UnitPrice);
        Assert.Equal((Given.Facts.Seed[1], Given.Of(0.25m)), (cheese.Id.Value, cheese.Quantity));
        Assert.Equal<StockDelta>(
            [new(Given.Amsterdam, Given.Cheese, Given.Of(0.25m), default), new(Given.Amsterdam, Given.Shoes, Given.Of(1), default)],
            done.Effects.Stock);
    }

    [Fact]
    public void An_added_line_has_no_price_where_the_catalogue_has_none_in_the_orders_currency()
    {
        var done = (Given.Order() with { Currency = "SEK" }).Does(Add(Given.Shoes, 1));
        Assert.Null(done.After.Lines[2].UnitPrice);
    }

    [Fact]
    public void Attributes_of_an_added_line_are_personal_data()
    {
        var done = Given.Order().Does(
            new AddLine(Given.LineDraft(Given.Shoes, 1) with { Attributes = Personal.NoAttributes.Add("size", new("44")) }));
        Assert.Equal(new JsonText("44"), done.After.Personal.AttributesOf(done.After.Lines[2].Id)["size"]);
        Assert.Equal(new OrderEvent.PersonalReplaced(2, done.After.Personal), done.Events[^1]);
    }

    [Fact]
    public void What_a_line_says_of_its_article_is_changed()
    {
        var white = new ArticleProperties("Shirt, white", new("""{"weight":1}"""));
        var done = Given.Order().Does(new SetLineArticle(Given.ShirtLine, white, Given.Shirt));

        Assert.Equal(["LineArticleSet", "Routed", "Modified"], done.Events.Names());
        Assert.Equal(white, done.After.Lines[0].Properties);
        Assert.Empty(done.Effects.Stock);
    }

    [Fact]
    public void The_preferred_date_is_set()
    {
        var tomorrow = Given.Noon.AddDays(1);
        var done = Given.Order().Does(new SetPreferredTime(tomorrow));
        Assert.Equal(["PreferredTimeSet", "Routed", "Modified"], done.Events.Names());
        Assert.Equal(new OrderEvent.PreferredTimeSet(null, tomorrow), done.Events[0]);
        Assert.Equal(tomorrow, done.After.Delivery.PreferredTime);
    }

    [Fact]
    public void Attributes_merge_by_name_and_null_removes_one()
    {
        var before = Given.Order().Does(Attribute("gift", "true"), Attribute("note", "1")).After;
        var done = before.Does(Attribute("gift", null), Attribute("note", "2"), Attribute("loud", "true"));

        Assert.Equal([new("loud", new("true")), new("note", new JsonText("2"))], done.After.Personal.Attributes);
        Assert.Equal(["AttributesSet", "AttributesSet", "AttributesSet", "Routed", "Modified", "PersonalReplaced"], done.Events.Names());
        Assert.Equal<string>(["gift"], Assert.IsType<OrderEvent.AttributesSet>(done.Events[0]).Names);
    }

    [Fact]
    public void Attributes_of_a_line_merge_and_leave_with_the_last_name()
    {
        var before = Given.Order().Does(new SetLineAttributes(Given.JeansLine, Attributes("gift", "true"))).After;
        Assert.Equal(new JsonText("true"), before.Personal.AttributesOf(Given.JeansLine)["gift"]);

        var done = before.Does(new SetLineAttributes(Given.JeansLine, Attributes("gift", null)));
        Assert.Empty(done.After.Personal.LineAttributes);
        Assert.Equal<string>(["gift"], Assert.IsType<OrderEvent.LineAttributesSet>(done.Events[0]).Names);
    }

    [Fact]
    public void Several_changes_are_one_modification()
    {
        var done = Given.Order().Does(Shirts(4), Jeans(0), Add(Given.Shoes, 1), Mail("b@example.org"), Attribute("gift", "true"));
        Assert.Equal(
            ["LineQuantitySet", "LineRemoved", "LineAdded", "ConsumerSet", "AttributesSet", "Routed", "Modified", "PersonalReplaced"],
            done.Events.Names());
        Assert.Equal((2, 2, 1), (done.After.Revision, done.After.Version, done.After.Modifications));
    }

    [Fact]
    public void A_change_sees_what_the_earlier_ones_did()
    {
        Assert.Equal(["EL-5"], Given.Order().Asks(To(Shirts(0), Shirts(2))).RefusedBy());
        Assert.Equal([Given.Jeans, Given.Shirt], Given.Order().Does(Shirts(0), Add(Given.Shirt, 1)).After.Lines.Select(l => l.Article));
    }

    [Fact]
    public void All_changes_or_none_and_each_refusal_names_its_change_and_field()
    {
        var refusals = Given.Order().Asks(To(Shirts(2), new SetLineQuantity(new("?"), Given.Of(1)), Add(Given.Shoes, 0.5m))).Refusals();
        Assert.Equal([("EL-5", 1, "id"), ("AL-8", 2, "quantity")], refusals.Select(r => (r.Row, r.Change!.Value, r.Field!)));
    }

    [Fact]
    public void What_is_wrong_with_the_order_or_the_result_is_told_once()
    {
        var begun = Given.Order() with { PickJobs = [Given.Order().PickJobs[0] with { Status = PickJobStatus.InProgress }] };
        Assert.Equal([("EL-4", null)], begun.Asks(To(Shirts(2), Jeans(1))).Refusals().Select(r => (r.Row, r.Change)));
        Assert.Equal([("EL-9", null)], Given.Order().Asks(To(Shirts(0), Jeans(0))).Refusals().Select(r => (r.Row, r.Change)));
    }

    [Fact]
    public void All_failing_rows_are_told_in_the_order_of_the_table()
    {
        var order = Given.Order() with
        {
            Status = OrderStatus.Cancelled,
            Services = [Given.Service(false, Given.Shirt)],
            HandoverJobs = [new(new("h"), 1, HandoverStatus.HandedOver, Given.JobId, [])],
        };
        var off = Given.Facts with { Settings = TenantSettings.Default };
        Assert.Equal(["IN-1", "EL-3", "EL-4", "EL-6", "EL-8"], order.Asks(To(Shirts(1.5m)), off).RefusedBy());
    }

    [Fact]
    public void What_is_so_already_is_no_change()
    {
        var order = Given.Order().Does(Attribute("gift", "true"), new SetPreferredTime(Given.Noon)).After;
        Assert.IsType<Decision.NoChange>(order.Asks(To()));
        Assert.IsType<Decision.NoChange>(order.Asks(To(
            Shirts(3),
            new SetLineArticle(Given.ShirtLine, order.Lines[0].Properties, Given.Shirt),
            new SetPreferredTime(Given.Noon.ToOffset(TimeSpan.FromHours(2))),
            Attribute("gift", "true"),
            Attribute("absent", null),
            new SetLineAttributes(Given.ShirtLine, Attributes("absent", null)),
            Mail("a@example.org"),
            MoveTo(Given.Home))));
    }

    [Fact]
    public void Changes_that_take_back_each_other_are_no_change()
    {
        Assert.IsType<Decision.NoChange>(Given.Order().Asks(To(Shirts(5), Shirts(3))));
        Assert.IsType<Decision.NoChange>(Given.Order().Asks(To(Attribute("gift", "true"), Attribute("gift", null))));
        Assert.IsType<Decision.NoChange>(Given.Order().Asks(To(MoveTo(Given.Elsewhere), MoveTo(Given.Home))));
    }

    [Fact]
    public void A_change_that_is_so_already_asks_no_row()
    {
        var order = Given.Order() with { Services = [Given.Service(false, Given.Shirt)] };
        Assert.Equal(["LineQuantitySet", "Routed", "Modified"], order.Does(Shirts(3), Jeans(1)).Events.Names());
    }

    [Fact]
    public void Time_rises_even_when_the_clock_goes_back()
    {
        var first = Given.Order().Does(Shirts(5)).After;
        var second = first.Does(To(Shirts(4)), Given.Facts with { Now = Given.Noon.AddMinutes(-10) }).After;
        var third = second.Does(To(Shirts(3)), Given.Facts with { Now = second.TouchedAt }).After;
        Assert.Equal(Given.Noon.AddMicroseconds(1), second.TouchedAt);
        Assert.Equal(Given.Noon.AddMicroseconds(2), third.TouchedAt);
        Assert.Equal((third.TouchedAt, third.TouchedAt), (third.ModifiedAt, third.Plans[0].CreatedAt));
    }

    [Fact]
    public void A_refusal_for_want_of_stock_says_so()
    {
        var refused = Assert.IsType<Decision.Refused>(Given.Order().Asks(To(Shirts(500)) with { IfUnroutable = IfUnroutable.Refuse }));
        Assert.True(refused.ForWantOfStock);
        Assert.False(refused.Forbidden);
    }
}

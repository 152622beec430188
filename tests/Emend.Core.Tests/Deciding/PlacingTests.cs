using Emend.Core.Orders;

namespace Emend.Core.Tests.Deciding;

public sealed class PlacingTests
{
    private static Decision.Accepted Place(OrderDraft draft, Facts? facts = null) =>
        Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(draft), facts ?? Given.Facts));

    [Fact]
    public void An_order_is_taken_routed_and_released()
    {
        var done = Place(Given.Draft((Given.Shirt, 3), (Given.Cheese, 0.25m)));

        Assert.Equal(["Placed", "Routed"], done.Events.Names());
        var order = done.After;
        Assert.Equal((OrderStatus.Open, 1, 1, 0), (order.Status, order.Revision, order.Version, order.Modifications));
        Assert.Equal((Given.Placed, Given.Noon), (order.OrderDate, order.CreatedAt));
        Assert.Equal((Given.Noon, Given.Noon), (order.ModifiedAt, order.TouchedAt));
        Assert.Equal(("R1", "fulfillmenttools", Given.Home.Place), (order.TenantOrderId, order.Face, order.Delivery.Destination));
        Assert.Equal((1, Given.Home), (order.PersonalRevision, Assert.Single(order.Personal.Consumer.Addresses)));
        Assert.Equal<StockDelta>(
            [
                new(Given.Amsterdam, Given.Cheese, Given.Of(0.25m), default),
                new(Given.Amsterdam, Given.Shirt, Given.Of(3), default),
            ],
            done.Effects.Stock);
        Assert.Equal((Given.Amsterdam, 1), (Assert.Single(order.PickJobs).Facility, Assert.Single(order.Plans).Run));
        Assert.Null(order.Plans[0].Reason);
        Assert.Empty(done.Effects.Past.Plans);
        Assert.Equal([Given.Of(3), Given.Of(0.25m)], order.Lines.Select(l => l.Released));
    }

    [Fact]
    public void Every_id_is_of_the_seed_and_none_is_given_twice()
    {
        var order = Place(Given.Draft((Given.Shirt, 3), (Given.Jeans, 1)) with { Services = [Given.Service(true, Given.Shirt)] }).After;
        string[] ids =
        [
            order.Id.Value, order.ProcessId.Value, .. order.Lines.Select(l => l.Id.Value), order.Services[0].Id.Value,
            .. order.Plans.Select(p => p.Id.Value), .. order.PickJobs.Select(j => j.Id.Value),
        ];
        Assert.Equal(Enumerable.Range(0, ids.Length).Select(n => Given.Facts.Seed[n]), ids);
    }

    [Fact]
    public void Prices_are_the_catalogues_in_one_currency_or_none()
    {
        var catalogue = Given.Catalogue.SetItem(Given.Jeans, new(Given.Jeans, "Jeans", false, 500m, "SEK")).Remove(Given.Shoes);
        var draft = Given.Draft((Given.Shoes, 1), (Given.Shirt, 1), (Given.Jeans, 1));
        var order = Place(draft, Given.Facts with { Catalogue = catalogue }).After;
        Assert.Equal("EUR", order.Currency);
        Assert.Equal(new decimal?[] { null, 10m, null }, order.Lines.Select(l => l.UnitPrice));
    }

    [Fact]
    public void What_finds_no_place_waits_and_forbids_nothing()
    {
        var done = Place(Given.Draft((Given.Shirt, 3)), Given.Facts with { Stock = Given.Stock(0, 0) });
        Assert.Equal((RoutingPlanStatus.NotRoutable, null), (Assert.Single(done.After.Plans).Status, done.After.Plans[0].Facility));
        Assert.Empty(done.After.PickJobs);
        Assert.Empty(done.Effects.Stock);
        Assert.Equal(Quantity.Zero, done.After.Lines[0].Released);
    }

    [Fact]
    public void Until_its_release_an_order_has_no_pick_job()
    {
        var hour = Given.Facts with { Settings = Given.Facts.Settings with { ReleaseAfter = TimeSpan.FromHours(1) } };
        var order = Place(Given.Draft((Given.Shirt, 3)), hour).After;
        Assert.Equal(Given.Noon.AddHours(1), order.ReleaseAt);
        Assert.Empty(order.PickJobs);
        Assert.Equal(Given.Amsterdam, order.Plans[0].Facility);
    }

    [Fact]
    public void Attributes_of_order_and_lines_are_personal_data()
    {
        var gift = Personal.NoAttributes.Add("gift", new("true"));
        var draft = Given.Draft((Given.Jeans, 1)) with { Attributes = gift, Extras = new("{}") };
        var order = Place(draft with { Lines = [Given.LineDraft(Given.Shirt, 1) with { Attributes = gift }, .. draft.Lines] }).After;
        Assert.Equal((gift, new JsonText("{}")), (order.Personal.Attributes, order.Personal.Extras!.Value));
        Assert.Equal(order.Lines[0].Id, Assert.Single(order.Personal.LineAttributes).Key);
    }

    [Fact]
    public void An_order_is_collected_only_where_the_customer_collects()
    {
        var collect = new Delivery { Kind = DeliveryKind.Collect, CollectAt = Given.Utrecht };
        var order = Place(Given.Draft((Given.Shirt, 1)) with { Delivery = collect }).After;
        Assert.Equal(Given.Utrecht, order.Plans[0].Facility);
        var only = Place(Given.Draft((Given.Shirt, 1)) with { Delivery = new() { Preselected = [Given.Utrecht] } }).After;
        Assert.Equal(Given.Utrecht, only.Plans[0].Facility);
    }

    [Fact]
    public void Every_facility_and_article_that_is_named_must_be_there()
    {
        var draft = Given.Draft((Given.Shirt, 1));
        var below = Given.Service(false, Given.Shirt) with { Items = [Given.Service(false, Given.Jeans)] };
        Assert.Equal(["PO-7"], Refused(draft with { Delivery = new() { Preselected = [Given.Utrecht, new("nowhere")] } }));
        Assert.Equal(["PO-8"], Refused(draft with { Services = [below] }));

        static IEnumerable<string> Refused(OrderDraft of) => Decider.Decide(null, new OrderCommand.Place(of), Given.Facts).RefusedBy();
    }

    [Fact]
    public void An_order_that_is_there_is_not_placed_and_one_that_is_not_is_not_changed()
    {
        Assert.ThrowsAny<InvalidOperationException>(() => Given.Order().Asks(new OrderCommand.Place(Given.Draft((Given.Shirt, 1)))));
        Assert.ThrowsAny<InvalidOperationException>(() => Decider.Decide(null, Asking.To(), Given.Facts));
    }

    [Fact]
    public void The_articles_a_decision_looks_at_are_those_of_the_order_and_the_request()
    {
        var modify = Asking.To(Asking.Shirts(1), Asking.Add(Given.Shoes, 1));
        Assert.Equal([Given.Shirt, Given.Jeans, Given.Shoes], Decider.ArticlesOf(Given.Order(), modify));
        Assert.Equal([Given.Shoes], Decider.ArticlesOf(null, new OrderCommand.Place(Given.Draft((Given.Shoes, 1)))));
    }
}

using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests.Decisions;

public sealed class PlaceOrderDeciderTests
{
    private static Decision.Accepted Place(NewOrder newOrder, DecisionContext? context = null) =>
        Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(newOrder), context ?? TestData.Context));

    [Fact]
    public void An_order_is_placed_routed_and_released()
    {
        var accepted = Place(TestData.NewOrder((TestData.Shirt, 3), (TestData.Cheese, 0.25m)));

        Assert.Equal(["Placed", "Routed"], accepted.Events.EventNames());
        var order = accepted.After;
        Assert.Equal((true, 1, 1, 0), (order.IsOpen, order.Revision, order.Version, order.Modifications));
        Assert.Equal((TestData.Placed, TestData.Noon), (order.OrderDate, order.CreatedAt));
        Assert.Equal((TestData.Noon, TestData.Noon), (order.ModifiedAt, order.LastEventAt));
        Assert.Equal(
            ("R1", "fulfillmenttools", TestData.Home.PostalLocation), (order.TenantOrderId, order.Api, order.Delivery.Destination));
        Assert.Equal((1, TestData.Home), (order.PersonalRevision, Assert.Single(order.PersonalData.Consumer.Addresses)));
        Assert.Equal<StockDelta>(
            [
                new(TestData.Amsterdam, TestData.Cheese, TestData.Units(0.25m), default),
                new(TestData.Amsterdam, TestData.Shirt, TestData.Units(3), default),
            ],
            accepted.Effects.Stock);
        Assert.Equal((TestData.Amsterdam, 1), (Assert.Single(order.PickJobs).Facility, Assert.Single(order.Plans).RunNumber));
        Assert.Null(order.Plans[0].Reason);
        Assert.Empty(accepted.Effects.EndedEntities.Plans);
        Assert.Equal([TestData.Units(3), TestData.Units(0.25m)], order.Lines.Select(l => l.Released));
    }

    [Fact]
    public void Every_id_comes_from_the_seed_and_is_unique()
    {
        var order = Place(
            TestData.NewOrder((TestData.Shirt, 3), (TestData.Jeans, 1)) with { Services = [TestData.Service(true, TestData.Shirt)] }).After;
        string[] ids =
        [
            order.Id.Value, order.ProcessId.Value, .. order.Lines.Select(l => l.Id.Value), order.Services[0].Id.Value,
            .. order.Plans.Select(p => p.Id.Value), .. order.PickJobs.Select(j => j.Id.Value),
        ];
        Assert.Equal(Enumerable.Range(0, ids.Length).Select(n => TestData.Context.Seed[n]), ids);
    }

    [Fact]
    public void Prices_come_from_the_catalog_in_one_currency()
    {
        var catalogue = TestData.Catalog.SetItem(TestData.Jeans, new(TestData.Jeans, "Jeans", false, 500m, "SEK")).Remove(TestData.Shoes);
        var newOrder = TestData.NewOrder((TestData.Shoes, 1), (TestData.Shirt, 1), (TestData.Jeans, 1));
        var order = Place(newOrder, TestData.Context with { Catalog = catalogue }).After;
        Assert.Equal("EUR", order.Currency);
        Assert.Equal(new decimal?[] { null, 10m, null }, order.Lines.Select(l => l.UnitPrice));
    }

    [Fact]
    public void Unroutable_units_do_not_prevent_an_order()
    {
        var accepted = Place(TestData.NewOrder((TestData.Shirt, 3)), TestData.Context with { Stock = TestData.Stock(0, 0) });
        Assert.Equal((RoutingPlanStatus.NotRoutable, null), (Assert.Single(accepted.After.Plans).Status, accepted.After.Plans[0].Facility));
        Assert.Empty(accepted.After.PickJobs);
        Assert.Empty(accepted.Effects.Stock);
        Assert.Equal(Quantity.Zero, accepted.After.Lines[0].Released);
    }

    [Fact]
    public void An_order_has_no_pick_job_before_its_release()
    {
        var hour = TestData.Context with { Settings = TestData.Context.Settings with { ReleaseAfter = TimeSpan.FromHours(1) } };
        var order = Place(TestData.NewOrder((TestData.Shirt, 3)), hour).After;
        Assert.Equal(TestData.Noon.AddHours(1), order.ReleaseAt);
        Assert.Empty(order.PickJobs);
        Assert.Equal(TestData.Amsterdam, order.Plans[0].Facility);
    }

    [Fact]
    public void Attributes_of_order_and_lines_are_personal_data()
    {
        var gift = PersonalData.NoAttributes.Add("gift", new("true"));
        var newOrder = TestData.NewOrder((TestData.Jeans, 1)) with { Attributes = gift, AdditionalData = new("{}") };
        var order = Place(
            newOrder with { Lines = [TestData.NewOrderLine(TestData.Shirt, 1) with { Attributes = gift }, .. newOrder.Lines] }).After;
        Assert.Equal((gift, new JsonText("{}")), (order.PersonalData.Attributes, order.PersonalData.AdditionalData!.Value));
        Assert.Equal(order.Lines[0].Id, Assert.Single(order.PersonalData.LineAttributes).Key);
    }

    [Fact]
    public void A_collected_order_is_routed_to_its_collection_facility()
    {
        var collect = new Delivery { Kind = DeliveryKind.Collect, CollectAt = TestData.Utrecht };
        var order = Place(TestData.NewOrder((TestData.Shirt, 1)) with { Delivery = collect }).After;
        Assert.Equal(TestData.Utrecht, order.Plans[0].Facility);
        var only = Place(TestData.NewOrder((TestData.Shirt, 1)) with { Delivery = new() { Preselected = [TestData.Utrecht] } }).After;
        Assert.Equal(TestData.Utrecht, only.Plans[0].Facility);
    }

    [Fact]
    public void Every_specified_facility_and_article_must_exist()
    {
        var newOrder = TestData.NewOrder((TestData.Shirt, 1));
        var below = TestData.Service(false, TestData.Shirt) with { Items = [TestData.Service(false, TestData.Jeans)] };
        Assert.Equal(["PO-7"], Refused(newOrder with { Delivery = new() { Preselected = [TestData.Utrecht, new("nowhere")] } }));
        Assert.Equal(["PO-8"], Refused(newOrder with { Services = [below] }));

        static IEnumerable<string> Refused(NewOrder of) =>
            Decider.Decide(null, new OrderCommand.Place(of), TestData.Context).ViolatedRuleIds();
    }

    [Fact]
    public void An_existing_order_cannot_be_placed_and_a_missing_one_cannot_be_changed()
    {
        Assert.ThrowsAny<InvalidOperationException>(() =>
            TestData.Order().Decide(new OrderCommand.Place(TestData.NewOrder((TestData.Shirt, 1)))));
        Assert.ThrowsAny<InvalidOperationException>(() => Decider.Decide(null, DecisionTestExtensions.Modify(), TestData.Context));
    }

    [Fact]
    public void A_decision_reads_the_articles_of_the_order_and_the_command()
    {
        var modify = DecisionTestExtensions.Modify(DecisionTestExtensions.Shirts(1), DecisionTestExtensions.Add(TestData.Shoes, 1));
        Assert.Equal([TestData.Shirt, TestData.Jeans, TestData.Shoes], Decider.GetArticles(TestData.Order(), modify));
        Assert.Equal([TestData.Shoes], Decider.GetArticles(null, new OrderCommand.Place(TestData.NewOrder((TestData.Shoes, 1)))));
    }
}

using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>What is sent and what is answered, member by member.</summary>
public sealed class WireFormatTests
{
    [Theory]
    [InlineData("order-plain")]
    [InlineData("order-full")]
    [InlineData("order-collect")]
    public void A_placed_order_is_given_back_with_what_became_of_it(string name) =>
        GoldenFiles.Same(name, new OrderView(MappingFixture.Place(GoldenFiles.Request(name)), []), OrderWriter.Write);

    [Fact]
    public void A_list_shows_an_order_in_short() =>
        GoldenFiles.Same("order-stripped", MappingFixture.Place(GoldenFiles.Request("order-full")), OrderWriter.Stripped);

    [Fact]
    public void A_modified_order_tells_what_was_changed_and_why()
    {
        var (order, update) = Modified();
        GoldenFiles.Same("order-modified", new OrderView(order, [update]), OrderWriter.Write);
    }

    [Fact]
    public void A_routing_plan_shows_its_units_and_what_it_took_the_place_of()
    {
        var (order, _) = Modified();
        var plans = order.Plans.Select(p => new OwnedEntity<RoutingPlan>(order, p)).ToList();
        GoldenFiles.Same("routing-plan", new RoutingPlanView(plans[0], plans), RoutingPlanWriter.Write);
    }

    [Fact]
    public void A_pick_job_shows_what_to_pick()
    {
        var order = MappingFixture.Place(GoldenFiles.Request("order-full"));
        GoldenFiles.Same("pick-job", new OwnedEntity<PickJob>(order, order.PickJobs[0]), PickJobWriter.Write);
    }

    [Fact]
    public void A_process_names_everything_made_for_the_order()
    {
        var order = MappingFixture.Place(GoldenFiles.Request("order-full"));
        var plans = order.Plans.Select(p => new OwnedEntity<RoutingPlan>(order, p)).ToList();
        var jobs = order.PickJobs.Select(j => new OwnedEntity<PickJob>(order, j)).ToList();
        GoldenFiles.Same("process", new ProcessView(order, plans, jobs), ProcessWriter.Write);
    }

    [Fact]
    public void A_reservation_names_its_stock_and_its_order()
    {
        var order = MappingFixture.Place(GoldenFiles.Request("order-plain"));
        var line = order.Lines[0];
        var reservation = new Reservation(new("reservation-1"), order.Id, line.Id, MappingFixture.Store, line.Article, line.Quantity, MappingFixture.Noon);
        GoldenFiles.Same("reservation", new ReservationView(new(order, reservation), "stock-1"), ReservationWriter.Write);
    }

    [Fact]
    public void A_stock_shows_what_is_there_and_what_is_set_aside()
    {
        var level = new StockLevel(MappingFixture.Store, new("MUG-BLUE"), Quantity.From(40), Quantity.From(2.5m)!.Value);
        GoldenFiles.Same("stock", new StockItemView(new("stock-1", level, 3, MappingFixture.Noon, MappingFixture.Noon), "NL-AMS-01"), StockWriter.Write);
    }

    [Fact]
    public void A_row_of_many_tells_what_became_of_it()
    {
        var level = new StockLevel(MappingFixture.Store, new("MUG-BLUE"), Quantity.From(40), Quantity.Zero);
        var stock = new StoredStock("stock-1", level, 1, MappingFixture.Noon, MappingFixture.Noon);
        GoldenFiles.Same("stock-row", new StockResultWriter(new(StockRowStatus.Created, stock, "NL-AMS-01"), []), StockResultWriter.Write);
        var error = new ErrorWriter("stocks[1]: the stock is in version 4, the row names 3.", "Read it again.", 4, 3);
        GoldenFiles.Same("stock-row-failed", new StockResultWriter(default, [error]), StockResultWriter.Write);
    }

    [Fact]
    public void An_error_tells_both_versions() =>
        GoldenFiles.Same("error", new ErrorWriter("The order is in version 4.", "Read it again.", 4, 3), ErrorWriter.Write);

    private static (Order Order, ModificationDetail Update) Modified()
    {
        var order = MappingFixture.Place(GoldenFiles.Request("order-plain"));
        var request = GoldenFiles.Request("order-modified").Replace("<line>", order.Lines[0].Id.Value, StringComparison.Ordinal);
        return MappingFixture.Modify(order, request);
    }
}

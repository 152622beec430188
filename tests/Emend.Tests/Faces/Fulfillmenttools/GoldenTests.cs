using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Wire;

namespace Emend.Tests.Faces.Fulfillmenttools;

/// <summary>What is sent and what is answered, member by member.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("order-plain")]
    [InlineData("order-full")]
    [InlineData("order-collect")]
    public void A_placed_order_is_given_back_with_what_became_of_it(string name) =>
        Golden.Same(name, new ToldOrder(Scene.Place(Golden.Request(name)), []), OrderBody.Write);

    [Fact]
    public void A_list_shows_an_order_in_short() =>
        Golden.Same("order-stripped", Scene.Place(Golden.Request("order-full")), OrderBody.Stripped);

    [Fact]
    public void A_modified_order_tells_what_was_changed_and_why()
    {
        var (order, update) = Modified();
        Golden.Same("order-modified", new ToldOrder(order, [update]), OrderBody.Write);
    }

    [Fact]
    public void A_routing_plan_shows_its_units_and_what_it_took_the_place_of()
    {
        var (order, _) = Modified();
        var plans = order.Plans.Select(p => new Owned<RoutingPlan>(order, p)).ToList();
        Golden.Same("routing-plan", new ToldPlan(plans[0], plans), PlanBody.Write);
    }

    [Fact]
    public void A_pick_job_shows_what_to_pick()
    {
        var order = Scene.Place(Golden.Request("order-full"));
        Golden.Same("pick-job", new Owned<PickJob>(order, order.PickJobs[0]), PickJobBody.Write);
    }

    [Fact]
    public void A_process_names_everything_made_for_the_order()
    {
        var order = Scene.Place(Golden.Request("order-full"));
        var plans = order.Plans.Select(p => new Owned<RoutingPlan>(order, p)).ToList();
        var jobs = order.PickJobs.Select(j => new Owned<PickJob>(order, j)).ToList();
        Golden.Same("process", new ToldProcess(order, plans, jobs), ProcessBody.Write);
    }

    [Fact]
    public void A_reservation_names_its_stock_and_its_order()
    {
        var order = Scene.Place(Golden.Request("order-plain"));
        var line = order.Lines[0];
        var reservation = new Reservation(new("reservation-1"), order.Id, line.Id, Scene.Store, line.Article, line.Quantity, Scene.Noon);
        Golden.Same("reservation", new ToldReservation(new(order, reservation), "stock-1"), ReservationBody.Write);
    }

    [Fact]
    public void A_stock_shows_what_is_there_and_what_is_set_aside()
    {
        var level = new StockLevel(Scene.Store, new("MUG-BLUE"), Quantity.Of(40), Quantity.From(2.5m)!.Value);
        Golden.Same("stock", new ToldStock(new("stock-1", level, 3, Scene.Noon, Scene.Noon), "NL-AMS-01"), StockBody.Write);
    }

    [Fact]
    public void A_row_of_many_tells_what_became_of_it()
    {
        var level = new StockLevel(Scene.Store, new("MUG-BLUE"), Quantity.Of(40), Quantity.Zero);
        var stock = new KeptStock("stock-1", level, 1, Scene.Noon, Scene.Noon);
        Golden.Same("stock-row", new StockResultBody(new(StockRowStatus.Created, stock, "NL-AMS-01"), []), StockResultBody.Write);
        var error = new ErrorBody("stocks[1]: the stock is in version 4, the row names 3.", "Read it again.", 4, 3);
        Golden.Same("stock-row-failed", new StockResultBody(default, [error]), StockResultBody.Write);
    }

    [Fact]
    public void An_error_tells_both_versions() =>
        Golden.Same("error", new ErrorBody("The order is in version 4.", "Read it again.", 4, 3), ErrorBody.Write);

    private static (Order Order, UpdateDetail Update) Modified()
    {
        var order = Scene.Place(Golden.Request("order-plain"));
        var request = Golden.Request("order-modified").Replace("<line>", order.Lines[0].Id.Value, StringComparison.Ordinal);
        return Scene.Modify(order, request);
    }
}

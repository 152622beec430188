using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Application.Orders;
using Emend.Server.Inventory;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Request and response bodies, compared with golden files.</summary>
public sealed class WireFormatTests
{
    [Theory]
    [InlineData("order-plain")]
    [InlineData("order-full")]
    [InlineData("order-collect")]
    public void A_placed_order_is_returned(string name) =>
        GoldenFiles.AssertEqual(name, new OrderView(MappingFixture.Place(GoldenFiles.ReadRequest(name)), []), OrderWriter.Write);

    [Fact]
    public void A_list_contains_the_short_form_of_an_order() =>
        GoldenFiles.AssertEqual("order-stripped", MappingFixture.Place(GoldenFiles.ReadRequest("order-full")), OrderWriter.WriteStripped);

    [Fact]
    public void A_modified_order_contains_changes_and_comment()
    {
        var (order, update) = Modify();
        GoldenFiles.AssertEqual("order-modified", new OrderView(order, [update]), OrderWriter.Write);
    }

    [Fact]
    public void A_routing_plan_contains_its_units_and_predecessors()
    {
        var (order, _) = Modify();
        var plans = order.Plans.Select(p => new OwnedEntity<RoutingPlan>(order, p)).ToList();
        GoldenFiles.AssertEqual("routing-plan", new RoutingPlanView(plans[0], plans), RoutingPlanWriter.Write);
    }

    [Fact]
    public void A_pick_job_contains_its_lines()
    {
        var order = MappingFixture.Place(GoldenFiles.ReadRequest("order-full"));
        GoldenFiles.AssertEqual("pick-job", new OwnedEntity<PickJob>(order, order.PickJobs[0]), PickJobWriter.Write);
    }

    [Fact]
    public void A_process_references_all_entities_of_the_order()
    {
        var order = MappingFixture.Place(GoldenFiles.ReadRequest("order-full"));
        var plans = order.Plans.Select(p => new OwnedEntity<RoutingPlan>(order, p)).ToList();
        var jobs = order.PickJobs.Select(j => new OwnedEntity<PickJob>(order, j)).ToList();
        GoldenFiles.AssertEqual("process", new ProcessView(order, plans, jobs), ProcessWriter.Write);
    }

    [Fact]
    public void A_reservation_references_its_stock_and_order()
    {
        var order = MappingFixture.Place(GoldenFiles.ReadRequest("order-plain"));
        var line = order.Lines[0];
        var reservation = new Reservation(
            new("reservation-1"), order.Id, line.Id, MappingFixture.Store, line.Article, line.Quantity, MappingFixture.Noon);
        GoldenFiles.AssertEqual("reservation", new ReservationView(new(order, reservation), "stock-1"), ReservationWriter.Write);
    }

    [Fact]
    public void A_stock_contains_quantities_on_hand_and_reserved()
    {
        var level = new StockLevel(MappingFixture.Store, new("MUG-BLUE"), Quantity.From(40), Quantity.From(2.5m)!.Value);
        GoldenFiles.AssertEqual(
            "stock", new StockItemView(new("stock-1", level, 3, MappingFixture.Noon, MappingFixture.Noon), "NL-AMS-01"), StockWriter.Write);
    }

    [Fact]
    public void A_row_of_a_bulk_write_has_its_result()
    {
        var level = new StockLevel(MappingFixture.Store, new("MUG-BLUE"), Quantity.From(40), Quantity.Zero);
        var stock = new StoredStock("stock-1", level, 1, MappingFixture.Noon, MappingFixture.Noon);
        GoldenFiles.AssertEqual(
            "stock-row", new StockResultView(new(StockRowStatus.Created, stock, "NL-AMS-01"), []), StockResultView.Write);
        var error = new ErrorEntry("stocks[1]: the stock is at version 4. The row expects version 3.", "Read the stock again.", 4, 3);
        GoldenFiles.AssertEqual("stock-row-failed", new StockResultView(default, [error]), StockResultView.Write);
    }

    [Fact]
    public void A_version_conflict_contains_both_versions() =>
        GoldenFiles.AssertEqual(
            "error",
            new ErrorEntry("The order is at version 4. The request expects version 3.", "Read the order again.", 4, 3),
            ErrorEntry.Write);

    private static (Order Order, ModificationDetail Update) Modify()
    {
        var order = MappingFixture.Place(GoldenFiles.ReadRequest("order-plain"));
        var request = GoldenFiles.ReadRequest("order-modified").Replace("<line>", order.Lines[0].Id.Value, StringComparison.Ordinal);
        return MappingFixture.Modify(order, request);
    }
}

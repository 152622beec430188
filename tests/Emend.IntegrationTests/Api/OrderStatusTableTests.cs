using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Api.Fulfillmenttools;
using Emend.Server.Api.Native;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Search;

namespace Emend.IntegrationTests.Api;

/// <summary>The tables from the facts of an order to its status in each API.</summary>
public sealed class OrderStatusTableTests
{
    // The rows of both APIs, independent of their sequence: stored status, name in each API, and the combinations of facts.
    private static readonly (string Stored, string Vendor, string Native, Func<OrderFacts, bool> Includes)[] Rows =
    [
        ("OPEN", "OPEN", "open", facts => facts == default),
        ("LOCKED", "LOCKED", "locked", facts => facts is { IsDeleted: false, IsCanceled: false, IsPromised: false, IsLocked: true }),
        ("PROMISED", "PROMISED", "promised", facts => facts is { IsDeleted: false, IsCanceled: false, IsPromised: true }),
        ("CANCELLED", "CANCELLED", "canceled", facts => facts is { IsDeleted: false, IsCanceled: true }),
        ("OBSOLETE", "OBSOLETE", "obsolete", facts => facts.IsDeleted),
    ];

    [Fact]
    public void Each_combination_of_facts_has_exactly_one_status_in_each_api() => Assert.All(AllOrderFacts.Values, facts =>
    {
        var row = Assert.Single(Rows, row => row.Includes(facts));
        Assert.Equal(
            (row.Stored, row.Vendor, row.Native),
            (StoredOrderStatus.From(facts), FulfillmenttoolsStatusNames.ToWireName(FulfillmenttoolsOrderStatusTable.From(facts)),
                EnumWireNames.ToName(NativeOrderStatusTable.From(facts))));
    });

    [Fact]
    public void A_search_by_status_finds_exactly_the_orders_with_the_status() => Assert.All(AllOrderFacts.Values, facts =>
    {
        var stored = StoredOrderStatus.From(facts);
        Assert.Equal(
            [FulfillmenttoolsOrderStatusTable.From(facts)],
            Enum.GetValues<FulfillmenttoolsOrderStatus>().Where(status => FulfillmenttoolsOrderStatusTable.ToStored(status) == stored));
        Assert.Equal(
            [NativeOrderStatusTable.From(facts)],
            Enum.GetValues<NativeOrderStatus>().Where(status => NativeOrderStatusTable.ToStored(status) == stored));
    });

    /// <summary>The names of the vendor's schema OrderStatus. Facts lead to each of them; only deleted orders are OBSOLETE.</summary>
    [Fact]
    public void Each_order_status_of_the_vendor_is_reached() => Assert.Equal(
        ["CANCELLED", "LOCKED", "OBSOLETE", "OPEN", "PROMISED"],
        AllOrderFacts.Values.Select(facts => FulfillmenttoolsStatusNames.ToWireName(FulfillmenttoolsOrderStatusTable.From(facts)))
            .Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Each_status_of_the_native_api_is_reached() => Assert.Equal(
        Enum.GetValues<NativeOrderStatus>(), AllOrderFacts.Values.Select(NativeOrderStatusTable.From).Distinct().Order());

    [Theory]
    [InlineData(RoutingPlanStatus.Routed, "LOCKED", "PROMISED")]
    [InlineData(RoutingPlanStatus.NotRoutable, "NOT_ROUTABLE", "NOT_ROUTABLE")]
    [InlineData(RoutingPlanStatus.Rerouted, "REROUTED", "REROUTED")]
    [InlineData(RoutingPlanStatus.Canceled, "CANCELED", "CANCELED")]
    public void A_routed_plan_of_a_locked_or_promised_order_has_the_status_of_the_order(
        RoutingPlanStatus status, string locked, string promised)
    {
        var order = Storage.FullyPopulatedOrder.Order;
        var plan = order.Plans[0] with { Status = status };
        var own = FulfillmenttoolsStatusNames.ToWireName(status);
        Assert.All(AllOrderFacts.Values, facts => Assert.Equal(
            StoredOrderStatus.From(facts) switch { "LOCKED" => locked, "PROMISED" => promised, _ => own },
            FulfillmenttoolsStatusNames.ToWireName(plan, order.With(facts))));
    }
}

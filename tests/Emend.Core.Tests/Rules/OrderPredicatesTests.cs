using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

public sealed class OrderPredicatesTests
{
    private static readonly Order Order = TestData.Order();

    public static TheoryData<PickJobStatus> PickJobs => [.. Enum.GetValues<PickJobStatus>()];

    public static TheoryData<ShipmentStatus> Shipments => [.. Enum.GetValues<ShipmentStatus>()];

    public static TheoryData<HandoverStatus> Handovers => [.. Enum.GetValues<HandoverStatus>()];

    [Theory]
    [MemberData(nameof(PickJobs))]
    public void Only_an_open_pick_job_is_open(PickJobStatus status) => Assert.Equal(
        status is PickJobStatus.Open,
        AllOpen(Order with { PickJobs = [Order.PickJobs[0], Order.PickJobs[0] with { Status = status }] }));

    [Theory]
    [MemberData(nameof(Handovers))]
    public void Only_an_open_handover_job_is_open(HandoverStatus status) =>
        Assert.Equal(status is HandoverStatus.Open, AllOpen(Handover(status)));

    [Theory]
    [MemberData(nameof(Shipments))]
    public void Only_an_initial_shipment_is_open(ShipmentStatus status) =>
        Assert.Equal(status is ShipmentStatus.Initial, AllOpen(Order with { Shipments = [new(new("s"), 1, status, [])] }));

    [Theory]
    [InlineData(ParcelStatus.Open, false, true)]
    [InlineData(ParcelStatus.Open, true, false)]
    [InlineData(ParcelStatus.Processing, true, false)]
    [InlineData(ParcelStatus.Done, true, false)]
    [InlineData(ParcelStatus.Failed, true, false)]
    [InlineData(ParcelStatus.Obsolete, true, true)]
    [InlineData(ParcelStatus.Canceled, true, true)]
    [InlineData(ParcelStatus.Canceled, false, true)]
    public void A_parcel_is_open_without_a_label_request_and_an_ended_parcel_is_ignored(ParcelStatus status, bool isRequested, bool open) =>
        Assert.Equal(open, AllOpen(Order with { Shipments = [new(new("s"), 1, ShipmentStatus.Initial, [Parcel(status, isRequested)])] }));

    [Fact]
    public void An_order_without_entities_or_with_plans_only_is_open()
    {
        Assert.True(AllOpen(TestData.UnroutedOrder([TestData.Shirts(1)])));
        Assert.True(AllOpen(Order with { PickJobs = [] }));
    }

    [Theory]
    [InlineData(ParcelStatus.Processing, true, true)]
    [InlineData(ParcelStatus.Done, true, true)]
    [InlineData(ParcelStatus.Open, false, false)]
    [InlineData(ParcelStatus.Obsolete, true, false)]
    [InlineData(ParcelStatus.Canceled, true, false)]
    public void A_label_is_requested_if_a_live_parcel_has_a_request(ParcelStatus status, bool isRequested, bool requested) =>
        Assert.Equal(requested, OrderPredicates.IsLabelRequested(Parcel(status, isRequested)));

    [Theory]
    [MemberData(nameof(Handovers))]
    public void Handover_starts_with_a_job_that_waits_for_input_or_is_handed_over(HandoverStatus status) => Assert.Equal(
        status is HandoverStatus.HandedOver or HandoverStatus.WaitingForInput, OrderPredicates.HasHandoverStarted(Handover(status)));

    [Theory]
    [MemberData(nameof(Shipments))]
    public void Handover_starts_with_a_completed_shipment(ShipmentStatus status) => Assert.Equal(
        status is ShipmentStatus.Completed, OrderPredicates.HasHandoverStarted(Order with { Shipments = [new(new("s"), 1, status, [])] }));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Handover_starts_with_a_partly_handed_over_line(int quantity, bool started) => Assert.Equal(
        started,
        OrderPredicates.HasHandoverStarted(Order with
        {
            HandoverJobs = [new(new("h"), 1, HandoverStatus.Open, TestData.JobId, [new(TestData.ShirtLine, TestData.Units(quantity))])],
        }));

    [Fact]
    public void An_article_is_attached_if_any_service_names_it()
    {
        var below = TestData.Service(false, TestData.Jeans) with { Items = [TestData.Service(false, TestData.Shoes)] };
        var nested = TestData.Service(true) with { Items = [below] };
        var order = Order with { Services = [TestData.Service(false, TestData.Shirt), nested] };
        Assert.All([TestData.Shirt, TestData.Jeans, TestData.Shoes], a => Assert.True(OrderPredicates.IsAttachedToCustomService(order, a)));
        Assert.False(OrderPredicates.IsAttachedToCustomService(order, TestData.Cheese));
        Assert.False(OrderPredicates.IsAttachedToCustomService(Order, TestData.Shirt));
    }

    [Fact]
    public void Picked_includes_live_jobs_and_goods_of_ended_jobs_that_are_not_restocked()
    {
        var line = TestData.Shirts(5) with { PickedNotRestocked = TestData.Units(1) };
        var job = TestData.Job([line]);
        var order = TestData.Order(line) with { PickJobs = [Picked(job, 1), Picked(job, 2)] };
        Assert.Equal(TestData.Units(4), OrderPredicates.GetPickedQuantity(order, line));
    }

    private static PickJob Picked(PickJob job, decimal quantity) =>
        job with { Lines = [job.Lines[0] with { Picked = TestData.Units(quantity) }] };

    private static bool AllOpen(Order order) => OrderPredicates.AllOperationalEntitiesOpen(order);

    private static Order Handover(HandoverStatus status) => Order with { HandoverJobs = [new(new("h"), 1, status, TestData.JobId, [])] };

    private static Parcel Parcel(ParcelStatus status, bool isRequested) => new(new("p"), 1, status, isRequested ? TestData.Placed : null);
}

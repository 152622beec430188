using Emend.Core.Commands;
using Emend.Core.Orders;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>A facility that rejects its work is passed over for the order.</summary>
public sealed class RejectedTaskTests
{
    private static readonly PickJobAction Abort = new PickJobAction.Abort();

    private static readonly Order Collected = TestData.Order() with
    {
        Delivery = TestData.Order().Delivery with { Kind = DeliveryKind.Collect, CollectAt = TestData.Amsterdam },
    };

    private static OrderCommand.ChangeFulfillment Run(FulfillmentAction action) => new(action, null, UnroutableBehavior.Accept);

    private static OrderCommand.ChangeFulfillment Reject(Order order) =>
        Run(new FulfillmentAction.ReroutePickJob(order.PickJobs[0].Id) { IsRejection = true });

    [Fact]
    public void A_rejected_pick_job_goes_to_another_facility()
    {
        var after = TestData.Order().Accept(Reject(TestData.Order())).After;
        Assert.Equal<FacilityId>([TestData.Amsterdam], after.ExcludedFacilities);
        Assert.Equal(TestData.Utrecht, Assert.Single(after.PickJobs).Facility);
    }

    [Fact]
    public void A_pick_job_that_every_facility_rejected_waits()
    {
        var once = TestData.Order().Accept(Reject(TestData.Order())).After;
        var twice = once.Accept(Reject(once)).After;
        Assert.Empty(twice.PickJobs);
        Assert.True(Assert.Single(twice.Plans).IsUnroutable);
        Assert.IsType<Decision.NoChange>(twice.Decide(new OrderCommand.RerouteUnroutable(IsUserRequested: false)));
        Assert.IsType<Decision.NoChange>(twice.Decide(new OrderCommand.RerouteUnroutable(IsUserRequested: true)));
    }

    [Fact]
    public void A_user_of_the_facility_rejects_a_task_by_rerouting_it_and_another_user_does_not()
    {
        var command = Run(new FulfillmentAction.ReroutePickJob(TestData.JobId));
        var picker = TestData.Context with { Actor = TestData.Admin with { Facilities = [TestData.Amsterdam] } };
        Assert.Equal(TestData.Utrecht, Assert.Single(TestData.Order().Accept(command, picker).After.PickJobs).Facility);
        var agent = TestData.Order().Decide(command);
        Assert.All((agent as Decision.Accepted)?.After.PickJobs ?? [], j => Assert.Equal(TestData.Amsterdam, j.Facility));
    }

    [Fact]
    public void A_rejected_collection_waits_until_a_user_offers_it_again()
    {
        foreach (var command in (OrderCommand[])[Reject(Collected), UpdatePickJob(Abort)])
        {
            var waiting = Collected.Accept(command).After;
            Assert.Empty(waiting.PickJobs);
            Assert.IsType<Decision.NoChange>(waiting.Decide(new OrderCommand.RerouteUnroutable(IsUserRequested: false)));
            Assert.Empty(waiting.Accept(Modify(SetAttribute("a", "1"))).After.PickJobs);

            foreach (var again in new OrderCommand[] { new OrderCommand.RerouteUnroutable(true), Run(new FulfillmentAction.Reroute()) })
            {
                var offered = waiting.Accept(again).After;
                Assert.Equal(TestData.Amsterdam, Assert.Single(offered.PickJobs).Facility);
                Assert.Empty(offered.ExcludedFacilities);
            }
        }
    }

    [Fact]
    public void A_user_offers_the_task_again_by_assigning_the_facility_and_later_edits_keep_it_there()
    {
        var rejected = TestData.Order().Accept(Reject(TestData.Order())).After;
        var assigned = rejected.Accept(Run(new FulfillmentAction.Assign(TestData.Amsterdam))).After;
        var edited = assigned.Accept(Modify(SetAttribute("a", "1")), TestData.Context with { Stock = TestData.Stock(0, 0) }).After;
        Assert.Equal((TestData.Amsterdam, 0), (Assert.Single(edited.PickJobs).Facility, edited.ExcludedFacilities.Length));
    }
}

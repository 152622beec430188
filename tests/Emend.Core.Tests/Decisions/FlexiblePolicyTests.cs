using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Tests.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Decisions;

/// <summary>What the flexible policy allows and the policy of the vendor does not.</summary>
public sealed class FlexiblePolicyTests
{
    private static readonly Order HalfDelivered = FlexibleViolationScenarios.HalfDelivered;

    private static Decision.Accepted IsAcceptedOnlyByFlexible(Order order, OrderCommand command, params string[] vendorRules)
    {
        Assert.Equal(vendorRules, order.Decide(command).ViolatedRuleIds());
        return order.Accept(command, FlexibleViolationScenarios.Context);
    }

    [Fact]
    public void An_untouched_delivery_is_lowered_or_removed_after_the_other_one_was_handed_over()
    {
        var lowered = IsAcceptedOnlyByFlexible(HalfDelivered, Modify(Jeans(1)), "EL-4").After;
        Assert.Equal(TestData.Units(1), lowered.PickJobs.Single(j => j.Status is PickJobStatus.Open).Lines.Single().Quantity);
        Assert.Contains(lowered.HandoverJobs, h => h.Status is HandoverStatus.HandedOver);
        Assert.Contains(lowered.PickJobs, j => j.Id == TestData.JobId);

        var removed = IsAcceptedOnlyByFlexible(HalfDelivered, Modify(Jeans(0)), "EL-4").After;
        Assert.Equal(TestData.JobId, Assert.Single(removed.PickJobs).Id);
        Assert.True(removed.IsFinished);
    }

    [Fact]
    public void Handed_over_units_can_be_raised_and_not_lowered()
    {
        var handedOver = HalfDelivered.FindLine(TestData.ShirtLine)!.Quantity;
        var raise = Modify(new SetLineQuantity(TestData.ShirtLine, handedOver + TestData.Units(2)));
        var raised = IsAcceptedOnlyByFlexible(HalfDelivered, raise, "EL-4");
        Assert.Equal(TestData.Units(2), raised.After.Plans.Where(p => p.Id != TestData.PlanId)
            .SelectMany(p => p.Lines).Single(l => l.Line == TestData.ShirtLine).Quantity);

        var lowered = Modify(new SetLineQuantity(TestData.ShirtLine, handedOver - TestData.Units(1)));
        Assert.Contains("EL-11", HalfDelivered.Decide(lowered, FlexibleViolationScenarios.Context).ViolatedRuleIds());
    }

    [Fact]
    public void A_line_is_added_after_a_delivery()
    {
        var added = IsAcceptedOnlyByFlexible(HalfDelivered, Modify(Add(TestData.Shoes, 1)), "AL-5").After;
        Assert.Equal(3, added.Lines.Length);
        Assert.Contains(added.PickJobs, j => j.Lines.Any(l => l.Line == added.Lines[2].Id));
    }

    [Fact]
    public void The_same_article_with_another_engraving_is_another_line()
    {
        var engraved = TestData.NewOrderLine(TestData.Shirt, 1) with { Attributes = AttributesOf("engraving", "\"B\"") };
        var added = IsAcceptedOnlyByFlexible(TestData.Order(), Modify(new AddLine(engraved)), "AL-9").After;
        Assert.Equal(2, added.Lines.Count(l => l.Article == TestData.Shirt));

        var placed = TestData.NewOrder((TestData.Shirt, 1)) with { Lines = [TestData.NewOrderLine(TestData.Shirt, 1), engraved] };
        Assert.Equal(["PO-4"], Decider.Decide(null, new OrderCommand.Place(placed), TestData.Context).ViolatedRuleIds());
        Assert.IsType<Decision.Accepted>(Decider.Decide(null, new OrderCommand.Place(placed), FlexibleViolationScenarios.Context));
    }

    [Fact]
    public void Date_attributes_and_address_apply_to_the_units_that_are_left()
    {
        IsAcceptedOnlyByFlexible(HalfDelivered, Modify(new SetPreferredTime(TestData.Noon.AddDays(1))), "PD-3");
        IsAcceptedOnlyByFlexible(HalfDelivered, Modify(SetCarriers("VAN")), "DV-2");
        IsAcceptedOnlyByFlexible(HalfDelivered, Modify(SetAttribute("a", "1")), "CA-3");
        IsAcceptedOnlyByFlexible(HalfDelivered, Modify(new SetLineAttributes(TestData.JeansLine, Attributes("a", "1"))), "CA-3");
        IsAcceptedOnlyByFlexible(HalfDelivered, Modify(SetAddresses(TestData.OtherAddress)), "CO-3");
    }

    [Fact]
    public void The_delivery_that_is_left_is_assigned_to_another_facility()
    {
        var command = new OrderCommand.ChangeFulfillment(new FulfillmentAction.Assign(TestData.Amsterdam), null, UnroutableBehavior.Accept);
        var after = IsAcceptedOnlyByFlexible(HalfDelivered, command, "AS-3", "AS-4").After;
        Assert.All(after.PickJobs, j => Assert.Equal(TestData.Amsterdam, j.Facility));
        Assert.Contains(after.HandoverJobs, h => h.Status is HandoverStatus.HandedOver);
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, JsonText> AttributesOf(string name, string json) =>
        System.Collections.Immutable.ImmutableSortedDictionary<string, JsonText>.Empty.Add(name, new JsonText(json));
}

using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>Scenarios of the rules that the flexible policy replaces.</summary>
internal static class FlexibleViolationScenarios
{
    public static readonly DecisionContext Context = TestData.Context with { Policy = FlexiblePolicy.Policy };

    /// <summary>Three shirts were handed over in Amsterdam. Two jeans are in an open pick job in Utrecht.</summary>
    public static readonly Order HalfDelivered = CreateHalfDelivered();

    /// <summary>Two lines of shirts: one with the engraving A, one without.</summary>
    public static readonly Order Twins = TestData.Order(
        TestData.Shirts(1) with { Properties = new("Shirt", new JsonText("\"A\"")) }, TestData.Line(TestData.JeansLine, TestData.Shirt, 1));

    private static readonly ArticleProperties Engraved = new("Shirt", new JsonText("\"A\""));

    public static Dictionary<string, RuleViolationScenario> ByRuleId => new()
    {
        ["EL-11"] = new(HalfDelivered, Modify(Engrave(TestData.ShirtLine)), Context),
        ["EL-12"] = new(Twins, Modify(new SetLineArticle(TestData.JeansLine, Engraved, null)), Context),
        ["AL-10"] = new(TestData.Order(), Modify(new AddLine(TestData.NewOrderLine(TestData.Shirt, 1) with
        {
            Properties = TestData.Order().Lines[0].Properties,
        })), Context),
        ["PD-5"] = new(Delivered, Modify(new SetPreferredTime(TestData.Noon.AddDays(1))), Context),
        ["DV-8"] = new(Delivered, Modify(SetCarriers("VAN")), Context),
        ["DV-9"] = new(HalfDelivered, Modify(CollectAt(TestData.Utrecht)), Context),
        ["CA-5"] = new(HalfDelivered, Modify(new SetLineAttributes(TestData.ShirtLine, Attributes("a", "1"))), Context),
        ["CA-6"] = new(
            TestData.Order(TestData.Shirts(1), TestData.Line(TestData.JeansLine, TestData.Shirt, 1)) is var twins
                ? twins with
                {
                    PersonalData = twins.PersonalData with
                    {
                        LineAttributes = twins.PersonalData.LineAttributes.SetItem(
                            TestData.JeansLine, twins.PersonalData.Attributes.SetItem("a", new JsonText("1"))),
                    },
                }
                : null,
            Modify(new SetLineAttributes(TestData.JeansLine, Attributes("a", null))),
            Context),
        ["CO-6"] = new(Delivered, Modify(SetAddresses(TestData.OtherAddress)), Context),
        ["PO-12"] = new(
            null, new Commands.OrderCommand.Place(TestData.NewOrder((TestData.Shirt, 1), (TestData.Shirt, 2))), Context),
        ["AS-12"] = new(Started, Run(new FulfillmentAction.Assign(TestData.Utrecht)), Context),
        ["AS-13"] = new(NotRestocked, Run(new FulfillmentAction.Assign(TestData.Utrecht)), Context),
        ["AS-14"] = new(Labeled, Run(new FulfillmentAction.Assign(TestData.Utrecht)), Context),
        ["RR-5"] = new(Started, Run(new FulfillmentAction.Reroute()), Context),
        ["RR-6"] = new(NotRestocked, Run(new FulfillmentAction.Reroute()), Context),
        ["RR-7"] = new(Labeled, Run(new FulfillmentAction.Reroute()), Context),
    };

    /// <summary>All goods are handed over.</summary>
    private static Order Delivered => HalfDelivered with
    {
        Lines = [HalfDelivered.Lines[0]],
        Plans = [HalfDelivered.Plans[0]],
        PickJobs = [HalfDelivered.PickJobs[0]],
    };

    private static Order Started => TestData.Order() is var order
        ? order with { PickJobs = [.. order.PickJobs.Select(j => j with { Status = PickJobStatus.InProgress })] }
        : null!;

    private static Order NotRestocked => TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Units(2) });

    private static Order Labeled => TestData.Order() with
    {
        Shipments = [.. TestData.PickedOrder().Shipments.Select(s => s with { Parcels = [TestData.ParcelWithLabelRequest] })],
    };

    private static SetLineArticle Engrave(LineId line) => new(line, new("Shirt", new JsonText("\"B\"")), null);

    private static Commands.OrderCommand.ChangeFulfillment Run(FulfillmentAction action) =>
        new(action, null, Commands.UnroutableBehavior.Accept);

    private static Order CreateHalfDelivered()
    {
        var picked = TestData.PickedOrder();
        var line = TestData.SomeJeans(2);
        var plan = TestData.Plan([line]) with { Id = new("plan-2"), Facility = TestData.Utrecht };
        var shirts = picked.PickJobs[0] with { Lines = [picked.PickJobs[0].Lines.First(l => l.Line == TestData.ShirtLine)] };
        var units = shirts.Lines[0].Quantity;
        return picked with
        {
            Lines = [picked.Lines.First(l => l.Id == TestData.ShirtLine), line],
            Plans = [picked.Plans[0] with { Lines = [new(TestData.ShirtLine, units, default)] }, plan],
            PickJobs =
            [
                shirts,
                TestData.Job([line]) with { Id = new("job-2"), PlanId = plan.Id, Facility = TestData.Utrecht },
            ],
            HandoverJobs =
            [
                picked.HandoverJobs[0] with { Status = HandoverStatus.HandedOver, HandedOver = [new(TestData.ShirtLine, units)] },
            ],
        };
    }
}

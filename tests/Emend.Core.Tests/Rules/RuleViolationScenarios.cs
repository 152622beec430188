using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>A request that breaks one row, and what it is asked of. Without an order, one is to be placed.</summary>
internal sealed record RuleViolationScenario(Order? Order, OrderCommand Command, DecisionContext Facts)
{
    public Decision Decide() => Decider.Decide(Order, Command, Facts);
}

/// <summary>Per row the smallest step away from a good case that breaks that row and no other.</summary>
internal static class RuleViolationScenarios
{
    private static readonly Order Routed = TestData.Order();
    private static readonly DecisionContext SwitchedOff = TestData.Context with { Settings = TenantSettings.Default };
    private static readonly Order Serviced = Routed with { Services = [TestData.Service(false, TestData.Shirt)] };
    private static readonly SetPreferredTime Tomorrow = new(TestData.Noon.AddDays(1));

    public static readonly ImmutableDictionary<string, RuleViolationScenario> Row = ImmutableDictionary<string, RuleViolationScenario>.Empty
        .AddRange(Invariant).AddRange(Undo).AddRange(EditLineItems).AddRange(AddLineItem).AddRange(Others)
        .AddRange(PlaceOrder).AddRange(PickJob).AddRange(Routing).AddRange(Ending).AddRange(Elsewhere).AddRange(Returning)
        .AddRange(ShippingViolationScenarios.Row).AddRange(PromiseViolationScenarios.Row).AddRange(RetentionViolationScenarios.Row);

    private static Dictionary<string, RuleViolationScenario> Invariant => new()
    {
        ["IN-1"] = Change(Routed with { Status = OrderStatus.Canceled }, Mail("b@example.org")),
        ["IN-2"] = Change(Routed with { Pending = new(new("m"), TestData.Anyone.Id, TestData.Noon.AddHours(1)) }, Mail("b@example.org")),
        ["IN-3"] = Change(TestData.Order(TestData.Shirts(3) with { Shipped = TestData.Of(2) }), Shirts(1)),
        ["IN-4"] = Change(TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Of(2) }), Shirts(1)),
        ["IN-7"] = Change(Begun(PickJobStatus.InProgress), Shirts(2), TestData.Context with { Policy = TestData.Lenient }),
        ["IN-5"] = Change(TestData.Order(TestData.Shirts(3)) with { Invoices = [new(new("i"), 30m)] }, Shirts(2)),
        ["IN-6"] = Change(Routed with { Tenders = [new(new("t"), "creditCard", 130m, CanIncrease: false, CanDecrease: true)] }, Shirts(4)),
        ["RT-1"] = new(Routed, To(Shirts(500)) with { IfUnroutable = UnroutableBehavior.Refuse }, TestData.Context),
    };

    private static Dictionary<string, RuleViolationScenario> Undo => new()
    {
        ["UN-1"] = Back(Mail("b@example.org"), then: Mail("c@example.org"), whole: false),
        ["UN-2"] = Back(To(Mail("b@example.org"), Attribute("gift", "1")), then: To(Mail("c@example.org")), whole: true),
    };

    private static Dictionary<string, RuleViolationScenario> EditLineItems => new()
    {
        ["EL-1"] = Change(Routed, Shirts(2), Lacking(Permissions.OrderWrite)),
        ["EL-2"] = Change(Routed, Shirts(2), Lacking(Permissions.OrderLineitemWrite, Permissions.LineItemQuantityDecrease)),
        ["EL-3"] = Change(Routed, Shirts(2), SwitchedOff),
        ["EL-4"] = Change(Begun(PickJobStatus.InProgress), Shirts(2)),
        ["EL-5"] = Change(Routed, new SetLineQuantity(new("of another order"), TestData.Of(2))),
        ["EL-6"] = Change(Serviced, Shirts(2)),
        ["EL-7"] = Change(Routed, new SetLineArticle(TestData.ShirtLine, new("Shirt, white", null), TestData.Jeans)),
        ["EL-8"] = Change(Routed, Shirts(1.5m)),
        ["EL-9"] = Change(TestData.Order(TestData.Shirts(3)), Shirts(0)),
        ["EL-10"] = new(Routed, To(Shirts(2), Add(TestData.Jeans, 1)), TestData.Context),
    };

    private static Dictionary<string, RuleViolationScenario> AddLineItem => new()
    {
        ["AL-1"] = Change(Routed, Add(TestData.Shoes, 1), Lacking(Permissions.OrderWrite)),
        ["AL-2"] = Change(Routed, Add(TestData.Shoes, 1), Lacking(Permissions.OrderLineitemWrite)),
        ["AL-3"] = Change(Routed, Add(TestData.Shoes, 1), Lacking(Permissions.LineItemAdd)),
        ["AL-4"] = Change(Routed, Add(TestData.Shoes, 1), SwitchedOff),
        ["AL-5"] = Change(Begun(PickJobStatus.InProgress), Add(TestData.Shoes, 1)),
        ["AL-6"] = Change(Routed with { Services = [TestData.Service(true, TestData.Shoes)] }, Add(TestData.Shoes, 1)),
        ["AL-7"] = Change(Routed, Add(TestData.Shoes, 0)),
        ["AL-8"] = Change(Routed, Add(TestData.Shoes, 1.5m)),
        ["AL-9"] = Change(Routed, Add(TestData.Shirt, 1)),
    };

    private static Dictionary<string, RuleViolationScenario> Others => new()
    {
        ["PD-1"] = Change(Routed, Tomorrow, Lacking(Permissions.OrderWrite)),
        ["PD-2"] = Change(Routed, Tomorrow, SwitchedOff),
        ["PD-3"] = Change(Begun(PickJobStatus.Closed), Tomorrow),
        ["PD-4"] = Change(Routed, new SetPreferredTime(TestData.Noon.AddDays(-1))),
        ["CA-1"] = Change(Routed, Attribute("gift", "true"), Lacking(Permissions.OrderWrite)),
        ["CA-2"] = Change(Routed, Attribute("gift", "true"), Lacking(Permissions.OrderCustomAttributesWrite)),
        ["CA-3"] = Change(Begun(PickJobStatus.Paused), Attribute("gift", "true")),
        ["CA-4"] = Change(Routed, new SetLineAttributes(new("of another order"), Attributes("gift", "true"))),
        ["CO-1"] = Change(Routed, Mail("b@example.org"), Lacking(Permissions.OrderWrite)),
        ["CO-2"] = Change(Routed, Mail("b@example.org"), Lacking(Permissions.OrderConsumerWrite)),
        ["CO-3"] = Change(HandedOver, MoveTo(TestData.Elsewhere)),
        ["CO-4"] = Change(Routed, MoveTo(TestData.Home with { Kind = AddressKind.Invoice })),
    };

    private static Dictionary<string, RuleViolationScenario> PlaceOrder => new()
    {
        ["PO-1"] = Place(TestData.Draft((TestData.Shirt, 1)), Lacking(Permissions.OrderWrite)),
        ["PO-2"] = Place(TestData.Draft((TestData.Shirt, 1)), TestData.Context with { IsTenantOrderIdTaken = true }),
        ["PO-3"] = Place(TestData.Draft()),
        ["PO-4"] = Place(TestData.Draft((TestData.Shirt, 1), (TestData.Jeans, 1), (TestData.Shirt, 1))),
        ["PO-5"] = Place(TestData.Draft((TestData.Shirt, 1.5m))),
        ["PO-6"] = Place(TestData.Draft((TestData.Shirt, 1)) with { Delivery = new() { PreferredTime = TestData.Noon.AddDays(-1) } }),
        ["PO-7"] = Place(TestData.Draft((TestData.Shirt, 1)) with { Delivery = new() { CollectAt = new("nowhere") } }),
        ["PO-8"] = Place(TestData.Draft((TestData.Shirt, 1)) with { Services = [TestData.Service(false, TestData.Jeans)] }),
        ["PO-9"] = Place(TestData.Draft((TestData.Shirt, 1), (TestData.Jeans, 0))),
    };

    private static Dictionary<string, RuleViolationScenario> PickJob => new()
    {
        ["PJ-1"] = new(Routed, Pick(new PickJobAction.Start()), Lacking(Permissions.PickjobWrite)),
        ["PJ-2"] = new(Routed, Pick(new PickJobAction.Start()), TestData.Context with { Actor = TestData.Anyone with { Facilities = [TestData.Utrecht] } }),
        ["PJ-3"] = new(Routed with { Status = OrderStatus.Canceled }, Pick(new PickJobAction.Start()), TestData.Context),
        ["PJ-4"] = new(Routed, new OrderCommand.UpdatePickJob(new("superseded"), new PickJobAction.Start(), null), TestData.Context),
        ["PJ-5"] = new(Begun(PickJobStatus.WaitingForInput), Pick(new PickJobAction.Start()), TestData.Context),
        ["PJ-6"] = new(Begun(PickJobStatus.Paused), Picked((TestData.ShirtLine, 1)), TestData.Context),
        ["PJ-7"] = new(Routed, Picked((new("of another job"), 1)), TestData.Context),
        ["PJ-8"] = new(Routed, Picked((TestData.ShirtLine, 4)), TestData.Context),
        ["PJ-9"] = new(Routed, Picked((TestData.ShirtLine, 0.5m)), TestData.Context),
        ["PJ-10"] = new(Routed, Pick(new PickJobAction.Close()), TestData.Context),
        ["PJ-11"] = new(Begun(PickJobStatus.Closed), Pick(new PickJobAction.Abort()), TestData.Context),
        ["PJ-12"] = new(Begun(PickJobStatus.Closed), Pick(new PickJobAction.Reset()), TestData.Context),
        ["PJ-23"] = new(Routed, Pick(new PickJobAction.Restart()), TestData.Context),
        ["PJ-24"] = new(Begun(PickJobStatus.Closed), Pick(new PickJobAction.Cancel(false)), TestData.Context),
        ["PJ-14"] = new(Routed, Pick(new PickJobAction.Pause()), TestData.Context),
        ["PJ-15"] = new(Begun(PickJobStatus.Paused), Split((TestData.ShirtLine, 1, 0)), TestData.Context),
        ["PJ-16"] = new(Routed, Split((new("of another job"), 1, 0)), TestData.Context),
        ["PJ-17"] = new(Routed, Split((TestData.ShirtLine, 3, 0)), TestData.Context),
        ["PJ-18"] = new(Routed.Does(Picked((TestData.ShirtLine, 3))).After, Split((TestData.ShirtLine, 1, 0)), TestData.Context),
        ["PJ-19"] = new(Routed, Split((TestData.ShirtLine, 1, 2)), TestData.Context),
        ["PJ-20"] = new(Routed, Split((TestData.ShirtLine, 0.5m, 0)), TestData.Context),
        ["PJ-21"] = new(Routed, Merge(TestData.ShirtLine, TestData.JeansLine), TestData.Context),
        ["PJ-22"] = new(
            TestData.Order(TestData.Shirts(51)), Split([.. Enumerable.Repeat((TestData.ShirtLine, 1m, 0m), 51)]), TestData.Context),
        ["PJ-13"] = new(Routed, Picked((TestData.ShirtLine, -1)), TestData.Context),
    };

    private static Dictionary<string, RuleViolationScenario> Ending => new()
    {
        ["CN-1"] = Process(Routed, Cancel, Lacking(Permissions.OrderCancel)),
        ["CN-2"] = Process(Begun(PickJobStatus.InProgress), Cancel),
        ["CN-3"] = Process(TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Of(2) }), Cancel),
        ["CN-4"] = Process(Labelled, Cancel),
        ["FC-1"] = Process(Routed, ForceCancel, Lacking(Permissions.OrderForceCancel) with { Settings = Forcing }),
        ["FC-2"] = Process(Routed with { Status = OrderStatus.Obsolete }, ForceCancel, TestData.Context with { Settings = Forcing }),
        ["FC-3"] = Process(Routed, ForceCancel),
    };

    private static Dictionary<string, RuleViolationScenario> Elsewhere => new()
    {
        ["AS-1"] = Process(Routed, ToUtrecht, Lacking(Permissions.ProcessWrite)),
        ["AS-2"] = Process(Routed with { Delivery = new() { Kind = DeliveryKind.Collect, CollectAt = TestData.Utrecht } }, ToUtrecht),
        ["AS-3"] = Process(Begun(PickJobStatus.InProgress), ToUtrecht),
        ["AS-4"] = Process(TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Of(2) }), ToUtrecht),
        ["AS-5"] = Process(Labelled, ToUtrecht),
        ["AS-6"] = Process(Routed, new FulfillmentAction.Assign(new("nowhere"))),
        ["AS-7"] = Process(Routed, new FulfillmentAction.Assign(TestData.Amsterdam)),
        ["AS-9"] = Process(
            Routed with { Plans = [], PickJobs = [], Lines = [.. Routed.Lines.Select(l => l with { Withdrawn = l.Quantity })] }, ToUtrecht),
        ["AS-8"] = Process(Routed, ToUtrecht, TestData.Context with { Stock = TestData.Stock(amsterdam: 100, utrecht: 2) }),
        ["RR-1"] = Process(Routed, Again, Lacking(Permissions.ProcessReroute)),
        ["RR-2"] = Process(Begun(PickJobStatus.Paused), Again),
        ["RR-3"] = Process(TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Of(2) }), Again),
        ["RR-4"] = Process(Labelled, Again),
        ["TR-1"] = Process(Routed, Task, Lacking(Permissions.RoutingWrite)),
        ["TR-2"] = Process(Begun(PickJobStatus.InProgress), Task),
    };

    private static Dictionary<string, RuleViolationScenario> Returning => new()
    {
        ["RK-1"] = new(Returned, Back(1), Lacking(Permissions.PickjobWrite)),
        ["RK-2"] = new(Returned, Back(1), TestData.Context with { Actor = TestData.Anyone with { Facilities = [TestData.Utrecht] } }),
        ["RK-3"] = new(Returned, new OrderCommand.UpdateReturnTask(new("done"), new ReturnTaskAction.Close(), null), TestData.Context),
        ["RK-4"] = new(Returned, Back(1, TestData.JeansLine), TestData.Context),
        ["RK-5"] = new(Returned, Back(3), TestData.Context),
        ["RK-6"] = new(Returned, Back(0.5m), TestData.Context),
    };

    private static Dictionary<string, RuleViolationScenario> Routing => new()
    {
        ["RU-1"] = new(TestData.Waiting(), new OrderCommand.RerouteUnroutable(true), Lacking(Permissions.RoutingWrite)),
        ["RU-2"] = new(TestData.Waiting() with { Status = OrderStatus.Canceled }, new OrderCommand.RerouteUnroutable(true), TestData.Context),
        ["RU-3"] = new(Routed, new OrderCommand.RerouteUnroutable(true), TestData.Context),
        ["RS-1"] = new(Routed, Short, Lacking(Permissions.RoutingWrite)),
        ["RS-2"] = new(Routed with { Status = OrderStatus.Obsolete }, Short, TestData.Context),
        ["RS-3"] = new(Begun(PickJobStatus.InProgress), Short, TestData.Context),
        ["RE-1"] = new(TestData.HeldBack(), new OrderCommand.Release(), Lacking(Permissions.OrderUnlock)),
        ["RE-2"] = new(TestData.HeldBack() with { Status = OrderStatus.Canceled }, new OrderCommand.Release(), TestData.Context),
        ["RE-3"] = new(TestData.HeldBack() with { Status = OrderStatus.Locked }, new OrderCommand.Release(), TestData.Context),
        ["RE-4"] = new(TestData.HeldBack() with { ReleaseAt = TestData.Noon.AddMicroseconds(1) }, new OrderCommand.Release(), TestData.Context),
        ["RE-5"] = new(
            TestData.HeldBack() with { Holds = [new(HoldKind.Fraud, new("other"), null)] }, new OrderCommand.Release(), TestData.Context),
    };

    private static OrderCommand.RerouteShortage Short => new(TestData.Amsterdam, TestData.Shirt);

    private static Order HandedOver =>
        Routed with { HandoverJobs = [new(new("handover"), 1, HandoverStatus.HandedOver, TestData.JobId, [])] };

    private static Order Begun(PickJobStatus status) => Routed with { PickJobs = [Routed.PickJobs[0] with { Status = status }] };

    private static DecisionContext Lacking(params string[] permissions) => TestData.Context with { Actor = TestData.Without(permissions) };

    private static FulfillmentAction Cancel => new FulfillmentAction.Cancel(null);

    private static FulfillmentAction ForceCancel => new FulfillmentAction.ForceCancel(null);

    private static FulfillmentAction ToUtrecht => new FulfillmentAction.Assign(TestData.Utrecht);

    private static FulfillmentAction Again => new FulfillmentAction.Reroute();

    private static FulfillmentAction Task => new FulfillmentAction.ReroutePickJob(TestData.JobId);

    private static TenantSettings Forcing => TenantSettings.Default with { AllowForceCancel = true };

    private static Order Labelled => Routed with { Shipments = [new(new("s"), 1, ShipmentStatus.Initial, [TestData.LabelledParcel])] };

    private static Order Returned => TestData.Returning(2);

    private static OrderCommand.UpdateReturnTask Back(decimal quantity, LineId? line = null) =>
        new(TestData.TaskId, new ReturnTaskAction.Restock([new(line ?? TestData.ShirtLine, TestData.Of(quantity))]), null);

    private static RuleViolationScenario Process(Order order, FulfillmentAction action, DecisionContext? context = null) =>
        new(order, new OrderCommand.ChangeFulfillment(action, null, UnroutableBehavior.Accept), context ?? TestData.Context);

    private static RuleViolationScenario Change(Order order, Change change, DecisionContext? context = null) => new(order, To(change), context ?? TestData.Context);

    private static RuleViolationScenario Back(Change change, Change then, bool whole) => Back(To(change), To(then), whole);

    private static RuleViolationScenario Back(OrderCommand change, OrderCommand then, bool whole)
    {
        var after = Routed.Does(change).After;
        var undo = new OrderCommand.Undo(new(2, Routed, after), null, UnroutableBehavior.Accept) { AllOrNothing = whole };
        return new(after.Does(then).After, undo, TestData.Context);
    }

    private static RuleViolationScenario Place(NewOrder newOrder, DecisionContext? context = null) =>
        new(null, new OrderCommand.Place(newOrder), context ?? TestData.Context);
}

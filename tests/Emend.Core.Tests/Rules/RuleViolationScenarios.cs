using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>A command that violates one rule, with its order and context. The order is null for a new order.</summary>
internal sealed record RuleViolationScenario(Order? Order, OrderCommand Command, DecisionContext Context)
{
    public Decision Decide() => Decider.Decide(Order, Command, Context);
}

/// <summary>One scenario per rule: a minimal deviation from a valid case that violates only this rule.</summary>
internal static class RuleViolationScenarios
{
    private static readonly Order Routed = TestData.Order();
    private static readonly DecisionContext ModificationDisabled = TestData.Context with { Settings = TenantSettings.Default };
    private static readonly Order WithService = Routed with { Services = [TestData.Service(false, TestData.Shirt)] };
    private static readonly Policy WithoutConsumer = TestData.Context.Policy with
    {
        RuleSets = TestData.Context.Policy.RuleSets.RemoveAll(r => r.Action is ActionNames.Consumer),
    };

    private static readonly Policy WithoutLineRule = TestData.AmendingPolicy with
    {
        RuleSets = [.. TestData.AmendingPolicy.RuleSets.Select(s => s with { Rules = s.Rules.RemoveAll(r => r.Id == "EL-5") })],
    };

    private static readonly SetPreferredTime Tomorrow = new(TestData.Noon.AddDays(1));

    public static readonly ImmutableDictionary<string, RuleViolationScenario> ByRuleId =
        ImmutableDictionary<string, RuleViolationScenario>.Empty
        .AddRange(Invariant).AddRange(Undo).AddRange(EditLineItems).AddRange(AddLineItem).AddRange(Others)
        .AddRange(PlaceOrder).AddRange(PickJob).AddRange(Routing).AddRange(Cancellation).AddRange(Rerouting).AddRange(Restocking)
        .AddRange(ShippingViolationScenarios.ByRuleId).AddRange(PromiseViolationScenarios.ByRuleId)
            .AddRange(RetentionViolationScenarios.ByRuleId).AddRange(FlexibleViolationScenarios.ByRuleId);

    private static Dictionary<string, RuleViolationScenario> Invariant => new()
    {
        ["PA-1"] = Change(Routed, SetEmail("b@example.org"), TestData.Context with { Policy = WithoutConsumer }),
        ["PA-2"] = Change(
            Routed, new SetLineQuantity(new("of another order"), TestData.Units(2)), TestData.Context with { Policy = WithoutLineRule }),
        ["IN-1"] = Change(Routed with { IsCanceled = true }, SetEmail("b@example.org")),
        ["IN-2"] = Change(Routed with { Pending = new(new("m"), TestData.Admin.Id, TestData.Noon.AddHours(1)) }, SetEmail("b@example.org")),
        ["IN-3"] = Change(TestData.Order(TestData.Shirts(3) with { Shipped = TestData.Units(2) }), Shirts(1)),
        ["IN-4"] = Change(TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Units(2) }), Shirts(1)),
        ["IN-7"] = Change(
            Started(PickJobStatus.InProgress), Shirts(2), TestData.Context with { Policy = TestData.PolicyWithoutOptionalRules }),
        ["IN-5"] = Change(TestData.Order(TestData.Shirts(3)) with { Invoices = [new(new("i"), 30m)] }, Shirts(2)),
        ["IN-6"] = Change(Routed with { Tenders = [new(new("t"), "creditCard", 130m, CanIncrease: false, CanDecrease: true)] }, Shirts(4)),
        ["RT-1"] = new(Routed, Modify(Shirts(500)) with { IfUnroutable = UnroutableBehavior.Reject }, TestData.Context),
    };

    private static Dictionary<string, RuleViolationScenario> Undo => new()
    {
        ["UN-1"] = UndoOf(SetEmail("b@example.org"), then: SetEmail("c@example.org"), whole: false),
        ["UN-2"] = UndoOf(
            Modify(SetEmail("b@example.org"), SetAttribute("gift", "1")), then: Modify(SetEmail("c@example.org")), whole: true),
    };

    private static Dictionary<string, RuleViolationScenario> EditLineItems => new()
    {
        ["EL-1"] = Change(Routed, Shirts(2), WithoutPermissions(Permissions.OrderWrite)),
        ["EL-2"] = Change(Routed, Shirts(2), WithoutPermissions(Permissions.OrderLineitemWrite, Permissions.LineItemQuantityDecrease)),
        ["EL-3"] = Change(Routed, Shirts(2), ModificationDisabled),
        ["EL-4"] = Change(Started(PickJobStatus.InProgress), Shirts(2)),
        ["EL-5"] = Change(Routed, new SetLineQuantity(new("of another order"), TestData.Units(2))),
        ["EL-6"] = Change(WithService, Shirts(2)),
        ["EL-7"] = Change(Routed, new SetLineArticle(TestData.ShirtLine, new("Shirt, white", null), TestData.Jeans)),
        ["EL-8"] = Change(Routed, Shirts(1.5m)),
        ["EL-9"] = Change(TestData.Order(TestData.Shirts(3)), Shirts(0)),
        ["EL-10"] = new(Routed, Modify(Shirts(2), Add(TestData.Jeans, 1)), TestData.Context),
    };

    private static Dictionary<string, RuleViolationScenario> AddLineItem => new()
    {
        ["AL-1"] = Change(Routed, Add(TestData.Shoes, 1), WithoutPermissions(Permissions.OrderWrite)),
        ["AL-2"] = Change(Routed, Add(TestData.Shoes, 1), WithoutPermissions(Permissions.OrderLineitemWrite)),
        ["AL-3"] = Change(Routed, Add(TestData.Shoes, 1), WithoutPermissions(Permissions.LineItemAdd)),
        ["AL-4"] = Change(Routed, Add(TestData.Shoes, 1), ModificationDisabled),
        ["AL-5"] = Change(Started(PickJobStatus.InProgress), Add(TestData.Shoes, 1)),
        ["AL-6"] = Change(Routed with { Services = [TestData.Service(true, TestData.Shoes)] }, Add(TestData.Shoes, 1)),
        ["AL-7"] = Change(Routed, Add(TestData.Shoes, 0)),
        ["AL-8"] = Change(Routed, Add(TestData.Shoes, 1.5m)),
        ["AL-9"] = Change(Routed, Add(TestData.Shirt, 1)),
    };

    private static Dictionary<string, RuleViolationScenario> Others => new()
    {
        ["PD-1"] = Change(Routed, Tomorrow, WithoutPermissions(Permissions.OrderWrite)),
        ["PD-2"] = Change(Routed, Tomorrow, ModificationDisabled),
        ["PD-3"] = Change(Started(PickJobStatus.Closed), Tomorrow),
        ["PD-4"] = Change(Routed, new SetPreferredTime(TestData.Noon.AddDays(-1))),
        ["DV-1"] = Change(Routed, CollectAt(TestData.Utrecht), WithoutPermissions(Permissions.OrderWrite)),
        ["DV-2"] = Change(Started(PickJobStatus.Closed), CollectAt(TestData.Utrecht)),
        ["DV-3"] = Change(Routed, CollectAt(new("nowhere"))),
        ["DV-4"] = Change(Routed, CollectAt(TestData.Utrecht), TestData.Context with { Network = TestData.NetworkWithoutCollection }),
        ["DV-5"] = Change(Collected, new SetDelivery { SameDay = true }),
        ["DV-6"] = Change(Routed, SetCarriers("owl")),
        ["DV-7"] = Change(Collected with { Delivery = Collected.Delivery with { Destination = null } }, Ship),
        ["CA-1"] = Change(Routed, SetAttribute("gift", "true"), WithoutPermissions(Permissions.OrderWrite)),
        ["CA-2"] = Change(Routed, SetAttribute("gift", "true"), WithoutPermissions(Permissions.OrderCustomAttributesWrite)),
        ["CA-3"] = Change(Started(PickJobStatus.Paused), SetAttribute("gift", "true")),
        ["CA-4"] = Change(Routed, new SetLineAttributes(new("of another order"), Attributes("gift", "true"))),
        ["CO-1"] = Change(Routed, SetEmail("b@example.org"), WithoutPermissions(Permissions.OrderWrite)),
        ["CO-2"] = Change(Routed, SetEmail("b@example.org"), WithoutPermissions(Permissions.OrderConsumerWrite)),
        ["CO-3"] = Change(HandedOver, SetAddresses(TestData.OtherAddress)),
        ["CO-4"] = Change(Routed, SetAddresses(TestData.Home with { Kind = AddressKind.Invoice })),
        ["CO-5"] = Change(Routed, ChangeAddress(AddressKind.Invoice, ("houseNumber", "265"))),
    };

    private static Order Collected => Routed with { Delivery = TestData.CollectOrder().Delivery };

    private static Dictionary<string, RuleViolationScenario> PlaceOrder => new()
    {
        ["PO-1"] = Place(TestData.NewOrder((TestData.Shirt, 1)), WithoutPermissions(Permissions.OrderWrite)),
        ["PO-2"] = Place(TestData.NewOrder((TestData.Shirt, 1)), TestData.Context with { IsTenantOrderIdTaken = true }),
        ["PO-3"] = Place(TestData.NewOrder()),
        ["PO-4"] = Place(TestData.NewOrder((TestData.Shirt, 1), (TestData.Jeans, 1), (TestData.Shirt, 1))),
        ["PO-5"] = Place(TestData.NewOrder((TestData.Shirt, 1.5m))),
        ["PO-6"] = Place(TestData.NewOrder((TestData.Shirt, 1)) with { Delivery = new() { PreferredTime = TestData.Noon.AddDays(-1) } }),
        ["PO-7"] = Place(TestData.NewOrder((TestData.Shirt, 1)) with { Delivery = new() { CollectAt = new("nowhere") } }),
        ["PO-8"] = Place(TestData.NewOrder((TestData.Shirt, 1)) with { Services = [TestData.Service(false, TestData.Jeans)] }),
        ["PO-13"] = PlaceAt(TestData.Amsterdam, TestData.Context with { Actor = TestData.Admin with { Facilities = [TestData.Utrecht] } }),
        ["PO-16"] = Place(TestData.NewOrder((TestData.Shirt, 1)) with
        {
            Delivery = new() { Kind = DeliveryKind.Collect, CollectAt = TestData.Utrecht, ShippingPreferences = new(true, []) },
        }),
        ["PO-14"] = PlaceAt(new("nowhere"), TestData.Context),
        ["PO-15"] = PlaceAt(TestData.Amsterdam, TestData.Context with { Stock = TestData.Stock(0, 100) }),
        ["PO-9"] = Place(TestData.NewOrder((TestData.Shirt, 1), (TestData.Jeans, 0))),
    };

    private static Dictionary<string, RuleViolationScenario> PickJob => new()
    {
        ["PJ-1"] = new(Routed, UpdatePickJob(new PickJobAction.Start()), WithoutPermissions(Permissions.PickjobWrite)),
        ["PJ-2"] = new(Routed, UpdatePickJob(new PickJobAction.Start()),
            TestData.Context with { Actor = TestData.Admin with { Facilities = [TestData.Utrecht] } }),
        ["PJ-3"] = new(Routed with { IsCanceled = true }, UpdatePickJob(new PickJobAction.Start()), TestData.Context),
        ["PJ-4"] = new(Routed, new OrderCommand.UpdatePickJob(new("superseded"), new PickJobAction.Start(), null), TestData.Context),
        ["PJ-5"] = new(Started(PickJobStatus.WaitingForInput), UpdatePickJob(new PickJobAction.Start()), TestData.Context),
        ["PJ-6"] = new(Started(PickJobStatus.Paused), ReportPicked((TestData.ShirtLine, 1)), TestData.Context),
        ["PJ-7"] = new(Routed, ReportPicked((new("of another job"), 1)), TestData.Context),
        ["PJ-8"] = new(Routed, ReportPicked((TestData.ShirtLine, 4)), TestData.Context),
        ["PJ-9"] = new(Routed, ReportPicked((TestData.ShirtLine, 0.5m)), TestData.Context),
        ["PJ-10"] = new(Routed, UpdatePickJob(new PickJobAction.Close()), TestData.Context),
        ["PJ-11"] = new(Started(PickJobStatus.Closed), UpdatePickJob(new PickJobAction.Abort()), TestData.Context),
        ["PJ-12"] = new(Started(PickJobStatus.Closed), UpdatePickJob(new PickJobAction.Reset()), TestData.Context),
        ["PJ-23"] = new(Routed, UpdatePickJob(new PickJobAction.Restart()), TestData.Context),
        ["PJ-24"] = new(Started(PickJobStatus.Closed), UpdatePickJob(new PickJobAction.Cancel(false)), TestData.Context),
        ["PJ-14"] = new(Routed, UpdatePickJob(new PickJobAction.Pause()), TestData.Context),
        ["PJ-15"] = new(Started(PickJobStatus.Paused), Split((TestData.ShirtLine, 1, 0)), TestData.Context),
        ["PJ-16"] = new(Routed, Split((new("of another job"), 1, 0)), TestData.Context),
        ["PJ-17"] = new(Routed, Split((TestData.ShirtLine, 3, 0)), TestData.Context),
        ["PJ-18"] = new(Routed.Accept(ReportPicked((TestData.ShirtLine, 3))).After, Split((TestData.ShirtLine, 1, 0)), TestData.Context),
        ["PJ-19"] = new(Routed, Split((TestData.ShirtLine, 1, 2)), TestData.Context),
        ["PJ-20"] = new(Routed, Split((TestData.ShirtLine, 0.5m, 0)), TestData.Context),
        ["PJ-21"] = new(Routed, Merge(TestData.ShirtLine, TestData.JeansLine), TestData.Context),
        ["PJ-22"] = new(
            TestData.Order(TestData.Shirts(51)), Split([.. Enumerable.Repeat((TestData.ShirtLine, 1m, 0m), 51)]), TestData.Context),
        ["PJ-13"] = new(Routed, ReportPicked((TestData.ShirtLine, -1)), TestData.Context),
    };

    private static Dictionary<string, RuleViolationScenario> Cancellation => new()
    {
        ["CN-1"] = Fulfill(Routed, Cancel, WithoutPermissions(Permissions.OrderCancel)),
        ["CN-2"] = Fulfill(Started(PickJobStatus.InProgress), Cancel),
        ["CN-3"] = Fulfill(TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Units(2) }), Cancel),
        ["CN-4"] = Fulfill(WithLabelRequest, Cancel),
        ["FC-1"] = Fulfill(Routed, ForceCancel, WithoutPermissions(Permissions.OrderForceCancel) with { Settings = ForceCancelEnabled }),
        ["FC-2"] = Fulfill(
            Routed with { IsDeleted = true }, ForceCancel, TestData.Context with { Settings = ForceCancelEnabled }),
        ["FC-3"] = Fulfill(Routed, ForceCancel),
    };

    private static Dictionary<string, RuleViolationScenario> Rerouting => new()
    {
        ["AS-1"] = Fulfill(Routed, ToUtrecht, WithoutPermissions(Permissions.ProcessWrite)),
        ["AS-10"] = Fulfill(Routed, ToUtrecht, BoundTo(TestData.Amsterdam)),
        ["AS-11"] = new(Routed, Assignment with { NamedEntity = new(Routed.Plans[0].Id, null) }, BoundTo(TestData.Utrecht)),
        ["AS-2"] = Fulfill(Routed with { Delivery = new() { Kind = DeliveryKind.Collect, CollectAt = TestData.Utrecht } }, ToUtrecht),
        ["AS-3"] = Fulfill(Started(PickJobStatus.InProgress), ToUtrecht),
        ["AS-4"] = Fulfill(TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Units(2) }), ToUtrecht),
        ["AS-5"] = Fulfill(WithLabelRequest, ToUtrecht),
        ["AS-6"] = Fulfill(Routed, new FulfillmentAction.Assign(new("nowhere"))),
        ["AS-9"] = Fulfill(
            Routed with { Plans = [], PickJobs = [], Lines = [.. Routed.Lines.Select(l => l with { Withdrawn = l.Quantity })] }, ToUtrecht),
        ["AS-8"] = Fulfill(Routed, ToUtrecht, TestData.Context with { Stock = TestData.Stock(amsterdam: 100, utrecht: 2) }),
        ["RR-1"] = Fulfill(Routed, Reroute, WithoutPermissions(Permissions.ProcessReroute)),
        ["RR-2"] = Fulfill(Started(PickJobStatus.Paused), Reroute),
        ["RR-3"] = Fulfill(TestData.Order(TestData.Shirts(3) with { PickedNotRestocked = TestData.Units(2) }), Reroute),
        ["RR-4"] = Fulfill(WithLabelRequest, Reroute),
        ["TR-1"] = Fulfill(Routed, ReroutePickJob, WithoutPermissions(Permissions.RoutingWrite)),
        ["TR-3"] = Fulfill(Routed, ReroutePickJob, BoundTo(TestData.Utrecht)),
        ["TR-2"] = Fulfill(Started(PickJobStatus.InProgress), ReroutePickJob),
    };

    private static Dictionary<string, RuleViolationScenario> Restocking => new()
    {
        ["RK-1"] = new(WithReturnTask, Restock(1), WithoutPermissions(Permissions.PickjobWrite)),
        ["RK-2"] = new(WithReturnTask, Restock(1), BoundTo(TestData.Utrecht)),
        ["RK-3"] = new(
            WithReturnTask, new OrderCommand.UpdateReturnTask(new("done"), new ReturnTaskAction.Close(), null), TestData.Context),
        ["RK-4"] = new(WithReturnTask, Restock(1, TestData.JeansLine), TestData.Context),
        ["RK-5"] = new(WithReturnTask, Restock(3), TestData.Context),
        ["RK-6"] = new(WithReturnTask, Restock(0.5m), TestData.Context),
    };

    private static Dictionary<string, RuleViolationScenario> Routing => new()
    {
        ["RU-1"] = new(
            TestData.UnroutableOrder(),
            new OrderCommand.RerouteUnroutable(true),
            WithoutPermissions(Permissions.RoutingWrite, Permissions.ProcessReroute)),
        ["RU-4"] = new(
            TestData.UnroutableOrder(),
            new OrderCommand.RerouteUnroutable(true) { NamedEntity = new(TestData.UnroutableOrder().Plans[0].Id, null) },
            BoundTo(TestData.Utrecht)),
        ["RU-2"] = new(
            TestData.UnroutableOrder() with { IsCanceled = true }, new OrderCommand.RerouteUnroutable(true), TestData.Context),
        ["RU-3"] = new(Routed, new OrderCommand.RerouteUnroutable(true), TestData.Context),
        ["RS-1"] = new(Routed, RerouteShortage, WithoutPermissions(Permissions.RoutingWrite)),
        ["RS-2"] = new(Routed with { IsDeleted = true }, RerouteShortage, TestData.Context),
        ["RS-3"] = new(Started(PickJobStatus.InProgress), RerouteShortage, TestData.Context),
        ["RE-1"] = new(TestData.UnreleasedOrder(), new OrderCommand.Release(), WithoutPermissions(Permissions.OrderUnlock)),
        ["RE-2"] = new(TestData.UnreleasedOrder() with { IsCanceled = true }, new OrderCommand.Release(), TestData.Context),
        ["RE-3"] = new(TestData.UnreleasedOrder() with { IsLocked = true }, new OrderCommand.Release(), TestData.Context),
        ["RE-4"] = new(
            TestData.UnreleasedOrder() with { ReleaseAt = TestData.Noon.AddMicroseconds(1) }, new OrderCommand.Release(), TestData.Context),
        ["RE-5"] = new(
            TestData.UnreleasedOrder() with { Holds = [new(HoldKind.Fraud, new("other"), null)] },
                new OrderCommand.Release(), TestData.Context),
        ["RE-6"] = new(
            TestData.UnreleasedOrder(), ReleaseAt(TestData.Amsterdam),
            TestData.Context with { Actor = TestData.Admin with { Facilities = [TestData.Utrecht] } }),
        ["RE-7"] = new(TestData.UnreleasedOrder(), ReleaseAt(TestData.Utrecht), TestData.Context),
        ["RE-8"] = new(Routed, ReleaseAt(TestData.Amsterdam), TestData.Context),
    };

    private static OrderCommand.RerouteShortage RerouteShortage => new(TestData.Amsterdam, TestData.Shirt);

    private static Order HandedOver =>
        Routed with { HandoverJobs = [new(new("handover"), 1, HandoverStatus.HandedOver, TestData.JobId, [])] };

    private static Order Started(PickJobStatus status) => Routed with { PickJobs = [Routed.PickJobs[0] with { Status = status }] };

    private static DecisionContext WithoutPermissions(params string[] permissions) =>
        TestData.Context with { Actor = TestData.ActorWithout(permissions) };

    private static DecisionContext BoundTo(FacilityId facility) =>
        TestData.Context with { Actor = TestData.Admin with { Facilities = [facility] } };

    private static OrderCommand.ChangeFulfillment Assignment => new(ToUtrecht, null, UnroutableBehavior.Accept);

    private static FulfillmentAction Cancel => new FulfillmentAction.Cancel(null);

    private static FulfillmentAction ForceCancel => new FulfillmentAction.ForceCancel(null);

    private static FulfillmentAction ToUtrecht => new FulfillmentAction.Assign(TestData.Utrecht);

    private static FulfillmentAction Reroute => new FulfillmentAction.Reroute();

    private static FulfillmentAction ReroutePickJob => new FulfillmentAction.ReroutePickJob(TestData.JobId);

    private static TenantSettings ForceCancelEnabled => TenantSettings.Default with { AllowForceCancel = true };

    private static Order WithLabelRequest =>
        Routed with { Shipments = [new(new("s"), 1, ShipmentStatus.Initial, [TestData.ParcelWithLabelRequest])] };

    private static Order WithReturnTask => TestData.OrderWithReturnTask(2);

    private static OrderCommand.UpdateReturnTask Restock(decimal quantity, LineId? line = null) =>
        new(TestData.TaskId, new ReturnTaskAction.Restock([new(line ?? TestData.ShirtLine, TestData.Units(quantity))]), null);

    private static RuleViolationScenario Fulfill(Order order, FulfillmentAction action, DecisionContext? context = null) =>
        new(order, new OrderCommand.ChangeFulfillment(action, null, UnroutableBehavior.Accept), context ?? TestData.Context);

    private static RuleViolationScenario Change(Order order, Change change, DecisionContext? context = null) =>
        new(order, Modify(change), context ?? TestData.Context);

    private static RuleViolationScenario UndoOf(Change change, Change then, bool whole) => UndoOf(Modify(change), Modify(then), whole);

    private static RuleViolationScenario UndoOf(OrderCommand change, OrderCommand then, bool whole)
    {
        var after = Routed.Accept(change).After;
        var undo = new OrderCommand.Undo(new(2, Routed, after), null, UnroutableBehavior.Accept) { AllOrNothing = whole };
        return new(after.Accept(then).After, undo, TestData.Context);
    }

    private static OrderCommand.Release ReleaseAt(FacilityId facility) => new() { Facility = facility };

    private static RuleViolationScenario PlaceAt(FacilityId facility, DecisionContext context) =>
        new(null, new OrderCommand.Place(TestData.NewOrder((TestData.Shirt, 1))) { PickJobAt = facility }, context);

    private static RuleViolationScenario Place(NewOrder newOrder, DecisionContext? context = null) =>
        new(null, new OrderCommand.Place(newOrder), context ?? TestData.Context);
}

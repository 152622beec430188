using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;
using static Emend.Core.Tests.Asking;

namespace Emend.Core.Tests.Rules;

/// <summary>A request that breaks one row, and what it is asked of. Without an order, one is to be placed.</summary>
internal sealed record Scenario(Order? Order, OrderCommand Command, Facts Facts)
{
    public Decision Decide() => Decider.Decide(Order, Command, Facts);
}

/// <summary>Per row the smallest step away from a good case that breaks that row and no other.</summary>
internal static class Breaking
{
    private static readonly Order Routed = Given.Order();
    private static readonly Facts SwitchedOff = Given.Facts with { Settings = TenantSettings.Default };
    private static readonly Order Serviced = Routed with { Services = [Given.Service(false, Given.Shirt)] };
    private static readonly SetPreferredTime Tomorrow = new(Given.Noon.AddDays(1));

    public static readonly ImmutableDictionary<string, Scenario> Row = ImmutableDictionary<string, Scenario>.Empty
        .AddRange(Invariant).AddRange(Undo).AddRange(EditLineItems).AddRange(AddLineItem).AddRange(Others)
        .AddRange(PlaceOrder).AddRange(PickJob).AddRange(Routing).AddRange(Ending).AddRange(Elsewhere).AddRange(Returning)
        .AddRange(BreakingShipping.Row).AddRange(BreakingPromises.Row).AddRange(BreakingKeeping.Row);

    private static Dictionary<string, Scenario> Invariant => new()
    {
        ["IN-1"] = Change(Routed with { Status = OrderStatus.Cancelled }, Mail("b@example.org")),
        ["IN-2"] = Change(Routed with { Pending = new(new("m"), Given.Anyone.Id, Given.Noon.AddHours(1)) }, Mail("b@example.org")),
        ["IN-3"] = Change(Given.Order(Given.Shirts(3) with { Shipped = Given.Of(2) }), Shirts(1)),
        ["IN-4"] = Change(Given.Order(Given.Shirts(3) with { PickedAndLeft = Given.Of(2) }), Shirts(1)),
        ["IN-7"] = Change(Begun(PickJobStatus.InProgress), Shirts(2), Given.Facts with { Policy = Given.Lenient }),
        ["IN-5"] = Change(Given.Order(Given.Shirts(3)) with { Invoices = [new(new("i"), 30m)] }, Shirts(2)),
        ["IN-6"] = Change(Routed with { Tenders = [new(new("t"), "creditCard", 130m, CanIncrease: false, CanDecrease: true)] }, Shirts(4)),
        ["RT-1"] = new(Routed, To(Shirts(500)) with { IfUnroutable = IfUnroutable.Refuse }, Given.Facts),
    };

    private static Dictionary<string, Scenario> Undo => new()
    {
        ["UN-1"] = Back(Mail("b@example.org"), then: Mail("c@example.org"), whole: false),
        ["UN-2"] = Back(To(Mail("b@example.org"), Attribute("gift", "1")), then: To(Mail("c@example.org")), whole: true),
    };

    private static Dictionary<string, Scenario> EditLineItems => new()
    {
        ["EL-1"] = Change(Routed, Shirts(2), Lacking(Permissions.OrderWrite)),
        ["EL-2"] = Change(Routed, Shirts(2), Lacking(Permissions.OrderLineitemWrite, Permissions.LineItemQuantityDecrease)),
        ["EL-3"] = Change(Routed, Shirts(2), SwitchedOff),
        ["EL-4"] = Change(Begun(PickJobStatus.InProgress), Shirts(2)),
        ["EL-5"] = Change(Routed, new SetLineQuantity(new("of another order"), Given.Of(2))),
        ["EL-6"] = Change(Serviced, Shirts(2)),
        ["EL-7"] = Change(Routed, new SetLineArticle(Given.ShirtLine, new("Shirt, white", null), Given.Jeans)),
        ["EL-8"] = Change(Routed, Shirts(1.5m)),
        ["EL-9"] = Change(Given.Order(Given.Shirts(3)), Shirts(0)),
        ["EL-10"] = new(Routed, To(Shirts(2), Add(Given.Jeans, 1)), Given.Facts),
    };

    private static Dictionary<string, Scenario> AddLineItem => new()
    {
        ["AL-1"] = Change(Routed, Add(Given.Shoes, 1), Lacking(Permissions.OrderWrite)),
        ["AL-2"] = Change(Routed, Add(Given.Shoes, 1), Lacking(Permissions.OrderLineitemWrite)),
        ["AL-3"] = Change(Routed, Add(Given.Shoes, 1), Lacking(Permissions.LineItemAdd)),
        ["AL-4"] = Change(Routed, Add(Given.Shoes, 1), SwitchedOff),
        ["AL-5"] = Change(Begun(PickJobStatus.InProgress), Add(Given.Shoes, 1)),
        ["AL-6"] = Change(Routed with { Services = [Given.Service(true, Given.Shoes)] }, Add(Given.Shoes, 1)),
        ["AL-7"] = Change(Routed, Add(Given.Shoes, 0)),
        ["AL-8"] = Change(Routed, Add(Given.Shoes, 1.5m)),
        ["AL-9"] = Change(Routed, Add(Given.Shirt, 1)),
    };

    private static Dictionary<string, Scenario> Others => new()
    {
        ["PD-1"] = Change(Routed, Tomorrow, Lacking(Permissions.OrderWrite)),
        ["PD-2"] = Change(Routed, Tomorrow, SwitchedOff),
        ["PD-3"] = Change(Begun(PickJobStatus.Closed), Tomorrow),
        ["PD-4"] = Change(Routed, new SetPreferredTime(Given.Noon.AddDays(-1))),
        ["CA-1"] = Change(Routed, Attribute("gift", "true"), Lacking(Permissions.OrderWrite)),
        ["CA-2"] = Change(Routed, Attribute("gift", "true"), Lacking(Permissions.OrderCustomAttributesWrite)),
        ["CA-3"] = Change(Begun(PickJobStatus.Paused), Attribute("gift", "true")),
        ["CA-4"] = Change(Routed, new SetLineAttributes(new("of another order"), Attributes("gift", "true"))),
        ["CO-1"] = Change(Routed, Mail("b@example.org"), Lacking(Permissions.OrderWrite)),
        ["CO-2"] = Change(Routed, Mail("b@example.org"), Lacking(Permissions.OrderConsumerWrite)),
        ["CO-3"] = Change(HandedOver, MoveTo(Given.Elsewhere)),
        ["CO-4"] = Change(Routed, MoveTo(Given.Home with { Kind = AddressKind.Invoice })),
    };

    private static Dictionary<string, Scenario> PlaceOrder => new()
    {
        ["PO-1"] = Place(Given.Draft((Given.Shirt, 1)), Lacking(Permissions.OrderWrite)),
        ["PO-2"] = Place(Given.Draft((Given.Shirt, 1)), Given.Facts with { TenantOrderIdTaken = true }),
        ["PO-3"] = Place(Given.Draft()),
        ["PO-4"] = Place(Given.Draft((Given.Shirt, 1), (Given.Jeans, 1), (Given.Shirt, 1))),
        ["PO-5"] = Place(Given.Draft((Given.Shirt, 1.5m))),
        ["PO-6"] = Place(Given.Draft((Given.Shirt, 1)) with { Delivery = new() { PreferredTime = Given.Noon.AddDays(-1) } }),
        ["PO-7"] = Place(Given.Draft((Given.Shirt, 1)) with { Delivery = new() { CollectAt = new("nowhere") } }),
        ["PO-8"] = Place(Given.Draft((Given.Shirt, 1)) with { Services = [Given.Service(false, Given.Jeans)] }),
        ["PO-9"] = Place(Given.Draft((Given.Shirt, 1), (Given.Jeans, 0))),
    };

    private static Dictionary<string, Scenario> PickJob => new()
    {
        ["PJ-1"] = new(Routed, Pick(new PickStep.Start()), Lacking(Permissions.PickjobWrite)),
        ["PJ-2"] = new(Routed, Pick(new PickStep.Start()), Given.Facts with { Actor = Given.Anyone with { Facilities = [Given.Utrecht] } }),
        ["PJ-3"] = new(Routed with { Status = OrderStatus.Cancelled }, Pick(new PickStep.Start()), Given.Facts),
        ["PJ-4"] = new(Routed, new OrderCommand.Pick(new("superseded"), new PickStep.Start(), null), Given.Facts),
        ["PJ-5"] = new(Begun(PickJobStatus.WaitingForInput), Pick(new PickStep.Start()), Given.Facts),
        ["PJ-6"] = new(Begun(PickJobStatus.Paused), Picked((Given.ShirtLine, 1)), Given.Facts),
        ["PJ-7"] = new(Routed, Picked((new("of another job"), 1)), Given.Facts),
        ["PJ-8"] = new(Routed, Picked((Given.ShirtLine, 4)), Given.Facts),
        ["PJ-9"] = new(Routed, Picked((Given.ShirtLine, 0.5m)), Given.Facts),
        ["PJ-10"] = new(Routed, Pick(new PickStep.Close()), Given.Facts),
        ["PJ-11"] = new(Begun(PickJobStatus.Closed), Pick(new PickStep.Abort()), Given.Facts),
        ["PJ-12"] = new(Begun(PickJobStatus.Closed), Pick(new PickStep.Reset()), Given.Facts),
        ["PJ-23"] = new(Routed, Pick(new PickStep.Restart()), Given.Facts),
        ["PJ-24"] = new(Begun(PickJobStatus.Closed), Pick(new PickStep.Cancel(false)), Given.Facts),
        ["PJ-14"] = new(Routed, Pick(new PickStep.Pause()), Given.Facts),
        ["PJ-15"] = new(Begun(PickJobStatus.Paused), Split((Given.ShirtLine, 1, 0)), Given.Facts),
        ["PJ-16"] = new(Routed, Split((new("of another job"), 1, 0)), Given.Facts),
        ["PJ-17"] = new(Routed, Split((Given.ShirtLine, 3, 0)), Given.Facts),
        ["PJ-18"] = new(Routed.Does(Picked((Given.ShirtLine, 3))).After, Split((Given.ShirtLine, 1, 0)), Given.Facts),
        ["PJ-19"] = new(Routed, Split((Given.ShirtLine, 1, 2)), Given.Facts),
        ["PJ-20"] = new(Routed, Split((Given.ShirtLine, 0.5m, 0)), Given.Facts),
        ["PJ-21"] = new(Routed, Merge(Given.ShirtLine, Given.JeansLine), Given.Facts),
        ["PJ-22"] = new(
            Given.Order(Given.Shirts(51)), Split([.. Enumerable.Repeat((Given.ShirtLine, 1m, 0m), 51)]), Given.Facts),
        ["PJ-13"] = new(Routed, Picked((Given.ShirtLine, -1)), Given.Facts),
    };

    private static Dictionary<string, Scenario> Ending => new()
    {
        ["CN-1"] = Process(Routed, Cancel, Lacking(Permissions.OrderCancel)),
        ["CN-2"] = Process(Begun(PickJobStatus.InProgress), Cancel),
        ["CN-3"] = Process(Given.Order(Given.Shirts(3) with { PickedAndLeft = Given.Of(2) }), Cancel),
        ["CN-4"] = Process(Labelled, Cancel),
        ["FC-1"] = Process(Routed, ForceCancel, Lacking(Permissions.OrderForceCancel) with { Settings = Forcing }),
        ["FC-2"] = Process(Routed with { Status = OrderStatus.Obsolete }, ForceCancel, Given.Facts with { Settings = Forcing }),
        ["FC-3"] = Process(Routed, ForceCancel),
    };

    private static Dictionary<string, Scenario> Elsewhere => new()
    {
        ["AS-1"] = Process(Routed, ToUtrecht, Lacking(Permissions.ProcessWrite)),
        ["AS-2"] = Process(Routed with { Delivery = new() { Kind = DeliveryKind.Collect, CollectAt = Given.Utrecht } }, ToUtrecht),
        ["AS-3"] = Process(Begun(PickJobStatus.InProgress), ToUtrecht),
        ["AS-4"] = Process(Given.Order(Given.Shirts(3) with { PickedAndLeft = Given.Of(2) }), ToUtrecht),
        ["AS-5"] = Process(Labelled, ToUtrecht),
        ["AS-6"] = Process(Routed, new ProcessStep.Assign(new("nowhere"))),
        ["AS-7"] = Process(Routed, new ProcessStep.Assign(Given.Amsterdam)),
        ["AS-9"] = Process(
            Routed with { Plans = [], PickJobs = [], Lines = [.. Routed.Lines.Select(l => l with { Refused = l.Quantity })] }, ToUtrecht),
        ["AS-8"] = Process(Routed, ToUtrecht, Given.Facts with { Stock = Given.Stock(amsterdam: 100, utrecht: 2) }),
        ["RR-1"] = Process(Routed, Again, Lacking(Permissions.ProcessReroute)),
        ["RR-2"] = Process(Begun(PickJobStatus.Paused), Again),
        ["RR-3"] = Process(Given.Order(Given.Shirts(3) with { PickedAndLeft = Given.Of(2) }), Again),
        ["RR-4"] = Process(Labelled, Again),
        ["TR-1"] = Process(Routed, Task, Lacking(Permissions.RoutingWrite)),
        ["TR-2"] = Process(Begun(PickJobStatus.InProgress), Task),
    };

    private static Dictionary<string, Scenario> Returning => new()
    {
        ["RK-1"] = new(Returned, Back(1), Lacking(Permissions.PickjobWrite)),
        ["RK-2"] = new(Returned, Back(1), Given.Facts with { Actor = Given.Anyone with { Facilities = [Given.Utrecht] } }),
        ["RK-3"] = new(Returned, new OrderCommand.Return(new("done"), new ReturnStep.Close(), null), Given.Facts),
        ["RK-4"] = new(Returned, Back(1, Given.JeansLine), Given.Facts),
        ["RK-5"] = new(Returned, Back(3), Given.Facts),
        ["RK-6"] = new(Returned, Back(0.5m), Given.Facts),
    };

    private static Dictionary<string, Scenario> Routing => new()
    {
        ["RU-1"] = new(Given.Waiting(), new OrderCommand.RouteWaiting(true), Lacking(Permissions.RoutingWrite)),
        ["RU-2"] = new(Given.Waiting() with { Status = OrderStatus.Cancelled }, new OrderCommand.RouteWaiting(true), Given.Facts),
        ["RU-3"] = new(Routed, new OrderCommand.RouteWaiting(true), Given.Facts),
        ["RS-1"] = new(Routed, Short, Lacking(Permissions.RoutingWrite)),
        ["RS-2"] = new(Routed with { Status = OrderStatus.Obsolete }, Short, Given.Facts),
        ["RS-3"] = new(Begun(PickJobStatus.InProgress), Short, Given.Facts),
        ["RE-1"] = new(Given.HeldBack(), new OrderCommand.Release(), Lacking(Permissions.OrderUnlock)),
        ["RE-2"] = new(Given.HeldBack() with { Status = OrderStatus.Cancelled }, new OrderCommand.Release(), Given.Facts),
        ["RE-3"] = new(Given.HeldBack() with { Status = OrderStatus.Locked }, new OrderCommand.Release(), Given.Facts),
        ["RE-4"] = new(Given.HeldBack() with { ReleaseAt = Given.Noon.AddMicroseconds(1) }, new OrderCommand.Release(), Given.Facts),
        ["RE-5"] = new(
            Given.HeldBack() with { Holds = [new(HoldKind.Fraud, new("other"), null)] }, new OrderCommand.Release(), Given.Facts),
    };

    private static OrderCommand.RerouteShort Short => new(Given.Amsterdam, Given.Shirt);

    private static Order HandedOver =>
        Routed with { HandoverJobs = [new(new("handover"), 1, HandoverStatus.HandedOver, Given.JobId, [])] };

    private static Order Begun(PickJobStatus status) => Routed with { PickJobs = [Routed.PickJobs[0] with { Status = status }] };

    private static Facts Lacking(params string[] permissions) => Given.Facts with { Actor = Given.Without(permissions) };

    private static ProcessStep Cancel => new ProcessStep.Cancel(null);

    private static ProcessStep ForceCancel => new ProcessStep.ForceCancel(null);

    private static ProcessStep ToUtrecht => new ProcessStep.Assign(Given.Utrecht);

    private static ProcessStep Again => new ProcessStep.Reroute();

    private static ProcessStep Task => new ProcessStep.RerouteTask(Given.JobId);

    private static TenantSettings Forcing => TenantSettings.Default with { AllowForceCancel = true };

    private static Order Labelled => Routed with { Shipments = [new(new("s"), 1, ShipmentStatus.Initial, [Given.LabelledParcel])] };

    private static Order Returned => Given.Returning(2);

    private static OrderCommand.Return Back(decimal quantity, LineId? line = null) =>
        new(Given.TaskId, new ReturnStep.PutBack([new(line ?? Given.ShirtLine, Given.Of(quantity))]), null);

    private static Scenario Process(Order order, ProcessStep step, Facts? facts = null) =>
        new(order, new OrderCommand.Process(step, null, IfUnroutable.Accept), facts ?? Given.Facts);

    private static Scenario Change(Order order, Change change, Facts? facts = null) => new(order, To(change), facts ?? Given.Facts);

    private static Scenario Back(Change change, Change then, bool whole) => Back(To(change), To(then), whole);

    private static Scenario Back(OrderCommand change, OrderCommand then, bool whole)
    {
        var after = Routed.Does(change).After;
        var undo = new OrderCommand.Undo(new(2, Routed, after), null, IfUnroutable.Accept) { Whole = whole };
        return new(after.Does(then).After, undo, Given.Facts);
    }

    private static Scenario Place(OrderDraft draft, Facts? facts = null) =>
        new(null, new OrderCommand.Place(draft), facts ?? Given.Facts);
}

using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using static Emend.Core.Tests.DecisionTestExtensions;

namespace Emend.Core.Tests.Rules;

/// <summary>A violation, the steps of its remedy, and the command that then succeeds; null repeats the rejected command.</summary>
internal sealed record RemedyScenario(Order? Order, OrderCommand Command, params ImmutableArray<Func<Order, OrderCommand>> Steps)
{
    public Func<Order, OrderCommand>? Then { get; init; }

    public DecisionContext Context { get; init; } = RemedyScenarios.Context;

    /// <summary>The context after the remedy, if the remedy is to wait or to change something outside the order.</summary>
    public DecisionContext? ContextThen { get; init; }
}

/// <summary>What the remedies tell callers to do. The name of a scenario starts with the id of its rule.</summary>
internal static partial class RemedyScenarios
{
    public static readonly DecisionContext Context = TestData.Context with
    {
        Settings = TestData.Context.Settings with { AllowForceCancel = true },
        Strategy = RoutingStrategy.Default with { BlacklistAssigned = true },
    };

    private static readonly DecisionContext Lenient = Context with { Policy = TestData.PolicyWithoutOptionalRules };
    private static readonly DecisionContext Flexible = Context with { Policy = FlexiblePolicy.Policy };
    private static readonly DecisionContext Later = At(TestData.Noon.AddHours(2));
    private static readonly OrderCommand Cancel = Fulfill(new FulfillmentAction.Cancel(null));
    private static readonly OrderCommand ForceCancel = Fulfill(new FulfillmentAction.ForceCancel(null));
    private static readonly OrderCommand Reroute = Fulfill(new FulfillmentAction.Reroute());
    private static readonly OrderCommand ToUtrecht = Fulfill(new FulfillmentAction.Assign(TestData.Utrecht));
    private static readonly OrderCommand Unlock = Fulfill(new FulfillmentAction.Unlock(null));
    private static readonly OrderCommand Confirm = Fulfill(new FulfillmentAction.ConfirmPromise(null));
    private static readonly OrderCommand Place = new OrderCommand.Place(TestData.NewOrder((TestData.Shirt, 1)));
    private static readonly OrderCommand Wait = UpdateHandoverJob(new HandoverJobAction.Wait());
    private static readonly OrderCommand CancelJob = UpdateHandoverJob(new HandoverJobAction.Cancel(HandoverCancelReason.ConsumerRejects));
    private static readonly OrderCommand Email = Modify(SetEmail("b@example.org"));

    private static readonly Order Open = TestData.Order();
    private static readonly Order Started = Open.Accept(Job(new PickJobAction.Start())(Open)).After;
    private static readonly Order Paused = Started.Accept(Job(new PickJobAction.Pause())(Started)).After;
    private static readonly Order Picking = Open.Accept(ReportPicked((TestData.ShirtLine, 2))).After;
    private static readonly Order Aborted = Picking.Accept(Job(new PickJobAction.Abort())(Picking)).After;
    private static readonly Order Packed = TestData.PickedOrder();
    private static readonly Order Labeled = TestData.PickedOrder(ParcelStatus.Done);
    private static readonly Order Shipped = Labeled.Accept(UpdateHandoverJob(new HandoverJobAction.HandOverAll())).After;
    private static readonly Order Collected =
        TestData.CollectOrder().Accept(UpdateHandoverJob(new HandoverJobAction.HandOverAll())).After;
    private static readonly Order Refused = Packed.Accept(CancelJob).After;
    private static readonly Order Canceled = Picking.Accept(ForceCancel, Context).After;
    private static readonly Order Expired = TestData.PromisedOrder() with { PromisePeriod = new(TestData.Placed, TestData.Noon) };
    private static readonly Order Withdrawn = Restocked(Refused);

    public static readonly ImmutableSortedDictionary<string, RemedyScenario> ByName =
        ImmutableSortedDictionary<string, RemedyScenario>.Empty
        .AddRange(Invariants).AddRange(Modifications).AddRange(Cancellations).AddRange(Reroutes).AddRange(Picks).AddRange(Handovers)
        .AddRange(Promises).AddRange(RequestedPickJobs).AddRange(Retention).AddRange(OfFlexible);

    /// <summary>Rules whose remedy is a fact or an act outside the order.</summary>
    public static readonly ImmutableHashSet<string> WithoutStep =
    [
        "IN-5", "IN-6", // payments are not part of the APIs
        "CO-3", "CO-6", "CC-3", "HJ-11", // the carrier acts
        "AS-2", "CC-2", "EP-2", "FC-2", "RK-3", "RS-2", "SL-5", "SL-6", "SL-9", "SL-10", "SL-11", "TT-4", "XP-2", // nothing is to be done
        "SL-13", "SL-19", // another parcel
        "RS-3", // another order
    ];

    private static Dictionary<string, RemedyScenario> Invariants => new()
    {
        ["PA-1 other action"] = new(Open, Email)
        {
            Context = Context with { Policy = Context.Policy with { RuleSets = Without(ActionNames.Consumer) } },
            Then = _ => Modify(Shirts(2)),
        },
        ["PA-1 other policy"] = new(Open, Email)
        {
            Context = Context with { Policy = Context.Policy with { RuleSets = Without(ActionNames.Consumer) } },
            ContextThen = Context,
        },
        ["PA-2 current line"] = new(Open, Modify(new SetLineQuantity(new("of another order"), TestData.Units(2))))
        {
            Context = Context with
            {
                Policy = Context.Policy with
                {
                    RuleSets = [.. Context.Policy.RuleSets.Select(s => s with { Rules = s.Rules.RemoveAll(r => r.Id == "EL-5") })],
                },
            },
            Then = _ => Modify(Shirts(2)),
        },
        ["IN-1 new order"] = new(Open with { IsCanceled = true }, Email) { Then = _ => Place },
        ["IN-2 wait"] = new(
            Open with { Holds = [new(HoldKind.Modify, new("other"), TestData.Noon.AddHours(1))] }, Email) { ContextThen = Later },
        ["IN-3 keep shipped"] = new(Shipped, Modify(Shirts(2)))
            { Context = Lenient, Then = _ => Modify(Shirts(3), SetEmail("b@example.org")) },
        ["IN-4 restock"] = new(Aborted, Modify(Shirts(1)), Restock),
        ["IN-4 keep picked"] = new(Aborted, Modify(Shirts(1))) { Then = _ => Modify(Shirts(2)) },
        ["IN-4 reset"] = new(Picking, Modify(Shirts(1)), Job(new PickJobAction.Reset())) { Context = Lenient },
        ["IN-4 cancel handover"] = new(Packed, Modify(Shirts(1)), _ => CancelJob, Restock) { Context = Lenient },
        ["IN-7 reset"] = new(Started, Modify(Shirts(2)), Job(new PickJobAction.Reset())) { Context = Lenient },
        ["IN-7 abort"] = new(Started, Modify(Shirts(2)), Job(new PickJobAction.Abort())) { Context = Lenient },
        ["IN-7 keep"] = new(Started, Modify(Shirts(2))) { Context = Lenient, Then = _ => Modify(Shirts(3), SetEmail("b@example.org")) },
        ["IN-8 new order"] = new(Open with { AnonymizedAt = TestData.Placed }, Email) { Then = _ => Place },
        ["RT-1 fewer"] = new(Open, Strict(Shirts(500))) { Then = _ => Strict(Shirts(50)) },
        ["RT-1 other article"] = new(Open, Strict(Shirts(500))) { Then = _ => Strict(Add(TestData.Shoes, 5)) },
        ["RT-1 unroutable"] = new(Open, Strict(Shirts(500))) { Then = _ => Modify(Shirts(500)) },
        ["RT-1 more stock"] = new(Open, Strict(Shirts(500))) { ContextThen = Context with { Stock = TestData.Stock(900, 0) } },
    };

    private static Dictionary<string, RemedyScenario> Modifications => new()
    {
        ["EL-4 reset"] = new(Picking, Modify(Shirts(1)), Job(new PickJobAction.Reset())),
        ["EL-4 abort"] = new(Started, Modify(Shirts(1)), Job(new PickJobAction.Abort())),
        ["EL-4 cancel handover"] = new(Labeled, Modify(Shirts(4)), _ => CancelJob),
        ["EL-4 force"] = new(Shipped, Modify(Shirts(4)), _ => ForceCancel) { Then = _ => Place },
        ["EL-6 cancel"] = new(Open with { Services = [TestData.Service(false, TestData.Shirt)] }, Modify(Shirts(2)), _ => Cancel)
            { Then = _ => Place },
        ["AL-5 reset"] = new(Picking, Modify(Add(TestData.Shoes, 1)), Job(new PickJobAction.Reset())),
        ["AL-5 cancel handover"] = new(Packed, Modify(Add(TestData.Shoes, 1)), _ => CancelJob),
        ["AL-6 new order"] = new(
            Open with { Services = [TestData.Service(true, TestData.Shoes)] }, Modify(Add(TestData.Shoes, 1))) { Then = _ => Place },
        ["PD-3 abort"] = new(Picking, Tomorrow, Job(new PickJobAction.Abort())),
        ["PD-3 cancel handover"] = new(Packed, Tomorrow, _ => CancelJob),
        ["DV-2 abort"] = new(Picking, Modify(CollectAt(TestData.Utrecht)), Job(new PickJobAction.Abort())),
        ["DV-2 cancel handover"] = new(Packed, Modify(CollectAt(TestData.Utrecht)), _ => CancelJob),
        ["CA-3 reset"] = new(Paused, Modify(SetAttribute("gift", "1")), Job(new PickJobAction.Reset())),
        ["CA-3 cancel handover"] = new(Packed, Modify(SetAttribute("gift", "1")), _ => CancelJob),
        ["PO-2 other number"] = new(null, Place)
            { Context = Context with { IsTenantOrderIdTaken = true }, ContextThen = Context, Then = _ => Place },
    };

    private static Dictionary<string, RemedyScenario> Cancellations => new()
    {
        ["CN-2 reset"] = new(Picking, Cancel, Job(new PickJobAction.Reset())),
        ["CN-2 abort"] = new(Picking, Cancel, Job(new PickJobAction.Abort()), Restock),
        ["CN-2 cancel handover"] = new(Packed, Cancel, _ => CancelJob, Restock),
        ["CN-2 force"] = new(Shipped, Cancel) { Then = _ => ForceCancel },
        ["CN-3 restock"] = new(Aborted, Cancel, Restock),
        ["CN-3 cancel handover"] = new(Packed, Cancel, _ => CancelJob, Restock),
        ["CN-4 cancel labels"] = new(Labeled, Cancel, VoidLabel, _ => CancelJob, Restock),
        ["CN-4 force"] = new(Shipped, Cancel) { Then = _ => ForceCancel },
    };

    private static Dictionary<string, RemedyScenario> Reroutes => new()
    {
        ["AS-3 reset"] = new(Picking, ToUtrecht, Job(new PickJobAction.Reset())),
        ["AS-3 abort"] = new(Picking, ToUtrecht, Job(new PickJobAction.Abort()), Restock),
        ["AS-3 cancel handover"] = new(Both(Packed), ToAmsterdam, _ => CancelJob, Restock),
        ["AS-3 after handover"] = new(Both(Shipped), ToAmsterdam) { Then = RerouteOpenJob },
        ["AS-4 restock"] = new(Aborted, ToAmsterdam, Restock),
        ["AS-5 cancel labels"] = new(Both(Labeled), ToAmsterdam, VoidLabel, _ => CancelJob, Restock),
        ["AS-8 reroute"] = new(Open, ToUtrecht) { Context = Context with { Stock = TestData.Stock(100, 2) }, Then = _ => Reroute },
        ["AS-9 increase"] = new(Withdrawn, ToUtrecht, _ => Modify(Shirts(4))),
        ["AS-9 new order"] = new(Withdrawn, ToUtrecht) { Then = _ => Place },
        ["RR-2 reset"] = new(Picking, Reroute, Job(new PickJobAction.Reset())),
        ["RR-2 abort"] = new(Picking, Reroute, Job(new PickJobAction.Abort()), Restock),
        ["RR-2 cancel handover"] = new(Both(Packed), Reroute, _ => CancelJob, Restock),
        ["RR-2 after handover"] = new(Both(Shipped), Reroute) { Then = RerouteOpenJob },
        ["RR-2 unroutable units"] = new(WithUnroutable(Shipped), Reroute) { Then = _ => new OrderCommand.RerouteUnroutable(true) },
        ["RR-3 restock"] = new(Aborted, Reroute, Restock),
        ["RR-4 cancel labels"] = new(Both(Labeled), Reroute, VoidLabel, _ => CancelJob, Restock),
        ["TR-2 reset"] = new(Picking, RerouteOpenJob(Picking), Job(new PickJobAction.Reset())),
        ["TR-2 other job"] = new(Both(Packed), Fulfill(new FulfillmentAction.ReroutePickJob(TestData.JobId))) { Then = RerouteOpenJob },
        ["RV-4 reset"] = new(Picking, RemoveReservations(false), Job(new PickJobAction.Reset())),
        ["RV-4 reduce"] = new(Picking, RemoveReservations(false)) { Then = _ => RemoveReservations(true) },
        ["RV-4 close"] = new(Picking, RemoveReservations(false), Job(new PickJobAction.Close())),
        ["RU-2 new order"] = new(Canceled, new OrderCommand.RerouteUnroutable(true)) { Then = _ => Place },
        ["RU-3 reroute"] = new(Open, new OrderCommand.RerouteUnroutable(true)) { Then = _ => Reroute },
        ["RE-2 new order"] = new(Canceled, new OrderCommand.Release()) { Then = _ => Place },
        ["RE-3 unlock"] = new(TestData.LockedOrder(), new OrderCommand.Release(), _ => Unlock),
        ["RE-3 confirm"] = new(TestData.PromisedOrder(), new OrderCommand.Release(), _ => Confirm),
        ["RE-4 wait"] = new(TestData.UnreleasedOrder() with { ReleaseAt = TestData.Noon.AddHours(1) }, new OrderCommand.Release())
            { ContextThen = Later },
        ["RE-5 wait"] = new(
            TestData.UnreleasedOrder() with { Holds = [new(HoldKind.Fraud, new("other"), TestData.Noon.AddHours(1))] },
            new OrderCommand.Release()) { ContextThen = Later },
    };

    private static Dictionary<string, RemedyScenario> Picks => new()
    {
        ["PJ-3 restock"] = new(Canceled, UpdatePickJob(new PickJobAction.Start())) { Then = Restock },
        ["PJ-4 current job"] = new(Aborted, UpdatePickJob(new PickJobAction.Start())) { Then = Job(new PickJobAction.Start()) },
        ["PJ-5 other job"] = new(Both(Packed), UpdatePickJob(new PickJobAction.Start()))
            { Then = o => new OrderCommand.UpdatePickJob(o.PickJobs[^1].Id, new PickJobAction.Start(), null) },
        ["PJ-6 start"] = new(Paused, ReportPicked((TestData.ShirtLine, 1)), Job(new PickJobAction.Start())),
        ["PJ-10 start"] = new(Open, UpdatePickJob(new PickJobAction.Close()), Job(new PickJobAction.Start())),
        ["PJ-11 cancel handover"] = new(Packed, UpdatePickJob(new PickJobAction.Abort()), _ => CancelJob) { Then = Restock },
        ["PJ-12 cancel handover"] = new(Packed, UpdatePickJob(new PickJobAction.Reset()), _ => CancelJob) { Then = Restock },
        ["PJ-14 start"] = new(Open, UpdatePickJob(new PickJobAction.Pause()), Job(new PickJobAction.Start())),
        ["PJ-15 start"] = new(Paused, Split((TestData.ShirtLine, 1, 0)), Job(new PickJobAction.Start())),
        ["PJ-23 start"] = new(Open, UpdatePickJob(new PickJobAction.Restart())) { Then = Job(new PickJobAction.Start()) },
        ["PJ-24 cancel handover"] = new(Packed, UpdatePickJob(new PickJobAction.Cancel(false))) { Then = _ => CancelJob },
    };

    private static OrderCommand Tomorrow => Modify(new Emend.Core.Changes.SetPreferredTime(TestData.Noon.AddDays(1)));

    private static OrderCommand ToAmsterdam => Fulfill(new FulfillmentAction.Assign(TestData.Amsterdam));

    private static DecisionContext At(DateTimeOffset now) => Context with { Now = now, Seed = new IdSeed(now, 1, 2) };

    private static OrderCommand.Modify Strict(Emend.Core.Changes.Change change) =>
        Modify(change) with { IfUnroutable = UnroutableBehavior.Reject };

    private static OrderCommand.ChangeFulfillment Fulfill(FulfillmentAction action) => new(action, null, UnroutableBehavior.Accept);

    private static Func<Order, OrderCommand> Job(PickJobAction action) =>
        order => new OrderCommand.UpdatePickJob(order.PickJobs[0].Id, action, null);

    private static OrderCommand.ChangeFulfillment RerouteOpenJob(Order order) =>
        Fulfill(new FulfillmentAction.ReroutePickJob(order.PickJobs[^1].Id));

    private static OrderCommand.UpdateLabel VoidLabel(Order order) =>
        new OrderCommand.UpdateLabel(TestData.ParcelId, new LabelAction.Void(), null);

    private static OrderCommand.UpdateReturnTask Restock(Order order) => new OrderCommand.UpdateReturnTask(
        order.ReturnTasks[0].Id,
        new ReturnTaskAction.Restock([.. order.ReturnTasks[0].Lines.Select(l => new LineQuantity(l.Line, l.Quantity))]),
        null);

    private static Order Restocked(Order order) => order.Accept(Restock(order)).After;

    // A second pick job in Utrecht, which is not started.
    private static Order Both(Order order)
    {
        var shoes = TestData.Line(new("line-shoes"), TestData.Shoes, 1);
        return order with
        {
            Lines = [.. order.Lines, shoes],
            Plans = [.. order.Plans, TestData.Plan([shoes]) with { Id = new("plan-2"), Facility = TestData.Utrecht }],
            PickJobs =
            [
                .. order.PickJobs,
                TestData.Job([shoes]) with { Id = new("job-2"), PlanId = new("plan-2"), Facility = TestData.Utrecht },
            ],
        };
    }

    private static Order WithUnroutable(Order order)
    {
        var shoes = TestData.Line(new("line-shoes"), TestData.Shoes, 1);
        return order with
        {
            Lines = [.. order.Lines, shoes],
            Plans = [.. order.Plans, TestData.UnroutableOrder(shoes).Plans[0] with { Id = new("plan-2") }],
        };
    }

    private static ImmutableArray<RuleSet> Without(string action) => Context.Policy.RuleSets.RemoveAll(r => r.Action == action);
}

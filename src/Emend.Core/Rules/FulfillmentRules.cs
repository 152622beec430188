using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Rules.OrderPredicates;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>
/// What may be changed about how an order is fulfilled, row for row: cancel-order.md, force-cancel-order.md, assign-order.md,
/// reroute-order.md, task-reroute.md and return-task.md.
/// </summary>
internal static class FulfillmentRules
{
    private const string TooLate = "Have work on it reset or aborted and what was picked put back, or force the cancelation.";
    private const string LeaveIt = "Have work on it reset or aborted first; what was picked stays where it was picked.";
    private const string VoidLabels = "Have the labels cancelled first, or force the cancelation.";

    private static readonly ActionEffect EveryEntity = new("cancel", "routing plans, pick jobs, handover jobs and shipments are cancelled");
    private static readonly ActionEffect StockFree = new("stock", "what is reserved becomes free, in the same transaction");
    private static readonly ActionEffect Superseded = new("reroute", "plans and pick jobs are superseded by new ones, also at the same facility");
    private static readonly ActionEffect StockFollows = new("stock", "stock follows the route, in the same transaction");

    public static readonly ImmutableArray<RuleSet> Tables =
    [
        new(ActionNames.CancelOrder,
        [
            Rule.RequiresPermission("CN-1", Permissions.OrderCancel),
            new("CN-2", State, OnOrder, "all pick jobs are open", c => AllPickJobsOpen(c.Order), TooLate),
            new("CN-3", State, OnOrder, "nothing was picked that was not put back", c => NothingPicked(c.Order), TooLate),
            new("CN-4", State, OnOrder, "no shipping label was requested", c => NoLabelRequested(c.Order), VoidLabels),
        ])
        {
            Effects = [EveryEntity, StockFree],
        },
        new(ActionNames.ForceCancelOrder,
        [
            Rule.RequiresPermission("FC-1", Permissions.OrderForceCancel),
            new("FC-2", Invariant, OnOrder, "the order is not cancelled", c => c.Order.Status is not (OrderStatus.Canceled or OrderStatus.Obsolete), "It holds nothing any more."),
            new("FC-3", Setting, OnOrder, "force cancelation is switched on", c => c.Facts.Settings.AllowForceCancel, "Have an administrator switch it on: PUT /api/configurations/ordercancelation."),
        ])
        {
            Effects =
            [
                EveryEntity, StockFree,
                new("return-tasks", "for each picked quantity there is a task to put it back, which makes it stock again"),
                new("holds", "a pending modification and all holds end"),
            ],
        },
        new(ActionNames.AssignOrder,
        [
            Rule.RequiresPermission("AS-1", Permissions.ProcessWrite),
            new("AS-2", State, OnOrder, "the order is shipped from a store or warehouse", c => ShipFromStore(c.Order), "An order to be collected stays where it is collected."),
            new("AS-3", State, OnOrder, "all pick jobs are open", c => AllPickJobsOpen(c.Before), LeaveIt),
            new("AS-4", State, OnOrder, "nothing was picked that was not put back", c => NothingPicked(c.Before), LeaveIt),
            new("AS-5", State, OnOrder, "no shipping label was requested", c => NoLabelRequested(c.Before), VoidLabels),
            new("AS-6", Request, OnOrder, "the facility is one of the tenant's and online", c => Named(c) is not { } f || IsOnline(c, f), "Name the id of a facility that is online.", "facility") { IsMandatory = true },
            new("AS-7", Request, OnOrder, "the order is not assigned to that facility alone already", c => Named(c) is not { } f || !IsSole(c.Before, f), "Name another facility, or leave it as it is.", "facility"),
            new("AS-9", State, OnOrder, "something of the order is still to be supplied", c => !c.Before.HasNothingToFulfill, "Place a new order; of this one nothing is routed any more.") { IsMandatory = true },
            new("AS-8", RuleKind.Stock, OnResult, "the facility has every open unit", c => !c.Order.Plans.Any(p => p.IsUnroutable), "Name a facility that has all of it, or reroute the order.", "facility"),
        ])
        {
            Effects =
            [
                Superseded, StockFollows,
                new("fences", "only whether the facility is online and has the stock counts; a block for this order and the strategy's fences are passed over"),
            ],
        },
        new(ActionNames.RerouteOrder,
        [
            Rule.RequiresPermission("RR-1", Permissions.ProcessReroute),
            new("RR-2", State, OnOrder, "all pick jobs are open", c => AllPickJobsOpen(c.Before), LeaveIt),
            new("RR-3", State, OnOrder, "nothing was picked that was not put back", c => NothingPicked(c.Before), LeaveIt),
            new("RR-4", State, OnOrder, "no shipping label was requested", c => NoLabelRequested(c.Before), VoidLabels),
        ])
        {
            Effects = [Superseded, StockFollows],
        },
        new(ActionNames.TaskReroute,
        [
            Rule.RequiresPermission("TR-1", Permissions.RoutingWrite),
            new("TR-2", State, OnOrder, "the pick job is open", IsOpen, "Name a pick job of the order that nobody has begun.", "pickJob") { IsMandatory = true },
        ])
        {
            Effects =
            [
                new("reroute", "what the pick job was to pick is routed again, with whatever waits"),
                StockFollows,
                new("blocked", "the facility it leaves is not asked for this order again, if the routing strategy says so"),
            ],
        },
        new(ActionNames.ReturnTask,
        [
            Rule.RequiresPermission("RK-1", Permissions.PickjobWrite),
            new("RK-2", Permission, OnOrder, "the caller works at the facility of the return task", c => c.ReturnTask is not { } t || c.Facts.Actor.CanAccessFacility(t.Facility), "Have somebody of that facility do it."),
            new("RK-3", State, OnOrder, "the return task is open", c => c.ReturnTaskAction is null ? !c.Order.ReturnTasks.IsEmpty : c.ReturnTask is not null, "It is done already; there is nothing left to put back."),
            new("RK-4", Request, OnOrder, "the returned lines belong to the return task", c => Back(c).All(b => Wanted(c, b) is not null), "Name lines of this return task.", "lines"),
            new("RK-5", Request, OnOrder, "no more comes back of a line than was picked, and no less than before", c => Back(c).All(b => Wanted(c, b) is not { } l || (b.Quantity <= l.Quantity && b.Quantity >= l.Returned)), "Report how much is back in all.", "lines"),
            new("RK-6", Request, OnOrder, "what comes back suits the article: whole, unless it is sold by measure", c => Back(c).All(b => b.Quantity.IsWhole || Wanted(c, b) is not { } l || c.IsSoldByMeasure(l.Article)), "Report a whole number.", "lines"),
        ])
        {
            IsMandatory = true,
            Effects = [new("stock", "what is back on the shelf is stock again")],
        },
    ];

    private static FacilityId? Named(RuleContext c) => c.FulfillmentAction is FulfillmentAction.Assign assign ? assign.Facility : null;

    private static bool IsOnline(RuleContext c, FacilityId facility) =>
        c.Facts.Network.Find(facility) is { Status: FacilityStatus.Online };

    private static bool IsSole(Order order, FacilityId facility) =>
        !order.Plans.IsEmpty && order.Plans.All(p => p.Facility == facility);

    private static bool IsOpen(RuleContext c) => c.FulfillmentAction is FulfillmentAction.ReroutePickJob task
        ? c.Before.FindPickJob(task.PickJob) is { Status: PickJobStatus.Open }
        : c.Before.PickJobs.Any(j => j.Status is PickJobStatus.Open);

    private static ImmutableArray<LineQuantity> Back(RuleContext c) =>
        c.ReturnTask is not null && c.ReturnTaskAction is ReturnTaskAction.Restock back ? back.Lines : [];

    private static ReturnLine? Wanted(RuleContext c, LineQuantity back) =>
        c.ReturnTask!.Lines.Where(l => l.Line == back.Line).Select(l => (ReturnLine?)l).FirstOrDefault();
}

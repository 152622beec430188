using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Rules.OrderPredicates;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>
/// Rules of the fulfillment actions. Source: cancel-order.md, force-cancel-order.md, assign-order.md, reroute-order.md, task-reroute.md
/// and return-task.md in docs/rules/fulfillmenttools.
/// </summary>
internal static class FulfillmentRules
{
    private const string TooLate = 
        "Reset or abort unfinished pick jobs, cancel the handover of finished ones, and restock the picked goods. After handover, force the cancellation of the rest.";
    private const string ResetFirst = 
        "Reset or abort unfinished pick jobs, cancel the handover of finished ones, and restock picked goods. After handover, reroute open pick jobs or unroutable units.";
    private const string VoidLabels = "Cancel the labels first. After handover, force the cancellation of the rest.";
    private const string VoidLabelsToReroute = "Cancel the labels first. After handover, reroute open pick jobs or unroutable units.";

    private static readonly ActionEffect EntitiesCanceled = new(
        "cancel", "unfinished routing plans, pick jobs, handover jobs and shipments are canceled");
    private static readonly ActionEffect ReservationsReleased = new("stock", "reservations are released in the same transaction");
    private static readonly ActionEffect Superseded = new(
        "reroute", "new plans and pick jobs supersede the old ones, unless they would be the same");
    private static readonly ActionEffect ReservationsMoved = new("stock", "reservations move to the new route in the same transaction");

    public static readonly ImmutableArray<RuleSet> RuleSets =
    [
        new(ActionNames.CancelOrder,
        [
            Rule.RequiresPermission("CN-1", Permissions.OrderCancel),
            new("CN-2", State, OnOrder, "all pick jobs are open", c => AllPickJobsOpen(c.Order), TooLate),
            new("CN-3", State, OnOrder, "all picked goods are restocked", c => AllPickedGoodsRestocked(c.Order), TooLate),
            new("CN-4", State, OnOrder, "no shipping label is requested", c => HasNoRequestedLabel(c.Order), VoidLabels),
        ])
        {
            Effects = [EntitiesCanceled, ReservationsReleased],
        },
        new(ActionNames.ForceCancelOrder,
        [
            Rule.RequiresPermission("FC-1", Permissions.OrderForceCancel),
            new(
                "FC-2",
                Invariant,
                OnOrder,
                "the order is not canceled",
                c => c.Order.IsActive,
                "The order is canceled and holds no stock. No action is needed."),
            new(
                "FC-3",
                Setting,
                OnOrder,
                "forced cancellation is enabled",
                c => c.Context.Settings.AllowForceCancel,
                new("Ask an administrator to enable it.", RemedyOperation.EnableForceCancel)),
        ])
        {
            Effects =
            [
                EntitiesCanceled,
                new("handed-over", "handed-over goods keep their handover job, shipment, tracking number and label"),
                ReservationsReleased,
                new("return-tasks", "return tasks cover all picked quantities that are not handed over; restocking adds them to the stock again"),
                new("holds", "the pending modification and all holds end"),
            ],
        },
        new(ActionNames.AssignOrder,
        [
            Rule.RequiresPermission("AS-1", Permissions.ProcessWrite),
            new(
                "AS-10",
                Permission,
                OnOrder,
                "the caller has access to the facility",
                c => GetFacility(c) is not { } f || c.Context.Actor.CanAccessFacility(f),
                "Specify a facility of the caller, or ask a user of that facility to do it.",
                RequestField.Facility),
            new(
                "AS-11",
                Permission,
                OnOrder,
                "the caller has access to the facility of the routing plan that the request names",
                CanAccessNamedPlan,
                "Ask a user of that facility to do it."),
            new(
                "AS-2",
                State,
                OnOrder,
                "the order is shipped from a store or warehouse",
                c => IsShipFromStore(c.Order),
                "A click-and-collect order stays at its collection facility."),
            new("AS-3", State, OnOrder, "all pick jobs are open", c => AllPickJobsOpen(c.Before), ResetFirst),
            new("AS-4", State, OnOrder, "all picked goods are restocked", c => AllPickedGoodsRestocked(c.Before), ResetFirst),
            new("AS-5", State, OnOrder, "no shipping label is requested", c => HasNoRequestedLabel(c.Before), VoidLabelsToReroute),
            new(
                "AS-6",
                Request,
                OnOrder,
                "the facility belongs to the tenant and is online",
                c => GetFacility(c) is not { } f || IsOnline(c, f),
                "Specify the id of an online facility.",
                RequestField.Facility) { IsMandatory = true },
            new(
                "AS-9",
                State,
                OnOrder,
                "the order has units left to fulfill",
                c => !c.Before.HasNothingToFulfill,
                "Increase the quantity of a line, or place a new order. Withdrawn units are not routed anymore.") { IsMandatory = true },
            new(
                "AS-8",
                RuleKind.Stock,
                OnResult,
                "the facility can supply every open unit",
                c => !c.Order.Plans.Any(p => p.IsUnroutable),
                "Specify a facility that has all units, or reroute the order.",
                RequestField.Facility),
        ])
        {
            Effects =
            [
                Superseded, ReservationsMoved,
                new(
                    "fences",
                    "the facility only has to be online and have the stock; the excluded facilities of the order and the other fences of the strategy are ignored"),
            ],
        },
        new(ActionNames.RerouteOrder,
        [
            Rule.RequiresPermission("RR-1", Permissions.ProcessReroute),
            new("RR-2", State, OnOrder, "all pick jobs are open", c => AllPickJobsOpen(c.Before), ResetFirst),
            new("RR-3", State, OnOrder, "all picked goods are restocked", c => AllPickedGoodsRestocked(c.Before), ResetFirst),
            new("RR-4", State, OnOrder, "no shipping label is requested", c => HasNoRequestedLabel(c.Before), VoidLabelsToReroute),
        ])
        {
            Effects = [Superseded, ReservationsMoved],
        },
        new(ActionNames.TaskReroute,
        [
            Rule.RequiresPermission("TR-1", Permissions.RoutingWrite),
            new(
                "TR-3",
                Permission,
                OnOrder,
                "the caller has access to the facility of the pick job",
                c => FindPickJob(c) is not { } job || c.Context.Actor.CanAccessFacility(job.Facility),
                "Ask a user of that facility to do it."),
            new(
                "TR-2",
                State,
                OnOrder,
                "the pick job is open",
                IsPickJobOpen,
                "Specify a pick job of the order that is not started, or reset the pick job first.",
                RequestField.PickJob) { IsMandatory = true },
        ])
        {
            Effects =
            [
                new("reroute", "the units of the pick job are routed again, together with unroutable units"),
                ReservationsMoved,
                new(
                    "blocked",
                    "the previous facility is excluded for this order, if it rejects the pick job or the routing strategy requires it"),
            ],
        },
        ReservationRules.RuleSet,
        new(ActionNames.ReturnTask,
        [
            Rule.RequiresPermission("RK-1", Permissions.PickjobWrite),
            new(
                "RK-2",
                Permission,
                OnOrder,
                "the caller has access to the facility of the return task",
                c => GetReturnTask(c) is not { } t || c.Context.Actor.CanAccessFacility(t.Facility),
                "Ask a user of that facility to do it."),
            new(
                "RK-3",
                State,
                OnOrder,
                "the return task is open",
                c => GetReturnAction(c) is null ? !c.Order.ReturnTasks.IsEmpty : GetReturnTask(c) is not null,
                "The return task is closed. Nothing is left to restock."),
            new(
                "RK-4",
                Request,
                OnOrder,
                "the restocked lines belong to the return task",
                c => GetRestockedLines(c).All(b => FindReturnLine(c, b) is not null),
                "Specify lines of this return task.",
                RequestField.ReportedLines),
            new(
                "RK-5",
                Request,
                OnOrder,
                "the restocked quantity of a line is at most the picked quantity and at least the quantity reported before",
                c =>
                    GetRestockedLines(c).All(
                        b => FindReturnLine(c, b) is not { } l || (b.Quantity <= l.Quantity && b.Quantity >= l.Returned)),
                "Report the total restocked quantity.",
                RequestField.ReportedLines),
            new(
                "RK-6",
                Request,
                OnOrder,
                "the restocked quantity is a whole number, unless the article is sold by measure",
                c => GetRestockedLines(c).All(b => b.Quantity.IsWhole || FindReturnLine(c, b) is not { } l || c.IsSoldByMeasure(l.Article)),
                "Report a whole number.",
                RequestField.ReportedLines),
        ])
        {
            IsMandatory = true,
            Effects = [new("stock", "restocked goods are stock again")],
        },
    ];

    private static FacilityId? GetFacility(RuleContext c) =>
        GetAction(c) is FulfillmentAction.Assign assign ? assign.Facility : null;

    private static bool IsOnline(RuleContext c, FacilityId facility) =>
        c.Context.Network.Find(facility) is { Status: FacilityStatus.Online };

    private static PickJob? FindPickJob(RuleContext c) =>
        GetAction(c) is FulfillmentAction.ReroutePickJob task ? c.Before.FindPickJob(task.PickJob) : null;

    private static bool IsPickJobOpen(RuleContext c) => GetAction(c) is FulfillmentAction.ReroutePickJob
        ? FindPickJob(c) is { Status: PickJobStatus.Open }
        : c.Before.PickJobs.Any(j => j.Status is PickJobStatus.Open);

    private static ImmutableArray<LineQuantity> GetRestockedLines(RuleContext c) =>
        GetReturnTask(c) is not null && GetReturnAction(c) is ReturnTaskAction.Restock restock ? restock.Lines : [];

    private static ReturnLine? FindReturnLine(RuleContext c, LineQuantity back) =>
        GetReturnTask(c)!.Lines.Where(l => l.Line == back.Line).Select(l => (ReturnLine?)l).FirstOrDefault();

    private static FulfillmentAction? GetAction(RuleContext c) => (c.Subject as RuleSubject.OfFulfillment)?.Action;

    private static ReturnTask? GetReturnTask(RuleContext c) => (c.Subject as RuleSubject.OfReturnTask)?.Task;

    private static ReturnTaskAction? GetReturnAction(RuleContext c) => (c.Subject as RuleSubject.OfReturnTask)?.Action;
}

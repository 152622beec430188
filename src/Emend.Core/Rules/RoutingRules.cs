using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>
/// Rules of routing actions. Source: reroute-unroutable.md, reroute-shortage.md and release.md in docs/rules/fulfillmenttools.
/// </summary>
internal static class RoutingRules
{
    public static readonly ImmutableArray<RuleSet> RuleSets =
    [
        new(ActionNames.RerouteUnroutable,
        [
            Rule.RequiresPermission("RU-1", Permissions.RoutingWrite, Permissions.ProcessReroute),
            new(
                "RU-4",
                Permission,
                OnOrder,
                "the caller has access to the facility of the routing plan that the request names",
                OrderPredicates.CanAccessNamedPlan,
                "Ask a user of that facility to do it."),
            new("RU-2", Invariant, OnOrder, "the order is not canceled", IsNotCanceled, "Place a new order."),
            new(
                "RU-3",
                State,
                OnOrder,
                "the order has unroutable units",
                c => !c.Order.IsActive || c.Order.Plans.Any(p => p.IsUnroutable),
                "All units are routed. Reroute the order instead."),
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new("reroute", "units that can be routed get a facility; the other units stay unroutable"),
                new("stock", "reservations move to the new route in the same transaction"),
            ],
        },
        new(ActionNames.RerouteShortage,
        [
            Rule.RequiresPermission("RS-1", Permissions.RoutingWrite),
            new(
                "RS-2",
                Invariant,
                OnOrder,
                "the order is not canceled",
                IsNotCanceled,
                "The order is canceled and holds no stock. No action is needed."),
            new(
                "RS-3",
                State,
                OnOrder,
                "the order reserves the article at the facility, and work on it has not started",
                c => !c.Order.IsActive || c.Subject is RuleSubject.OfShortage { Plans.IsEmpty: false },
                "Reroute another order that reserves the article there."),
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new(
                    "reroute",
                    "the reserved units are routed again, together with unroutable units; units without a facility become unroutable"),
                new("stock", "reservations move to the new route in the same transaction"),
            ],
        },
        new(ActionNames.Release,
        [
            Rule.RequiresPermission("RE-1", Permissions.OrderUnlock),
            new(
                "RE-6",
                Permission,
                OnOrder,
                "the caller has access to the facility of the pick job",
                c => GetPickJobAt(c) is not { } facility || c.Context.Actor.CanAccessFacility(facility),
                "Ask a user of that facility to do it."),
            new("RE-2", Invariant, OnOrder, "the order is not canceled", IsNotCanceled, "Place a new order."),
            new(
                "RE-3",
                State,
                OnOrder,
                "the order is neither locked nor promised",
                c => !OrderRelease.GetBlocks(c.Order, c.Context.Now).Any(b => b is ReleaseBlock.Locked or ReleaseBlock.Promised),
                "Unlock the order, or confirm the promise."),
            new(
                "RE-4",
                State,
                OnOrder,
                "the release time has passed, or a user requests the pick job",
                c => GetPickJobAt(c) is not null || !OrderRelease.GetBlocks(c.Order, c.Context.Now).Any(b => b is ReleaseBlock.Time),
                "Wait until the release time, or request the pick job of a facility."),
            new(
                "RE-5",
                State,
                OnOrder,
                "the order has no active hold",
                c => !OrderRelease.GetBlocks(c.Order, c.Context.Now).Any(b => b is ReleaseBlock.Held),
                "Remove the hold, or wait until it expires."),
            new(
                "RE-7",
                State,
                OnOrder,
                "units of the order are routed to the facility",
                c => !c.Order.IsActive || GetPickJobAt(c) is not { } facility || c.Order.Plans.Any(p => p.Facility == facility),
                "Specify a facility of the order, or assign the order to the facility."),
            new(
                "RE-8",
                State,
                OnOrder,
                "the units at the facility have no pick job yet",
                c =>
                    GetPickJobAt(c) is not { } facility || !c.Order.Plans.Any(p => p.Facility == facility)
                        || c.Order.GetUnreleasedPlans().Any(p => p.Facility == facility),
                "Use the pick job of the facility.")
            {
                FindSubject = c => c.Order.PickJobs.FirstOrDefault(j => j.Facility == GetPickJobAt(c)) is { } job
                    ? new(ViolationSubjectKind.PickJob, job.Id.Value)
                    : null,
            },
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new("pick-jobs", "a pick job is created for every plan that has a facility"),
                new("release-time", "if a user requests the pick job, the release time has passed from then on"),
            ],
        },
    ];

    private static bool IsNotCanceled(RuleContext c) => c.Order.IsActive;

    private static FacilityId? GetPickJobAt(RuleContext c) => (c.Subject as RuleSubject.OfRelease)?.PickJobAt;
}

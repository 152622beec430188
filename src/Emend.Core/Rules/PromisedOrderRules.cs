using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>
/// Rules of locked and promised orders. Source: unlock-order.md, confirm-promise.md, extend-promise.md and expire-promise.md in
/// docs/rules/fulfillmenttools.
/// </summary>
internal static class PromisedOrderRules
{
    private const string PlaceNewOrder = "Place a new order.";

    private static readonly ActionEffect PickJobsCreated = new(
        "pick-jobs", "pick jobs are created for the routed units, unless the release is delayed for another reason");

    public static readonly ImmutableArray<RuleSet> RuleSets =
    [
        new(ActionNames.UnlockOrder,
        [
            Rule.RequiresPermission("UL-1", Permissions.OrderUnlock),
            new(
                "UL-2",
                State,
                OnOrder,
                "the order is locked",
                c => !c.Before.IsActive || c.Before.IsLocked,
                "The order is not locked. Confirm a promised order instead.") { IsMandatory = true },
            new(
                "UL-3",
                Request,
                OnOrder,
                "the preferred date is not before today",
                c =>
                    c.Subject is not RuleSubject.OfFulfillment { Action: FulfillmentAction.Unlock { PreferredTime: { } time } }
                        || FulfillmenttoolsPolicy.IsTodayOrLater(c.Context, time),
                "Choose today or a later day (UTC).",
                RequestField.UnlockPreferredTime),
        ])
        {
            Effects =
            [
                new("open", "the order becomes open; holds remain"), PickJobsCreated,
                new("reroute", "the order is routed again if the preferred date changes"),
            ],
        },
        new(ActionNames.ConfirmPromise,
        [
            Rule.RequiresPermission("CP-1", Permissions.OrderWrite),
            new(
                "CP-2",
                State,
                OnOrder,
                "the order is promised",
                IsPromised,
                "The order is not promised. Unlock a locked order instead.") { IsMandatory = true },
            new("CP-3", State, OnOrder, "the promise has not expired", HasNotExpired, PlaceNewOrder) { IsMandatory = true },
            new(
                "CP-4",
                State,
                OnOrder,
                "no other open, locked or promised order has the same tenantOrderId",
                c => !c.Context.IsTenantOrderIdTaken,
                "Cancel the other order first, or choose another tenantOrderId.",
                RequestField.TenantOrderId) { IsMandatory = true },
        ])
        {
            Effects = [new("open", "the order becomes open and no longer expires; holds remain"), PickJobsCreated],
        },
        new(ActionNames.ExtendPromise,
        [
            Rule.RequiresPermission("EP-1", Permissions.OrderWrite),
            new(
                "EP-2",
                State,
                OnOrder,
                "the order is promised",
                IsPromised,
                "The order is not promised. Only promised orders expire.") { IsMandatory = true },
            new("EP-3", State, OnOrder, "the promise has not expired", HasNotExpired, PlaceNewOrder) { IsMandatory = true },
            new(
                "EP-4",
                Request,
                OnOrder,
                "the extended promise expires between one minute and eight hours from now",
                c =>
                    c.Subject is not RuleSubject.OfFulfillment { Action: FulfillmentAction.ExtendPromise { Until: { } until } }
                        || new PromisePeriod(c.Context.Now, until).IsWithinLimits,
                "Specify a time in this range, or omit it to repeat the last duration from now.",
                RequestField.ExtendedUntil),
        ])
        {
            Effects = [new("promised", "the order stays promised and its stock stays reserved until the new expiry time")],
        },
        new(ActionNames.ExpirePromise,
        [
            Rule.RequiresPermission("XP-1", Permissions.OrderCancel),
            new(
                "XP-2",
                Invariant,
                OnOrder,
                "the order is not canceled",
                c => c.Before.IsActive,
                "The order is canceled and holds no stock. No action is needed."),
            new("XP-3", State, OnOrder, "the order is promised", IsPromised, "Cancel the order."),
            new(
                "XP-4",
                State,
                OnOrder,
                "the promise has expired",
                c => !c.Order.IsActive || !c.Order.IsPromised || !HasNotExpired(c),
                "Wait until the promise expires, or cancel the order."),
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new("cancel", "the order and its routing plans are canceled"),
                new("stock", "reservations are released in the same transaction"),
            ],
        },
    ];

    private static bool IsPromised(RuleContext c) => !c.Before.IsActive || c.Before.IsPromised;

    private static bool HasNotExpired(RuleContext c) => c.Before.PromisePeriod is not { } period || !period.HasEndedAt(c.Context.Now);
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>
/// What becomes of an order that is locked or promised, row for row: unlock-order.md, confirm-promise.md, extend-promise.md and
/// expire-promise.md.
/// </summary>
internal static class PromisedOrderRules
{
    private const string PlaceAnew = "Place a new order.";

    private static readonly ActionEffect Offered = new("pick-jobs", "what is routed is offered to its facilities, unless it is held back for another reason");

    public static readonly ImmutableArray<RuleSet> Tables =
    [
        new(ActionNames.UnlockOrder,
        [
            Rule.RequiresPermission("UL-1", Permissions.OrderUnlock),
            new("UL-2", State, OnOrder, "the order is locked", c => Ended(c) || c.Before.Status is OrderStatus.Locked, "Leave it as it is; a promise is to be confirmed.") { IsMandatory = true },
            new("UL-3", Request, OnOrder, "the preferred date is not before today", c => c.FulfillmentAction is not FulfillmentAction.Unlock { PreferredTime: { } time } || FulfillmenttoolsPolicy.NotBeforeToday(c.Facts, time), "Choose today or a later day (UTC).", "targetTime"),
        ])
        {
            Effects =
            [
                new("open", "the order is open; no hold is lifted"), Offered,
                new("reroute", "with another preferred date it is routed again"),
            ],
        },
        new(ActionNames.ConfirmPromise,
        [
            Rule.RequiresPermission("CP-1", Permissions.OrderWrite),
            new("CP-2", State, OnOrder, "the order is promised", IsPromised, "Leave it as it is; a locked order is to be unlocked.") { IsMandatory = true },
            new("CP-3", State, OnOrder, "the promise has not ended", NotEnded, PlaceAnew) { IsMandatory = true },
            new("CP-4", State, OnOrder, "no other open, locked or promised order has the same tenantOrderId", c => !c.Facts.IsTenantOrderIdTaken, "Cancel that order first, or choose another tenantOrderId.", "tenantOrderId") { IsMandatory = true },
        ])
        {
            Effects = [new("open", "the order is open and does not end by itself any more; no hold is lifted"), Offered],
        },
        new(ActionNames.ExtendPromise,
        [
            Rule.RequiresPermission("EP-1", Permissions.OrderWrite),
            new("EP-2", State, OnOrder, "the order is promised", IsPromised, "Leave it as it is; only a promise ends by itself.") { IsMandatory = true },
            new("EP-3", State, OnOrder, "the promise has not ended", NotEnded, PlaceAnew) { IsMandatory = true },
            new("EP-4", Request, OnOrder, "it then ends between one minute and eight hours from now", c => c.FulfillmentAction is not FulfillmentAction.ExtendPromise { Until: { } until } || new PromisePeriod(c.Facts.Now, until).IsWithinLimits, "Name such a moment, or none: then it is promised for as long again.", "until"),
        ])
        {
            Effects = [new("promised", "the order stays promised, its stock stays reserved, until then")],
        },
        new(ActionNames.ExpirePromise,
        [
            Rule.RequiresPermission("XP-1", Permissions.OrderCancel),
            new("XP-2", Invariant, OnOrder, "the order is not cancelled", c => !Ended(c), "It holds nothing any more."),
            new("XP-3", State, OnOrder, "the order is promised", IsPromised, "Cancel the order."),
            new("XP-4", State, OnOrder, "the promise has ended", c => c.Order.Status is not OrderStatus.Promised || !NotEnded(c), "Wait until it has, or cancel the order."),
        ])
        {
            IsMandatory = true,
            Effects =
            [
                new("cancel", "the order and its routing plans are cancelled"),
                new("stock", "what is reserved becomes free, in the same transaction"),
            ],
        },
    ];

    private static bool IsPromised(RuleContext c) => Ended(c) || c.Before.Status is OrderStatus.Promised;

    private static bool NotEnded(RuleContext c) => c.Before.PromisePeriod is not { } term || !term.HasEndedAt(c.Facts.Now);

    private static bool Ended(RuleContext c) => c.Before.Status is OrderStatus.Canceled or OrderStatus.Obsolete;
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Rules.Looks;
using static Emend.Core.Rules.RowKind;

namespace Emend.Core.Rules;

/// <summary>
/// What becomes of an order that is locked or promised, row for row: unlock-order.md, confirm-promise.md, extend-promise.md and
/// expire-promise.md.
/// </summary>
internal static class PromiseWork
{
    private const string PlaceAnew = "Place a new order.";

    private static readonly Effect Offered = new("pick-jobs", "what is routed is offered to its facilities, unless it is held back for another reason");

    public static readonly ImmutableArray<Table> Tables =
    [
        new(Actions.UnlockOrder,
        [
            Row.Caller("UL-1", Permissions.OrderUnlock),
            new("UL-2", State, AtOrder, "the order is locked", c => Ended(c) || c.Before.Status is OrderStatus.Locked, "Leave it as it is; a promise is to be confirmed.") { Fixed = true },
            new("UL-3", Request, AtOrder, "the preferred date is not before today", c => c.Process is not ProcessStep.Unlock { PreferredTime: { } time } || Fulfillmenttools.NotBeforeToday(c.Facts, time), "Choose today or a later day (UTC).", "targetTime"),
        ])
        {
            Effects =
            [
                new("open", "the order is open; no hold is lifted"), Offered,
                new("reroute", "with another preferred date it is routed again"),
            ],
        },
        new(Actions.ConfirmPromise,
        [
            Row.Caller("CP-1", Permissions.OrderWrite),
            new("CP-2", State, AtOrder, "the order is promised", IsPromised, "Leave it as it is; a locked order is to be unlocked.") { Fixed = true },
            new("CP-3", State, AtOrder, "the promise has not ended", NotEnded, PlaceAnew) { Fixed = true },
            new("CP-4", State, AtOrder, "no other open, locked or promised order has the same tenantOrderId", c => !c.Facts.TenantOrderIdTaken, "Cancel that order first, or choose another tenantOrderId.", "tenantOrderId") { Fixed = true },
        ])
        {
            Effects = [new("open", "the order is open and does not end by itself any more; no hold is lifted"), Offered],
        },
        new(Actions.ExtendPromise,
        [
            Row.Caller("EP-1", Permissions.OrderWrite),
            new("EP-2", State, AtOrder, "the order is promised", IsPromised, "Leave it as it is; only a promise ends by itself.") { Fixed = true },
            new("EP-3", State, AtOrder, "the promise has not ended", NotEnded, PlaceAnew) { Fixed = true },
            new("EP-4", Request, AtOrder, "it then ends between one minute and eight hours from now", c => c.Process is not ProcessStep.ExtendPromise { Until: { } until } || new PromiseTerm(c.Facts.Now, until).IsUsual, "Name such a moment, or none: then it is promised for as long again.", "until"),
        ])
        {
            Effects = [new("promised", "the order stays promised, its stock stays reserved, until then")],
        },
        new(Actions.ExpirePromise,
        [
            Row.Caller("XP-1", Permissions.OrderCancel),
            new("XP-2", Invariant, AtOrder, "the order is not cancelled", c => !Ended(c), "It holds nothing any more."),
            new("XP-3", State, AtOrder, "the order is promised", IsPromised, "Cancel the order."),
            new("XP-4", State, AtOrder, "the promise has ended", c => c.Order.Status is not OrderStatus.Promised || !NotEnded(c), "Wait until it has, or cancel the order."),
        ])
        {
            Fixed = true,
            Effects =
            [
                new("cancel", "the order and its routing plans are cancelled"),
                new("stock", "what is reserved becomes free, in the same transaction"),
            ],
        },
    ];

    private static bool IsPromised(Case c) => Ended(c) || c.Before.Status is OrderStatus.Promised;

    private static bool NotEnded(Case c) => c.Before.Promised is not { } term || !term.HasEndedAt(c.Facts.Now);

    private static bool Ended(Case c) => c.Before.Status is OrderStatus.Cancelled or OrderStatus.Obsolete;
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>Rules of removing reservations. Source: remove-reservations.md in docs/rules/fulfillmenttools.</summary>
internal static class ReservationRules
{
    public static readonly RuleSet RuleSet = new(ActionNames.RemoveReservations,
    [
        Rule.RequiresPermission("RV-1", Permissions.ReservationWrite),
        new(
            "RV-2",
            Permission,
            OnOrder,
            "the caller has access to the facilities of the reservations",
            c =>
                GetAction(c) is not { } remove
                    || remove.Reservations.Concat(GetReservations(c)).All(r => c.Context.Actor.CanAccessFacility(r.Facility)),
            "Specify reservations of the caller's facilities, or ask a user of those facilities to do it."),
        new(
            "RV-3",
            Request,
            OnOrder,
            "the reservations belong to lines of the order",
            c => GetAction(c) is not { } remove || remove.Reservations.All(r => c.Before.FindLine(r.Line) is not null),
            "Specify lines of the order.",
            RequestField.Reservations) { IsMandatory = true },
        new(
            "RV-4",
            State,
            OnOrder,
            "reservations of picked goods are removed only together with their stock",
            c => GetAction(c) is not { ReducesStock: false } || !GetReservations(c).Any(r => IsPicked(c.Before, r)),
            "Reset the pick job first, or reduce the stock. Closing the pick job also ends its reservations.",
            RequestField.ReduceStock) { IsMandatory = true },
    ])
    {
        Effects =
        [
            new("stock", "the units become available to other orders in the same transaction, or the stock on hand is reduced by them"),
            new("plans", "routing plans and pick jobs stay as they are; picking the units later does not change the stock"),
        ],
    };

    private static FulfillmentAction.RemoveReservations? GetAction(RuleContext c) =>
        (c.Subject as RuleSubject.OfFulfillment)?.Action as FulfillmentAction.RemoveReservations;

    private static ImmutableArray<ReservationKey> GetReservations(RuleContext c) =>
        GetAction(c)!.FindIn(c.Before);

    private static bool IsPicked(Order order, ReservationKey reservation) => order.PickJobs.Any(job =>
        job.Status is not PickJobStatus.Closed && job.Facility == reservation.Facility
        && job.Lines.Any(l => l.Line == reservation.Line && l.Picked > Quantity.Zero));
}

using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

/// <summary>The part of <see cref="Breaking"/> that is about orders which are locked or promised only.</summary>
internal static class BreakingPromises
{
    private static readonly Order Locked = Given.Locked();
    private static readonly Order Promised = Given.Promised();
    private static readonly Order Ended = Promised with { Promised = new(Given.Placed, Given.Noon) };
    private static readonly OrderDraft Draft = Given.Draft((Given.Shirt, 1)) with { Status = OrderStatus.Promised };

    public static Dictionary<string, Scenario> Row => new()
    {
        ["PO-10"] = Place(Draft),
        ["PO-11"] = Place(Draft with { PromisedUntil = Given.Noon.AddHours(8).AddMicroseconds(1) }),
        ["UL-1"] = Asked(Locked, new ProcessStep.Unlock(null), Lacking(Permissions.OrderUnlock)),
        ["UL-2"] = Asked(Promised, new ProcessStep.Unlock(null)),
        ["UL-3"] = Asked(Locked, new ProcessStep.Unlock(Given.Noon.AddDays(-1))),
        ["CP-1"] = Asked(Promised, new ProcessStep.ConfirmPromise(null), Lacking(Permissions.OrderWrite)),
        ["CP-2"] = Asked(Locked, new ProcessStep.ConfirmPromise(null)),
        ["CP-3"] = Asked(Ended, new ProcessStep.ConfirmPromise(null)),
        ["CP-4"] = Asked(Promised, new ProcessStep.ConfirmPromise("R2"), Given.Facts with { TenantOrderIdTaken = true }),
        ["EP-1"] = Asked(Promised, new ProcessStep.ExtendPromise(null), Lacking(Permissions.OrderWrite)),
        ["EP-2"] = Asked(Given.HeldBack(), new ProcessStep.ExtendPromise(null)),
        ["EP-3"] = Asked(Ended, new ProcessStep.ExtendPromise(null)),
        ["EP-4"] = Asked(Promised, new ProcessStep.ExtendPromise(Given.Noon.AddSeconds(59))),
        ["XP-1"] = new(Ended, new OrderCommand.ExpirePromise(), Lacking(Permissions.OrderCancel)),
        ["XP-2"] = new(Ended with { Status = OrderStatus.Cancelled }, new OrderCommand.ExpirePromise(), Given.Facts),
        ["XP-3"] = new(Locked, new OrderCommand.ExpirePromise(), Given.Facts),
        ["XP-4"] = new(Promised, new OrderCommand.ExpirePromise(), Given.Facts),
    };

    private static Facts Lacking(string permission) => Given.Facts with { Actor = Given.Without(permission) };

    private static Scenario Place(OrderDraft draft) => new(null, new OrderCommand.Place(draft), Given.Facts);

    private static Scenario Asked(Order order, ProcessStep step, Facts? facts = null) =>
        new(order, new OrderCommand.Process(step, null, IfUnroutable.Accept), facts ?? Given.Facts);
}

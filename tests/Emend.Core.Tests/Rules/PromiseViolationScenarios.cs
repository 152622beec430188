using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

/// <summary>The part of <see cref="RuleViolationScenarios"/> that is about orders which are locked or promised only.</summary>
internal static class PromiseViolationScenarios
{
    private static readonly Order Locked = TestData.Locked();
    private static readonly Order Promised = TestData.Promised();
    private static readonly Order Ended = Promised with { PromisePeriod = new(TestData.Placed, TestData.Noon) };
    private static readonly NewOrder Draft = TestData.Draft((TestData.Shirt, 1)) with { Status = OrderStatus.Promised };

    public static Dictionary<string, RuleViolationScenario> Row => new()
    {
        ["PO-10"] = Place(Draft),
        ["PO-11"] = Place(Draft with { PromisedUntil = TestData.Noon.AddHours(8).AddMicroseconds(1) }),
        ["UL-1"] = Asked(Locked, new FulfillmentAction.Unlock(null), Lacking(Permissions.OrderUnlock)),
        ["UL-2"] = Asked(Promised, new FulfillmentAction.Unlock(null)),
        ["UL-3"] = Asked(Locked, new FulfillmentAction.Unlock(TestData.Noon.AddDays(-1))),
        ["CP-1"] = Asked(Promised, new FulfillmentAction.ConfirmPromise(null), Lacking(Permissions.OrderWrite)),
        ["CP-2"] = Asked(Locked, new FulfillmentAction.ConfirmPromise(null)),
        ["CP-3"] = Asked(Ended, new FulfillmentAction.ConfirmPromise(null)),
        ["CP-4"] = Asked(Promised, new FulfillmentAction.ConfirmPromise("R2"), TestData.Context with { IsTenantOrderIdTaken = true }),
        ["EP-1"] = Asked(Promised, new FulfillmentAction.ExtendPromise(null), Lacking(Permissions.OrderWrite)),
        ["EP-2"] = Asked(TestData.HeldBack(), new FulfillmentAction.ExtendPromise(null)),
        ["EP-3"] = Asked(Ended, new FulfillmentAction.ExtendPromise(null)),
        ["EP-4"] = Asked(Promised, new FulfillmentAction.ExtendPromise(TestData.Noon.AddSeconds(59))),
        ["XP-1"] = new(Ended, new OrderCommand.ExpirePromise(), Lacking(Permissions.OrderCancel)),
        ["XP-2"] = new(Ended with { Status = OrderStatus.Canceled }, new OrderCommand.ExpirePromise(), TestData.Context),
        ["XP-3"] = new(Locked, new OrderCommand.ExpirePromise(), TestData.Context),
        ["XP-4"] = new(Promised, new OrderCommand.ExpirePromise(), TestData.Context),
    };

    private static DecisionContext Lacking(string permission) => TestData.Context with { Actor = TestData.Without(permission) };

    private static RuleViolationScenario Place(NewOrder newOrder) => new(null, new OrderCommand.Place(newOrder), TestData.Context);

    private static RuleViolationScenario Asked(Order order, FulfillmentAction action, DecisionContext? context = null) =>
        new(order, new OrderCommand.ChangeFulfillment(action, null, UnroutableBehavior.Accept), context ?? TestData.Context);
}

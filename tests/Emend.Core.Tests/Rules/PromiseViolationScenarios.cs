using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests.Rules;

/// <summary>Part of <see cref="RuleViolationScenarios"/> for locked and promised orders.</summary>
internal static class PromiseViolationScenarios
{
    private static readonly Order Locked = TestData.LockedOrder();
    private static readonly Order Promised = TestData.PromisedOrder();
    private static readonly Order Canceled = Promised with { PromisePeriod = new(TestData.Placed, TestData.Noon) };
    private static readonly NewOrder Draft = TestData.NewOrder((TestData.Shirt, 1)) with { IsPromised = true };

    public static Dictionary<string, RuleViolationScenario> ByRuleId => new()
    {
        ["PO-10"] = Place(Draft),
        ["PO-11"] = Place(Draft with { PromisedUntil = TestData.Noon.AddHours(8).AddMicroseconds(1) }),
        ["UL-1"] = Fulfill(Locked, new FulfillmentAction.Unlock(null), WithoutPermissions(Permissions.OrderUnlock)),
        ["UL-2"] = Fulfill(Promised, new FulfillmentAction.Unlock(null)),
        ["UL-3"] = Fulfill(Locked, new FulfillmentAction.Unlock(TestData.Noon.AddDays(-1))),
        ["CP-1"] = Fulfill(Promised, new FulfillmentAction.ConfirmPromise(null), WithoutPermissions(Permissions.OrderWrite)),
        ["CP-2"] = Fulfill(Locked, new FulfillmentAction.ConfirmPromise(null)),
        ["CP-3"] = Fulfill(Canceled, new FulfillmentAction.ConfirmPromise(null)),
        ["CP-4"] = Fulfill(Promised, new FulfillmentAction.ConfirmPromise("R2"), TestData.Context with { IsTenantOrderIdTaken = true }),
        ["EP-1"] = Fulfill(Promised, new FulfillmentAction.ExtendPromise(null), WithoutPermissions(Permissions.OrderWrite)),
        ["EP-2"] = Fulfill(TestData.UnreleasedOrder(), new FulfillmentAction.ExtendPromise(null)),
        ["EP-3"] = Fulfill(Canceled, new FulfillmentAction.ExtendPromise(null)),
        ["EP-4"] = Fulfill(Promised, new FulfillmentAction.ExtendPromise(TestData.Noon.AddSeconds(59))),
        ["XP-1"] = new(Canceled, new OrderCommand.ExpirePromise(), WithoutPermissions(Permissions.OrderCancel)),
        ["XP-2"] = new(Canceled with { IsCanceled = true }, new OrderCommand.ExpirePromise(), TestData.Context),
        ["XP-3"] = new(Locked, new OrderCommand.ExpirePromise(), TestData.Context),
        ["XP-4"] = new(Promised, new OrderCommand.ExpirePromise(), TestData.Context),
    };

    private static DecisionContext WithoutPermissions(string permission) =>
        TestData.Context with { Actor = TestData.ActorWithout(permission) };

    private static RuleViolationScenario Place(NewOrder newOrder) => new(null, new OrderCommand.Place(newOrder), TestData.Context);

    private static RuleViolationScenario Fulfill(Order order, FulfillmentAction action, DecisionContext? context = null) =>
        new(order, new OrderCommand.ChangeFulfillment(action, null, UnroutableBehavior.Accept), context ?? TestData.Context);
}

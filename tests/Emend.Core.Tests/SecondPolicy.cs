using Emend.Core.Changes;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Core.Tests;

/// <summary>
/// A tiny policy that differs from the built-in ones: quantity changes are divided into two actions, one rule set guards every other
/// change, pick jobs are amended in place, and an order cannot be canceled.
/// </summary>
public static class SecondPolicy
{
    public const string RemoveItems = "remove-items";
    public const string AddItems = "add-items";
    public const string ReplaceOrder = "replace-order";

    public static readonly Policy Policy = new(
        "second",
        1,
        [
            new(RemoveItems,
            [
                HasPermission("X-1", Permissions.LineItemQuantityDecrease),
                new(
                    "X-2",
                    RuleKind.Request,
                    RuleScope.OnResult,
                    "a line remains",
                    c => !c.Order.Lines.IsEmpty,
                    "Keep a line."),
            ])
            {
                Effects = [new("amend", "pick jobs get fewer units")],
            },
            new(AddItems,
            [
                HasPermission("X-3", Permissions.LineItemQuantityIncrease),
                new(
                    "X-4",
                    RuleKind.Request,
                    RuleScope.OnChange,
                    "a change adds at most ten units",
                    c => c.Subject is not RuleSubject.OfChange { Change: SetLineQuantity set, Line: { } line }
                        || set.To.Thousandths - line.Quantity.Thousandths <= 10 * Quantity.Scale,
                    "Add fewer units.",
                    RequestField.Quantity),
            ])
            {
                Effects = [new("amend", "pick jobs get more units")],
            },
            new(ReplaceOrder,
            [
                HasPermission("X-5", Permissions.OrderWrite),
                new(
                    "X-6",
                    RuleKind.State,
                    RuleScope.OnOrder,
                    "no goods are handed over",
                    c => c.Before.Lines.All(l => l.Shipped == Quantity.Zero),
                    "Place a new order."),
                new(
                    "X-7",
                    RuleKind.State,
                    RuleScope.OnChange,
                    "all pick jobs are open, or the delivery does not change",
                    c => c.Subject is not RuleSubject.OfChange { Change: SetDelivery }
                        || c.Before.PickJobs.All(j => j.Status is PickJobStatus.Open),
                    "Reset the pick jobs."),
            ])
            {
                Effects = [new("replace", "the order gets the new content")],
            },
            .. FulfillmenttoolsPolicy.Policy.RuleSets.Where(r => r.Action is ActionNames.PlaceOrder or ActionNames.PickJob
                or ActionNames.HandoverJob or ActionNames.ReturnTask or ActionNames.Release or ActionNames.RerouteUnroutable),
        ])
    {
        FulfillmentMode = FulfillmentMode.AmendInPlace,
        ActionsOf = static (change, order) => change switch
        {
            SetLineQuantity set when order.FindLine(set.Line) is { } line && set.To < line.Quantity => [RemoveItems],
            SetLineQuantity or AddLine => [AddItems],
            _ => [ReplaceOrder],
        },
    };

    private static Rule HasPermission(string id, string permission) => new(
        id,
        RuleKind.Permission,
        RuleScope.OnOrder,
        $"the caller has {permission}",
        c => c.HasPermission(permission),
        "Ask an administrator for the permission.")
    {
        RequiredPermissions = _ => [permission],
    };
}

using Emend.Core.Orders;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>docs/rules/fulfillmenttools/place-order.md, row for row.</summary>
internal static class PlaceOrderRules
{
    // An order to be placed stands in the case as it would be before routing.
    public static readonly RuleSet RuleSet = new(ActionNames.PlaceOrder,
    [
        Rule.RequiresPermission("PO-1", Permissions.OrderWrite),
        new("PO-2", State, OnOrder, "no open, locked or promised order has the same tenantOrderId", c => !c.Facts.IsTenantOrderIdTaken, "Cancel that order first, or choose another tenantOrderId.", "tenantOrderId") { IsMandatory = true },
        new("PO-3", Request, OnOrder, "a line with a quantity above zero is there", c => c.Order.Lines.Any(l => l.Quantity > Quantity.Zero), "Order at least one article.", "orderLineItems"),
        new("PO-4", Request, OnOrder, "no article stands on more than one line", c => c.Order.Lines.DistinctBy(l => l.Article).Count() == c.Order.Lines.Length, "Put all of an article on one line.", "orderLineItems"),
        new("PO-5", Request, OnOrder, "the quantities suit the articles: whole, unless sold by measure", c => c.Order.Lines.All(l => l.Quantity.IsWhole || c.IsSoldByMeasure(l.Article)), "Ask for whole numbers.", "orderLineItems"),
        new("PO-6", Request, OnOrder, "the preferred date is not before today", c => c.Order.Delivery.PreferredTime is not { } time || FulfillmenttoolsPolicy.NotBeforeToday(c.Facts, time), "Choose today or a later day (UTC).", "deliveryPreferences"),
        new("PO-7", Request, OnOrder, "the facilities named for collecting or supplying are known", FacilitiesKnown, "Name facilities that exist.", "deliveryPreferences"),
        new("PO-8", Request, OnOrder, "the articles that services name stand on lines of the order", c => c.Order.Services.All(s => OnLines(c.Order, s)), "Add a line for each of these articles.", "customServices"),
        new("PO-9", Request, OnOrder, "every line asks for more than nothing", c => c.Order.Lines.All(l => l.Quantity > Quantity.Zero), "Leave lines out of which nothing is wanted.", "orderLineItems") { IsMandatory = true },
        new("PO-10", Request, OnOrder, "a promised order says until when it is promised, and no other does", c => c.Order.Status is OrderStatus.Promised == c.Order.PromisePeriod is not null, "Say until when with the status PROMISED, and leave it out with any other.", "promisesOptions") { IsMandatory = true },
        new("PO-11", Request, OnOrder, "a promise ends between one minute and eight hours from now", c => c.Order.PromisePeriod is not { IsWithinLimits: false }, "Name such a moment; the promise can be extended.", "promisesOptions"),
    ])
    {
        Effects =
        [
            new("route", "the order is routed for the first time; units that find no place wait for stock"),
            new("stock", "stock is reserved, in the same transaction"),
            new("pick-jobs", "pick jobs are made once the order is released; never while it is locked or promised"),
        ],
    };

    private static bool FacilitiesKnown(RuleContext c) =>
        (c.Order.Delivery.CollectAt is not { } collect || c.Facts.Network.IndexOf(collect) >= 0)
        && c.Order.Delivery.Preselected.All(f => c.Facts.Network.IndexOf(f) >= 0);

    private static bool OnLines(Order order, CustomService service) =>
        service.Articles.All(a => order.Lines.Any(l => l.Article == a.Article)) && service.Items.All(i => OnLines(order, i));
}

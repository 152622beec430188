using Emend.Core.Orders;
using static Emend.Core.Rules.Looks;
using static Emend.Core.Rules.RowKind;

namespace Emend.Core.Rules;

/// <summary>docs/rules/fulfillmenttools/place-order.md, row for row.</summary>
internal static class Placement
{
    // An order to be placed stands in the case as it would be before routing.
    public static readonly Table Table = new(Actions.PlaceOrder,
    [
        Row.Caller("PO-1", Permissions.OrderWrite),
        new("PO-2", State, AtOrder, "no open, locked or promised order has the same tenantOrderId", c => !c.Facts.TenantOrderIdTaken, "Cancel that order first, or choose another tenantOrderId.", "tenantOrderId") { Fixed = true },
        new("PO-3", Request, AtOrder, "a line with a quantity above zero is there", c => c.Order.Lines.Any(l => l.Quantity > Quantity.Zero), "Order at least one article.", "orderLineItems"),
        new("PO-4", Request, AtOrder, "no article stands on more than one line", c => c.Order.Lines.DistinctBy(l => l.Article).Count() == c.Order.Lines.Length, "Put all of an article on one line.", "orderLineItems"),
        new("PO-5", Request, AtOrder, "the quantities suit the articles: whole, unless sold by measure", c => c.Order.Lines.All(l => l.Quantity.IsWhole || c.ByMeasure(l.Article)), "Ask for whole numbers.", "orderLineItems"),
        new("PO-6", Request, AtOrder, "the preferred date is not before today", c => c.Order.Delivery.PreferredTime is not { } time || Fulfillmenttools.NotBeforeToday(c.Facts, time), "Choose today or a later day (UTC).", "deliveryPreferences"),
        new("PO-7", Request, AtOrder, "the facilities named for collecting or supplying are known", FacilitiesKnown, "Name facilities that exist.", "deliveryPreferences"),
        new("PO-8", Request, AtOrder, "the articles that services name stand on lines of the order", c => c.Order.Services.All(s => OnLines(c.Order, s)), "Add a line for each of these articles.", "customServices"),
        new("PO-9", Request, AtOrder, "every line asks for more than nothing", c => c.Order.Lines.All(l => l.Quantity > Quantity.Zero), "Leave lines out of which nothing is wanted.", "orderLineItems") { Fixed = true },
        new("PO-10", Request, AtOrder, "a promised order says until when it is promised, and no other does", c => c.Order.Status is OrderStatus.Promised == c.Order.Promised is not null, "Say until when with the status PROMISED, and leave it out with any other.", "promisesOptions") { Fixed = true },
        new("PO-11", Request, AtOrder, "a promise ends between one minute and eight hours from now", c => c.Order.Promised is not { IsUsual: false }, "Name such a moment; the promise can be extended.", "promisesOptions"),
    ])
    {
        Effects =
        [
            new("route", "the order is routed for the first time; units that find no place wait for stock"),
            new("stock", "stock is reserved, in the same transaction"),
            new("pick-jobs", "pick jobs are made once the order is released; never while it is locked or promised"),
        ],
    };

    private static bool FacilitiesKnown(Case c) =>
        (c.Order.Delivery.CollectAt is not { } collect || c.Facts.Network.IndexOf(collect) >= 0)
        && c.Order.Delivery.Preselected.All(f => c.Facts.Network.IndexOf(f) >= 0);

    private static bool OnLines(Order order, CustomService service) =>
        service.Articles.All(a => order.Lines.Any(l => l.Article == a.Article)) && service.Items.All(i => OnLines(order, i));
}

using Emend.Core.Orders;
using Emend.Core.Routing;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;

namespace Emend.Core.Rules;

/// <summary>Rules of the action place-order. Source: docs/rules/fulfillmenttools/place-order.md.</summary>
internal static class PlaceOrderRules
{
    // The rule context holds the new order before routing.
    public static readonly RuleSet RuleSet = new(ActionNames.PlaceOrder,
    [
        Rule.RequiresPermission("PO-1", Permissions.OrderWrite),
        new(
            "PO-13",
            Permission,
            OnOrder,
            "the caller has access to the facility of the requested pick job",
            c => GetPickJobAt(c) is not { } facility || c.Context.Actor.CanAccessFacility(facility),
            "Ask a user of that facility to do it."),
        new(
            "PO-2",
            State,
            OnOrder,
            "no open, locked or promised order has the same tenantOrderId",
            c => !c.Context.IsTenantOrderIdTaken,
            "Cancel the other order first, or choose another tenantOrderId.",
            RequestField.TenantOrderId) { IsMandatory = true },
        new(
            "PO-3",
            Request,
            OnOrder,
            "the order has a line with a quantity above zero",
            c => c.Order.Lines.Any(l => l.Quantity > Quantity.Zero),
            "Order at least one article.",
            RequestField.OrderLines),
        new(
            "PO-4",
            Request,
            OnOrder,
            "no article is on more than one line",
            c => c.Order.Lines.DistinctBy(l => l.Article).Count() == c.Order.Lines.Length,
            "Combine the lines that have the same article.",
            RequestField.OrderLines),
        new(
            "PO-5",
            Request,
            OnOrder,
            "the quantities are whole numbers, unless the article is sold by measure",
            c => c.Order.Lines.All(l => l.Quantity.IsWhole || c.IsSoldByMeasure(l.Article)),
            "Specify whole numbers.",
            RequestField.OrderLines),
        new(
            "PO-6",
            Request,
            OnOrder,
            "the preferred date is not before today",
            c => c.Order.Delivery.PreferredTime is not { } time || FulfillmenttoolsPolicy.IsTodayOrLater(c.Context, time),
            "Choose today or a later day (UTC).",
            RequestField.Delivery),
        new(
            "PO-7",
            Request,
            OnOrder,
            "the collection facility and the preselected facilities exist",
            AllFacilitiesExist,
            "Specify existing facilities.",
            RequestField.Delivery),
        new(
            "PO-8",
            Request,
            OnOrder,
            "every article of a custom service is on a line of the order",
            c => c.Order.Services.All(s => AllArticlesOnLines(c.Order, s)),
            "Add a line for each of these articles.",
            RequestField.CustomServices),
        new(
            "PO-9",
            Request,
            OnOrder,
            "every line has a quantity above zero",
            c => c.Order.Lines.All(l => l.Quantity > Quantity.Zero),
            "Omit lines with quantity 0.",
            RequestField.OrderLines) { IsMandatory = true },
        new(
            "PO-10",
            Request,
            OnOrder,
            "an order has an expiry time if and only if it is promised",
            c =>
                c.Subject is not RuleSubject.OfNewOrder { NewOrder: var placed } || placed.IsPromised == placed.PromisedUntil is not null,
            "Set the expiry time with status PROMISED, and omit it with any other status.",
            RequestField.PromisedUntil) { IsMandatory = true },
        new(
            "PO-11",
            Request,
            OnOrder,
            "the promise expires between one minute and eight hours from now",
            c => c.Order.PromisePeriod is not { IsWithinLimits: false },
            "Specify a time in this range. The promise can be extended later.",
            RequestField.PromisedUntil),
        new(
            "PO-14",
            Request,
            OnOrder,
            "the facility of the requested pick job belongs to the tenant and is online",
            c => GetPickJobAt(c) is not { } facility || c.Context.Network.Find(facility) is { Status: FacilityStatus.Online },
            "Specify the id of an online facility.",
            RequestField.PickJobAt) { IsMandatory = true },
        new(
            "PO-15",
            Stock,
            OnResult,
            "the facility of the requested pick job can supply every unit",
            c =>
                GetPickJobAt(c) is not { } facility
                    || (c.Order.Plans.All(p => p.Facility == facility) && !c.Order.GetUnreleasedPlans().Any()),
            "Specify a facility that has all units and that the routing strategy allows, or wait for stock.",
            RequestField.PickJobAt) { IsMandatory = true },
        new(
            "PO-16",
            Request,
            OnOrder,
            "service level and carriers are set only for an order that is shipped",
            c => c.Order.Delivery is { Kind: DeliveryKind.Shipping } or { ShippingPreferences: null },
            "Omit service level and carriers of an order that is collected.",
            RequestField.Delivery) { IsMandatory = true },
    ])
    {
        Effects =
        [
            new("route", "the order is routed for the first time; unroutable units are routed when stock arrives"),
            new("stock", "stock is reserved in the same transaction"),
            new("pick-jobs", "pick jobs are created when the order is released; a locked or promised order has no pick jobs"),
        ],
    };

    private static bool AllFacilitiesExist(RuleContext c) =>
        (c.Order.Delivery.CollectAt is not { } collect || c.Context.Network.IndexOf(collect) >= 0)
        && c.Order.Delivery.Preselected.All(f => c.Context.Network.IndexOf(f) >= 0);

    private static bool AllArticlesOnLines(Order order, CustomService service) =>
        service.Articles.All(a => order.Lines.Any(l => l.Article == a.Article)) && service.Items.All(i => AllArticlesOnLines(order, i));

    private static FacilityId? GetPickJobAt(RuleContext c) => (c.Subject as RuleSubject.OfNewOrder)?.PickJobAt;
}

using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using static Emend.Core.Rules.OrderPredicates;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Core.Rules;

/// <summary>
/// The policy of the fulfillmenttools documents "Order modification" and "Modify an order". Each page in docs/rules/fulfillmenttools
/// documents one rule set.
/// </summary>
public static class FulfillmenttoolsPolicy
{
    private static readonly Remedy EnableModification = new("Ask an administrator to enable it.", RemedyOperation.EnableLineItemModification);
    internal const string TooLate =
        "Reset or abort unfinished pick jobs, or cancel the handover of finished ones. After handover, force the cancellation of the rest and place a new order.";
    private const string RequestPermission = "Ask an administrator for the permission.";

    internal static readonly ActionEffect Reroute = new(
        "reroute", "the order is routed again; new plans and pick jobs supersede the plans and open pick jobs, even at the same facility");
    internal static readonly ActionEffect Stock = new("stock", "reservations move to the new route in the same transaction");
    private static readonly ActionEffect Price = new("price", "the line gets the current catalog price");
    private static readonly ActionEffect NoReroute = new(
        "no-reroute", "the order is not rerouted, even if the new address is in another country");
    private static readonly ActionEffect LabelsObsolete = new(
        "labels-obsolete", "if the delivery address changes, requested labels become obsolete and must be requested again");

    private static readonly RuleSet EditLineItems = new(ActionNames.EditLineItems,
    [
        Rule.RequiresPermission("EL-1", P.OrderWrite),
        new(
            "EL-2",
            Permission,
            OnChange,
            "the caller has ORDER_LINEITEM_WRITE, or the permission for this edit: LINE_ITEM_DELETE, LINE_ITEM_QUANTITY_INCREASE or LINE_ITEM_QUANTITY_DECREASE",
            CanEdit,
            RequestPermission) { RequiredPermissions = PermissionsToEdit },
        new(
            "EL-3",
            Setting,
            OnOrder,
            "line item modification is enabled",
            c => c.Context.Settings.AllowLineItemModification,
            EnableModification),
        new("EL-4", State, OnOrder, "all operational entities of the order are open", c => AllOperationalEntitiesOpen(c.Before), TooLate),
        new(
            "EL-5",
            Request,
            OnChange,
            "the line belongs to the order",
            c => c.Line is not null,
            "Specify the id of a current line of the order.",
            RequestField.Line) { IsMandatory = true },
        new(
            "EL-6",
            State,
            OnChange,
            "the line is neither attached to a custom service nor bundled",
            c => c.Line is not { } l || !IsAttachedToCustomService(c.Order, l.Article),
            "Cancel the order and place a new order without the service."),
        new(
            "EL-7",
            Request,
            OnChange,
            "the change keeps the article of the line",
            c => c.Change is not SetLineArticle { ExpectedArticle: { } expected } || c.Line is not { } l || expected == l.Article,
            "Remove the line (quantity 0) and add a line with the other article.",
            RequestField.Article),
        new(
            "EL-8",
            Request,
            OnChange,
            "the quantity is a whole number, unless the article is sold by measure",
            IsQuantityValid,
            "Specify a whole number.",
            RequestField.Quantity),
        new(
            "EL-9",
            Request,
            OnResult,
            "at least one line with a quantity above zero remains",
            HasLineWithQuantity,
            "Keep a line, or cancel the order."),
        new(
            "EL-10",
            Request,
            OnResult,
            "the modification does not put an article on another line",
            HasNoNewDuplicate,
            "Change the quantity of the line that has the article."),
    ])
    {
        Effects = [Reroute, Stock],
    };

    private static readonly RuleSet AddLineItem = new(ActionNames.AddLineItem,
    [
        Rule.RequiresPermission("AL-1", P.OrderWrite),
        Rule.RequiresPermission("AL-2", P.OrderLineitemWrite),
        Rule.RequiresPermission("AL-3", P.LineItemAdd),
        new(
            "AL-4",
            Setting,
            OnOrder,
            "line item modification is enabled",
            c => c.Context.Settings.AllowLineItemModification,
            EnableModification),
        new("AL-5", State, OnOrder, "all operational entities of the order are open", c => AllOperationalEntitiesOpen(c.Before), TooLate),
        new(
            "AL-6",
            State,
            OnChange,
            "the article is neither attached to a custom service nor bundled",
            c => c.Article is not { } a || !IsAttachedToCustomService(c.Order, a),
            "Place a new order for the additional units."),
        new(
            "AL-7",
            Request,
            OnChange,
            "the quantity is above zero",
            c => c.Quantity > Quantity.Zero,
            "Specify a quantity above zero.",
            RequestField.Quantity) { IsMandatory = true },
        new(
            "AL-8",
            Request,
            OnChange,
            "the quantity is a whole number, unless the article is sold by measure",
            IsQuantityValid,
            "Specify a whole number.",
            RequestField.Quantity),
        new(
            "AL-9",
            Request,
            OnResult,
            "the modification does not put an article on another line",
            HasNoNewDuplicate,
            "Change the quantity of the line that has the article."),
    ])
    {
        Effects = [Reroute, Stock, Price],
    };

    private static readonly RuleSet PreferredDate = new(ActionNames.PreferredDate,
    [
        Rule.RequiresPermission("PD-1", P.OrderWrite),
        new(
            "PD-2",
            Setting,
            OnOrder,
            "line item modification is enabled",
            c => c.Context.Settings.AllowLineItemModification,
            EnableModification),
        new("PD-3", State, OnOrder, "all operational entities of the order are open", c => AllOperationalEntitiesOpen(c.Before), TooLate),
        new(
            "PD-4",
            Request,
            OnChange,
            "the date is not before today",
            c => c.Change is not SetPreferredTime { To: { } to } || IsTodayOrLater(c.Context, to),
            "Choose today or a later day (UTC).",
            RequestField.PreferredTime),
    ])
    {
        Effects = [Reroute, Stock],
    };

    private static readonly RuleSet CustomAttributes = new(ActionNames.CustomAttributes,
    [
        Rule.RequiresPermission("CA-1", P.OrderWrite),
        Rule.RequiresPermission("CA-2", P.OrderCustomAttributesWrite),
        new("CA-3", State, OnOrder, "all operational entities of the order are open", c => AllOperationalEntitiesOpen(c.Before), TooLate),
        new(
            "CA-4",
            Request,
            OnChange,
            "the line belongs to the order",
            c => c.LineId is null || c.Line is not null,
            "Specify the id of a current line of the order.",
            RequestField.Line) { IsMandatory = true },
    ])
    {
        Effects = [Reroute, Stock],
    };

    private static readonly RuleSet ConsumerDetails = new(ActionNames.Consumer,
    [
        Rule.RequiresPermission("CO-1", P.OrderWrite),
        Rule.RequiresPermission("CO-2", P.OrderConsumerWrite),
        new(
            "CO-3",
            State,
            OnChange,
            "handover has not started, or the delivery address does not change",
            c => c.Change is not SetConsumer set || set.KeepsDeliveryAddress(c.Order) || !HasHandoverStarted(c.Order),
            "Ask the carrier to redirect the parcel.",
            RequestField.Addresses),
        new(
            "CO-4",
            Request,
            OnChange,
            "an order with a delivery address keeps one",
            c =>
                c.Change is not SetConsumer set || c.Order.PersonalData.Consumer.DeliveryAddress is null
                    || set.ApplyTo(c.Order.PersonalData.Consumer).DeliveryAddress is not null,
            "Provide an address that is not an invoice address.",
            RequestField.Addresses),
        new(
            "CO-5",
            Request,
            OnChange,
            "a changed address exists, or is added with street, postal code, city and country",
            c => c.Change is not SetConsumer set || set.HasCompleteAddresses(c.Order),
            "Name an address of the order, or specify street, postal code, city and country.",
            RequestField.Addresses) { IsMandatory = true },
    ])
    {
        Effects = [LabelsObsolete, NoReroute],
    };

    /// <summary>The policy with all rule sets.</summary>
    public static readonly Policy Policy = new("fulfillmenttools", 1,
        [EditLineItems, AddLineItem, PreferredDate, DeliveryRules.RuleSet, CustomAttributes, ConsumerDetails,
            PlaceOrderRules.RuleSet, PickJobRules.RuleSet, .. RoutingRules.RuleSets,
            .. FulfillmentRules.RuleSets, .. ShippingRules.RuleSets, HandoverCreationRules.RuleSet, .. PromisedOrderRules.RuleSets]);

    internal static bool IsTodayOrLater(DecisionContext context, DateTimeOffset moment) =>
        moment.UtcDateTime.Date >= context.Now.UtcDateTime.Date;

    private static bool CanEdit(RuleContext c) => c.HasPermission(P.OrderLineitemWrite) || PermissionsToEdit(c).Any(c.HasPermission);

    private static ImmutableArray<string> PermissionsToEdit(RuleContext c) => (c.Change, c.Line) switch
    {
        (SetLineQuantity { To.Thousandths: 0 }, _) => [P.OrderLineitemWrite, P.LineItemDelete],
        (SetLineQuantity set, { } line) when set.To > line.Quantity => [P.OrderLineitemWrite, P.LineItemQuantityIncrease],
        (SetLineQuantity set, { } line) when set.To < line.Quantity => [P.OrderLineitemWrite, P.LineItemQuantityDecrease],
        (SetLineQuantity, _) => [P.OrderLineitemWrite, P.LineItemQuantityIncrease, P.LineItemQuantityDecrease, P.LineItemDelete],
        _ => [P.OrderLineitemWrite],
    };

    private static bool IsQuantityValid(RuleContext c) =>
        c.Quantity is not { } quantity || quantity.IsWhole || c.Article is not { } article || c.IsSoldByMeasure(article);

    private static bool HasLineWithQuantity(RuleContext c) => c.Order.Lines.Any(l => l.Quantity > Quantity.Zero);

    private static bool HasNoNewDuplicate(RuleContext c)
    {
        var seen = new HashSet<ArticleId>(c.Order.Lines.Length);
        return c.Order.Lines.All(l => seen.Add(l.Article) || CountLines(c.Order, l.Article) <= CountLines(c.Before, l.Article));
    }

    private static int CountLines(Order order, ArticleId article) => order.Lines.Count(l => l.Article == article);
}

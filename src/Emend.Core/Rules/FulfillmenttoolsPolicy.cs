using System.Collections.Immutable;
using Emend.Core.Changes;
using Emend.Core.Orders;
using static Emend.Core.Rules.OrderPredicates;
using static Emend.Core.Rules.RuleKind;
using static Emend.Core.Rules.RuleScope;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Core.Rules;

/// <summary>
/// The policy of the fulfillmenttools documents "Order modification" and "Modify an order": docs/rules/fulfillmenttools/, page for
/// page and row for row.
/// </summary>
public static class FulfillmenttoolsPolicy
{
    private const string SwitchOn = "Have an administrator switch it on: PUT /api/configurations/ordermodification.";
    private const string TooLate = "Modify the order before work on it begins; afterwards only cancelling or a return is left.";
    private const string AskForRights = "Ask an administrator for the permission.";

    private static readonly ActionEffect Reroute = new("reroute", "the order is routed again; plans and open pick jobs are superseded by new ones, also at the same facility");
    private static readonly ActionEffect Stock = new("stock", "stock follows the route, in the same transaction");
    private static readonly ActionEffect Price = new("price", "the line gets the catalogue's price of that moment");
    private static readonly ActionEffect NoReroute = new("no-reroute", "the route stays, also where the new address is in another country");
    private static readonly ActionEffect LabelsObsolete = new("labels-obsolete", "if the delivery address truly differs, labels that were asked for become obsolete and must be made again");

    private static readonly RuleSet EditLineItems = new(ActionNames.EditLineItems,
    [
        Rule.RequiresPermission("EL-1", P.OrderWrite),
        new("EL-2", Permission, OnChange, "the caller has ORDER_LINEITEM_WRITE, or the permission of the very edit: LINE_ITEM_DELETE, LINE_ITEM_QUANTITY_INCREASE or LINE_ITEM_QUANTITY_DECREASE", MayEdit, AskForRights) { RequiredPermissions = ToEdit },
        new("EL-3", Setting, OnOrder, "modifying line items is switched on", c => c.Facts.Settings.AllowLineItemModification, SwitchOn),
        new("EL-4", State, OnOrder, "all operational entities of the order are open", c => AllOperationalEntitiesOpen(c.Before), TooLate),
        new("EL-5", Request, OnChange, "the line belongs to the order", c => c.Line is not null, "Name the id of a line the order has now.", "id") { IsMandatory = true },
        new("EL-6", State, OnChange, "the line is neither attached to a custom service nor bundled", c => c.Line is not { } l || !AttachedToCustomService(c.Order, l.Article), "Cancel the order and place it anew without the service."),
        new("EL-7", Request, OnChange, "the article of the line stays the same", c => c.Change is not SetLineArticle { ExpectedArticle: { } named } || c.Line is not { } l || named == l.Article, "Remove the line (quantity 0) and add one with the other article.", "article.tenantArticleId"),
        new("EL-8", Request, OnChange, "the quantity suits the article: whole, unless it is sold by measure", Suits, "Ask for a whole number.", "quantity"),
        new("EL-9", Request, OnResult, "a line with a quantity above zero remains", ALineRemains, "Keep a line, or cancel the order."),
        new("EL-10", Request, OnResult, "no article stands on more than one line that did not before", NoNewDuplicate, "Change the quantity of the line that has the article."),
    ])
    {
        Effects = [Reroute, Stock],
    };

    private static readonly RuleSet AddLineItem = new(ActionNames.AddLineItem,
    [
        Rule.RequiresPermission("AL-1", P.OrderWrite),
        Rule.RequiresPermission("AL-2", P.OrderLineitemWrite),
        Rule.RequiresPermission("AL-3", P.LineItemAdd),
        new("AL-4", Setting, OnOrder, "modifying line items is switched on", c => c.Facts.Settings.AllowLineItemModification, SwitchOn),
        new("AL-5", State, OnOrder, "all operational entities of the order are open", c => AllOperationalEntitiesOpen(c.Before), TooLate),
        new("AL-6", State, OnChange, "the article is neither attached to a custom service nor bundled", c => c.Article is not { } a || !AttachedToCustomService(c.Order, a), "Place a new order for more of it."),
        new("AL-7", Request, OnChange, "the quantity is above zero", c => c.Quantity > Quantity.Zero, "Ask for at least one.", "quantity") { IsMandatory = true },
        new("AL-8", Request, OnChange, "the quantity suits the article: whole, unless it is sold by measure", Suits, "Ask for a whole number.", "quantity"),
        new("AL-9", Request, OnResult, "no article stands on more than one line that did not before", NoNewDuplicate, "Change the quantity of the line that has the article."),
    ])
    {
        Effects = [Reroute, Stock, Price],
    };

    private static readonly RuleSet PreferredDate = new(ActionNames.PreferredDate,
    [
        Rule.RequiresPermission("PD-1", P.OrderWrite),
        new("PD-2", Setting, OnOrder, "modifying line items is switched on", c => c.Facts.Settings.AllowLineItemModification, SwitchOn),
        new("PD-3", State, OnOrder, "all operational entities of the order are open", c => AllOperationalEntitiesOpen(c.Before), TooLate),
        new("PD-4", Request, OnChange, "the date is not before today", c => c.Change is not SetPreferredTime { To: { } to } || NotBeforeToday(c.Facts, to), "Choose today or a later day (UTC).", "preferredHandlingTime"),
    ])
    {
        Effects = [Reroute, Stock],
    };

    private static readonly RuleSet CustomAttributes = new(ActionNames.CustomAttributes,
    [
        Rule.RequiresPermission("CA-1", P.OrderWrite),
        Rule.RequiresPermission("CA-2", P.OrderCustomAttributesWrite),
        new("CA-3", State, OnOrder, "all operational entities of the order are open", c => AllOperationalEntitiesOpen(c.Before), TooLate),
        new("CA-4", Request, OnChange, "the line belongs to the order", c => c.LineId is null || c.Line is not null, "Name the id of a line the order has now.", "id") { IsMandatory = true },
    ])
    {
        Effects = [Reroute, Stock],
    };

    private static readonly RuleSet ConsumerDetails = new(ActionNames.Consumer,
    [
        Rule.RequiresPermission("CO-1", P.OrderWrite),
        Rule.RequiresPermission("CO-2", P.OrderConsumerWrite),
        new("CO-3", State, OnChange, "handover has not started, or the delivery address stays", c => c.Change is not SetConsumer set || set.DeliveryAddressStays(c.Order) || !HandoverStarted(c.Order), "Have the carrier redirect the parcel.", "addresses"),
        new("CO-4", Request, OnChange, "a delivery address remains where there was one", c => c.Change is not SetConsumer set || c.Order.PersonalData.Consumer.DeliveryAddress is null || set.ApplyTo(c.Order.PersonalData.Consumer).DeliveryAddress is not null, "Give an address that is not for invoices only.", "addresses"),
    ])
    {
        Effects = [LabelsObsolete, NoReroute],
    };

    /// <summary>The whole policy.</summary>
    public static readonly Policy Policy = new("fulfillmenttools", 1,
        [EditLineItems, AddLineItem, PreferredDate, CustomAttributes, ConsumerDetails, PlaceOrderRules.RuleSet, PickJobRules.RuleSet, .. RoutingRules.Tables,
            .. FulfillmentRules.Tables, .. ShippingRules.Tables, .. PromisedOrderRules.Tables]);

    internal static bool NotBeforeToday(DecisionContext context, DateTimeOffset moment) => moment.UtcDateTime.Date >= context.Now.UtcDateTime.Date;

    private static bool MayEdit(RuleContext c) => c.HasPermission(P.OrderLineitemWrite) || ToEdit(c).Any(c.HasPermission);

    private static ImmutableArray<string> ToEdit(RuleContext c) => (c.Change, c.Line) switch
    {
        (SetLineQuantity { To.Thousandths: 0 }, _) => [P.OrderLineitemWrite, P.LineItemDelete],
        (SetLineQuantity set, { } line) when set.To > line.Quantity => [P.OrderLineitemWrite, P.LineItemQuantityIncrease],
        (SetLineQuantity set, { } line) when set.To < line.Quantity => [P.OrderLineitemWrite, P.LineItemQuantityDecrease],
        (SetLineQuantity, _) => [P.OrderLineitemWrite, P.LineItemQuantityIncrease, P.LineItemQuantityDecrease, P.LineItemDelete],
        _ => [P.OrderLineitemWrite],
    };

    private static bool Suits(RuleContext c) =>
        c.Quantity is not { } quantity || quantity.IsWhole || c.Article is not { } article || c.IsSoldByMeasure(article);

    private static bool ALineRemains(RuleContext c) => c.Order.Lines.Any(l => l.Quantity > Quantity.Zero);

    private static bool NoNewDuplicate(RuleContext c)
    {
        var seen = new HashSet<ArticleId>(c.Order.Lines.Length);
        return c.Order.Lines.All(l => seen.Add(l.Article) || LinesOf(c.Order, l.Article) <= LinesOf(c.Before, l.Article));
    }

    private static int LinesOf(Order order, ArticleId article) => order.Lines.Count(l => l.Article == article);
}

using Emend.Core.Orders;
using Emend.Server.Desk.Finding;
using Emend.Server.Http.Searching;
using F = Emend.Server.Desk.Finding.FindableOrder;

namespace Emend.Server.Faces.Fulfillmenttools.Searching;

/// <summary>What orders are searched by: this API's members, and our fields behind them.</summary>
internal static class OrderQuery
{
    private const string Delivery = F.Kept + ".deliveryPreferences.";
    private const string Payment = F.Kept + ".paymentInfo.";

    private static readonly Fields Address = new(
        ("addressType", Filter.OfNames(
            "kind",
            ("POSTAL_ADDRESS", F.Name(AddressKind.Postal)!),
            ("PARCEL_LOCKER", F.Name(AddressKind.ParcelLocker)!),
            ("INVOICE_ADDRESS", F.Name(AddressKind.Invoice)!))),
        ("city", Filter.OfText("city")),
        ("companyName", Filter.OfText("companyName")),
        ("country", Filter.OfText("country")),
        ("email", Filter.OfText(F.Email)),
        ("firstName", Filter.OfText("firstName")),
        ("houseNumber", Filter.OfText("houseNumber")),
        ("lastName", Filter.OfText("lastName")),
        ("postalCode", Filter.OfText("postalCode")),
        ("province", Filter.OfText("province")),
        ("street", Filter.OfText("street")));

    private static readonly Fields Article = new(
        ("tenantArticleId", Filter.OfText(F.Article)),
        ("title", Filter.OfText(F.Title)),
        ("titleLocalized", new Named(F.Title + ".", Filter.OfText)));

    public static readonly Query Clause = new(
        "OrderQuery",
        ("tenantOrderId", Filter.OfText(F.Number)),
        ("status", Filter.OfNames(F.Status, Enum.GetValues<OrderStatus>().Select(F.Name))),
        ("orderDate", Filter.OfMoment(F.Date)),
        ("consumer", new Fields(("consumerId", Filter.OfText(F.ConsumerId)), ("addresses", new Elements(F.Addresses, Address)))),
        ("customAttributes", new Named(F.Attribute, Filter.OfAttribute)),
        ("deliveryPreferences", new Fields(
            ("shipping", new Fields(
                ("serviceLevel", Filter.OfNames(Delivery + "shipping.serviceLevel", ["DELIVERY", "SAMEDAY"])),
                ("desiredDeliveryTime", Filter.OfMoment(F.DeliveryTime)))),
            ("collect", new Elements(
                Delivery + "collect",
                new Fields(("facilityRef", Filter.OfText("facilityRef")), ("paid", Filter.OfFlag("paid"))))))),
        ("orderLineItems", new Elements(F.Lines, new Fields(("article", Article)))),
        ("paymentInfo", new Fields(
            ("currency", Filter.OfText(Payment + "currency")),
            ("methodLocalized", new Named(Payment + "methodLocalized.", Filter.OfText)))),
        ("tags", new Elements(F.Kept + ".tags", new Fields(("id", Filter.OfText("id")), ("value", Filter.OfText("value"))))));

    /// <summary>What they are sorted by.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sortings =
        new Dictionary<string, string> { ["orderDate"] = Sorting.Date, ["status"] = Sorting.Status };
}

using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Http.QueryLanguage;
using F = Emend.Server.Application.Search.OrderSearchDocument;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>What orders are searched by: this API's members, and our fields behind them.</summary>
internal static class OrderSearchFields
{
    private const string Delivery = F.Kept + ".deliveryPreferences.";
    private const string Payment = F.Kept + ".paymentInfo.";

    private static readonly ObjectClause Address = new(
        ("addressType", VendorFieldOperators.OfNames(
            "kind",
            ("POSTAL_ADDRESS", F.Name(AddressKind.Postal)!),
            ("PARCEL_LOCKER", F.Name(AddressKind.ParcelLocker)!),
            ("INVOICE_ADDRESS", F.Name(AddressKind.Invoice)!))),
        ("city", VendorFieldOperators.OfText("city")),
        ("companyName", VendorFieldOperators.OfText("companyName")),
        ("country", VendorFieldOperators.OfText("country")),
        ("email", VendorFieldOperators.OfText(F.Email)),
        ("firstName", VendorFieldOperators.OfText("firstName")),
        ("houseNumber", VendorFieldOperators.OfText("houseNumber")),
        ("lastName", VendorFieldOperators.OfText("lastName")),
        ("postalCode", VendorFieldOperators.OfText("postalCode")),
        ("province", VendorFieldOperators.OfText("province")),
        ("street", VendorFieldOperators.OfText("street")));

    private static readonly ObjectClause Article = new(
        ("tenantArticleId", VendorFieldOperators.OfText(F.Article)),
        ("title", VendorFieldOperators.OfText(F.Title)),
        ("titleLocalized", new MapClause(F.Title + ".", VendorFieldOperators.OfText)));

    public static readonly SearchQuery Clause = new(
        "OrderQuery",
        ("tenantOrderId", VendorFieldOperators.OfText(F.Number)),
        ("status", VendorFieldOperators.OfNames(F.Status, Enum.GetValues<OrderStatus>().Select(F.Name))),
        ("orderDate", VendorFieldOperators.OfMoment(F.Date)),
        ("consumer", new ObjectClause(("consumerId", VendorFieldOperators.OfText(F.ConsumerId)), ("addresses", new ArrayElementClause(F.Addresses, Address)))),
        ("customAttributes", new MapClause(F.Attribute, VendorFieldOperators.OfAttribute)),
        ("deliveryPreferences", new ObjectClause(
            ("shipping", new ObjectClause(
                ("serviceLevel", VendorFieldOperators.OfNames(Delivery + "shipping.serviceLevel", ["DELIVERY", "SAMEDAY"])),
                ("desiredDeliveryTime", VendorFieldOperators.OfMoment(F.DeliveryTime)))),
            ("collect", new ArrayElementClause(
                Delivery + "collect",
                new ObjectClause(("facilityRef", VendorFieldOperators.OfText("facilityRef")), ("paid", VendorFieldOperators.OfFlag("paid"))))))),
        ("orderLineItems", new ArrayElementClause(F.Lines, new ObjectClause(("article", Article)))),
        ("paymentInfo", new ObjectClause(
            ("currency", VendorFieldOperators.OfText(Payment + "currency")),
            ("methodLocalized", new MapClause(Payment + "methodLocalized.", VendorFieldOperators.OfText)))),
        ("tags", new ArrayElementClause(F.Kept + ".tags", new ObjectClause(("id", VendorFieldOperators.OfText("id")), ("value", VendorFieldOperators.OfText("value"))))));

    /// <summary>What they are sorted by.</summary>
    public static readonly IReadOnlyDictionary<string, string> Sortings =
        new Dictionary<string, string> { ["orderDate"] = SortOrder.Date, ["status"] = SortOrder.Status };
}

using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Http.QueryLanguage;
using F = Emend.Server.Application.Search.OrderSearchDocument;

namespace Emend.Server.Api.Fulfillmenttools.Search;

/// <summary>Search fields of orders: members of this API and the fields of the search index.</summary>
internal static class OrderSearchFields
{
    private const string Delivery = F.AdditionalData + ".deliveryPreferences.";
    private const string Payment = F.AdditionalData + ".paymentInfo.";

    private static readonly ObjectClause Address = new(
        ("addressType", VendorFieldOperators.ForNames(
            F.AddressKind,
            ("POSTAL_ADDRESS", F.ToName(AddressKind.Postal)!),
            ("PARCEL_LOCKER", F.ToName(AddressKind.ParcelLocker)!),
            ("INVOICE_ADDRESS", F.ToName(AddressKind.Invoice)!))),
        ("city", VendorFieldOperators.ForText("city")),
        ("companyName", VendorFieldOperators.ForText("companyName")),
        ("country", VendorFieldOperators.ForText("country")),
        ("email", VendorFieldOperators.ForText(F.Email)),
        ("firstName", VendorFieldOperators.ForText("firstName")),
        ("houseNumber", VendorFieldOperators.ForText("houseNumber")),
        ("lastName", VendorFieldOperators.ForText("lastName")),
        ("postalCode", VendorFieldOperators.ForText("postalCode")),
        ("province", VendorFieldOperators.ForText("province")),
        ("street", VendorFieldOperators.ForText("street")));

    private static readonly ObjectClause Article = new(
        ("tenantArticleId", VendorFieldOperators.ForText(F.Article)),
        ("title", VendorFieldOperators.ForText(F.Title)),
        ("titleLocalized", new MapClause(F.Title + ".", VendorFieldOperators.ForText)));

    public static readonly SearchQuery Order = new(
        "OrderQuery",
        ("tenantOrderId", VendorFieldOperators.ForText(F.Number)),
        ("status", VendorFieldOperators.ForNames(
            F.Status,
            [
                .. Enum.GetValues<FulfillmenttoolsOrderStatus>().Select(
                    status => (FulfillmenttoolsStatusNames.ToWireName(status), FulfillmenttoolsOrderStatusTable.ToStored(status))),
            ])),
        ("orderDate", VendorFieldOperators.ForMoment(F.Date)),
        (
            "consumer",
            new ObjectClause(
                ("consumerId", VendorFieldOperators.ForText(F.ConsumerId)), ("addresses", new ArrayElementClause(F.Addresses, Address)))),
        ("customAttributes", new MapClause(F.Attribute, VendorFieldOperators.ForAttribute)),
        ("deliveryPreferences", new ObjectClause(
            ("shipping", new ObjectClause(
                ("serviceLevel", VendorFieldOperators.ForNames(Delivery + "shipping.serviceLevel", ["DELIVERY", "SAMEDAY"])),
                ("desiredDeliveryTime", VendorFieldOperators.ForMoment(F.DeliveryTime)))),
            ("collect", new ArrayElementClause(
                Delivery + "collect",
                new ObjectClause(
                    ("facilityRef", VendorFieldOperators.ForText("facilityRef")), ("paid", VendorFieldOperators.ForFlag("paid"))))))),
        ("orderLineItems", new ArrayElementClause(F.Lines, new ObjectClause(("article", Article)))),
        ("paymentInfo", new ObjectClause(
            ("currency", VendorFieldOperators.ForText(Payment + "currency")),
            ("methodLocalized", new MapClause(Payment + "methodLocalized.", VendorFieldOperators.ForText)))),
        (
            "tags",
            new ArrayElementClause(
                F.AdditionalData + ".tags",
                new ObjectClause(("id", VendorFieldOperators.ForText("id")), ("value", VendorFieldOperators.ForText("value"))))));

    /// <summary>Sort fields of orders.</summary>
    public static readonly IReadOnlyDictionary<string, string> SortFields =
        new Dictionary<string, string> { ["orderDate"] = SortOrder.Date, ["status"] = SortOrder.Status };
}

using Emend.Server.Api.Native.Mapping;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Request schemas of new orders. Modifications share some of them.</summary>
internal static class NativeOrderRequestSchemas
{
    public const string Postal = "postal";
    public const string ParcelLocker = "parcelLocker";
    public const string Invoice = "invoice";

    private const int MaxAddresses = 50;

    private static readonly JsonSchema Kind = JsonSchema.Choice(Postal, ParcelLocker, Invoice);

    private static readonly JsonSchema Location = JsonSchema.Object(
        Required("latitude", JsonSchema.Number(-90, 90)),
        Required("longitude", JsonSchema.Number(-180, 180))).Named("GeoPoint");

    public static readonly JsonSchema Address = JsonSchema.Object(
        Optional("kind", Kind.WithDescription(
            "The purpose of the address. Goods are shipped to the parcel locker if there is one, otherwise to the postal address.")),
        Optional("firstName", JsonSchema.Text()),
        Optional("lastName", JsonSchema.Text()),
        Optional("companyName", JsonSchema.Text()),
        Required("street", JsonSchema.Line()),
        Optional("houseNumber", JsonSchema.Line(100)),
        Required("postalCode", JsonSchema.Line(20)),
        Required("city", JsonSchema.Line()),
        Optional("province", JsonSchema.Line()),
        Required("country", JsonSchema.Country),
        Optional("location", Location),
        Optional("additionalData", JsonSchema.AnyObject.WithDescription("Additional members, stored unchanged."))).Named("Address");

    public static readonly JsonSchema Addresses = JsonSchema.List(Address, MaxAddresses);

    /// <summary>The address to change and its new values.</summary>
    public static readonly PropertySchema[] AddressChangeMembers =
    [
        Optional("kind", Kind.WithDescription(
            "The kind of the address. An address without a kind counts as postal. Default: the address to which goods are shipped.")),
        Optional("position", JsonSchema.Integer(0, MaxAddresses - 1).WithDescription(
            "The position among the addresses of the kind, from 0. Default: 0.")),
        Optional("firstName", JsonSchema.OrNull(JsonSchema.Text())),
        Optional("lastName", JsonSchema.OrNull(JsonSchema.Text())),
        Optional("companyName", JsonSchema.OrNull(JsonSchema.Text())),
        Optional("street", JsonSchema.Line()),
        Optional("houseNumber", JsonSchema.OrNull(JsonSchema.Line(100))),
        Optional("postalCode", JsonSchema.Line(20)),
        Optional("city", JsonSchema.Line()),
        Optional("province", JsonSchema.OrNull(JsonSchema.Line())),
        Optional("country", JsonSchema.Country),
        Optional("location", JsonSchema.OrNull(Location)),
        Optional("additionalData", JsonSchema.AnyObject.WithDescription("Merged by name. Null removes a member.")),
    ];

    public static readonly JsonSchema Consumer = JsonSchema.Object(
        Optional("id", NativeCommonSchemas.Id.WithDescription("The id of the customer in the shop.")),
        Optional("email", JsonSchema.Email),
        Optional("addresses", Addresses),
        Optional("attributes", JsonSchema.AnyObject)).Named("Consumer");

    public static readonly PropertySchema[] LineMembers =
    [
        Required("article", NativeCommonSchemas.Id),
        Optional("title", JsonSchema.NonBlankText(500).WithDescription("The display name. Default: the id of the article.")),
        Required("quantity", NativeCommonSchemas.PositiveQuantity),
        Optional("attributes", JsonSchema.AnyObject),
    ];

    public static readonly JsonSchema ServicedArticle = JsonSchema.Object(
        Required("article", NativeCommonSchemas.Id),
        Required("quantity", NativeCommonSchemas.PositiveQuantity)).Named("ServicedArticle");

    private static readonly JsonSchema Service = JsonSchema.Object(
        Optional("bundled", JsonSchema.Boolean.WithDescription("True if one facility must supply all articles of the service.")),
        Required("articles", JsonSchema.List(ServicedArticle)),
        Optional("services", JsonSchema.List(JsonSchema.Recursive(() => Service!))),
        Optional("definition", JsonSchema.AnyObject)).Named("NewCustomService");

    public static readonly JsonSchema NewOrder = JsonSchema.Object(
        Optional("tenantOrderId", NativeCommonSchemas.Id.WithDescription("The order number of the shop. It is unique among open orders.")),
        Optional("status", JsonSchema.Choice("open", "locked", "promised").WithDescription(
            "Locked and promised orders are routed and have reservations, but no pick jobs. Default: open.")),
        Optional("promisedUntil", JsonSchema.Timestamp.WithDescription(
            "When an unconfirmed promised order expires: one minute to eight hours from now.")),
        Optional("orderedAt", JsonSchema.Timestamp.WithDescription("When the customer placed the order in the shop. Default: now.")),
        Optional("consumer", Consumer),
        Required("lines", JsonSchema.List(JsonSchema.Object(LineMembers).Named("NewOrderLine"), NativeCommonSchemas.MaxLines, 1)),
        Optional("delivery", NativeDeliveryMapper.RequestSchema),
        Optional("services", JsonSchema.List(Service)),
        Optional("attributes", JsonSchema.AnyObject)).Named("NewOrder");
}

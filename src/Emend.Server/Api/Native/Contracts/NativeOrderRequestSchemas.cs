using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>An order as it is placed; the parts of it that a modification speaks of as well.</summary>
internal static class NativeOrderRequestSchemas
{
    public const string Postal = "postal";
    public const string ParcelLocker = "parcelLocker";
    public const string Invoice = "invoice";
    public const string Shipping = "shipping";
    public const string Collect = "collect";

    private const int MaxAddresses = 50;

    public static readonly JsonSchema Address = JsonSchema.Object(
        Optional("kind", JsonSchema.Choice(Postal, ParcelLocker, Invoice).WithDescription("What it is for; goods go to the locker, else the postal one.")),
        Optional("firstName", JsonSchema.Text()),
        Optional("lastName", JsonSchema.Text()),
        Optional("companyName", JsonSchema.Text()),
        Required("street", JsonSchema.Name()),
        Optional("houseNumber", JsonSchema.Name(100)),
        Required("postalCode", JsonSchema.Name(20)),
        Required("city", JsonSchema.Name()),
        Optional("province", JsonSchema.Name()),
        Required("country", JsonSchema.Country),
        Optional("location", JsonSchema.Object(
            Required("latitude", JsonSchema.Number(-90, 90)),
            Required("longitude", JsonSchema.Number(-180, 180))).Named("Location")),
        Optional("more", JsonSchema.AnyObject.WithDescription("What else the address says; kept as it is."))).Named("Address");

    public static readonly JsonSchema Addresses = JsonSchema.List(Address, MaxAddresses);

    public static readonly JsonSchema Consumer = JsonSchema.Object(
        Optional("id", NativeCommonSchemas.Ref.WithDescription("The shop's id of the customer.")),
        Optional("email", JsonSchema.Email),
        Optional("addresses", Addresses),
        Optional("attributes", JsonSchema.AnyObject)).Named("Consumer");

    public static readonly PropertySchema[] LineMembers =
    [
        Required("article", NativeCommonSchemas.Ref),
        Optional("title", JsonSchema.Name(500).WithDescription("As shown to people; the article's id where nothing is said.")),
        Required("quantity", NativeCommonSchemas.SomeQuantity),
        Optional("attributes", JsonSchema.AnyObject),
    ];

    private static readonly JsonSchema Delivery = JsonSchema.Object(
        Required("kind", JsonSchema.Choice(Shipping, Collect)),
        Optional("collectAt", NativeCommonSchemas.Ref.WithDescription("The id of the facility where it is collected.")),
        Optional("preferredTime", JsonSchema.Moment.WithDescription("When the customer wants it.")),
        Optional("preselected", JsonSchema.List(NativeCommonSchemas.Ref, 100).WithDescription("The only facilities it may come from."))).Named("Delivery");

    public static readonly JsonSchema ServicedArticle = JsonSchema.Object(
        Required("article", NativeCommonSchemas.Ref),
        Required("quantity", NativeCommonSchemas.SomeQuantity)).Named("ServicedArticle");

    private static readonly JsonSchema Service = JsonSchema.Object(
        Optional("bundled", JsonSchema.Flag.WithDescription("Whether its articles must stay together in one facility.")),
        Required("articles", JsonSchema.List(ServicedArticle)),
        Optional("services", JsonSchema.List(JsonSchema.Recursive(() => Service!))),
        Optional("definition", JsonSchema.AnyObject)).Named("Service");

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        Optional("tenantOrderId", NativeCommonSchemas.Ref.WithDescription("The shop's own number; unique among the orders that are open.")),
        Optional("status", JsonSchema.Choice("open", "locked", "promised").WithDescription(
            "Locked and promised orders are routed and hold their stock, and nobody picks them. Open where nothing is said.")),
        Optional("promisedUntil", JsonSchema.Moment.WithDescription("When a promise ends by itself: one minute to eight hours from now.")),
        Optional("orderedAt", JsonSchema.Moment.WithDescription("When the shop took the order; now where nothing is said.")),
        Optional("consumer", Consumer),
        Required("lines", JsonSchema.List(JsonSchema.Object(LineMembers).Named("LineForCreation"), NativeCommonSchemas.MaxLines, 1)),
        Optional("delivery", Delivery),
        Optional("services", JsonSchema.List(Service)),
        Optional("attributes", JsonSchema.AnyObject)).Named("OrderForCreation");
}

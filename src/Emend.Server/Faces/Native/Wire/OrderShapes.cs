using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>An order as it is placed; the parts of it that a modification speaks of as well.</summary>
internal static class OrderShapes
{
    public const string Postal = "postal";
    public const string ParcelLocker = "parcelLocker";
    public const string Invoice = "invoice";
    public const string Shipping = "shipping";
    public const string Collect = "collect";

    private const int MostAddresses = 50;

    public static readonly Shape Address = Shape.Object(
        May("kind", Shape.Choice(Postal, ParcelLocker, Invoice).Says("What it is for; goods go to the locker, else the postal one.")),
        May("firstName", Shape.Text()),
        May("lastName", Shape.Text()),
        May("companyName", Shape.Text()),
        Must("street", Shape.Name()),
        May("houseNumber", Shape.Name(100)),
        Must("postalCode", Shape.Name(20)),
        Must("city", Shape.Name()),
        May("province", Shape.Name()),
        Must("country", Shape.Country),
        May("location", Shape.Object(
            Must("latitude", Shape.Number(-90, 90)),
            Must("longitude", Shape.Number(-180, 180))).Named("Location")),
        May("more", Shape.AnyObject.Says("What else the address says; kept as it is."))).Named("Address");

    public static readonly Shape Addresses = Shape.List(Address, MostAddresses);

    public static readonly Shape Consumer = Shape.Object(
        May("id", CommonShapes.Ref.Says("The shop's id of the customer.")),
        May("email", Shape.Email),
        May("addresses", Addresses),
        May("attributes", Shape.AnyObject)).Named("Consumer");

    public static readonly Member[] LineMembers =
    [
        Must("article", CommonShapes.Ref),
        May("title", Shape.Name(500).Says("As shown to people; the article's id where nothing is said.")),
        Must("quantity", CommonShapes.SomeQuantity),
        May("attributes", Shape.AnyObject),
    ];

    private static readonly Shape Delivery = Shape.Object(
        Must("kind", Shape.Choice(Shipping, Collect)),
        May("collectAt", CommonShapes.Ref.Says("The id of the facility where it is collected.")),
        May("preferredTime", Shape.Moment.Says("When the customer wants it.")),
        May("preselected", Shape.List(CommonShapes.Ref, 100).Says("The only facilities it may come from."))).Named("Delivery");

    public static readonly Shape ServicedArticle = Shape.Object(
        Must("article", CommonShapes.Ref),
        Must("quantity", CommonShapes.SomeQuantity)).Named("ServicedArticle");

    private static readonly Shape Service = Shape.Object(
        May("bundled", Shape.Flag.Says("Whether its articles must stay together in one facility.")),
        Must("articles", Shape.List(ServicedArticle)),
        May("services", Shape.List(Shape.Later(() => Service!))),
        May("definition", Shape.AnyObject)).Named("Service");

    public static readonly Shape ForCreation = Shape.Object(
        May("tenantOrderId", CommonShapes.Ref.Says("The shop's own number; unique among the orders that are open.")),
        May("status", Shape.Choice("open", "locked", "promised").Says(
            "Locked and promised orders are routed and hold their stock, and nobody picks them. Open where nothing is said.")),
        May("promisedUntil", Shape.Moment.Says("When a promise ends by itself: one minute to eight hours from now.")),
        May("orderedAt", Shape.Moment.Says("When the shop took the order; now where nothing is said.")),
        May("consumer", Consumer),
        Must("lines", Shape.List(Shape.Object(LineMembers).Named("LineForCreation"), CommonShapes.MostLines, 1)),
        May("delivery", Delivery),
        May("services", Shape.List(Service)),
        May("attributes", Shape.AnyObject)).Named("OrderForCreation");
}

using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Carriers, and how they are connected to facilities.</summary>
internal static class CarrierShapes
{
    private const int Most = 1_000_000;

    public static readonly Shape Status = Shape.Choice("ACTIVE", "INACTIVE");

    private static readonly Shape Area = Shape.Object(Must("country", Shape.Country), Must("postalCode", Shape.Name(20)));

    public static readonly Member[] OfConnection =
    [
        May("name", Shape.Text()),
        May("status", Status),
        May("cutoffTime", Shape.Object(Must("hour", Shape.Whole(0, 23)), Must("minute", Shape.Whole(0, 59)))),
        May("configuration", Shape.AnyObject),
        May("deliveryAreas", Shape.List(Area)),
        May("validDeliveryTargets", Shape.List(Shape.Choice("SHIP_TO_STORE", "SHIP_TO_CUSTOMER"))),
        May("parcelLabelClassifications", Shape.List(Shape.AnyObject)),
        May("tags", Shape.List(CommonShapes.Tag)),
    ];

    // Same-day carriers are known by their delivery type, which is read-only with the vendor: nobody there could tell it here.
    public static readonly Shape DeliveryType = Shape.Choice("DELIVERY", "SAMEDAY");

    public static readonly Member[] Kept =
    [
        May("defaultParcelHeightInCm", Shape.Number(1, Most)),
        May("defaultParcelLengthInCm", Shape.Number(1, Most)),
        May("defaultParcelWidthInCm", Shape.Number(1, Most)),
        May("defaultParcelWeightInGram", Shape.Number(1, Most)),
        May("logoUrl", Shape.Name()),
        May("parcelLabelClassifications", Shape.List(Shape.AnyObject)),
        May("productValueNeeded", Shape.Flag),
    ];

    public static readonly Shape ForCreation = Shape.Object(
    [
        Must("key", CommonShapes.Ref),
        Must("name", Shape.Name()),
        May("status", Status),
        May("deliveryType", DeliveryType),
        .. Kept,
    ]);

    public static readonly Shape ToConnect = Shape.Object(OfConnection);

    public static readonly Shape ToReconnect = Shape.Object([Must("version", CommonShapes.Version), .. OfConnection]);
}

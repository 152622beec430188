using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>What many bodies of this API have in common.</summary>
internal static class CommonShapes
{
    public const int MostTextOfAComment = 2_000;

    /// <summary>References and the tenant's own names of things: keys in the store, therefore short.</summary>
    public static readonly Shape Ref = Shape.Name(200);

    public static readonly Shape Version = Shape.Whole(least: 0);

    public static readonly Shape Localized = Shape.Map(Shape.Text());

    public static readonly Shape Tag = Shape.Object(Must("id", Ref), Must("value", Shape.Text())).Named("Tag");

    public static readonly Shape Sticker = Shape.Object(
        Must("key", Ref),
        Must("nameLocalized", Localized),
        Must("priority", Shape.Whole(1, 10_000)),
        May("name", Shape.Text()),
        May("color", Shape.Text(20))).Named("Sticker");

    public static readonly Shape Coordinates = Shape.Object(
        Must("lat", Shape.Number(-90, 90)),
        Must("lon", Shape.Number(-180, 180))).Named("Coordinates");

    /// <summary>One facility, by our id or by the tenant's.</summary>
    public static readonly ObjectShape OneFacility = Shape.Object(May("facilityRef", Ref), May("tenantFacilityId", Ref))
        .WithOneOf("facilityRef", "tenantFacilityId");

    public static readonly Shape Currency = new CurrencyShape();

    public static readonly Shape Money = Shape.Object(
        Must("currency", Currency),
        Must("value", Shape.Whole()),
        May("decimalPlaces", Shape.Whole(0, 6))).Named("Money");

    /// <summary>What somebody may order of a line: more than nothing.</summary>
    public static readonly Shape SomeQuantity = new QuantityShape(allowZero: false);

    /// <summary>The quantity a line shall have; zero removes it.</summary>
    public static readonly Shape TargetQuantity = new QuantityShape(allowZero: true, "0 to remove the line, else ");

    public static readonly Shape AnyQuantity = new QuantityShape(allowZero: true);
}

using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>What many bodies of this API have in common.</summary>
internal static class CommonSchemas
{
    public const int MaxCommentLength = 2_000;

    /// <summary>References and the tenant's own names of things: keys in the store, therefore short.</summary>
    public static readonly JsonSchema Ref = JsonSchema.Name(200);

    public static readonly JsonSchema Version = JsonSchema.Whole(least: 0);

    public static readonly JsonSchema Localized = JsonSchema.Map(JsonSchema.Text());

    public static readonly JsonSchema Tag = JsonSchema.Object(Required("id", Ref), Required("value", JsonSchema.Text())).Named("Tag");

    public static readonly JsonSchema Sticker = JsonSchema.Object(
        Required("key", Ref),
        Required("nameLocalized", Localized),
        Required("priority", JsonSchema.Whole(1, 10_000)),
        Optional("name", JsonSchema.Text()),
        Optional("color", JsonSchema.Text(20))).Named("Sticker");

    public static readonly JsonSchema Coordinates = JsonSchema.Object(
        Required("lat", JsonSchema.Number(-90, 90)),
        Required("lon", JsonSchema.Number(-180, 180))).Named("Coordinates");

    /// <summary>One facility, by our id or by the tenant's.</summary>
    public static readonly ObjectSchema OneFacility = JsonSchema.Object(Optional("facilityRef", Ref), Optional("tenantFacilityId", Ref))
        .WithOneOf("facilityRef", "tenantFacilityId");

    public static readonly JsonSchema Currency = new CurrencySchema();

    public static readonly JsonSchema Money = JsonSchema.Object(
        Required("currency", Currency),
        Required("value", JsonSchema.Whole()),
        Optional("decimalPlaces", JsonSchema.Whole(0, 6))).Named("Money");

    /// <summary>What somebody may order of a line: more than nothing.</summary>
    public static readonly JsonSchema SomeQuantity = new QuantitySchema(allowZero: false);

    /// <summary>The quantity a line shall have; zero removes it.</summary>
    public static readonly JsonSchema TargetQuantity = new QuantitySchema(allowZero: true, "0 to remove the line, else ");

    public static readonly JsonSchema AnyQuantity = new QuantitySchema(allowZero: true);
}

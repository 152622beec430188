using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas that several request and response bodies share.</summary>
internal static class CommonSchemas
{
    public const int MaxCommentLength = 2_000;

    /// <summary>Reference or tenant-defined id. Short because the store uses it as a key.</summary>
    public static readonly JsonSchema Ref = JsonSchema.NonBlankText(200);

    public static readonly JsonSchema Version = JsonSchema.Integer(min: 0);

    public static readonly JsonSchema Localized = JsonSchema.Map(JsonSchema.Text());

    public static readonly JsonSchema Tag = JsonSchema.Object(Required("id", Ref), Required("value", JsonSchema.Text())).Named("Tag");

    public static readonly JsonSchema Sticker = JsonSchema.Object(
        Required("key", Ref),
        Required("nameLocalized", Localized),
        Required("priority", JsonSchema.Integer(1, 10_000)),
        Optional("name", JsonSchema.Text()),
        Optional("color", JsonSchema.Text(20))).Named("Sticker");

    public static readonly JsonSchema Coordinates = JsonSchema.Object(
        Required("lat", JsonSchema.Number(-90, 90)),
        Required("lon", JsonSchema.Number(-180, 180))).Named("Coordinates");

    /// <summary>One facility, by its id or by the tenant's own id.</summary>
    public static readonly ObjectSchema FacilityReference = JsonSchema.Object(
        Optional("facilityRef", Ref), Optional("tenantFacilityId", Ref))
        .WithOneOf("facilityRef", "tenantFacilityId");

    public static readonly JsonSchema Currency = new CurrencySchema();

    public static readonly JsonSchema Money = JsonSchema.Object(
        Required("currency", Currency),
        Required("value", JsonSchema.Integer()),
        Optional("decimalPlaces", JsonSchema.Integer(0, 6))).Named("Money");

    /// <summary>Ordered quantity: above zero.</summary>
    public static readonly JsonSchema PositiveQuantity = new QuantitySchema(allowZero: false);

    /// <summary>Target quantity of a line. Zero removes the line.</summary>
    public static readonly JsonSchema TargetQuantity = new QuantitySchema(allowZero: true, "0 to remove the line, or ");

    public static readonly JsonSchema NonNegativeQuantity = new QuantitySchema(allowZero: true);
}

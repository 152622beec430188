using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of pricing and payment information.</summary>
internal static class PricingSchemas
{
    private static readonly JsonSchema Discount = JsonSchema.Object(
        Optional("type", JsonSchema.Choice("ABSOLUTE", "PERCENTAGE")),
        Optional("value", CommonSchemas.Money),
        Optional("percentage", JsonSchema.Number(0, 100)),
        Optional("code", JsonSchema.Text()),
        Optional("context", JsonSchema.Text()),
        Optional("name", JsonSchema.Text()),
        Optional("nameLocalized", CommonSchemas.Localized),
        Optional("tenantDiscountId", JsonSchema.Text())).Named("Discount");

    private static readonly JsonSchema Fee = JsonSchema.Object(
        Optional("name", JsonSchema.Text()), Optional("value", CommonSchemas.Money)).Named("Fee");

    private static readonly JsonSchema Tax = JsonSchema.Object(
        Required("value", CommonSchemas.Money),
        Optional("taxableValue", CommonSchemas.Money),
        Optional("ratePercent", JsonSchema.Number(min: 0)),
        Optional("scope", JsonSchema.Text()),
        Optional("type", JsonSchema.Text())).Named("Tax");

    public static readonly JsonSchema Pricing = JsonSchema.Object(
        Optional("discounts", JsonSchema.List(Discount, max: 100)),
        Optional("fees", JsonSchema.List(Fee, max: 100)),
        Optional("taxes", JsonSchema.List(Tax, max: 100))).Named("Pricing");

    public static readonly JsonSchema PaymentInfo = JsonSchema.Object(
        Optional("currency", CommonSchemas.Currency),
        Optional("methodLocalized", CommonSchemas.Localized)).Named("PaymentInfo");
}

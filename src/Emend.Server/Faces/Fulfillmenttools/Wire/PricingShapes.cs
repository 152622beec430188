using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>What the shop says of prices and payment.</summary>
internal static class PricingShapes
{
    private static readonly Shape Discount = Shape.Object(
        May("type", Shape.Choice("ABSOLUTE", "PERCENTAGE")),
        May("value", CommonShapes.Money),
        May("percentage", Shape.Number(0, 100)),
        May("code", Shape.Text()),
        May("context", Shape.Text()),
        May("name", Shape.Text()),
        May("nameLocalized", CommonShapes.Localized),
        May("tenantDiscountId", Shape.Text())).Named("Discount");

    private static readonly Shape Fee = Shape.Object(May("name", Shape.Text()), May("value", CommonShapes.Money)).Named("Fee");

    private static readonly Shape Tax = Shape.Object(
        Must("value", CommonShapes.Money),
        May("taxableValue", CommonShapes.Money),
        May("ratePercent", Shape.Number(least: 0)),
        May("scope", Shape.Text()),
        May("type", Shape.Text())).Named("Tax");

    public static readonly Shape Pricing = Shape.Object(
        May("discounts", Shape.List(Discount, most: 100)),
        May("fees", Shape.List(Fee, most: 100)),
        May("taxes", Shape.List(Tax, most: 100))).Named("Pricing");

    public static readonly Shape PaymentInfo = Shape.Object(
        May("currency", CommonShapes.Currency),
        May("methodLocalized", CommonShapes.Localized)).Named("PaymentInfo");
}

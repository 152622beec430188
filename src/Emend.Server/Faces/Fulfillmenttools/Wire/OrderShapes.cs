using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>An order as it is placed, and what may be sent to change it.</summary>
internal static class OrderShapes
{
    private static readonly Shape Source = Shape.Object(May("sourceRef", CommonShapes.Ref), May("tenantSourceId", CommonShapes.Ref))
        .WithOneOf("sourceRef", "tenantSourceId");

    private static readonly Shape StatusReason = Shape.Object(
        Must("status", Shape.Choice("OPEN", "CANCELLED", "PROMISED", "LOCKED", "OBSOLETE")),
        Must("reason", Shape.Text()));

    /// <summary>What is kept as it came, and given back.</summary>
    public static readonly Member[] Kept =
    [
        May("statusReasons", Shape.List(StatusReason)),
        May("deliveryPreferences", DeliveryShapes.Preferences),
        May("paymentInfo", PricingShapes.PaymentInfo),
        May("pricing", PricingShapes.Pricing),
        May("source", Source),
        May("stickers", Shape.List(CommonShapes.Sticker, most: 100, least: 1)),
        May("tags", Shape.List(CommonShapes.Tag, least: 1)),
    ];

    public static readonly Member PromisesOptions = May(
        "promisesOptions",
        Shape.Object(Must("validUntil", Shape.Moment.Says("When the promise ends by itself: one minute to eight hours from now."))));

    public static readonly Shape ForCreation = Shape.Object(
    [
        Must("orderDate", Shape.Moment),
        Must("orderLineItems", Shape.List(LineShapes.ForCreation, least: 1)),
        Must("consumer", ConsumerShapes.ForCreation),
        May("tenantOrderId", CommonShapes.Ref),
        May("status", Shape.Choice("OPEN", "LOCKED", "PROMISED").Says(
            "LOCKED and PROMISED are routed and hold their stock, and nobody picks them; a promise ends by itself.")),
        PromisesOptions,
        May("customAttributes", Shape.AnyObject),
        May("customServices", Shape.List(ServiceShapes.Service, least: 1)),
        .. Kept,
    ]).Named("OrderForCreation");

    public static readonly Shape ForUpdate = Shape.Object(
        Must("version", CommonShapes.Version.Says("The version that was read; another one now is a conflict.")),
        May("comment", Shape.Text(CommonShapes.MostTextOfAComment).Says("Why; kept with the modification.")),
        May("consumer", ConsumerShapes.ForUpdate),
        May("customAttributes", Shape.OrNull(Shape.AnyObject).Says("Merged by name; null takes a name away.")),
        May("orderLineItems", Shape.OrNull(new LinesForUpdateShape()).Says(
            "A difference: a line with an id is changed, quantity 0 removes it, one without an id is added. Others stay as they are.")),
        May("preferredHandlingTime", Shape.Moment.Says("When it shall be delivered, or be ready to be collected.")))
        .Named("OrderForUpdate");

    public static readonly Shape LineAction = Shape.Object(
        Must("name", Shape.Choice("UPDATE_CUSTOM_ATTRIBUTES")),
        Must("version", CommonShapes.Version.Says("The version of the order.")),
        Must("customAttributes", Shape.AnyObject.Says("Merged by name; null takes a name away."))).Named("LineAction");
}

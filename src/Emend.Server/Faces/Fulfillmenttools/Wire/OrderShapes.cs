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

    public static readonly Shape ForCreation = Shape.Object(
        Must("orderDate", Shape.Moment),
        Must("orderLineItems", Shape.List(LineShapes.ForCreation, least: 1)),
        Must("consumer", ConsumerShapes.ForCreation),
        May("tenantOrderId", CommonShapes.Ref),
        May("status", Shape.Choice("OPEN")),
        May("statusReasons", Shape.List(StatusReason)),
        May("customAttributes", Shape.AnyObject),
        May("customServices", Shape.List(ServiceShapes.Service, least: 1)),
        May("deliveryPreferences", DeliveryShapes.Preferences),
        May("paymentInfo", PricingShapes.PaymentInfo),
        May("pricing", PricingShapes.Pricing),
        May("promisesOptions", Shape.Object(Must("validUntil", Shape.Moment))),
        May("source", Source),
        May("stickers", Shape.List(CommonShapes.Sticker, most: 100, least: 1)),
        May("tags", Shape.List(CommonShapes.Tag, least: 1)));

    public static readonly Shape ForUpdate = Shape.Object(
        Must("version", CommonShapes.Version),
        May("comment", Shape.Text(CommonShapes.MostTextOfAComment)),
        May("consumer", ConsumerShapes.ForUpdate),
        May("customAttributes", Shape.OrNull(Shape.AnyObject)),
        May("orderLineItems", Shape.OrNull(new LinesForUpdateShape())),
        May("preferredHandlingTime", Shape.Moment));

    public static readonly Shape LineAction = Shape.Object(
        Must("name", Shape.Choice("UPDATE_CUSTOM_ATTRIBUTES")),
        Must("version", CommonShapes.Version),
        Must("customAttributes", Shape.AnyObject));
}

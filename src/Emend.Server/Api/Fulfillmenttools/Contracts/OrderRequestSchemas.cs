using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>An order as it is placed, and what may be sent to change it.</summary>
internal static class OrderRequestSchemas
{
    private static readonly JsonSchema Source = JsonSchema.Object(Optional("sourceRef", CommonSchemas.Ref), Optional("tenantSourceId", CommonSchemas.Ref))
        .WithOneOf("sourceRef", "tenantSourceId");

    private static readonly JsonSchema StatusReason = JsonSchema.Object(
        Required("status", JsonSchema.Choice("OPEN", "CANCELLED", "PROMISED", "LOCKED", "OBSOLETE")),
        Required("reason", JsonSchema.Text()));

    /// <summary>What is kept as it came, and given back.</summary>
    public static readonly PropertySchema[] Kept =
    [
        Optional("statusReasons", JsonSchema.List(StatusReason)),
        Optional("deliveryPreferences", DeliveryPreferencesSchemas.Preferences),
        Optional("paymentInfo", PricingSchemas.PaymentInfo),
        Optional("pricing", PricingSchemas.Pricing),
        Optional("source", Source),
        Optional("stickers", JsonSchema.List(CommonSchemas.Sticker, max: 100, min: 1)),
        Optional("tags", JsonSchema.List(CommonSchemas.Tag, min: 1)),
    ];

    public static readonly PropertySchema PromisesOptions = Optional(
        "promisesOptions",
        JsonSchema.Object(Required("validUntil", JsonSchema.Moment.WithDescription("When the promise ends by itself: one minute to eight hours from now."))));

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
    [
        Required("orderDate", JsonSchema.Moment),
        Required("orderLineItems", JsonSchema.List(OrderLineSchemas.ForCreation, min: 1)),
        Required("consumer", ConsumerSchemas.ForCreation),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Optional("status", JsonSchema.Choice("OPEN", "LOCKED", "PROMISED").WithDescription(
            "LOCKED and PROMISED are routed and hold their stock, and nobody picks them; a promise ends by itself.")),
        PromisesOptions,
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("customServices", JsonSchema.List(CustomServiceSchemas.Service, min: 1)),
        .. Kept,
    ]).Named("OrderForCreation");

    public static readonly JsonSchema ForUpdate = JsonSchema.Object(
        Required("version", CommonSchemas.Version.WithDescription("The version that was read; another one now is a conflict.")),
        Optional("comment", JsonSchema.Text(CommonSchemas.MaxCommentLength).WithDescription("Why; kept with the modification.")),
        Optional("consumer", ConsumerSchemas.ForUpdate),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject).WithDescription("Merged by name; null takes a name away.")),
        Optional("orderLineItems", JsonSchema.OrNull(new LinesForUpdateSchema()).WithDescription(
            "A difference: a line with an id is changed, quantity 0 removes it, one without an id is added. Others stay as they are.")),
        Optional("preferredHandlingTime", JsonSchema.Moment.WithDescription("When it shall be delivered, or be ready to be collected.")))
        .Named("OrderForUpdate");

    public static readonly JsonSchema LineAction = JsonSchema.Object(
        Required("name", JsonSchema.Choice("UPDATE_CUSTOM_ATTRIBUTES")),
        Required("version", CommonSchemas.Version.WithDescription("The version of the order.")),
        Required("customAttributes", JsonSchema.AnyObject.WithDescription("Merged by name; null takes a name away."))).Named("LineAction");
}

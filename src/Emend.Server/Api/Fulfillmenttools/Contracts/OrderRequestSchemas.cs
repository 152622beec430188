using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Request schemas to place and modify orders.</summary>
internal static class OrderRequestSchemas
{
    private static readonly JsonSchema Source = JsonSchema.Object(
        Optional("sourceRef", CommonSchemas.Ref), Optional("tenantSourceId", CommonSchemas.Ref))
        .WithOneOf("sourceRef", "tenantSourceId");

    private static readonly JsonSchema StatusReason = JsonSchema.Object(
        Required("status", JsonSchema.Choice("OPEN", "CANCELLED", "PROMISED", "LOCKED", "OBSOLETE")),
        Required("reason", JsonSchema.Text()));

    /// <summary>Members that Emend preserves unchanged for responses.</summary>
    public static readonly PropertySchema[] PreservedMembers =
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
        JsonSchema.Object(
            Required("validUntil", JsonSchema.Timestamp.WithDescription("When the promise expires: one minute to eight hours from now."))));

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
    [
        Required("orderDate", JsonSchema.Timestamp),
        Required("orderLineItems", JsonSchema.List(OrderLineSchemas.ForCreation, min: 1)),
        Required("consumer", ConsumerSchemas.ForCreation),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Optional("status", JsonSchema.Choice("OPEN", "LOCKED", "PROMISED").WithDescription(
            "LOCKED and PROMISED orders are routed and reserve stock but have no pick jobs. A promise expires.")),
        PromisesOptions,
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("customServices", JsonSchema.List(CustomServiceSchemas.Service, min: 1)),
        .. PreservedMembers,
    ]).Named("OrderForCreation");

    /// <summary>An order to promise. It needs the time at which the promise expires.</summary>
    public static readonly JsonSchema ForPromise = JsonSchema.Object(
    [
        Required("orderDate", JsonSchema.Timestamp),
        Required("orderLineItems", JsonSchema.List(OrderLineSchemas.ForCreation, min: 1)),
        Required("consumer", ConsumerSchemas.ForCreation),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Optional("status", JsonSchema.Choice("PROMISED")),
        PromisesOptions with { IsRequired = true },
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("customServices", JsonSchema.List(CustomServiceSchemas.Service, min: 1)),
        .. PreservedMembers,
    ]).Named("PromiseRequest");

    public static readonly JsonSchema ForUpdate = JsonSchema.Object(
        Required(
            "version",
            CommonSchemas.Version.WithDescription("The version that the client read. A different current version is a conflict.")),
        Optional(
            "comment",
            JsonSchema.Text(CommonSchemas.MaxCommentLength).WithDescription(
                "Reason of the modification. Emend stores it with the modification.")),
        Optional("consumer", ConsumerSchemas.ForUpdate),
        Optional("customAttributes", JsonSchema.OrNull(JsonSchema.AnyObject).WithDescription("Merged by name. null removes a name.")),
        Optional("orderLineItems", JsonSchema.OrNull(new LinesForUpdateSchema()).WithDescription(
            "Changed lines only. A line with an id is changed, or removed by quantity 0. A line without an id is added. Other lines stay "
                + "unchanged.")),
        Optional(
            "preferredHandlingTime",
            JsonSchema.Timestamp.WithDescription("Preferred delivery time, or preferred time to collect the order.")))
        .Named("OrderForUpdate");

    public static readonly JsonSchema LineAction = JsonSchema.Object(
        Required("name", JsonSchema.Choice("UPDATE_CUSTOM_ATTRIBUTES")),
        Required("version", CommonSchemas.Version.WithDescription("The version of the order.")),
        Required("customAttributes", JsonSchema.AnyObject.WithDescription("Merged by name. null removes a name."))).Named("LineAction");
}

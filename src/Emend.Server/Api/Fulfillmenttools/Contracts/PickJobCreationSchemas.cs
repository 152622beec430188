using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Schemas of the creation of pick jobs.</summary>
internal static class PickJobCreationSchemas
{
    private static readonly JsonSchema Collect = JsonSchema.Object(Optional("paid", JsonSchema.Boolean)).Named("PickJobCollection");

    private static readonly JsonSchema Shipping = JsonSchema.Object(
        Optional("serviceLevel", JsonSchema.Choice("DELIVERY", "SAMEDAY")),
        Optional("carrierKey", CommonSchemas.Ref),
        Optional("carrierProductCategory", JsonSchema.Choice("STANDARD", "EXPRESS", "VALUE", "FORWARDING")),
        Optional("recipientaddress", ConsumerSchemas.Address),
        Optional("postalAddress", ConsumerSchemas.Address.WithDescription("The recipient, if recipientaddress is absent.")),
        Optional("invoiceAddress", ConsumerSchemas.Address)).Named("PickJobShipping");

    private static readonly JsonSchema Delivery = JsonSchema.Object(
        Optional("channel", JsonSchema.Choice("COLLECT", "SHIPPING")),
        Optional("targetTime", JsonSchema.Timestamp),
        Optional("details", JsonSchema.Object(Optional("collect", Collect), Optional("shipping", Shipping))))
        .Named("PickJobDeliveryForCreation");

    private static readonly JsonSchema Line = JsonSchema.Object(
    [
        Required("article", OrderLineSchemas.Article),
        Required("quantity", CommonSchemas.PositiveQuantity),
        Optional("customAttributes", JsonSchema.AnyObject),
        .. OrderLineSchemas.PreservedMembers.Where(m => m.Name is not "shopPrice"),
    ]).Named("PickLineForCreation");

    public static readonly JsonSchema ForCreation = JsonSchema.Object(
        Required("orderDate", JsonSchema.Timestamp),
        Required("facilityRef", CommonSchemas.Ref.WithDescription("The facility of the pick job: its id or URN.")),
        Required("pickLineItems", JsonSchema.List(Line).WithDescription(
            "The lines of the new order. Empty for an existing order, because its routing plan has the lines.")),
        Optional("orderRef", CommonSchemas.Ref.WithDescription("An existing order that is not yet released.")),
        Optional("processId", CommonSchemas.Ref.WithDescription("The process of an existing order.")),
        Optional("routingPlanRef", CommonSchemas.Ref.WithDescription("The routing plan of the existing order.")),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Optional("status", JsonSchema.Choice("OPEN")),
        Optional("deliveryinformation", Delivery),
        Optional("paymentInformation", JsonSchema.Object(Optional("currency", CommonSchemas.Currency))),
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("stickers", JsonSchema.List(CommonSchemas.Sticker, max: 100)),
        Optional("tags", JsonSchema.List(CommonSchemas.Tag, min: 1))).Named("PickJobForCreation");
}

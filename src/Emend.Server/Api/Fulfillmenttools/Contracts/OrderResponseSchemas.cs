using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Response schemas of orders. <see cref="OrderWriter"/> writes them.</summary>
internal static class OrderResponseSchemas
{
    private static readonly JsonSchema Status =
        CommonResponseSchemas.EnumNames<FulfillmenttoolsOrderStatus>(FulfillmenttoolsStatusNames.ToWireName);

    private static readonly PropertySchema[] CommonMembers =
    [
        .. CommonResponseSchemas.Versioned,
        Required("orderDate", JsonSchema.Timestamp),
        Required("status", Status),
    ];

    /// <summary>Members of a line except id and quantity.</summary>
    public static readonly PropertySchema[] LineDetails =
    [
        Required("article", OrderLineSchemas.Article),
        Optional("customAttributes", JsonSchema.AnyObject),
        .. OrderLineSchemas.PreservedMembers,
    ];

    private static readonly JsonSchema Line = JsonSchema.Object(
        [Required("id", CommonSchemas.Ref), Required("quantity", CommonSchemas.PositiveQuantity), .. LineDetails]).Named("OrderLine");

    private static readonly JsonSchema Service = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Required("customServiceDefinition", CustomServiceSchemas.Definition),
        Required("articleItems", JsonSchema.List(CustomServiceSchemas.Article)),
        Required("customServiceItems", JsonSchema.List(JsonSchema.Recursive(() => Service!)))).Named("OrderedService");

    private static readonly JsonSchema ChangedLine = JsonSchema.Object(
        Required("id", CommonSchemas.Ref),
        Optional("quantity", CommonSchemas.TargetQuantity),
        Optional("article", OrderLineSchemas.ArticleForUpdate)).Named("ChangedLine");

    private static readonly JsonSchema Changes = JsonSchema.Object(
        Optional("orderLineItems", JsonSchema.List(ChangedLine)),
        Optional("preferredHandlingTime", JsonSchema.Timestamp),
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("consumer", ConsumerSchemas.ForCreation)).Named("OrderChanges");

    private static readonly JsonSchema Modification = JsonSchema.Object(
        Required("created", JsonSchema.Timestamp),
        Required("changes", Changes),
        Optional("comment", JsonSchema.Text(CommonSchemas.MaxCommentLength)),
        Optional(
            "user",
            JsonSchema.Text().WithDescription(
                "The user who made the modification. Absent if the tenant anonymizes actors."))).Named("OrderUpdate");

    public static readonly JsonSchema Order = JsonSchema.Object(
    [
        .. CommonMembers,
        Required("processId", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("consumer", ConsumerSchemas.ForCreation),
        Optional("customAttributes", JsonSchema.AnyObject),
        Required("orderLineItems", JsonSchema.List(Line)),
        Optional("customServices", JsonSchema.List(Service)),
        OrderRequestSchemas.PromisesOptions,
        Optional("anonymized", JsonSchema.Boolean.WithDescription("Whether the order is anonymized.")),
        .. OrderRequestSchemas.PreservedMembers,
        Required("workflowInformation", CommonResponseSchemas.WorkflowInformation),
        Optional("cancelationReason", JsonSchema.Object(
            Required("id", CommonSchemas.Ref),
            Required("action", JsonSchema.Choice("CANCELATION")),
            Required("version", CommonSchemas.Version.WithDescription("Version of the reason at the time of cancellation.")),
            Required("reason", JsonSchema.Text().WithDescription("Text of the reason at the time of cancellation.")),
            Required("reasonLocalized", CommonSchemas.Localized)).Named("ReasonOfCancelation")),
        Optional("updateDetails", JsonSchema.List(Modification, min: 1).WithDescription("The modifications, newest last.")),
    ]).Named("Order");

    private static readonly JsonSchema StrippedLine = JsonSchema.Object(
        Required("quantity", CommonSchemas.PositiveQuantity),
        Required("title", JsonSchema.NonBlankText())).Named("StrippedOrderLine");

    public static readonly JsonSchema Stripped = JsonSchema.Object(
    [
        .. CommonMembers,
        Required("processRef", CommonSchemas.Ref),
        Required("orderLineItems", JsonSchema.List(StrippedLine)),
        Optional("stickers", JsonSchema.List(CommonSchemas.Sticker)),
    ]).Named("StrippedOrder");
}

using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Fulfillmenttools.Contracts;

/// <summary>Orders as <see cref="OrderWriter"/> tells them.</summary>
internal static class OrderResponseSchemas
{
    private static readonly JsonSchema Status = CommonResponseSchemas.States<OrderStatus>(FulfillmenttoolsStatusNames.Of);

    private static readonly PropertySchema[] Head =
    [
        .. CommonResponseSchemas.Versioned,
        Required("orderDate", JsonSchema.Moment),
        Required("status", Status),
    ];

    /// <summary>What a line says beside its id and quantity, wherever it is told.</summary>
    public static readonly PropertySchema[] RestOfALine =
    [
        Required("article", OrderLineSchemas.Article),
        Optional("customAttributes", JsonSchema.AnyObject),
        .. OrderLineSchemas.Kept,
    ];

    private static readonly JsonSchema Line = JsonSchema.Object(
        [Required("id", CommonSchemas.Ref), Required("quantity", CommonSchemas.SomeQuantity), .. RestOfALine]).Named("OrderLine");

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
        Optional("preferredHandlingTime", JsonSchema.Moment),
        Optional("customAttributes", JsonSchema.AnyObject),
        Optional("consumer", ConsumerSchemas.ForCreation)).Named("OrderChanges");

    private static readonly JsonSchema Update = JsonSchema.Object(
        Required("created", JsonSchema.Moment),
        Required("changes", Changes),
        Optional("comment", JsonSchema.Text(CommonSchemas.MaxCommentLength)),
        Optional("user", JsonSchema.Text().WithDescription("Who made it, where the tenant lets that be told."))).Named("OrderUpdate");

    public static readonly JsonSchema Order = JsonSchema.Object(
    [
        .. Head,
        Required("processId", CommonSchemas.Ref),
        Optional("tenantOrderId", CommonSchemas.Ref),
        Required("consumer", ConsumerSchemas.ForCreation),
        Optional("customAttributes", JsonSchema.AnyObject),
        Required("orderLineItems", JsonSchema.List(Line)),
        Optional("customServices", JsonSchema.List(Service)),
        OrderRequestSchemas.PromisesOptions,
        Optional("anonymized", JsonSchema.Flag.WithDescription("Whether what speaks of persons was erased.")),
        .. OrderRequestSchemas.Kept,
        Required("workflowInformation", CommonResponseSchemas.Workflow),
        Optional("cancelationReason", JsonSchema.Object(
            Required("id", CommonSchemas.Ref),
            Required("action", JsonSchema.Choice("CANCELATION")),
            Required("reason", JsonSchema.Text().WithDescription("What it said then."))).Named("ReasonOfCancelation")),
        Optional("updateDetails", JsonSchema.List(Update, min: 1).WithDescription("What was changed, the newest modification last.")),
    ]).Named("Order");

    private static readonly JsonSchema StrippedLine = JsonSchema.Object(
        Required("quantity", CommonSchemas.SomeQuantity),
        Required("title", JsonSchema.Name())).Named("StrippedOrderLine");

    public static readonly JsonSchema Stripped = JsonSchema.Object(
    [
        .. Head,
        Required("processRef", CommonSchemas.Ref),
        Required("orderLineItems", JsonSchema.List(StrippedLine)),
        Optional("stickers", JsonSchema.List(CommonSchemas.Sticker)),
    ]).Named("StrippedOrder");
}

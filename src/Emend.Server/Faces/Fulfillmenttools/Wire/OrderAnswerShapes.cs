using Emend.Core.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Orders as <see cref="OrderBody"/> tells them.</summary>
internal static class OrderAnswerShapes
{
    private static readonly Shape Status = AnswerShapes.States<OrderStatus>(StatusNames.Of);

    private static readonly Member[] Head =
    [
        .. AnswerShapes.Versioned,
        Must("orderDate", Shape.Moment),
        Must("status", Status),
    ];

    /// <summary>What a line says beside its id and quantity, wherever it is told.</summary>
    public static readonly Member[] RestOfALine =
    [
        Must("article", LineShapes.Article),
        May("customAttributes", Shape.AnyObject),
        .. LineShapes.Kept,
    ];

    private static readonly Shape Line = Shape.Object(
        [Must("id", CommonShapes.Ref), Must("quantity", CommonShapes.SomeQuantity), .. RestOfALine]).Named("OrderLine");

    private static readonly Shape Service = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("customServiceDefinition", ServiceShapes.Definition),
        Must("articleItems", Shape.List(ServiceShapes.Article)),
        Must("customServiceItems", Shape.List(Shape.Later(() => Service!)))).Named("OrderedService");

    private static readonly Shape ChangedLine = Shape.Object(
        Must("id", CommonShapes.Ref),
        May("quantity", CommonShapes.TargetQuantity),
        May("article", LineShapes.ArticleForUpdate)).Named("ChangedLine");

    private static readonly Shape Changes = Shape.Object(
        May("orderLineItems", Shape.List(ChangedLine)),
        May("preferredHandlingTime", Shape.Moment),
        May("customAttributes", Shape.AnyObject),
        May("consumer", ConsumerShapes.ForCreation)).Named("OrderChanges");

    private static readonly Shape Update = Shape.Object(
        Must("created", Shape.Moment),
        Must("changes", Changes),
        May("comment", Shape.Text(CommonShapes.MostTextOfAComment)),
        May("user", Shape.Text().Says("Who made it, where the tenant lets that be told."))).Named("OrderUpdate");

    public static readonly Shape Order = Shape.Object(
    [
        .. Head,
        Must("processId", CommonShapes.Ref),
        May("tenantOrderId", CommonShapes.Ref),
        Must("consumer", ConsumerShapes.ForCreation),
        May("customAttributes", Shape.AnyObject),
        Must("orderLineItems", Shape.List(Line)),
        May("customServices", Shape.List(Service)),
        OrderShapes.PromisesOptions,
        May("anonymized", Shape.Flag.Says("Whether what speaks of persons was erased.")),
        .. OrderShapes.Kept,
        Must("workflowInformation", AnswerShapes.Workflow),
        May("cancelationReason", Shape.Object(
            Must("id", CommonShapes.Ref),
            Must("action", Shape.Choice("CANCELATION")),
            Must("reason", Shape.Text().Says("What it said then."))).Named("ReasonOfCancelation")),
        May("updateDetails", Shape.List(Update, least: 1).Says("What was changed, the newest modification last.")),
    ]).Named("Order");

    private static readonly Shape StrippedLine = Shape.Object(
        Must("quantity", CommonShapes.SomeQuantity),
        Must("title", Shape.Name())).Named("StrippedOrderLine");

    public static readonly Shape Stripped = Shape.Object(
    [
        .. Head,
        Must("processRef", CommonShapes.Ref),
        Must("orderLineItems", Shape.List(StrippedLine)),
        May("stickers", Shape.List(CommonShapes.Sticker)),
    ]).Named("StrippedOrder");
}

using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Actions on pick jobs, and the one configuration of modification.</summary>
internal static class ActionShapes
{
    private static readonly Shape PickLine = Shape.Object(
        Must("id", CommonShapes.Ref),
        Must("picked", CommonShapes.AnyQuantity),
        May("customAttributes", Shape.OrNull(Shape.AnyObject)),
        May("pickedAt", Shape.Moment),
        May("secondaryPicked", Shape.Whole(least: 0)),
        May("scannedCodes", Shape.List(Shape.AnyObject, most: 50)),
        May("shortPickReason", Shape.AnyObject),
        May("partialStockLocations", Shape.List(Shape.AnyObject, most: 50))).Named("PickedLine");

    private static readonly Shape Piece = Shape.Object(
        Must("lineItemId", CommonShapes.Ref),
        Must("quantity", CommonShapes.SomeQuantity),
        Must("picked", CommonShapes.AnyQuantity)).Named("SplitLineItemInfo");

    public static readonly Shape OnPickJob = new PickActionShape(Shape.Object(
        Must("name", Shape.Choice(PickActionShape.Names)),
        Must("version", CommonShapes.Version),
        May("lineItems", Shape.List(PickLine, most: 100, least: 1)),
        May("splitLineItemsInfo", Shape.List(Piece, most: 100, least: 1).Says(
            "The pieces that lines become: the first of a line keeps its id, and what they leave is one more part.")),
        May("lineItemIds", Shape.List(CommonShapes.Ref, most: 100, least: 2).Says("Parts of one line, which become one."))))
        .Named("PickJobAction");

    /// <summary>So many orders at once.</summary>
    public const int MostOrders = 15;

    public static readonly Shape OnOrders = Shape.Object(
        Must("name", Shape.Choice("BULK_FORCE_CANCEL")),
        Must("orders", Shape.List(
            Shape.Object(Must("orderId", CommonShapes.Ref), Must("version", CommonShapes.Version), ProcessShapes.Why)
                .Named("OrderForBulkForceCancel"),
            MostOrders,
            least: 1))).Named("BulkForceCancelAction");

    public static readonly Shape BulkResults = Shape.List(
        Shape.Object(
            Must("orderId", CommonShapes.Ref),
            Must("status", Shape.Choice("UPDATED", "UNCHANGED", "FAILED")),
            May("summary", Shape.Text(10_000))).Named("BulkOperationResult"),
        MostOrders);

    public static readonly Shape OrderCancelation = Shape.Object(
        Must("version", CommonShapes.Version),
        Must("allowForceCancelOrder", Shape.Flag),
        May("id", Shape.Text()),
        May("created", Shape.Moment),
        May("lastModified", Shape.Moment)).Named("OrderCancelationConfigurationForUpdate");

    public static readonly Shape OrderModification = Shape.Object(
        Must("version", CommonShapes.Version),
        Must("allowOrderLineItemModification", Shape.Flag),
        May("id", Shape.Text()),
        May("created", Shape.Moment),
        May("lastModified", Shape.Moment)).Named("OrderModificationConfigurationForUpdate");
}

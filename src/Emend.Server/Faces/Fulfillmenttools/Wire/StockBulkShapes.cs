using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Fulfillmenttools.Wire;

/// <summary>Many stocks with one request, and what becomes of them.</summary>
internal static class StockBulkShapes
{
    /// <summary>The largest body: <see cref="MostRows"/> rows, with room.</summary>
    public const int MostBytes = 8 * 1_048_576;

    public const int MostRows = 10_000;

    private const int MostRemoved = 500;

    public static readonly Shape ForUpsert =
        Shape.Object(Must("stocks", new RowsShape(StockShapes.Row, MostRows))).Named("StocksForUpsert");

    public static readonly Shape ForAction = Shape.Object(Must("action", new StockActionShape(
    [
        new("DELETE_BY_IDS", Must("ids", Shape.List(CommonShapes.Ref, MostRemoved))),
        new("DELETE_BY_PRODUCTS",
            Must("facilityRef", CommonShapes.Ref), Must("tenantArticleIds", Shape.List(CommonShapes.Ref, MostRemoved))),
        new("UPDATE_VERSIONLESS", Must("stocks", new RowsShape(StockShapes.RowOfAction, MostRows))),
    ]))).Named("StockAction");

    private static readonly Shape Result = Shape.Object(
        Must("status", Shape.Choice("CREATED", "UPDATED", "UNCHANGED", "FAILED")),
        May("stock", InventoryAnswerShapes.Stock),
        May("errors", AnswerShapes.Error.Says("What was wrong, where it failed."))).Named("StockRowResult");

    public static readonly Shape Results = Shape.List(Result, MostRows);

    public static readonly Shape ActionResult = Shape.Object(
        Must("name", Shape.Choice("DELETE_BY_IDS", "DELETE_BY_PRODUCTS", "UPDATE_VERSIONLESS")),
        Must("result", Shape.Object(
            May("ids", Shape.List(CommonShapes.Ref, MostRemoved).Says("What was removed.")),
            May("operationResults", Results)))).Named("StockActionResult");
}

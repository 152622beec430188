using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Operations;

/// <summary>What the endpoints of many stocks say of themselves.</summary>
internal static class GoodsOperations
{
    private const string Stocks = "Stocks";

    public static readonly Operation UpsertStocks = new("upsertStocks", Stocks, "Set or make many stocks")
    {
        Description = "Each row has its own result, in order; one that fails stops no other. The same request again changes nothing.",
        Body = StockBulkShapes.ForUpsert,
        Answers = [Asked.Ok("What became of each row; some of them may have failed.", StockBulkShapes.Results)],
        Fails = [409, 422],
    };

    public static readonly Operation ActOnStocks = new("performStocksActions", Stocks, "Remove many stocks, or set them without versions")
    {
        Description = "Stocks are removed all or, where orders hold some of them, none. Those that are gone are passed over.",
        Body = StockBulkShapes.ForAction,
        Answers = [Asked.Ok("What was done.", StockBulkShapes.ActionResult)],
        Fails = [409, 422],
    };
}

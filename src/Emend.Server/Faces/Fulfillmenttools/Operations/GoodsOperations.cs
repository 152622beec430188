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
        Example = """
            {
              "stocks": [
                { "tenantFacilityId": "NL-AMS-01", "tenantArticleId": "TSHIRT-W-2468", "value": 250 },
                { "tenantFacilityId": "NL-AMS-01", "tenantArticleId": "SOCKS-G-1001", "value": 40 }
              ]
            }
            """,
        Answers = [Asked.Ok("What became of each row; some of them may have failed.", StockBulkShapes.Results)],
        Fails = [409, 422],
    };

    public static readonly Operation ActOnStocks = new("performStocksActions", Stocks, "Remove many stocks, or set them without versions")
    {
        Description = "Stocks are removed all or, where orders hold some of them, none. Those that are gone are passed over.",
        Body = StockBulkShapes.ForAction,
        Example = """{ "action": { "name": "DELETE_BY_IDS", "ids": ["the id of a stock"] } }""",
        Answers = [Asked.Ok("What was done.", StockBulkShapes.ActionResult)],
        Fails = [409, 422],
    };
}

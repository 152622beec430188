using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>What there is of articles: many stocks at once.</summary>
internal static class GoodsSetup
{
    public static IServiceCollection AddGoods(this IServiceCollection services) => services.AddSingleton<StockBulkEndpoints>();

    public static void MapGoods(this RouteGroupBuilder api)
    {
        api.MapPut("stocks", (HttpContext context, StockBulkEndpoints stocks) => stocks.Put(context))
            .Needs(P.StockWrite).Describes(GoodsOperations.UpsertStocks);
        api.MapPost("stocks/actions", (HttpContext context, StockBulkEndpoints stocks) => stocks.Act(context))
            .Needs(P.StockWrite).Describes(GoodsOperations.ActOnStocks);
    }
}

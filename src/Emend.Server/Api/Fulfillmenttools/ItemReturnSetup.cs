using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers and maps the endpoints of item return jobs.</summary>
internal static class ItemReturnSetup
{
    public static IServiceCollection AddItemReturns(this IServiceCollection services) => services.AddSingleton<ItemReturnEndpoints>();

    public static void MapItemReturns(this RouteGroupBuilder api)
    {
        const string Job = "itemreturnjobs/{itemReturnJobId}";
        api.MapGet("itemreturnjobs", (HttpContext context, ItemReturnEndpoints returns) => returns.List(context))
            .RequiresPermission(P.ReturnRead).WithOperation(ItemReturnOperations.List);
        api.MapGet(
            Job, (HttpContext context, ItemReturnEndpoints returns, string itemReturnJobId) => returns.Get(context, itemReturnJobId))
            .RequiresPermission(P.ReturnRead).WithOperation(ItemReturnOperations.Get);
        api.MapPost(
            Job + "/actions",
            (HttpContext context, ItemReturnEndpoints returns, string itemReturnJobId) => returns.Act(context, itemReturnJobId))
            .RequiresPermission(P.PickjobWrite).WithOperation(ItemReturnOperations.Act);
        api.MapGet(
            Job + "/itemreturns",
            (HttpContext context, ItemReturnEndpoints returns, string itemReturnJobId) => returns.ListReturns(context, itemReturnJobId))
            .RequiresPermission(P.ReturnRead).WithOperation(ItemReturnOperations.ListReturns);
        api.MapGet(
            Job + "/itemreturns/{itemReturnId}",
            (HttpContext context, ItemReturnEndpoints returns, string itemReturnJobId, string itemReturnId) =>
                returns.GetReturn(context, itemReturnJobId, itemReturnId))
            .RequiresPermission(P.ReturnRead).WithOperation(ItemReturnOperations.GetReturn);
        api.MapPut(
            Job + "/itemreturns/{itemReturnId}/returnedlineitems",
            (HttpContext context, ItemReturnEndpoints returns, string itemReturnJobId, string itemReturnId) =>
                returns.ReplaceReturned(context, itemReturnJobId, itemReturnId))
            .RequiresPermission(P.PickjobWrite).WithOperation(ItemReturnOperations.ReplaceReturned);
        api.MapGet("itemreturns", (HttpContext context, ItemReturnEndpoints returns) => returns.ListAllReturns(context))
            .RequiresPermission(P.ReturnRead).WithOperation(ItemReturnOperations.ListAllReturns);
    }
}

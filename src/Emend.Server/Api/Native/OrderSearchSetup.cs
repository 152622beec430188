using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Http;
using Emend.Server.Http.QueryLanguage;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the list and the search of orders.</summary>
internal static class OrderSearchSetup
{
    public static IServiceCollection AddOrderSearch(this IServiceCollection services) =>
        services.AddCursors().AddSingleton<OrderSearchEndpoints>();

    public static void MapOrderSearch(this RouteGroupBuilder api)
    {
        api.MapGet("orders", (HttpContext context, OrderSearchEndpoints finding) => finding.List(context))
            .RequiresPermission(P.OrderRead).WithOperation(OrderSearchOperations.List);
        api.MapPost("orders/search", (HttpContext context, OrderSearchEndpoints finding) => finding.Search(context))
            .RequiresPermission(P.OrderRead).WithOperation(OrderSearchOperations.Search);
    }
}

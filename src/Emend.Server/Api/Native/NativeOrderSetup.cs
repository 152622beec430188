using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the endpoints of orders, modifications and history.</summary>
internal static class NativeOrderSetup
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddSingleton<AvailableActionEndpoints>()
        .AddSingleton<NativeOrderReader>()
        .AddSingleton<NativeOrderEndpoints>()
        .AddSingleton<ModificationEndpoints>()
        .AddSingleton<HistoryEndpoints>();

    public static void MapOrders(this RouteGroupBuilder api)
    {
        api.MapPost("orders", (HttpContext context, NativeOrderEndpoints orders) => orders.Place(context))
            .RequiresPermission(P.OrderWrite).WithOperation(NativeOrderOperations.Place);
        api.MapGet("orders/{orderId}", (HttpContext context, NativeOrderEndpoints orders, string orderId) => orders.Get(context, orderId))
            .RequiresPermission(P.OrderRead).WithOperation(NativeOrderOperations.Get);
        api.MapGet(
            "orders/{orderId}/diff", (HttpContext context, NativeOrderEndpoints orders, string orderId) => orders.Compare(context, orderId))
            .RequiresPermission(P.OrderRead).WithOperation(NativeOrderOperations.Compare);
        api.MapGet(
            "orders/{orderId}/actions", (HttpContext context, AvailableActionEndpoints actions, string orderId) =>
                actions.List(context, orderId))
            .RequiresPermission(P.OrderRead).WithOperation(AvailableActionOperations.List);
    }

    public static void MapModifications(this RouteGroupBuilder api)
    {
        const string All = "orders/{orderId}/modifications";
        api.MapPost(All, (HttpContext context, ModificationEndpoints changes, string orderId) => changes.Apply(context, orderId))
            .RequiresPermission(P.OrderWrite).WithOperation(ModificationOperations.Apply);
        api.MapPost(
            All + "/preview", (HttpContext context, ModificationEndpoints changes, string orderId) => changes.Preview(context, orderId))
            .RequiresPermission(P.OrderWrite).WithOperation(ModificationOperations.Preview);
        api.MapGet(All, (HttpContext context, HistoryEndpoints history, string orderId) => history.List(context, orderId))
            .RequiresPermission(P.OrderRead).WithOperation(ModificationOperations.List);
        api.MapGet(
            All + "/{revision}",
            (HttpContext context, HistoryEndpoints history, string orderId, string revision) => history.Get(context, orderId, revision))
            .RequiresPermission(P.OrderRead).WithOperation(ModificationOperations.Get);
        api.MapPost(
            All + "/{revision}/undo",
            (HttpContext context, HistoryEndpoints history, string orderId, string revision) => history.Undo(context, orderId, revision))
            .RequiresPermission(P.OrderWrite).WithOperation(ModificationOperations.Undo);
        api.MapPost(
            All + "/{revision}/undo/preview",
            (HttpContext context, HistoryEndpoints history, string orderId, string revision) =>
                history.PreviewUndo(context, orderId, revision))
            .RequiresPermission(P.OrderWrite).WithOperation(ModificationOperations.PreviewUndo);
    }
}

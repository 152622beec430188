using Emend.Server.Faces.Native.Endpoints;
using Emend.Server.Faces.Native.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Native;

/// <summary>Orders, their modifications and their history.</summary>
internal static class OrderSetup
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services
        .AddSingleton<ActionEndpoints>()
        .AddSingleton<OutcomeAnswers>()
        .AddSingleton<OrderReading>()
        .AddSingleton<OrderEndpoints>()
        .AddSingleton<ModificationEndpoints>()
        .AddSingleton<HistoryEndpoints>();

    public static void MapOrders(this RouteGroupBuilder api)
    {
        api.MapPost("orders", (HttpContext context, OrderEndpoints orders) => orders.Place(context))
            .Needs(P.OrderWrite).Describes(OrderOperations.Place);
        api.MapGet("orders/{orderId}", (HttpContext context, OrderEndpoints orders, string orderId) => orders.Get(context, orderId))
            .Needs(P.OrderRead).Describes(OrderOperations.Get);
        api.MapGet("orders/{orderId}/diff", (HttpContext context, OrderEndpoints orders, string orderId) => orders.Diff(context, orderId))
            .Needs(P.OrderRead).Describes(OrderOperations.Diff);
        api.MapGet(
            "orders/{orderId}/actions", (HttpContext context, ActionEndpoints actions, string orderId) => actions.Of(context, orderId))
            .Needs(P.OrderRead).Describes(ActionOperations.Of);
    }

    public static void MapModifications(this RouteGroupBuilder api)
    {
        const string All = "orders/{orderId}/modifications";
        api.MapPost(All, (HttpContext context, ModificationEndpoints changes, string orderId) => changes.Apply(context, orderId))
            .Needs(P.OrderWrite).Describes(ModificationOperations.Apply);
        api.MapPost(
            All + "/preview", (HttpContext context, ModificationEndpoints changes, string orderId) => changes.Preview(context, orderId))
            .Needs(P.OrderWrite).Describes(ModificationOperations.Preview);
        api.MapGet(All, (HttpContext context, HistoryEndpoints history, string orderId) => history.List(context, orderId))
            .Needs(P.OrderRead).Describes(ModificationOperations.List);
        api.MapGet(
            All + "/{revision}",
            (HttpContext context, HistoryEndpoints history, string orderId, string revision) => history.Get(context, orderId, revision))
            .Needs(P.OrderRead).Describes(ModificationOperations.Get);
        api.MapPost(
            All + "/{revision}/undo",
            (HttpContext context, HistoryEndpoints history, string orderId, string revision) => history.Undo(context, orderId, revision))
            .Needs(P.OrderWrite).Describes(ModificationOperations.Undo);
        api.MapPost(
            All + "/{revision}/undo/preview",
            (HttpContext context, HistoryEndpoints history, string orderId, string revision) =>
                history.PreviewUndo(context, orderId, revision))
            .Needs(P.OrderWrite).Describes(ModificationOperations.PreviewUndo);
    }
}

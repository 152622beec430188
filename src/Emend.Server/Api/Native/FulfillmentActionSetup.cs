using Emend.Core.Orders;
using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the endpoints of actions, labels and return tasks.</summary>
internal static class FulfillmentActionSetup
{
    private const string Actions = "orders/{orderId}/actions/";

    public static IServiceCollection AddFulfillmentActions(this IServiceCollection services) => services
        .AddSingleton<FulfillmentActionEndpoints>()
        .AddSingleton<LabelEndpoints>()
        .AddSingleton<ReturnTaskEndpoints>();

    public static void MapFulfillmentActions(this RouteGroupBuilder api)
    {
        foreach (var action in FulfillmentActionDefinitions.All)
        {
            api.MapPost(
                Actions + action.Name,
                (HttpContext context, FulfillmentActionEndpoints all, string orderId) => all.Apply(context, orderId, action))
                .WithMetadata(GetAuthorization(action)).WithOperation(FulfillmentActionOperations.Create(action));
            api.MapPost(
                Actions + action.Name + "/preview",
                (HttpContext context, FulfillmentActionEndpoints all, string orderId) => all.Preview(context, orderId, action))
                .WithMetadata(GetAuthorization(action)).WithOperation(FulfillmentActionOperations.CreatePreview(action));
        }

        api.MapPost(
            Actions + "{**path}",
            (HttpContext context, string? path) => FulfillmentActionEndpoints.RespondToUnknownAction(context, path ?? ""))
            .IsPublic();
        api.MapGet(
            "parcels/{parcelId}/label", (HttpContext context, LabelEndpoints labels, string parcelId) => labels.Get(context, parcelId))
            .RequiresPermission(P.ParcelRead).WithOperation(FulfillmentActionOperations.Label);
        api.MapGet("return-tasks", (HttpContext context, ReturnTaskEndpoints tasks) => tasks.List(context))
            .RequiresPermission(P.PickjobRead).WithOperation(ReturnTaskOperations.List);
        api.MapGet("return-tasks/{taskId}", (HttpContext context, ReturnTaskEndpoints tasks, string taskId) => tasks.Get(context, taskId))
            .RequiresPermission(P.PickjobRead).WithOperation(ReturnTaskOperations.Get);
        api.MapPost(
            "return-tasks/{taskId}/actions",
            (HttpContext context, ReturnTaskEndpoints tasks, string taskId) => tasks.Update(context, taskId))
            .RequiresPermission(P.PickjobWrite).WithOperation(ReturnTaskOperations.Update);
    }

    private static EndpointAuthorization GetAuthorization(FulfillmentActionDefinition action) => new(true, [action.Permission])
    {
        Alternative = action.Name is ActionNames.RerouteUnroutable ? P.ProcessReroute : null,
    };
}

using Emend.Server.Faces.Native.Endpoints;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Native;

/// <summary>How orders are fulfilled is changed, and what was picked in vain is put back.</summary>
internal static class ProcessSetup
{
    private const string Actions = "orders/{orderId}/actions/";

    public static IServiceCollection AddProcess(this IServiceCollection services) => services
        .AddSingleton<ProcessActionEndpoints>()
        .AddSingleton<LabelEndpoints>()
        .AddSingleton<ReturnTaskEndpoints>();

    public static void MapProcess(this RouteGroupBuilder api)
    {
        foreach (var action in ProcessActions.All)
        {
            api.MapPost(
                Actions + action.Name,
                (HttpContext context, ProcessActionEndpoints all, string orderId) => all.Apply(context, orderId, action))
                .Needs(action.Permission).Describes(ProcessOperations.Apply(action));
            api.MapPost(
                Actions + action.Name + "/preview",
                (HttpContext context, ProcessActionEndpoints all, string orderId) => all.Preview(context, orderId, action))
                .Needs(action.Permission).Describes(ProcessOperations.PreviewOf(action));
        }

        api.MapPost(Actions + "{**path}", (HttpContext context, string path) => ProcessActionEndpoints.Unknown(context, path)).IsOpen();
        api.MapGet(
            "parcels/{parcelId}/label", (HttpContext context, LabelEndpoints labels, string parcelId) => labels.Get(context, parcelId))
            .Needs(P.ParcelRead).Describes(ProcessOperations.Label);
        api.MapGet("return-tasks", (HttpContext context, ReturnTaskEndpoints tasks) => tasks.List(context))
            .Needs(P.PickjobRead).Describes(ReturnTaskOperations.List);
        api.MapGet("return-tasks/{taskId}", (HttpContext context, ReturnTaskEndpoints tasks, string taskId) => tasks.Get(context, taskId))
            .Needs(P.PickjobRead).Describes(ReturnTaskOperations.Get);
        api.MapPost(
            "return-tasks/{taskId}/actions",
            (HttpContext context, ReturnTaskEndpoints tasks, string taskId) => tasks.Act(context, taskId))
            .Needs(P.PickjobWrite).Describes(ReturnTaskOperations.Act);
    }
}

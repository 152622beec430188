using Emend.Server.Api.Native.Endpoints;
using Emend.Server.Api.Native.OpenApi;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Native;

/// <summary>Registers and maps the operations endpoints of subscriptions.</summary>
internal static class NativeSubscriptionSetup
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton<SubscriptionResolver>()
        .AddSingleton<ReplayRequestReader>()
        .AddSingleton<NativeSubscriptionEndpoints>()
        .AddSingleton<NativeSubscriptionReader>()
        .AddSingleton<SubscriptionWriteEndpoints>()
        .AddSingleton<EventDeliveryEndpoints>();

    public static void MapSubscriptions(this RouteGroupBuilder api)
    {
        const string One = "subscriptions/{subscriptionId}";
        api.MapGet("subscriptions", (HttpContext context, NativeSubscriptionEndpoints all) => all.List(context))
            .RequiresPermission(P.SubscriptionRead).WithOperation(NativeSubscriptionOperations.List);
        api.MapPost("subscriptions", (HttpContext context, SubscriptionWriteEndpoints all) => all.Create(context))
            .RequiresPermission(P.SubscriptionWrite).WithOperation(NativeSubscriptionOperations.Create);
        api.MapDelete(One, (HttpContext context, SubscriptionWriteEndpoints all, string subscriptionId) =>
                all.Delete(context, subscriptionId))
            .RequiresPermission(P.SubscriptionWrite).WithOperation(NativeSubscriptionOperations.Delete);
        api.MapGet(
            $"{One}/deliveries", (HttpContext context, EventDeliveryEndpoints all, string subscriptionId) =>
                all.List(context, subscriptionId))
            .RequiresPermission(P.SubscriptionRead).WithOperation(NativeSubscriptionOperations.Deliveries);
        api.MapPost(
            $"{One}/replay", (HttpContext context, EventDeliveryEndpoints all, string subscriptionId) =>
                all.Replay(context, subscriptionId))
            .RequiresPermission(P.SubscriptionWrite).WithOperation(NativeSubscriptionOperations.Replay);
        api.MapGet(
            $"{One}/secret", (HttpContext context, NativeSubscriptionEndpoints all, string subscriptionId) =>
                all.Secret(context, subscriptionId))
            .RequiresPermission(P.SubscriptionWrite).WithOperation(NativeSubscriptionOperations.Secret);
        api.MapPost(
            $"{One}/secret/rotate",
            (HttpContext context, NativeSubscriptionEndpoints all, string subscriptionId) => all.Rotate(context, subscriptionId))
            .RequiresPermission(P.SubscriptionWrite).WithOperation(NativeSubscriptionOperations.Rotate);
    }
}

using Emend.Server.Faces.Native.Endpoints;
using Emend.Server.Faces.Native.Operations;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Native;

/// <summary>Subscriptions as whoever runs them sees them.</summary>
internal static class SubscriptionSetup
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton<SubscriptionsFound>()
        .AddSingleton<DeliveryAsking>()
        .AddSingleton<SubscriptionEndpoints>()
        .AddSingleton<DeliveryEndpoints>();

    public static void MapSubscriptions(this RouteGroupBuilder api)
    {
        const string One = "subscriptions/{subscriptionId}";
        api.MapGet("subscriptions", (HttpContext context, SubscriptionEndpoints all) => all.List(context))
            .Needs(P.SubscriptionRead).Describes(SubscriptionOperations.List);
        api.MapGet(
            $"{One}/deliveries", (HttpContext context, DeliveryEndpoints all, string subscriptionId) => all.List(context, subscriptionId))
            .Needs(P.SubscriptionRead).Describes(SubscriptionOperations.Deliveries);
        api.MapPost(
            $"{One}/replay", (HttpContext context, DeliveryEndpoints all, string subscriptionId) => all.Replay(context, subscriptionId))
            .Needs(P.SubscriptionWrite).Describes(SubscriptionOperations.Replay);
        api.MapGet(
            $"{One}/secret", (HttpContext context, SubscriptionEndpoints all, string subscriptionId) => all.Secret(context, subscriptionId))
            .Needs(P.SubscriptionWrite).Describes(SubscriptionOperations.Secret);
        api.MapPost(
            $"{One}/secret/rotate",
            (HttpContext context, SubscriptionEndpoints all, string subscriptionId) => all.Rotate(context, subscriptionId))
            .Needs(P.SubscriptionWrite).Describes(SubscriptionOperations.Rotate);
    }
}

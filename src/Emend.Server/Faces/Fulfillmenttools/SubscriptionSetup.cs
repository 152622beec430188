using Emend.Server.Desk.Events;
using Emend.Server.Faces.Fulfillmenttools.Endpoints;
using Emend.Server.Faces.Fulfillmenttools.Operations;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>Where the face answers about who is called when something happens.</summary>
internal static class SubscriptionSetup
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton<IEventBodies, EventEnvelope>()
        .AddSingleton<SubscriptionAsking>()
        .AddSingleton<SubscriptionEndpoints>();

    public static void MapSubscriptions(this RouteGroupBuilder api)
    {
        const string One = "subscriptions/{subscriptionId}";
        api.MapGet("subscriptions", (HttpContext context, SubscriptionEndpoints all) => all.List(context))
            .Needs(P.SubscriptionRead).Describes(SubscriptionOperations.List);
        api.MapPost("subscriptions", (HttpContext context, SubscriptionEndpoints all) => all.Create(context))
            .Needs(P.SubscriptionWrite).Describes(SubscriptionOperations.Create);
        api.MapGet(One, (HttpContext context, SubscriptionEndpoints all, string subscriptionId) => all.Get(context, subscriptionId))
            .Needs(P.SubscriptionRead).Describes(SubscriptionOperations.Get);
        api.MapDelete(One, (HttpContext context, SubscriptionEndpoints all, string subscriptionId) => all.Delete(context, subscriptionId))
            .Needs(P.SubscriptionWrite).Describes(SubscriptionOperations.Delete);
    }
}

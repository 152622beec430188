using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Endpoints;
using Emend.Server.Api.Fulfillmenttools.OpenApi;
using Emend.Server.Application.Events;
using Emend.Server.Http;
using P = Emend.Core.Rules.Permissions;

namespace Emend.Server.Api.Fulfillmenttools;

/// <summary>Registers and maps the endpoints of event subscriptions.</summary>
internal static class SubscriptionSetup
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services) => services
        .AddSingleton<IApiEventFormat, EventEnvelopeWriter>()
        .AddSingleton<SubscriptionRequestReader>()
        .AddSingleton<SubscriptionEndpoints>();

    public static void MapSubscriptions(this RouteGroupBuilder api)
    {
        const string One = "subscriptions/{subscriptionId}";
        api.MapGet("subscriptions", (HttpContext context, SubscriptionEndpoints endpoints) => endpoints.List(context))
            .RequiresPermission(P.SubscriptionRead).WithOperation(SubscriptionOperations.List);
        api.MapPost("subscriptions", (HttpContext context, SubscriptionEndpoints endpoints) => endpoints.Create(context))
            .RequiresPermission(P.SubscriptionWrite).WithOperation(SubscriptionOperations.Create);
        api.MapGet(
            One, (HttpContext context, SubscriptionEndpoints endpoints, string subscriptionId) => endpoints.Get(context, subscriptionId))
            .RequiresPermission(P.SubscriptionRead).WithOperation(SubscriptionOperations.Get);
        api.MapDelete(
            One, (HttpContext context, SubscriptionEndpoints endpoints, string subscriptionId) => endpoints.Delete(context, subscriptionId))
            .RequiresPermission(P.SubscriptionWrite).WithOperation(SubscriptionOperations.Delete);
    }
}

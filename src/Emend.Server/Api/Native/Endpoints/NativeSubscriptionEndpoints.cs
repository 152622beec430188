using System.Security.Cryptography;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Who is called when something happens, and what their calls are signed with.</summary>
internal sealed class NativeSubscriptionEndpoints(
    NativeAuthorizer entrance, ISubscriptionStore store, IEventDeliveryStore deliveries, SubscriptionResolver subscriptionResolver, TimeProvider clock)
{
    private const int SecretBytes = 32;
    private const int Overlap = 24 * 60;

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context, Permissions.SubscriptionRead) is not { } caller) return;
        var all = (await store.List(caller.Tenant, context.RequestAborted)).Where(s => s.IsWithin(caller.Actor));
        var open = await deliveries.Open(caller.Tenant, context.RequestAborted);
        await JsonResponseWriter.Write(
            context.Response,
            StatusCodes.Status200OK,
            all.Select(s => new SubscriptionView(s, open.GetValueOrDefault(s.Id))),
            static (json, subscriptionViews) => json.Objects("subscriptions", subscriptionViews, NativeSubscriptionSchemas.Write));
    }

    public async Task Secret(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await subscriptionResolver.FindSigned(context, caller, id) is { } subscription
            && await subscriptionResolver.Reaches(context, caller, subscription, write: true))
            await Write(context, subscription.Secrets);
    }

    public async Task Rotate(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await subscriptionResolver.FindSigned(context, caller, id) is not { } subscription) return;
        var body = await JsonBody.Read(context.Request, NativeSubscriptionSchemas.Rotation, context.RequestAborted);
        if (!body.IsGood) await ProblemResponses.Malformed(context, body.Problems, body.Status);
        else if (await subscriptionResolver.Reaches(context, caller, subscription, write: true))
        {
            var until = clock.GetUtcNow().AddMinutes(body.Json.Whole("overlapMinutes") ?? Overlap);
            var secrets = new SigningSecrets(RandomNumberGenerator.GetBytes(SecretBytes), subscription.Secrets.Current, until);
            if (await store.SetSecrets(caller.Tenant, id, secrets, context.RequestAborted)) await Write(context, secrets);
            else await ProblemResponses.NotFound(context, SubscriptionResolver.What, id);
        }
    }

    private static Task Write(HttpContext context, SigningSecrets secrets)
    {
        context.Response.Headers.CacheControl = "no-store";
        return JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, secrets, static (json, told) =>
            json.WriteString("secret", "whsec_" + Convert.ToBase64String(told.Current)));
    }
}

/// <summary>Subscriptions as requests name them.</summary>
internal sealed class SubscriptionResolver(ISubscriptionStore store)
{
    public const string What = "subscription";

    /// <summary>Null after 404 was answered.</summary>
    public async Task<Subscription?> Find(HttpContext context, AuthenticatedCaller caller, string id)
    {
        var found = await store.Find(caller.Tenant, id, context.RequestAborted);
        if (found is null) await ProblemResponses.NotFound(context, What, id);
        return found;
    }

    /// <summary>One that is called, with a signature: the broker's is not. Null after 404 was answered.</summary>
    public async Task<Subscription?> FindSigned(HttpContext context, AuthenticatedCaller caller, string id)
    {
        if (!Subscription.IsOfBroker(id)) return await Find(context, caller, id);
        await ProblemResponses.NotFound(context, What, id);
        return null;
    }

    /// <summary>Whether they have to do with it; answers 403 where not.</summary>
    public async Task<bool> Reaches(HttpContext context, AuthenticatedCaller caller, Subscription subscription, bool write)
    {
        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, write ? Permissions.SubscriptionWrite : Permissions.SubscriptionRead)) return false;
        if (subscription.IsWithin(caller.Actor)) return true;
        await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = "Your roles are bound to facilities, and this subscription is told of others too.",
        });
        return false;
    }
}

using System.Security.Cryptography;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Events;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Lists webhook subscriptions and manages their signing secrets.</summary>
internal sealed class NativeSubscriptionEndpoints(
    NativeAuthorizer authorizer,
    ISubscriptionStore store,
    IEventDeliveryStore deliveries,
    SubscriptionResolver subscriptionResolver,
    TimeProvider clock)
{
    private const int DefaultOverlapMinutes = 24 * 60;

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context, Permissions.SubscriptionRead) is not { } caller)
        {
            return;
        }

        var all = (await store.List(caller.Tenant, context.RequestAborted)).Where(s => s.IsAccessibleBy(caller.Actor));
        var open = await deliveries.ReadUndelivered(caller.Tenant, context.RequestAborted);
        await JsonResponseWriter.Write(
            context.Response,
            StatusCodes.Status200OK,
            all.Select(s => new SubscriptionView(s, open.GetValueOrDefault(s.Id))),
            static (json, subscriptionViews) => json.WriteObjects("subscriptions", subscriptionViews, NativeSubscriptionSchemas.Write));
    }

    public async Task Secret(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await subscriptionResolver.FindSigned(context, caller, id) is { } subscription
            && await subscriptionResolver.RequireAccess(context, caller, subscription, write: true))
        {
            await Write(context, subscription.Secrets);
        }
    }

    public async Task Rotate(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await subscriptionResolver.FindSigned(context, caller, id) is not { } subscription)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, NativeSubscriptionSchemas.Rotation, context.RequestAborted);
        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
        }
        else if (await subscriptionResolver.RequireAccess(context, caller, subscription, write: true))
        {
            var until = clock.GetUtcNow().AddMinutes(body.Json.ReadInteger("overlapMinutes") ?? DefaultOverlapMinutes);
            var secrets = new SigningSecrets(
                RandomNumberGenerator.GetBytes(NativeSubscriptionReader.SecretBytes), subscription.Secrets.Current, until);
            if (await store.SetSecrets(caller.Tenant, id, secrets, context.RequestAborted))
            {
                await Write(context, secrets);
            }
            else
            {
                await ProblemResponses.NotFound(context, SubscriptionResolver.ResourceName, id);
            }
        }
    }

    private static Task Write(HttpContext context, SigningSecrets secrets)
    {
        context.Response.Headers.CacheControl = "no-store";
        return JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, secrets, static (json, value) =>
            json.WriteString("secret", "whsec_" + Convert.ToBase64String(value.Current)));
    }
}

/// <summary>Finds the subscription of a request and checks the access of the caller.</summary>
internal sealed class SubscriptionResolver(ISubscriptionStore store)
{
    public const string ResourceName = "subscription";

    /// <summary>Returns the subscription. Responds with 404 and returns null if there is none.</summary>
    public async Task<Subscription?> Find(HttpContext context, AuthenticatedCaller caller, string id)
    {
        var found = await store.Find(caller.Tenant, id, context.RequestAborted);
        if (found is null)
        {
            await ProblemResponses.NotFound(context, ResourceName, id);
        }

        return found;
    }

    /// <summary>
    /// Returns a webhook subscription. Responds with 404 and returns null for the broker subscription, which has no secret.
    /// </summary>
    public async Task<Subscription?> FindSigned(HttpContext context, AuthenticatedCaller caller, string id)
    {
        if (!Subscription.IsBrokerId(id))
        {
            return await Find(context, caller, id);
        }

        await ProblemResponses.NotFound(context, ResourceName, id);
        return null;
    }

    /// <summary>Checks the access of the caller. Responds with 403 and returns false if access is denied.</summary>
    public async Task<bool> RequireAccess(HttpContext context, AuthenticatedCaller caller, Subscription subscription, bool write)
    {
        var permission = write ? Permissions.SubscriptionWrite : Permissions.SubscriptionRead;
        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, permission))
        {
            return false;
        }

        if (subscription.IsAccessibleBy(caller.Actor))
        {
            return true;
        }

        await ProblemResponses.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = "Your roles are restricted to facilities. This subscription includes other facilities.",
        });
        return false;
    }
}

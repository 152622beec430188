using System.Security.Cryptography;
using Emend.Core.Rules;
using Emend.Server.Desk.Events;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Who is called when something happens, and what their calls are signed with.</summary>
internal sealed class SubscriptionEndpoints(
    Entrance entrance, ISubscriptionStore store, IDeliveryStore deliveries, SubscriptionsFound found, TimeProvider clock)
{
    private const int SecretBytes = 32;
    private const int Overlap = 24 * 60;

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context, Permissions.SubscriptionRead) is not { } visitor) return;
        var all = (await store.List(visitor.Tenant, context.RequestAborted)).Where(s => s.IsWithin(visitor.Actor));
        var open = await deliveries.Open(visitor.Tenant, context.RequestAborted);
        await Answer.Write(
            context.Response,
            StatusCodes.Status200OK,
            all.Select(s => new ToldSubscription(s, open.GetValueOrDefault(s.Id))),
            static (json, told) => json.Objects("subscriptions", told, SubscriptionShapes.Write));
    }

    public async Task Secret(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await found.FindSigned(context, visitor, id) is { } subscription
            && await found.Reaches(context, visitor, subscription, write: true))
            await Tell(context, subscription.Secrets);
    }

    public async Task Rotate(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await found.FindSigned(context, visitor, id) is not { } subscription) return;
        var body = await JsonBody.Read(context.Request, SubscriptionShapes.Rotation, context.RequestAborted);
        if (!body.IsGood) await Problems.Malformed(context, body.Problems, body.Status);
        else if (await found.Reaches(context, visitor, subscription, write: true))
        {
            var until = clock.GetUtcNow().AddMinutes(body.Json.Whole("overlapMinutes") ?? Overlap);
            var secrets = new SigningSecrets(RandomNumberGenerator.GetBytes(SecretBytes), subscription.Secrets.Current, until);
            if (await store.SetSecrets(visitor.Tenant, id, secrets, context.RequestAborted)) await Tell(context, secrets);
            else await Problems.NotFound(context, SubscriptionsFound.What, id);
        }
    }

    private static Task Tell(HttpContext context, SigningSecrets secrets)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Answer.Write(context.Response, StatusCodes.Status200OK, secrets, static (json, told) =>
            json.WriteString("secret", "whsec_" + Convert.ToBase64String(told.Current)));
    }
}

/// <summary>Subscriptions as requests name them.</summary>
internal sealed class SubscriptionsFound(ISubscriptionStore store)
{
    public const string What = "subscription";

    /// <summary>Null after 404 was answered.</summary>
    public async Task<Subscription?> Find(HttpContext context, Visitor visitor, string id)
    {
        var found = await store.Find(visitor.Tenant, id, context.RequestAborted);
        if (found is null) await Problems.NotFound(context, What, id);
        return found;
    }

    /// <summary>One that is called, with a signature: the broker's is not. Null after 404 was answered.</summary>
    public async Task<Subscription?> FindSigned(HttpContext context, Visitor visitor, string id)
    {
        if (!Subscription.IsOfBroker(id)) return await Find(context, visitor, id);
        await Problems.NotFound(context, What, id);
        return null;
    }

    /// <summary>Whether they have to do with it; answers 403 where not.</summary>
    public async Task<bool> Reaches(HttpContext context, Visitor visitor, Subscription subscription, bool write)
    {
        if (!await Entrance.May(context, visitor.Actor, write ? Permissions.SubscriptionWrite : Permissions.SubscriptionRead)) return false;
        if (subscription.IsWithin(visitor.Actor)) return true;
        await Problems.Write(context, new("forbidden", "A permission is missing.", StatusCodes.Status403Forbidden)
        {
            Detail = "Your roles are bound to facilities, and this subscription is told of others too.",
        });
        return false;
    }
}

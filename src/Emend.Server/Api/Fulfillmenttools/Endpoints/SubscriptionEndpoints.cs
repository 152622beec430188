using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Who wants to be called when something happens.</summary>
internal sealed class SubscriptionEndpoints(
    FulfillmenttoolsAuthorizer entrance, ISubscriptionStore store, IFacilityStore facilities, EventReader reader, SubscriptionRequestReader subscriptionRequestReader)
{
    private const string What = "subscription";

    public async Task List(HttpContext context)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size());
        if (query.Problems is { IsEmpty: false } problems) await FulfillmenttoolsErrors.Malformed(context, problems);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.SubscriptionRead))
        {
            var all = (await store.List(caller.Tenant, context.RequestAborted))
                .Where(s => !s.IsBroker && s.IsWithin(caller.Actor)).ToList();
            var page = all.Where(s => string.CompareOrdinal(s.Id, after) > 0).Take(size).ToList();
            await ListResponses.Write(context, "subscriptions", new Page<Subscription>(page, all.Count), SubscriptionWriter.Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is { } caller && await Find(context, caller, id, Permissions.SubscriptionRead) is { } found)
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, found, SubscriptionWriter.Write);
    }

    public async Task Delete(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        if (await Find(context, caller, id, Permissions.SubscriptionWrite) is not { } found) return;
        await store.Remove(caller.Tenant, found.Id, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, found, SubscriptionWriter.Write);
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, SubscriptionSchemas.ForCreation, ct);
        ImmutableArray<ValidationError> problems = body.IsGood
            ? [.. SubscriptionMapper.Problems(body.Json), .. await Unknown(caller.Tenant, body.Json, ct)]
            : body.Problems;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.SubscriptionWrite)) return;
        var made = subscriptionRequestReader.New(caller.Tenant, body.Json);
        if (!made.IsWithin(caller.Actor)) await Elsewhere(context, caller, made);
        else if (!await subscriptionRequestReader.MayCall(made, ct)) await FulfillmenttoolsErrors.Malformed(context, [SubscriptionMapper.Private(body.Json)]);
        else if (await store.Add(made, await reader.Head(ct), ct))
        {
            context.Response.Headers.Location = $"/api/subscriptions/{made.Id}";
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, made, SubscriptionWriter.Write);
        }
        else
        {
            await FulfillmenttoolsErrors.Refused(
                context,
                $"event is {made.Event}, which has {Subscription.MaxPerEvent} subscriptions already.",
                "Remove one of them, or let one receiver pass its events on.");
        }
    }

    private async Task<List<ValidationError>> Unknown(TenantId tenant, JsonElement body, CancellationToken ct)
    {
        var problems = new List<ValidationError>();
        foreach (var (at, context) in body.Entries("contexts").Index())
            foreach (var (place, value) in context.Entries("values").Index())
                if (await facilities.Find(tenant, new(value.GetString()!), ct) is null)
                {
                    problems.Add(new(
                        $"contexts[{at}].values[{place}]",
                        $"is {ValueFormatter.Short(value.GetString()!)}, and there is no such facility",
                        "must be the id of a facility"));
                }

        return problems;
    }

    private async Task<Subscription?> Find(HttpContext context, AuthenticatedCaller caller, string id, string permission)
    {
        var found = await store.Find(caller.Tenant, id, context.RequestAborted);
        if (found is null or { IsBroker: true }) await FulfillmenttoolsErrors.NotFound(context, What, id);
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, permission))
        {
            if (found.IsWithin(caller.Actor)) return found;
            await Elsewhere(context, caller, found);
        }

        return null;
    }

    private static Task<bool> Elsewhere(HttpContext context, AuthenticatedCaller caller, Subscription subscription) =>
        FacilityAccess.Covers(context, caller.Actor, subscription.Facilities.Select(f => (FacilityId?)f)
            .FirstOrDefault(f => !caller.Actor.CanAccessFacility(f!.Value)));
}

/// <summary>What a subscription that is asked for becomes, and whether its receiver may be called.</summary>
internal sealed class SubscriptionRequestReader(OutboundTargetPolicy outboundTargetPolicy, TimeProvider clock)
{
    public Subscription New(TenantId tenant, JsonElement body) =>
        SubscriptionMapper.New(tenant, body, clock.GetUtcNow().ToMicroseconds());

    public Task<bool> MayCall(Subscription subscription, CancellationToken ct) => outboundTargetPolicy.Allow(subscription.Callback.DnsSafeHost, ct);
}

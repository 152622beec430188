using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.Events;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Creates, reads, and deletes event subscriptions.</summary>
internal sealed class SubscriptionEndpoints(
    FulfillmenttoolsAuthorizer authorizer, ISubscriptionStore store, IFacilityStore facilities, SubscriptionService subscriptionService,
    SubscriptionRequestReader subscriptionRequestReader)
{
    private const string ResourceName = "subscription";

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.ReadText("startAfterId"), query.ReadPageSize());
        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.SubscriptionRead))
        {
            var all = (await store.List(caller.Tenant, context.RequestAborted))
                .Where(s => IsVisible(s) && s.IsAccessibleBy(caller.Actor)).ToList();
            var page = all.Where(s => string.CompareOrdinal(s.Id, after) > 0).Take(size).ToList();
            await ListResponses.Write(context, "subscriptions", new Page<Subscription>(page, all.Count), SubscriptionWriter.Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is { } caller && await Find(context, caller, id, Permissions.SubscriptionRead) is { } found)
        {
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, found, SubscriptionWriter.Write);
        }
    }

    public async Task Delete(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await Find(context, caller, id, Permissions.SubscriptionWrite) is not { } found)
        {
            return;
        }

        await store.Remove(caller.Tenant, found.Id, context.RequestAborted);
        await JsonResponseWriter.Write(context.Response, StatusCodes.Status200OK, found, SubscriptionWriter.Write);
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, SubscriptionSchemas.ForCreation, ct);
        ImmutableArray<ValidationError> problems = body.IsValid
            ? [.. SubscriptionMapper.Validate(body.Json), .. await FindUnknownFacilities(caller.Tenant, body.Json, ct)]
            : body.Errors;
        if (!problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems, body.IsValid ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.SubscriptionWrite))
        {
            return;
        }

        var subscription = subscriptionRequestReader.ReadSubscription(caller.Tenant, body.Json);
        if (!subscription.IsAccessibleBy(caller.Actor))
        {
            await RequireFacilityAccess(context, caller, subscription);
        }
        else if (!await subscriptionRequestReader.IsTargetAllowed(subscription, ct))
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, [SubscriptionMapper.PrivateAddressError(body.Json)]);
        }
        else if (await subscriptionService.Add(subscription, ct) is { } max)
        {
            await FulfillmenttoolsErrors.Unprocessable(
                context,
                $"event is {subscription.Event}, which already has {max} subscriptions.",
                "Delete a subscription, or let one receiver forward the events.");
        }
        else
        {
            context.Response.Headers.Location = $"/api/subscriptions/{subscription.Id}";
            await JsonResponseWriter.Write(context.Response, StatusCodes.Status201Created, subscription, SubscriptionWriter.Write);
        }
    }

    private async Task<List<ValidationError>> FindUnknownFacilities(TenantId tenant, JsonElement body, CancellationToken ct)
    {
        var problems = new List<ValidationError>();
        foreach (var (at, context) in body.ReadEntries("contexts").Index())
        {
            foreach (var (position, value) in context.ReadEntries("values").Index())
            {
                if (await facilities.Find(tenant, new(value.GetString()!), ct) is null)
                {
                    problems.Add(new(
                        $"contexts[{at}].values[{position}]",
                        $"is {ValueFormatter.Truncate(value.GetString()!)}, which is not a known facility",
                        "must be the id of a facility"));
                }
            }
        }

        return problems;
    }

    private async Task<Subscription?> Find(HttpContext context, AuthenticatedCaller caller, string id, string permission)
    {
        var found = await store.Find(caller.Tenant, id, context.RequestAborted);
        if (found is null || !IsVisible(found))
        {
            await FulfillmenttoolsErrors.NotFound(context, ResourceName, id);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, permission))
        {
            if (found.IsAccessibleBy(caller.Actor))
            {
                return found;
            }

            await RequireFacilityAccess(context, caller, found);
        }

        return null;
    }

    // This API has no subscriptions to several kinds of events, and none to the events of other APIs.
    private static bool IsVisible(Subscription subscription) =>
        subscription.Api == FulfillmenttoolsApi.Name && subscription.HasNamedEvent;

    private static Task<bool> RequireFacilityAccess(HttpContext context, AuthenticatedCaller caller, Subscription subscription) =>
        FacilityAccess.RequireAccess(context, caller.Actor, subscription.Facilities.Select(f => (FacilityId?)f)
            .FirstOrDefault(f => !caller.Actor.CanAccessFacility(f!.Value)));
}

/// <summary>Creates subscriptions from requests and checks whether their target address is allowed.</summary>
internal sealed class SubscriptionRequestReader(OutboundTargetPolicy outboundTargetPolicy, TimeProvider clock)
{
    public Subscription ReadSubscription(TenantId tenant, JsonElement body) =>
        SubscriptionMapper.ReadSubscription(tenant, body, clock.GetUtcNow().ToMicroseconds());

    public Task<bool> IsTargetAllowed(Subscription subscription, CancellationToken ct) =>
        outboundTargetPolicy.Allow(subscription.Callback.DnsSafeHost, ct);
}

using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Desk.Events;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Who wants to be called when something happens.</summary>
internal sealed class SubscriptionEndpoints(
    Entrance entrance, ISubscriptionStore store, IFacilityStore facilities, EventReader reader, SubscriptionAsking asking)
{
    private const string What = "subscription";

    public async Task List(HttpContext context)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var query = new QueryReader(context.Request.Query);
        var (after, size) = (query.Text("startAfterId"), query.Size());
        if (query.Problems is { IsEmpty: false } problems) await Errors.Malformed(context, problems);
        else if (await Entrance.May(context, visitor.Actor, Permissions.SubscriptionRead))
        {
            var all = (await store.List(visitor.Tenant, context.RequestAborted))
                .Where(s => !s.IsBroker && s.IsWithin(visitor.Actor)).ToList();
            var page = all.Where(s => string.CompareOrdinal(s.Id, after) > 0).Take(size).ToList();
            await Lists.Write(context, "subscriptions", new Page<Subscription>(page, all.Count), SubscriptionBody.Write);
        }
    }

    public async Task Get(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is { } visitor && await Find(context, visitor, id, Permissions.SubscriptionRead) is { } found)
            await Answer.Write(context.Response, StatusCodes.Status200OK, found, SubscriptionBody.Write);
    }

    public async Task Delete(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        if (await Find(context, visitor, id, Permissions.SubscriptionWrite) is not { } found) return;
        await store.Remove(visitor.Tenant, found.Id, context.RequestAborted);
        await Answer.Write(context.Response, StatusCodes.Status200OK, found, SubscriptionBody.Write);
    }

    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, SubscriptionShapes.ForCreation, ct);
        ImmutableArray<Problem> problems = body.IsGood
            ? [.. Subscriptions.Problems(body.Json), .. await Unknown(visitor.Tenant, body.Json, ct)]
            : body.Problems;
        if (!problems.IsEmpty)
        {
            await Errors.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.SubscriptionWrite)) return;
        var made = asking.New(visitor.Tenant, body.Json);
        if (!made.IsWithin(visitor.Actor)) await Elsewhere(context, visitor, made);
        else if (!await asking.MayCall(made, ct)) await Errors.Malformed(context, [Subscriptions.Private(body.Json)]);
        else if (await store.Add(made, await reader.Head(ct), ct))
        {
            context.Response.Headers.Location = $"/api/subscriptions/{made.Id}";
            await Answer.Write(context.Response, StatusCodes.Status201Created, made, SubscriptionBody.Write);
        }
        else
        {
            await Errors.Refused(
                context,
                $"event is {made.Event}, which has {Subscription.MostPerEvent} subscriptions already.",
                "Remove one of them, or let one receiver pass its events on.");
        }
    }

    private async Task<List<Problem>> Unknown(TenantId tenant, JsonElement body, CancellationToken ct)
    {
        var problems = new List<Problem>();
        foreach (var (at, context) in body.Entries("contexts").Index())
            foreach (var (place, value) in context.Entries("values").Index())
                if (await facilities.Find(tenant, new(value.GetString()!), ct) is null)
                {
                    problems.Add(new(
                        $"contexts[{at}].values[{place}]",
                        $"is {Shown.Short(value.GetString()!)}, and there is no such facility",
                        "must be the id of a facility"));
                }

        return problems;
    }

    private async Task<Subscription?> Find(HttpContext context, Visitor visitor, string id, string permission)
    {
        var found = await store.Find(visitor.Tenant, id, context.RequestAborted);
        if (found is null or { IsBroker: true }) await Errors.NotFound(context, What, id);
        else if (await Entrance.May(context, visitor.Actor, permission))
        {
            if (found.IsWithin(visitor.Actor)) return found;
            await Elsewhere(context, visitor, found);
        }

        return null;
    }

    private static Task<bool> Elsewhere(HttpContext context, Visitor visitor, Subscription subscription) =>
        Reach.Covers(context, visitor.Actor, subscription.Facilities.Select(f => (FacilityId?)f)
            .FirstOrDefault(f => !visitor.Actor.WorksAt(f!.Value)));
}

/// <summary>What a subscription that is asked for becomes, and whether its receiver may be called.</summary>
internal sealed class SubscriptionAsking(Targets targets, TimeProvider clock)
{
    public Subscription New(TenantId tenant, JsonElement body) =>
        Subscriptions.New(tenant, body, clock.GetUtcNow().ToMicroseconds());

    public Task<bool> MayCall(Subscription subscription, CancellationToken ct) => targets.Allow(subscription.Callback.DnsSafeHost, ct);
}

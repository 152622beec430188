using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk.Events;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>What became of the events of a subscription, and how they are told again.</summary>
internal sealed class DeliveryEndpoints(
    Entrance entrance, SubscriptionsFound found, IDeliveryStore store, DeliveryAsking asking, EventCursors cursors)
{
    private const int Usual = 100;

    public async Task List(HttpContext context, string id)
    {
        if (await entrance.Admit(context) is not { } visitor || await found.Find(context, visitor, id) is not { } subscription) return;
        var query = new QueryReader(context.Request.Query);
        var states = query.Choices(
            "state",
            text => Array.IndexOf(SubscriptionShapes.States, text) is >= 0 and var at ? (DeliveryState)at : (DeliveryState?)null,
            state => SubscriptionShapes.States[(int)state]);
        var (size, before) = (query.Whole("size", Usual, 1, SubscriptionShapes.MostDeliveries), query.Text("before"));
        var own = await cursors.Of(visitor.Tenant, context.RequestAborted);
        EventPosition? at = null;
        if (before is not null)
        {
            (at, var problem) = own.Read("before", before);
            if (problem is { } wrong) query.Add(wrong.Path, wrong.Wrong, wrong.Right);
        }

        if (query.Problems is { IsEmpty: false } problems) await Problems.Malformed(context, problems);
        else if (await found.Reaches(context, visitor, subscription, write: false))
        {
            var filter = new DeliveryFilter(states.IsEmpty ? [.. Enum.GetValues<DeliveryState>()] : states, at, size);
            var all = await store.List(visitor.Tenant, id, filter, context.RequestAborted);
            await Answer.Write(
                context.Response,
                StatusCodes.Status200OK,
                all.Select(d => (d, own.Write(d.Position))),
                static (json, told) => json.Objects("deliveries", told, SubscriptionShapes.Write));
        }
    }

    public async Task Replay(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor || await found.Find(context, visitor, id) is not { } subscription) return;
        var body = await JsonBody.Read(context.Request, SubscriptionShapes.Replay, ct);
        if (!body.IsGood)
        {
            await Problems.Malformed(context, body.Problems, body.Status);
            return;
        }

        var (from, told) = (body.Json.Moment("from"), default(FeedEvent));
        var problems = ImmutableArray<Problem>.Empty;
        if (body.Json.Text("event") is { } text) (told, problems) = await asking.Find(subscription, text, ct);
        if (from is not null && body.Json.Has("event"))
            problems = [.. problems, new("from", "is there beside event", "name one of the two")];
        if (from > asking.Now) problems = [.. problems, new("from", "lies ahead", "must lie in the past")];
        if (!problems.IsEmpty) await Problems.Malformed(context, problems);
        else if (await found.Reaches(context, visitor, subscription, write: true))
        {
            await (told is { } one
                ? store.Replay(visitor.Tenant, id, new(one.Position, one.Order, DeliveryState.Pending) { DueAt = asking.Now }, ct)
                : Rewind(visitor.Tenant, id, from!.Value, ct));
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }

    private async Task Rewind(TenantId tenant, string id, DateTimeOffset from, CancellationToken ct) =>
        await store.Rewind(tenant, id, await store.Before(tenant, from, ct), ct);
}

/// <summary>Which event is to be told again.</summary>
internal sealed class DeliveryAsking(EventReader reader, EventCursors cursors, IEventBodies bodies, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<(FeedEvent? Told, ImmutableArray<Problem> Problems)> Find(
        Subscription subscription, string text, CancellationToken ct)
    {
        var (at, problem) = (await cursors.Of(subscription.Tenant, ct)).Read("event", text);
        if (problem is { } wrong) return (null, [wrong]);
        if (await reader.At(subscription.Tenant, at!.Value, null, ct) is not { } told)
            return (null, [new("event", "is of no event that there is", "must be the id of an event, as the feed tells it")]);
        if (!subscription.IsBroker && !bodies.KindsOf(subscription.Event).Contains(told.What.Kind))
            return (null, [new("event", $"is of the kind {told.What.Kind}", $"must be one that {subscription.Event} tells of")]);
        return !subscription.Facilities.IsEmpty && !told.Facilities.Any(subscription.Facilities.Contains)
            ? (null, [new("event", "happened elsewhere", "must be of a facility of the subscription")])
            : (told, []);
    }
}

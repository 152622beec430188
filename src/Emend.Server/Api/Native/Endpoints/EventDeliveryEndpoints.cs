using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>What became of the events of a subscription, and how they are told again.</summary>
internal sealed class EventDeliveryEndpoints(
    NativeAuthorizer entrance, SubscriptionResolver subscriptionResolver, IEventDeliveryStore store, ReplayRequestReader replayRequestReader, EventCursors cursors)
{
    private const int Default = 100;

    public async Task List(HttpContext context, string id)
    {
        if (await entrance.Authorize(context) is not { } caller || await subscriptionResolver.Find(context, caller, id) is not { } subscription) return;
        var query = new QueryStringReader(context.Request.Query);
        var states = query.Choices(
            "state",
            text => Array.IndexOf(NativeSubscriptionSchemas.States, text) is >= 0 and var at ? (EventDeliveryState)at : (EventDeliveryState?)null,
            state => NativeSubscriptionSchemas.States[(int)state]);
        var (size, before) = (query.Whole("size", Default, 1, NativeSubscriptionSchemas.MaxDeliveries), query.Text("before"));
        var own = await cursors.Of(caller.Tenant, context.RequestAborted);
        EventPosition? at = null;
        if (before is not null)
        {
            (at, var problem) = own.Read("before", before);
            if (problem is { } wrong) query.Add(wrong.Path, wrong.Detail, wrong.Expected);
        }

        if (query.Problems is { IsEmpty: false } problems) await ProblemResponses.Malformed(context, problems);
        else if (await subscriptionResolver.Reaches(context, caller, subscription, write: false))
        {
            var filter = new EventDeliveryFilter(states.IsEmpty ? [.. Enum.GetValues<EventDeliveryState>()] : states, at, size);
            var all = await store.List(caller.Tenant, id, filter, context.RequestAborted);
            await JsonResponseWriter.Write(
                context.Response,
                StatusCodes.Status200OK,
                all.Select(d => (d, own.Write(d.Position))),
                static (json, told) => json.Objects("deliveries", told, NativeSubscriptionSchemas.Write));
        }
    }

    public async Task Replay(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller || await subscriptionResolver.Find(context, caller, id) is not { } subscription) return;
        var body = await JsonBody.Read(context.Request, NativeSubscriptionSchemas.Replay, ct);
        if (!body.IsGood)
        {
            await ProblemResponses.Malformed(context, body.Problems, body.Status);
            return;
        }

        var (from, told) = (body.Json.Moment("from"), default(FeedEvent));
        var problems = ImmutableArray<ValidationError>.Empty;
        if (body.Json.Text("event") is { } text) (told, problems) = await replayRequestReader.Find(subscription, text, ct);
        if (from is not null && body.Json.Has("event"))
            problems = [.. problems, new("from", "is there beside event", "name one of the two")];
        if (from > replayRequestReader.Now) problems = [.. problems, new("from", "lies ahead", "must lie in the past")];
        if (!problems.IsEmpty) await ProblemResponses.Malformed(context, problems);
        else if (await subscriptionResolver.Reaches(context, caller, subscription, write: true))
        {
            await (told is { } one
                ? store.Replay(caller.Tenant, id, new(one.Position, one.Order, EventDeliveryState.Pending) { NextAttemptAt = replayRequestReader.Now }, ct)
                : Rewind(caller.Tenant, id, from!.Value, ct));
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }

    private async Task Rewind(TenantId tenant, string id, DateTimeOffset from, CancellationToken ct) =>
        await store.Rewind(tenant, id, await store.Before(tenant, from, ct), ct);
}

/// <summary>Which event is to be told again.</summary>
internal sealed class ReplayRequestReader(EventReader reader, EventCursors cursors, IEventPayloadWriter bodies, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<(FeedEvent? Told, ImmutableArray<ValidationError> Problems)> Find(
        Subscription subscription, string text, CancellationToken ct)
    {
        var (at, problem) = (await cursors.Of(subscription.Tenant, ct)).Read("event", text);
        if (problem is { } wrong) return (null, [wrong]);
        if (await reader.At(subscription.Tenant, at!.Value, null, ct) is not { } told)
            return (null, [new("event", "is of no event that there is", "must be the id of an event, as the feed tells it")]);
        if (!subscription.IsBroker && !bodies.KindsOf(subscription.Event).Contains(told.Event.Kind))
            return (null, [new("event", $"is of the kind {told.Event.Kind}", $"must be one that {subscription.Event} tells of")]);
        return !subscription.Facilities.IsEmpty && !told.Facilities.Any(subscription.Facilities.Contains)
            ? (null, [new("event", "happened elsewhere", "must be of a facility of the subscription")])
            : (told, []);
    }
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Events;
using Emend.Server.Application.Events;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Lists and replays the event deliveries of a subscription.</summary>
internal sealed class EventDeliveryEndpoints(
    NativeAuthorizer authorizer,
    SubscriptionResolver subscriptionResolver,
    IEventDeliveryStore store,
    ReplayRequestReader replayRequestReader,
    EventCursors cursors)
{
    private const int DefaultPageSize = 100;

    public async Task List(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await subscriptionResolver.Find(context, caller, id) is not { } subscription)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var states = query.ReadEnums(
            "state",
            text =>
                Array.IndexOf(NativeSubscriptionSchemas.States, text) is >= 0 and var index
                    ? (EventDeliveryState)index
                    : (EventDeliveryState?)null,
            state => NativeSubscriptionSchemas.States[(int)state]);
        var (size, before) = (
            query.ReadInteger("size", DefaultPageSize, 1, NativeSubscriptionSchemas.MaxDeliveries), query.ReadText("before"));
        var tenantCursors = await cursors.ForTenant(caller.Tenant, context.RequestAborted);
        EventPosition? at = null;
        if (before is not null)
        {
            (at, var problem) = tenantCursors.Read("before", before);
            if (problem is { } wrong)
            {
                query.AddError(wrong.Path, wrong.Detail, wrong.Expected);
            }
        }

        if (query.Errors is { IsEmpty: false } problems)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else if (await subscriptionResolver.RequireAccess(context, caller, subscription, write: false))
        {
            var filter = new EventDeliveryFilter(states.IsEmpty ? [.. Enum.GetValues<EventDeliveryState>()] : states, at, size);
            var all = await store.List(caller.Tenant, id, filter, context.RequestAborted);
            await JsonResponseWriter.Write(
                context.Response,
                StatusCodes.Status200OK,
                all.Select(d => (d, tenantCursors.Write(d.Position))),
                static (json, items) => json.WriteObjects("deliveries", items, NativeSubscriptionSchemas.Write));
        }
    }

    public async Task Replay(HttpContext context, string id)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        if (await subscriptionResolver.Find(context, caller, id) is not { } subscription)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, NativeSubscriptionSchemas.Replay, ct);
        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        var (from, feedEvent) = (body.Json.ReadTimestamp("from"), default(FeedEvent));
        var problems = ImmutableArray<ValidationError>.Empty;
        if (body.Json.ReadText("event") is { } text)
        {
            (feedEvent, problems) = await replayRequestReader.Find(subscription, text, ct);
        }

        if (from is not null && body.Json.HasMember("event"))
        {
            problems = [.. problems, new("from", "is sent together with event", "send one of them")];
        }

        if (from > replayRequestReader.Now)
        {
            problems = [.. problems, new("from", "is in the future", "must be in the past")];
        }

        if (!problems.IsEmpty)
        {
            await ProblemResponses.InvalidRequest(context, problems);
        }
        else if (await subscriptionResolver.RequireAccess(context, caller, subscription, write: true))
        {
            await (feedEvent is { } one
                ? store.Replay(
                    caller.Tenant,
                    id,
                    new(one.Position, one.Order, EventDeliveryState.Pending) { NextAttemptAt = replayRequestReader.Now },
                    ct)
                : Rewind(caller.Tenant, id, from!.Value, ct));
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }
    }

    private async Task Rewind(TenantId tenant, string id, DateTimeOffset from, CancellationToken ct) =>
        await store.Rewind(tenant, id, await store.FindPositionBefore(tenant, from, ct), ct);
}

/// <summary>Finds the event that a replay request names.</summary>
internal sealed class ReplayRequestReader(EventReader reader, EventCursors cursors, ApiEventFormats formats, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<(FeedEvent? Event, ImmutableArray<ValidationError> Problems)> Find(
        Subscription subscription, string text, CancellationToken ct)
    {
        var (at, problem) = (await cursors.ForTenant(subscription.Tenant, ct)).Read("event", text);
        if (problem is { } wrong)
        {
            return (null, [wrong]);
        }

        if (await reader.Find(subscription.Tenant, at!.Value, null, ct) is not { } feedEvent)
        {
            return (null, [new("event", "is not the id of an event", "must be the id of an event in the event feed")]);
        }

        if (formats.Find(subscription.Api) is not { } format)
        {
            return (null, [new("event", $"is for a subscription of the API {subscription.Api}, which this server does not have",
                "must be for a subscription of another API")]);
        }

        if (!subscription.GetKinds(format).Contains(feedEvent.Event.Kind))
        {
            var type = NativeEventNames.ToName(feedEvent.Event.Kind);
            return (null, [new("event", $"has the type {type}", $"must have a type that belongs to {subscription.Event}")]);
        }

        return !subscription.Facilities.IsEmpty && !feedEvent.Facilities.Any(subscription.Facilities.Contains)
            ? (null, [new("event", "belongs to other facilities", "must belong to a facility of the subscription")])
            : (feedEvent, []);
    }
}

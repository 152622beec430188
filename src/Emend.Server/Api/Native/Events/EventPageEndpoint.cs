using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Events;

/// <summary>Returns a page of events to clients that poll.</summary>
internal sealed class EventPageEndpoint(EventReader reader)
{
    /// <summary>The maximum number of journal entries read for one page. A page ends early with a cursor.</summary>
    private const int MaxEntries = 2_000;

    public async Task Write(HttpContext context, AuthenticatedCaller caller, EventQuery eventQuery)
    {
        var (events, passed, more) = await Read(caller.Tenant, eventQuery, context.RequestAborted);
        var cursors = eventQuery.Cursors;
        await context.Response.WriteView(
            StatusCodes.Status200OK,
            new EventPageView
            {
                Events = events.Select(feedEvent => new EventView(feedEvent, cursors.Write(feedEvent.Position))),
                Cursor = cursors.Write(passed),
                HasMore = more,
            });
    }

    private async Task<(ImmutableArray<FeedEvent> Events, EventPosition Passed, bool More)> Read(
        TenantId tenant, EventQuery eventQuery, CancellationToken ct)
    {
        var events = ImmutableArray.CreateBuilder<FeedEvent>();
        var (passed, entries) = (eventQuery.After, Math.Min(eventQuery.Size, EventQueryReader.DefaultSize));
        for (var seen = 0; ; seen += entries)
        {
            var page = await reader.ReadAfter(tenant, passed, eventQuery.Filter, entries, ct);
            events.AddRange(page.Events);
            passed = page.Passed;
            if (events.Count > eventQuery.Size)
            {
                return ([.. events.Take(eventQuery.Size)], events[eventQuery.Size - 1].Position, true);
            }

            if (page.IsLast || events.Count == eventQuery.Size || seen >= MaxEntries)
            {
                return (events.ToImmutable(), passed, !page.IsLast);
            }
        }
    }
}

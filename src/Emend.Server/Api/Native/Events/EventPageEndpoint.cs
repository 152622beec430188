using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
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
        await JsonResponseWriter.Write(
            context.Response, StatusCodes.Status200OK, (events, passed, more, eventQuery.Cursors), static (json, page) =>
            {
                json.WriteStartArray("events");
                foreach (var feedEvent in page.events)
                {
                    json.WriteObject((feedEvent, page.Cursors.Write(feedEvent.Position)), EventWriter.Write);
                }

                json.WriteEndArray();
                json.WriteString("cursor", page.Cursors.Write(page.passed));
                json.WriteBoolean("hasMore", page.more);
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

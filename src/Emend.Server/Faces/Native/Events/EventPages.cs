using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk.Events;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Events;

/// <summary>Events for whoever asks now and then.</summary>
internal sealed class EventPages(EventReader reader)
{
    /// <summary>How many entries of the journal are looked at, at most, before it is told how far that came.</summary>
    private const int Most = 2_000;

    public async Task Tell(HttpContext context, Visitor visitor, EventsAsked asked)
    {
        var (events, passed, more) = await Read(visitor.Tenant, asked, context.RequestAborted);
        await Answer.Write(
            context.Response, StatusCodes.Status200OK, (events, passed, more, asked.Cursors), static (json, page) =>
            {
                json.WriteStartArray("events");
                foreach (var told in page.events)
                    json.Object((told, page.Cursors.Write(told.Position)), EventBody.Write);
                json.WriteEndArray();
                json.WriteString("cursor", page.Cursors.Write(page.passed));
                json.WriteBoolean("more", page.more);
            });
    }

    private async Task<(ImmutableArray<FeedEvent> Events, EventPosition Passed, bool More)> Read(
        TenantId tenant, EventsAsked asked, CancellationToken ct)
    {
        var events = ImmutableArray.CreateBuilder<FeedEvent>();
        var (passed, entries) = (asked.After, Math.Min(asked.Size, EventAsking.UsualSize));
        for (var seen = 0; ; seen += entries)
        {
            var page = await reader.After(tenant, passed, asked.Filter, entries, ct);
            events.AddRange(page.Events);
            passed = page.Passed;
            if (events.Count > asked.Size)
                return ([.. events.Take(asked.Size)], events[asked.Size - 1].Position, true);
            if (page.IsLast || events.Count == asked.Size || seen >= Most)
                return (events.ToImmutable(), passed, !page.IsLast);
        }
    }
}

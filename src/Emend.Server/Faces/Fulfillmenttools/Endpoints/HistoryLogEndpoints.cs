using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Desk.History;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>What happened to an order and everything made for it, in the words of this API.</summary>
internal sealed class HistoryLogEndpoints(Entrance entrance, IOrderReads reads, OrderHistory history, LogSurroundings surroundings)
{
    private const int Chunk = 200;
    private const int Most = 500;

    public async Task List(HttpContext context, string processId)
    {
        if (await entrance.Admit(context) is not { } visitor) return;
        var ct = context.RequestAborted;
        if (await reads.ByProcess(visitor.Tenant, new(processId), ct) is not { } order)
        {
            await Errors.NotFound(context, "process", processId);
            return;
        }

        var asked = LogQuery.Read(new QueryReader(context.Request.Query), Most);
        if (!asked.Problems.IsEmpty)
        {
            await Errors.Malformed(context, asked.Problems);
            return;
        }

        if (!await Entrance.May(context, visitor.Actor, Permissions.ProcessLogRead)) return;
        var all = await Entries(visitor.Tenant, order, ct);
        var around = await surroundings.Of(visitor.Tenant, all, ct);
        var (part, total) = asked.Of(all, around);
        await Lists.Write(
            context, "historyLogs", new Page<(LogEntry, LogContext)>([.. part.Select(e => (e, around))], total), HistoryLogBody.Write);
    }

    // Oldest first.
    private async Task<ImmutableArray<LogEntry>> Entries(TenantId tenant, Order order, CancellationToken ct)
    {
        var found = new List<JournalEntry>();
        for (long? before = order.Revision + 1; before is not null;)
        {
            var page = await history.Page(tenant, order, before, Chunk, modificationsOnly: false, ct);
            found.AddRange(page.Entries);
            before = page.Next;
        }

        found.Reverse();
        return [.. found.SelectMany(HistoryLog.Of)];
    }
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Application.History;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>What happened to an order and everything made for it, in the words of this API.</summary>
internal sealed class HistoryLogEndpoints(FulfillmenttoolsAuthorizer entrance, IOrderReader reads, OrderHistoryService history, HistoryLogLookups surroundings)
{
    private const int Chunk = 200;
    private const int Max = 500;

    public async Task List(HttpContext context, string processId)
    {
        if (await entrance.Authorize(context) is not { } caller) return;
        var ct = context.RequestAborted;
        if (await reads.ByProcess(caller.Tenant, new(processId), ct) is not { } order)
        {
            await FulfillmenttoolsErrors.NotFound(context, "process", processId);
            return;
        }

        var historyLogQuery = HistoryLogQuery.Read(new QueryStringReader(context.Request.Query), Max);
        if (!historyLogQuery.Problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.Malformed(context, historyLogQuery.Problems);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ProcessLogRead)) return;
        var all = await Entries(caller.Tenant, order, ct);
        var around = await surroundings.Of(caller.Tenant, all, ct);
        var (part, total) = historyLogQuery.Of(all, around);
        await ListResponses.Write(
            context, "historyLogs", new Page<(HistoryLogEntry, HistoryLogContext)>([.. part.Select(e => (e, around))], total), HistoryLogWriter.Write);
    }

    // Oldest first.
    private async Task<ImmutableArray<HistoryLogEntry>> Entries(TenantId tenant, Order order, CancellationToken ct)
    {
        var found = new List<JournalEntry>();
        for (long? before = order.Revision + 1; before is not null;)
        {
            var page = await history.Page(tenant, order, before, Chunk, modificationsOnly: false, ct);
            found.AddRange(page.Entries);
            before = page.Next;
        }

        found.Reverse();
        return [.. found.SelectMany(HistoryLogMapper.Of)];
    }
}

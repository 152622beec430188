using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application.History;
using Emend.Server.Application.Orders;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Lists the history log of a process.</summary>
internal sealed class HistoryLogEndpoints(
    FulfillmenttoolsAuthorizer authorizer, IOrderReader orderReader, OrderHistoryService history, HistoryLogLookups lookups)
{
    private const int JournalPageSize = 200;
    private const int MaxPageSize = 500;

    public async Task List(HttpContext context, string processId)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var ct = context.RequestAborted;
        if (await orderReader.FindByProcess(caller.Tenant, new(processId), ct) is not { } order)
        {
            await FulfillmenttoolsErrors.NotFound(context, "process", processId);
            return;
        }

        var logQuery = HistoryLogQuery.Read(new QueryStringReader(context.Request.Query), MaxPageSize);
        if (!logQuery.Problems.IsEmpty)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, logQuery.Problems);
            return;
        }

        if (!await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.ProcessLogRead))
        {
            return;
        }

        var all = await ReadEntries(caller.Tenant, order, ct);
        var logContext = await lookups.LoadContext(caller.Tenant, all, ct);
        var (part, total) = logQuery.Apply(all, logContext);
        await ListResponses.Write(
            context, "historyLogs", new Page<(HistoryLogEntry, HistoryLogContext)>([.. part.Select(e => (e, logContext))], total),
            HistoryLogWriter.Write);
    }

    // Oldest first.
    private async Task<ImmutableArray<HistoryLogEntry>> ReadEntries(TenantId tenant, Order order, CancellationToken ct)
    {
        var found = new List<JournalEntry>();
        for (long? before = order.Revision + 1; before is not null;)
        {
            var page = await history.ReadPage(tenant, order, before, JournalPageSize, modificationsOnly: false, ct);
            found.AddRange(page.Entries);
            before = page.Next;
        }

        found.Reverse();
        return [.. found.SelectMany(HistoryLogMapper.CreateEntries)];
    }
}

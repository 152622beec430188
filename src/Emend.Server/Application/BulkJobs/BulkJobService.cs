using System.Collections.Immutable;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Common;
using Emend.Server.Identity;

namespace Emend.Server.Application.BulkJobs;

/// <summary>The order selection of a new bulk job.</summary>
internal abstract record BulkOrderSelection
{
    private BulkOrderSelection()
    {
    }

    /// <summary>The given orders.</summary>
    public sealed record ByIds(ImmutableArray<BulkJobOrder> Orders) : BulkOrderSelection;

    /// <summary>The orders that match a search at creation. Later changes do not affect the selection.</summary>
    public sealed record BySearch(Criterion Where, SortOrder Sort) : BulkOrderSelection;

    /// <summary>All orders with unroutable units at creation, longest waiting first.</summary>
    public sealed record Unroutable : BulkOrderSelection;
}

/// <summary>The result of creating a bulk job.</summary>
internal abstract record CreateBulkJobResult
{
    private CreateBulkJobResult()
    {
    }

    public sealed record Created(BulkJob Job) : CreateBulkJobResult;

    /// <summary>The selection is empty.</summary>
    public sealed record NoOrdersFound : CreateBulkJobResult;

    /// <summary>The selection exceeds the maximum number of orders of a job.</summary>
    public sealed record TooManyOrders : CreateBulkJobResult;

    /// <summary>The idempotency key was used for another request.</summary>
    public sealed record IdempotencyKeyReused : CreateBulkJobResult;

    /// <summary>A running job already does the same.</summary>
    public sealed record AlreadyRunning(BulkJob Job) : CreateBulkJobResult;
}

/// <summary>Creates, pauses, resumes and cancels bulk jobs.</summary>
internal sealed class BulkJobService(
    IBulkJobStore store, ISearchIndex<Order> searchIndex, IOrderBatchReader orderBatches, TimeProvider clock)
{
    /// <summary>The maximum number of orders of a job.</summary>
    public const int Max = 100_000;

    private const int Page = 250;

    public async Task<CreateBulkJobResult> Create(BulkJobDefinition definition, BulkOrderSelection selection, CancellationToken ct)
    {
        if (await FindExisting(definition, ct) is { } before)
        {
            return before;
        }

        var orders = selection switch
        {
            BulkOrderSelection.ByIds byIds => byIds.Orders,
            BulkOrderSelection.BySearch found => await Find(definition.RequestedBy.Tenant, found, ct),
            BulkOrderSelection.Unroutable =>
                [
                    .. (await orderBatches.ListUnroutable(definition.RequestedBy.Tenant, Max + 1, ct))
                        .Select(id => new BulkJobOrder(id, null)),
                ],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (orders.IsEmpty)
        {
            return new CreateBulkJobResult.NoOrdersFound();
        }

        if (orders.Length > Max)
        {
            return new CreateBulkJobResult.TooManyOrders();
        }

        var now = clock.GetUtcNow().ToMicroseconds();
        var job = new BulkJob(
            definition.RequestedBy.Tenant, ClockExtensions.NewSeed(clock)[0], definition, orders.Length, now) { RunningSince = now };
        return await store.Add(job, orders, ct) ? new CreateBulkJobResult.Created(job) : (await FindExisting(definition, ct))!;
    }

    /// <summary>Creates a job that reroutes all unroutable units, unless such a job is running.</summary>
    public async Task<CreateBulkJobResult> RerouteAll(Caller by, string name, string api, CancellationToken ct)
    {
        var definition = new BulkJobDefinition(by, name, api, BulkCommand.RerouteUnroutable, DryRun: false);
        var running = await store.ListRunning(by.Tenant, ct);
        return running.FirstOrDefault(job => !job.Definition.DryRun && IsRerouteUnroutable(job.Definition.Command)) is { } job
            ? new CreateBulkJobResult.AlreadyRunning(job)
            : await Create(definition, new BulkOrderSelection.Unroutable(), ct);
    }

    /// <summary>
    /// Changes the state of a job. Returns the job in that state, or null if its current state does not allow the change.
    /// </summary>
    public async Task<BulkJob?> ChangeState(BulkJob job, BulkJobState to, CancellationToken ct)
    {
        var turned = await store.ChangeState(job.Tenant, job.Id, to, clock.GetUtcNow(), ct);
        var now = await store.Find(job.Tenant, job.Id, ct);
        return turned || now?.State == to ? now : null;
    }

    private static bool IsRerouteUnroutable(BulkCommand command) => command is
    {
        Policy: null,
        Template: OrderCommand.RerouteUnroutable { Comment: null, Reason: null, AcceptedPenalties.IsEmpty: true },
    };

    private async Task<CreateBulkJobResult?> FindExisting(BulkJobDefinition definition, CancellationToken ct) =>
        definition.Key is not { } key || await store.FindByKey(definition.RequestedBy.Tenant, key, ct) is not var (job, request) ? null
        : request == key.Request ? new CreateBulkJobResult.Created(job)
        : new CreateBulkJobResult.IdempotencyKeyReused();

    // An order that moves between pages during the search can be found twice. Add it once.
    private async Task<ImmutableArray<BulkJobOrder>> Find(TenantId tenant, BulkOrderSelection.BySearch choice, CancellationToken ct)
    {
        var (orders, met) = (ImmutableArray.CreateBuilder<BulkJobOrder>(), new HashSet<OrderId>());
        SortPosition? from = null;
        do
        {
            var page = await searchIndex.Find(tenant, new(choice.Where, choice.Sort, Page, from), ct);
            orders.AddRange(
                page.Items.Where(hit => met.Add(hit.Item.Id)).Select(hit => new BulkJobOrder(hit.Item.Id, null)));
            from = page.End;
        }
        while (from is not null && orders.Count <= Max);
        return orders.ToImmutable();
    }
}

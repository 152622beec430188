using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Search;

namespace Emend.Server.Application.BulkJobs;

/// <summary>The orders of a job to be made.</summary>
internal abstract record BulkOrderSelection
{
    private BulkOrderSelection()
    {
    }

    /// <summary>These.</summary>
    public sealed record ByIds(ImmutableArray<BulkJobOrder> Orders) : BulkOrderSelection;

    /// <summary>Those that are found now; what changes later changes nothing about which they are.</summary>
    public sealed record BySearch(Criterion Where, SortOrder Sort) : BulkOrderSelection;

    /// <summary>Those of which units wait for a place now, the longest waiting first.</summary>
    public sealed record Unroutable : BulkOrderSelection;
}

/// <summary>What became of the wish for a job.</summary>
internal abstract record CreateBulkJobResult
{
    private CreateBulkJobResult()
    {
    }

    public sealed record Created(BulkJob Job) : CreateBulkJobResult;

    /// <summary>Nothing was found.</summary>
    public sealed record NoOrdersFound : CreateBulkJobResult;

    /// <summary>More was found than a job takes.</summary>
    public sealed record TooManyOrders : CreateBulkJobResult;

    /// <summary>The idempotency key was used for another request.</summary>
    public sealed record IdempotencyKeyReused : CreateBulkJobResult;

    /// <summary>Another job does that now.</summary>
    public sealed record AlreadyRunning(BulkJob Job) : CreateBulkJobResult;
}

/// <summary>Jobs over many orders are made, paused, resumed and cancelled.</summary>
internal sealed class BulkJobService(IBulkJobStore store, ISearchIndex<Order> searchIndex, IOrderBatchReader many, TimeProvider clock)
{
    /// <summary>So many orders a job has at most.</summary>
    public const int Max = 100_000;

    private const int Page = 250;

    public async Task<CreateBulkJobResult> Make(BulkJobDefinition definition, BulkOrderSelection choice, CancellationToken ct)
    {
        if (await Before(definition, ct) is { } before)
            return before;
        var orders = choice switch
        {
            BulkOrderSelection.ByIds byIds => byIds.Orders,
            BulkOrderSelection.BySearch found => await Find(definition.RequestedBy.Tenant, found, ct),
            BulkOrderSelection.Unroutable => [.. (await many.Unroutable(definition.RequestedBy.Tenant, Max + 1, ct)).Select(id => new BulkJobOrder(id, null))],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (orders.IsEmpty)
            return new CreateBulkJobResult.NoOrdersFound();
        if (orders.Length > Max)
            return new CreateBulkJobResult.TooManyOrders();
        var now = clock.GetUtcNow().ToMicroseconds();
        var job = new BulkJob(definition.RequestedBy.Tenant, ClockExtensions.NewSeed(clock)[0], definition, orders.Length, now) { RunningSince = now };
        return await store.Add(job, orders, ct) ? new CreateBulkJobResult.Created(job) : (await Before(definition, ct))!;
    }

    /// <summary>Tries everything again that waits for a place, unless a job is at that already.</summary>
    public async Task<CreateBulkJobResult> RerouteAll(Caller by, string name, string api, CancellationToken ct)
    {
        var definition = new BulkJobDefinition(by, name, api, BulkJobDefinition.RerouteUnroutable, DryRun: false);
        var running = await store.Running(by.Tenant, ct);
        return running.FirstOrDefault(job => !job.Asked.DryRun && job.Asked.Command == definition.Command) is { } job
            ? new CreateBulkJobResult.AlreadyRunning(job)
            : await Make(definition, new BulkOrderSelection.Unroutable(), ct);
    }

    /// <summary>Whether it is there now, or was; null where the job is not where that is possible.</summary>
    public async Task<BulkJob?> Turn(BulkJob job, BulkJobState to, CancellationToken ct)
    {
        var turned = await store.Turn(job.Tenant, job.Id, to, clock.GetUtcNow(), ct);
        var now = await store.Find(job.Tenant, job.Id, ct);
        return turned || now?.State == to ? now : null;
    }

    private async Task<CreateBulkJobResult?> Before(BulkJobDefinition definition, CancellationToken ct) =>
        definition.Key is not { } key || await store.Made(definition.RequestedBy.Tenant, key, ct) is not var (job, request) ? null
        : request == key.Request ? new CreateBulkJobResult.Created(job)
        : new CreateBulkJobResult.IdempotencyKeyReused();

    // An order that changed its place while the pages were read is met twice, and taken once.
    private async Task<ImmutableArray<BulkJobOrder>> Find(TenantId tenant, BulkOrderSelection.BySearch choice, CancellationToken ct)
    {
        var (orders, met) = (ImmutableArray.CreateBuilder<BulkJobOrder>(), new HashSet<OrderId>());
        SortPosition? from = null;
        do
        {
            var page = await searchIndex.Find(tenant, new(choice.Where, choice.Sort, Page, from), ct);
            orders.AddRange(page.Items.Where(searchHit => met.Add(searchHit.Item.Id)).Select(searchHit => new BulkJobOrder(searchHit.Item.Id, null)));
            from = page.End;
        }
        while (from is not null && orders.Count <= Max);
        return orders.ToImmutable();
    }
}

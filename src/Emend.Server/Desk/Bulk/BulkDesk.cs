using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Desk.Finding;

namespace Emend.Server.Desk.Bulk;

/// <summary>The orders of a job to be made.</summary>
internal abstract record BulkChoice
{
    private BulkChoice()
    {
    }

    /// <summary>These.</summary>
    public sealed record These(ImmutableArray<BulkOrder> Orders) : BulkChoice;

    /// <summary>Those that are found now; what changes later changes nothing about which they are.</summary>
    public sealed record Found(Criterion Where, Sorting Sort) : BulkChoice;

    /// <summary>Those of which units wait for a place now, the longest waiting first.</summary>
    public sealed record Unroutable : BulkChoice;
}

/// <summary>What became of the wish for a job.</summary>
internal abstract record BulkMaking
{
    private BulkMaking()
    {
    }

    public sealed record Made(BulkJob Job) : BulkMaking;

    /// <summary>Nothing was found.</summary>
    public sealed record NothingFound : BulkMaking;

    /// <summary>More was found than a job takes.</summary>
    public sealed record TooMany : BulkMaking;

    /// <summary>The idempotency key was used for another request.</summary>
    public sealed record KeyReused : BulkMaking;

    /// <summary>Another job does that now.</summary>
    public sealed record UnderWay(BulkJob Job) : BulkMaking;
}

/// <summary>Jobs over many orders are made, paused, resumed and cancelled.</summary>
internal sealed class BulkDesk(IBulkStore store, IFinder<Order> finder, IManyOrders many, TimeProvider clock)
{
    /// <summary>So many orders a job has at most.</summary>
    public const int Most = 100_000;

    private const int Page = 250;

    public async Task<BulkMaking> Make(BulkAsked asked, BulkChoice choice, CancellationToken ct)
    {
        if (await Before(asked, ct) is { } before)
            return before;
        var orders = choice switch
        {
            BulkChoice.These these => these.Orders,
            BulkChoice.Found found => await Find(asked.By.Tenant, found, ct),
            BulkChoice.Unroutable => [.. (await many.Unroutable(asked.By.Tenant, Most + 1, ct)).Select(id => new BulkOrder(id, null))],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (orders.IsEmpty)
            return new BulkMaking.NothingFound();
        if (orders.Length > Most)
            return new BulkMaking.TooMany();
        var now = clock.GetUtcNow().ToMicroseconds();
        var job = new BulkJob(asked.By.Tenant, Moments.NewSeed(clock)[0], asked, orders.Length, now) { RunningSince = now };
        return await store.Add(job, orders, ct) ? new BulkMaking.Made(job) : (await Before(asked, ct))!;
    }

    /// <summary>Tries everything again that waits for a place, unless a job is at that already.</summary>
    public async Task<BulkMaking> RerouteAll(Caller by, string name, string face, CancellationToken ct)
    {
        var asked = new BulkAsked(by, name, face, BulkAsked.RerouteUnroutable, DryRun: false);
        var running = await store.Running(by.Tenant, ct);
        return running.FirstOrDefault(job => !job.Asked.DryRun && job.Asked.What == asked.What) is { } job
            ? new BulkMaking.UnderWay(job)
            : await Make(asked, new BulkChoice.Unroutable(), ct);
    }

    /// <summary>Whether it is there now, or was; null where the job is not where that is possible.</summary>
    public async Task<BulkJob?> Turn(BulkJob job, BulkState to, CancellationToken ct)
    {
        var turned = await store.Turn(job.Tenant, job.Id, to, clock.GetUtcNow(), ct);
        var now = await store.Find(job.Tenant, job.Id, ct);
        return turned || now?.State == to ? now : null;
    }

    private async Task<BulkMaking?> Before(BulkAsked asked, CancellationToken ct) =>
        asked.Key is not { } key || await store.Made(asked.By.Tenant, key, ct) is not var (job, request) ? null
        : request == key.Request ? new BulkMaking.Made(job)
        : new BulkMaking.KeyReused();

    // An order that changed its place while the pages were read is met twice, and taken once.
    private async Task<ImmutableArray<BulkOrder>> Find(TenantId tenant, BulkChoice.Found choice, CancellationToken ct)
    {
        var (orders, met) = (ImmutableArray.CreateBuilder<BulkOrder>(), new HashSet<OrderId>());
        Position? from = null;
        do
        {
            var page = await finder.Find(tenant, new(choice.Where, choice.Sort, Page, from), ct);
            orders.AddRange(page.Items.Where(hit => met.Add(hit.Item.Id)).Select(hit => new BulkOrder(hit.Item.Id, null)));
            from = page.End;
        }
        while (from is not null && orders.Count <= Most);
        return orders.ToImmutable();
    }
}

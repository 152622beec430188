using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Server.Application.BulkJobs;

/// <summary>Some orders of a job that one node has taken for a while. If it does not finish, another one takes them.</summary>
internal sealed record BulkJobBatch(BulkJob Job, ImmutableArray<BulkJobItem> Items, string Node);

/// <summary>How much of a job a node takes at a time.</summary>
/// <param name="Most">So many orders.</param>
/// <param name="Alone">Whether nobody else is to be at the job meanwhile.</param>
internal readonly record struct BulkClaimOptions(int Most, bool Alone);

/// <summary>Where jobs over many orders are kept.</summary>
internal interface IBulkJobStore
{
    /// <summary>Keeps a job with its orders: all of it, or nothing. False where the client's key was used before.</summary>
    Task<bool> Add(BulkJob job, IReadOnlyList<BulkJobOrder> orders, CancellationToken ct);

    Task<BulkJob?> Find(TenantId tenant, string id, CancellationToken ct);

    /// <summary>The job that was made under a client's key, with the request it was made by.</summary>
    Task<(BulkJob Job, string Request)?> Made(TenantId tenant, IdempotencyKey key, CancellationToken ct);

    /// <summary>The newest first, after that one.</summary>
    Task<IReadOnlyList<BulkJob>> List(TenantId tenant, string? after, int max, CancellationToken ct);

    /// <summary>The orders of a job in their order, after that position; of these states, or of all where none is named.</summary>
    Task<IReadOnlyList<BulkJobItem>> Items(
        TenantId tenant, string id, long after, ImmutableArray<BulkJobItemState> states, int max, CancellationToken ct);

    /// <summary>False where the job is not where that is possible.</summary>
    Task<bool> Turn(TenantId tenant, string id, BulkJobState to, DateTimeOffset now, CancellationToken ct);

    /// <summary>Takes the next orders of the job that was served the longest ago; null where there is nothing to take.</summary>
    Task<BulkJobBatch?> Claim(
        string node, Func<BulkJob, BulkClaimOptions> taking, DateTimeOffset now, DateTimeOffset until, CancellationToken ct);

    /// <summary>Keeps what is left of what was taken for longer; false where nothing is, or the job is not to go on.</summary>
    Task<bool> Renew(BulkJobBatch batch, DateTimeOffset until, CancellationToken ct);

    /// <summary>The jobs that run.</summary>
    Task<IReadOnlyList<BulkJob>> Running(TenantId tenant, CancellationToken ct);

    /// <summary>
    /// Keeps what came of the orders that are still ours, and ends a job that has no more. One that is still pending is tried again then.
    /// </summary>
    Task Finish(
        BulkJobBatch batch, IReadOnlyList<(long Position, BulkJobItemResult Result)> results, DateTimeOffset now, DateTimeOffset again,
        CancellationToken ct);

    /// <summary>Gives back whatever the node has taken of a job.</summary>
    Task Release(BulkJobBatch batch, CancellationToken ct);

    /// <summary>Removes jobs that ended before then, at most so many; how many it were.</summary>
    Task<int> Forget(DateTimeOffset before, int max, CancellationToken ct);

    /// <summary>Waits until this node has made or resumed a job, at most that long.</summary>
    Task Wait(TimeSpan max, CancellationToken ct);
}

/// <summary>What a job asks for, read: the command for each order.</summary>
/// <param name="Command">The command for an order of which that revision was seen.</param>
/// <param name="Policy">The policy that shall decide, by name; null leaves it to the face and the tenant.</param>
internal sealed record BulkCommand(Func<long?, OrderCommand> Command, string? Policy)
{
    /// <summary>The face's own policy; null where it has none.</summary>
    public Policy? Own { get; init; }

    /// <summary>What a joint plan means for an order; null where that is not asked.</summary>
    public Func<OrderId, StockAllocation?>? Meant { get; init; }

    /// <summary>Whether the orders want what the others want, so that they are decided on jointly.</summary>
    public bool Jointly => Command(null) is OrderCommand.RerouteUnroutable;

    /// <summary>The command for an order.</summary>
    public OrderCommand For(BulkJobOrder order) => Command(order.Revision) is OrderCommand.RerouteUnroutable route
        ? route with { Allotted = Meant?.Invoke(order.Order) }
        : Command(order.Revision);
}

/// <summary>Reads what a job asks for: the native face knows its words.</summary>
internal interface IBulkCommandReader
{
    BulkCommand Read(BulkJobDefinition definition);
}

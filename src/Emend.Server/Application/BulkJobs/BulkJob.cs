using System.Collections.Immutable;
using System.Diagnostics;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;

namespace Emend.Server.Application.BulkJobs;

/// <summary>The state of a bulk job.</summary>
internal enum BulkJobState
{
    Running,

    /// <summary>Started batches finish. No new batch starts.</summary>
    Paused,

    /// <summary>Every order has a result.</summary>
    Completed,

    /// <summary>Ended early. Completed results stay.</summary>
    Canceled,
}

/// <summary>The state of one order of a bulk job.</summary>
internal enum BulkJobItemState
{
    Pending,

    /// <summary>The command was accepted and, except in a dry run, written.</summary>
    Succeeded,

    /// <summary>The command had no effect.</summary>
    Unchanged,

    /// <summary>Rejected because of rules, permissions or a revision conflict.</summary>
    Rejected,

    /// <summary>No decision was possible.</summary>
    Failed,
}

/// <summary>The command of a bulk job and its origin.</summary>
/// <param name="RequestedBy">The caller. Their permissions count at the time an order is processed.</param>
/// <param name="ByName">The name of the caller at creation.</param>
/// <param name="Api">The API of the request.</param>
/// <param name="Command">The command.</param>
/// <param name="DryRun">Whether to store only results and to change no orders.</param>
internal sealed record BulkJobDefinition(Caller RequestedBy, string ByName, string Api, BulkCommand Command, bool DryRun)
{
    /// <summary>The idempotency key of the creation request; null if the client sent none.</summary>
    public IdempotencyKey? Key { get; init; }
}

/// <summary>The command of a bulk job.</summary>
/// <param name="Template">The command without the expected revision, which each order adds.</param>
/// <param name="Policy">The requested policy by name; null uses the policy of the API or the tenant.</param>
/// <param name="Action">The command as the native API shows it.</param>
internal sealed record BulkCommand(OrderCommand Template, string? Policy, JsonText Action)
{
    /// <summary>The command that reroutes unroutable units.</summary>
    public static readonly BulkCommand RerouteUnroutable = new(
        new OrderCommand.RerouteUnroutable(IsUserRequested: true), null, new("{\"" + ActionNames.RerouteUnroutable + "\":{}}"));

    /// <summary>Returns the joint allocation of an order; null without joint allocation.</summary>
    public Func<OrderId, StockAllocation?>? Allocation { get; init; }

    /// <summary>Whether the orders compete for stock, so that stock is allocated jointly.</summary>
    public bool IsAllocatedJointly => Template is OrderCommand.RerouteUnroutable;

    /// <summary>The command for an order.</summary>
    public OrderCommand CreateFor(BulkJobOrder order) => Template switch
    {
        OrderCommand.Modify modify => modify with { Revision = order.Revision },
        OrderCommand.ChangeFulfillment change => change with { Revision = order.Revision },
        OrderCommand.RerouteUnroutable reroute =>
            reroute with { Revision = order.Revision, Allocation = Allocation?.Invoke(order.Order) },
        _ => throw new UnreachableException(),
    };
}

/// <summary>The numbers of processed orders of a job by result.</summary>
internal readonly record struct BulkJobCounts(long Succeeded, long Unchanged, long Rejected, long Failed)
{
    public long All => Succeeded + Unchanged + Rejected + Failed;
}

/// <summary>A bulk job: one command for many orders, and its progress.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">The job id.</param>
/// <param name="Definition">The command and its origin.</param>
/// <param name="Total">The number of orders.</param>
/// <param name="CreatedAt">The time of creation.</param>
internal sealed record BulkJob(TenantId Tenant, string Id, BulkJobDefinition Definition, long Total, DateTimeOffset CreatedAt)
{
    public BulkJobState State { get; init; }

    public BulkJobCounts Counts { get; init; }

    /// <summary>Start of the current run; null while the job is not running.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>The total duration of earlier runs.</summary>
    public TimeSpan ElapsedBeforePause { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long Remaining => Total - Counts.All;

    /// <summary>Processed orders per second of running time; null before the first result.</summary>
    public double? ItemsPerSecond(DateTimeOffset now)
    {
        var ran = ElapsedBeforePause + (RunningSince is { } since && now > since ? now - since : TimeSpan.Zero);
        return Counts.All > 0 && ran > TimeSpan.Zero ? Counts.All / ran.TotalSeconds : null;
    }

    /// <summary>The estimated remaining time; null if the job is not running or has no results yet.</summary>
    public TimeSpan? EstimatedTimeRemaining(DateTimeOffset now) =>
        State is BulkJobState.Running && ItemsPerSecond(now) is { } rate ? TimeSpan.FromSeconds(Math.Ceiling(Remaining / rate)) : null;
}

/// <summary>An order of a bulk job.</summary>
/// <param name="Order">The order id.</param>
/// <param name="Revision">The expected revision; null accepts any revision.</param>
internal readonly record struct BulkJobOrder(OrderId Order, long? Revision);

/// <summary>An order of a bulk job with its position and result.</summary>
internal sealed record BulkJobItem(long Position, BulkJobOrder Target, BulkJobItemResult Result)
{
    /// <summary>The number of attempts with transient failures.</summary>
    public long Attempts { get; init; }
}

/// <summary>The result of one order of a bulk job.</summary>
internal sealed record BulkJobItemResult(BulkJobItemState State)
{
    public static readonly BulkJobItemResult Pending = new(BulkJobItemState.Pending);

    /// <summary>The new revision, or the unchanged revision on which the command was decided.</summary>
    public long? Revision { get; init; }

    /// <summary>A code for the failure; null if the command succeeded. Stored: do not change the codes.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The failure in words.</summary>
    public string? Description { get; init; }

    /// <summary>The rule violations.</summary>
    public ImmutableArray<RuleViolation> Violations { get; init; } = [];
}

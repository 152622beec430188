using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Application.BulkJobs;

/// <summary>Where a job over many orders stands.</summary>
internal enum BulkJobState
{
    Running,

    /// <summary>What was begun is finished, nothing else is begun.</summary>
    Paused,

    /// <summary>Every order has its result.</summary>
    Done,

    /// <summary>Ended before that; what was done stays done.</summary>
    Cancelled,
}

/// <summary>What came of one order of a job.</summary>
internal enum BulkJobItemState
{
    Pending,

    /// <summary>It was done; of a dry run: it would be.</summary>
    Done,

    /// <summary>It is so already.</summary>
    Unchanged,

    /// <summary>Rows, permissions or a stale revision forbid it.</summary>
    Refused,

    /// <summary>Nothing could be decided.</summary>
    Failed,
}

/// <summary>What is to be done with each order, and on whose behalf.</summary>
/// <param name="RequestedBy">Who asked: what they may do counts at the moment an order is tried.</param>
/// <param name="ByName">Their name then.</param>
/// <param name="Face">The face they asked through.</param>
/// <param name="Command">What is asked, in the words of the native face, where jobs are told.</param>
/// <param name="DryRun">Whether nothing is to be written but the results.</param>
internal sealed record BulkJobDefinition(Caller RequestedBy, string ByName, string Face, JsonText Command, bool DryRun)
{
    /// <summary>What waits for a place is tried again.</summary>
    public static readonly JsonText RerouteUnroutable = new("{\"" + ActionNames.RerouteUnroutable + "\":{}}");

    /// <summary>Why orders are cancelled, as the tenant's list said when the job was made; null where it names none.</summary>
    public CancellationReason? Reason { get; init; }

    /// <summary>The client's key for making the job; null where it sent none.</summary>
    public IdempotencyKey? Key { get; init; }
}

/// <summary>How many orders of a job came out how.</summary>
internal readonly record struct BulkJobCounts(long Succeeded, long Unchanged, long Refused, long Failed)
{
    public long All => Succeeded + Unchanged + Refused + Failed;
}

/// <summary>A job over many orders, and how far it is.</summary>
/// <param name="Tenant">Whose.</param>
/// <param name="Id">Its id.</param>
/// <param name="Asked">What is asked.</param>
/// <param name="Total">Of how many orders.</param>
/// <param name="CreatedAt">When it was made.</param>
internal sealed record BulkJob(TenantId Tenant, string Id, BulkJobDefinition Asked, long Total, DateTimeOffset CreatedAt)
{
    public BulkJobState State { get; init; }

    public BulkJobCounts Counts { get; init; }

    /// <summary>Since when it runs without a pause; null where it does not run.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>For how long it ran before that.</summary>
    public TimeSpan ElapsedBeforePause { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long Remaining => Total - Counts.All;

    /// <summary>Orders a second while it ran; null where none was tried yet.</summary>
    public double? Rate(DateTimeOffset now)
    {
        var ran = ElapsedBeforePause + (RunningSince is { } since && now > since ? now - since : TimeSpan.Zero);
        return Counts.All > 0 && ran > TimeSpan.Zero ? Counts.All / ran.TotalSeconds : null;
    }

    /// <summary>How long it will still take at that rate; null where it does not run, or nobody knows yet.</summary>
    public TimeSpan? EstimatedTimeRemaining(DateTimeOffset now) =>
        State is BulkJobState.Running && Rate(now) is { } rate ? TimeSpan.FromSeconds(Math.Ceiling(Remaining / rate)) : null;
}

/// <summary>An order that a job is about.</summary>
/// <param name="Order">Which.</param>
/// <param name="Revision">The revision that whoever asked saw; null for whatever it is then.</param>
internal readonly record struct BulkJobOrder(OrderId Order, long? Revision);

/// <summary>An order of a job, with its place in it.</summary>
internal sealed record BulkJobItem(long Position, BulkJobOrder Of, BulkJobItemResult Result)
{
    /// <summary>How often it was tried in vain, because something failed that may pass.</summary>
    public long Attempts { get; init; }
}

/// <summary>What came of an order.</summary>
internal sealed record BulkJobItemResult(BulkJobItemState State)
{
    public static readonly BulkJobItemResult None = new(BulkJobItemState.Pending);

    /// <summary>The revision that was made, that stands, or that was decided on.</summary>
    public long? Revision { get; init; }

    /// <summary>Why not, in a word, where it is not because of rows.</summary>
    public string? Why { get; init; }

    /// <summary>The same for people.</summary>
    public string? Description { get; init; }

    /// <summary>The rows that do not hold.</summary>
    public ImmutableArray<RuleViolation> Refusals { get; init; } = [];
}

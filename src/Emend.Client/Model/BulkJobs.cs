using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A bulk job and its progress.</summary>
public sealed record BulkJob
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The state of the job.</summary>
    public BulkJobState State { get; init; }

    /// <summary>True if the job only decides and writes nothing but the results.</summary>
    public bool DryRun { get; init; }

    /// <summary>The user or credential that requested the job.</summary>
    public BulkJobRequester? RequestedBy { get; init; }

    /// <summary>The action as it was sent.</summary>
    public JsonObject? Action { get; init; }

    /// <summary>The creation time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The end time; null if the job has not ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The number of orders.</summary>
    public long Total { get; init; }

    /// <summary>The number of orders that were changed. In a dry run: that would be changed.</summary>
    public long Succeeded { get; init; }

    /// <summary>The number of orders for which the action changes nothing.</summary>
    public long Unchanged { get; init; }

    /// <summary>The number of orders for which the action was rejected.</summary>
    public long Rejected { get; init; }

    /// <summary>The number of orders that failed with an error.</summary>
    public long Failed { get; init; }

    /// <summary>The number of orders without a result.</summary>
    public long Remaining { get; init; }

    /// <summary>The average rate; null if no order has a result.</summary>
    public decimal? OrdersPerSecond { get; init; }

    /// <summary>The estimated remaining time at that rate, in seconds; null if unknown.</summary>
    public long? EstimatedSecondsRemaining { get; init; }

    internal bool HasEnded => State == BulkJobState.Completed || State == BulkJobState.Canceled;
}

/// <summary>The user or credential that requested a bulk job.</summary>
public sealed record BulkJobRequester
{
    /// <summary>The id of the user or credential.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The name at the time of the request.</summary>
    public string Name { get; init => field = value ?? ""; } = "";
}

/// <summary>A page of bulk jobs.</summary>
public sealed record BulkJobPage
{
    /// <summary>The jobs, newest first.</summary>
    public IReadOnlyList<BulkJob> Jobs { get; init => field = value ?? []; } = [];

    /// <summary>Pass this value as <c>after</c> to read the next page. Null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>The result of a bulk job for one order.</summary>
public sealed record BulkJobItemResult
{
    /// <summary>The position of the order in the job, starting at 1.</summary>
    public long Position { get; init; }

    /// <summary>The order id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The state of the item.</summary>
    public BulkJobItemState State { get; init; }

    /// <summary>The revision that the action created, or the revision that was evaluated.</summary>
    public long? Revision { get; init; }

    /// <summary>The tail of the problem type, such as <c>rule-violation</c>; null without a problem.</summary>
    public string? Problem { get; init; }

    /// <summary>A description of the problem for people.</summary>
    public string? Detail { get; init; }

    /// <summary>The violated rules.</summary>
    public IReadOnlyList<RuleViolation> Violations { get; init => field = value ?? []; } = [];
}

/// <summary>A page of bulk job results.</summary>
public sealed record BulkJobItemResultPage
{
    /// <summary>The results, in the order of the job.</summary>
    public IReadOnlyList<BulkJobItemResult> Results { get; init => field = value ?? []; } = [];

    /// <summary>Pass this value as <c>after</c> to read the next page. Null on the last page.</summary>
    public long? Next { get; init; }
}

/// <summary>The state of a bulk job.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<BulkJobState>))]
public readonly record struct BulkJobState(string Name) : IExtensibleEnum<BulkJobState>
{
    /// <summary>The job is running.</summary>
    public static BulkJobState Running { get; } = new("running");

    /// <summary>The job is paused and starts no further order.</summary>
    public static BulkJobState Paused { get; } = new("paused");

    /// <summary>Every order has a result.</summary>
    public static BulkJobState Completed { get; } = new("completed");

    /// <summary>The job was canceled before every order had a result.</summary>
    public static BulkJobState Canceled { get; } = new("canceled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static BulkJobState IExtensibleEnum<BulkJobState>.Create(string name) => new(name);
}

/// <summary>The state of one order of a bulk job.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<BulkJobItemState>))]
public readonly record struct BulkJobItemState(string Name) : IExtensibleEnum<BulkJobItemState>
{
    /// <summary>The order has no result yet.</summary>
    public static BulkJobItemState Pending { get; } = new("pending");

    /// <summary>The order was changed. In a dry run: it would be changed.</summary>
    public static BulkJobItemState Succeeded { get; } = new("succeeded");

    /// <summary>The action changes nothing.</summary>
    public static BulkJobItemState Unchanged { get; } = new("unchanged");

    /// <summary>Rejected because of a rule violation, a missing permission or a revision conflict.</summary>
    public static BulkJobItemState Rejected { get; } = new("rejected");

    /// <summary>Failed with an error.</summary>
    public static BulkJobItemState Failed { get; } = new("failed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static BulkJobItemState IExtensibleEnum<BulkJobItemState>.Create(string name) => new(name);
}

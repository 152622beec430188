using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A job over many orders, and how far it is.</summary>
public sealed record BulkJob
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Where it stands.</summary>
    public BulkJobState State { get; init; }

    /// <summary>Whether nothing is written but the results.</summary>
    public bool DryRun { get; init; }

    /// <summary>On whose behalf it acts.</summary>
    public BulkJobRequester? RequestedBy { get; init; }

    /// <summary>What is asked, as it was sent.</summary>
    public JsonObject? Action { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ended; null while it has not.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Of how many orders.</summary>
    public long Total { get; init; }

    /// <summary>How many were done; of a dry run: would be done.</summary>
    public long Succeeded { get; init; }

    /// <summary>How many were so already.</summary>
    public long Unchanged { get; init; }

    /// <summary>How many were refused.</summary>
    public long Rejected { get; init; }

    /// <summary>At how many something failed.</summary>
    public long Failed { get; init; }

    /// <summary>How many have no result yet.</summary>
    public long Remaining { get; init; }

    /// <summary>Orders a second, while it ran; null where none was tried yet.</summary>
    public decimal? OrdersPerSecond { get; init; }

    /// <summary>How many seconds it will still take at that rate; null where nobody knows.</summary>
    public long? EstimatedSecondsRemaining { get; init; }

    internal bool HasEnded => State == BulkJobState.Done || State == BulkJobState.Cancelled;
}

/// <summary>On whose behalf a job acts.</summary>
public sealed record BulkJobRequester
{
    /// <summary>Their id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Their name when they asked.</summary>
    public string Name { get; init => field = value ?? ""; } = "";
}

/// <summary>A page of jobs.</summary>
public sealed record BulkJobPage
{
    /// <summary>The jobs, the newest first.</summary>
    public IReadOnlyList<BulkJob> Jobs { get; init => field = value ?? []; } = [];

    /// <summary>What to send as after for the next page; null on the last.</summary>
    public string? Next { get; init; }
}

/// <summary>What came of one order of a job.</summary>
public sealed record BulkJobItemResult
{
    /// <summary>Its place in the job, from 1.</summary>
    public long Position { get; init; }

    /// <summary>Its id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>How it came out.</summary>
    public BulkJobItemState State { get; init; }

    /// <summary>The revision that was made, or that was decided on.</summary>
    public long? Revision { get; init; }

    /// <summary>Why not, in a word.</summary>
    public string? Problem { get; init; }

    /// <summary>The same for people.</summary>
    public string? Detail { get; init; }

    /// <summary>The rows that do not hold.</summary>
    public IReadOnlyList<RuleViolation> Refusals { get; init => field = value ?? []; } = [];
}

/// <summary>A page of results.</summary>
public sealed record BulkJobItemResultPage
{
    /// <summary>The results, in the order of the job.</summary>
    public IReadOnlyList<BulkJobItemResult> Results { get; init => field = value ?? []; } = [];

    /// <summary>What to send as after for the next page; null on the last.</summary>
    public long? Next { get; init; }
}

/// <summary>Where a job stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<BulkJobState>))]
public readonly record struct BulkJobState(string Name) : IExtensibleEnum<BulkJobState>
{
    /// <summary>It is worked on.</summary>
    public static BulkJobState Running { get; } = new("running");

    /// <summary>Nothing more is begun.</summary>
    public static BulkJobState Paused { get; } = new("paused");

    /// <summary>Every order has its result.</summary>
    public static BulkJobState Done { get; } = new("done");

    /// <summary>Ended before that.</summary>
    public static BulkJobState Cancelled { get; } = new("cancelled");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static BulkJobState IExtensibleEnum<BulkJobState>.Of(string name) => new(name);
}

/// <summary>How an order of a job came out.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<BulkJobItemState>))]
public readonly record struct BulkJobItemState(string Name) : IExtensibleEnum<BulkJobItemState>
{
    /// <summary>Not yet.</summary>
    public static BulkJobItemState Pending { get; } = new("pending");

    /// <summary>Done; of a dry run: would be.</summary>
    public static BulkJobItemState Done { get; } = new("done");

    /// <summary>It is so already.</summary>
    public static BulkJobItemState Unchanged { get; } = new("unchanged");

    /// <summary>Rows, permissions or a stale revision forbid it.</summary>
    public static BulkJobItemState Refused { get; } = new("refused");

    /// <summary>Nothing could be decided.</summary>
    public static BulkJobItemState Failed { get; } = new("failed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static BulkJobItemState IExtensibleEnum<BulkJobItemState>.Of(string name) => new(name);
}

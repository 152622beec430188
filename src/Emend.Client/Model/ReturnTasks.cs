using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>Goods that were picked and are not wanted any more, to be put back on the shelf; as the order tells of it.</summary>
public record ReturnTask
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Counts its changes.</summary>
    public long Version { get; init; }

    /// <summary>Where it stands.</summary>
    public ReturnTaskStatus Status { get; init; }

    /// <summary>Where the goods are.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The pick job that took them.</summary>
    public string PickJob { get; init => field = value ?? ""; } = "";

    /// <summary>What is to be put back.</summary>
    public IReadOnlyList<ReturnLine> Lines { get; init => field = value ?? []; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>A return task by itself.</summary>
public sealed record OwnedReturnTask : ReturnTask
{
    /// <summary>The id of its order.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The shop's own number of it.</summary>
    public string? TenantOrderId { get; init; }
}

/// <summary>Goods of a line to be put back.</summary>
public sealed record ReturnLine
{
    /// <summary>The id of the order's line.</summary>
    public string Line { get; init => field = value ?? ""; } = "";

    /// <summary>The article's id.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>How much was picked.</summary>
    public decimal Quantity { get; init; }

    /// <summary>How much of it is back in all.</summary>
    public decimal Restocked { get; init; }

    /// <summary>Whether it becomes stock again when it is back.</summary>
    public bool Restockable { get; init; }
}

/// <summary>A page of return tasks.</summary>
public sealed record ReturnTaskPage
{
    /// <summary>The tasks, by id.</summary>
    public IReadOnlyList<OwnedReturnTask> ReturnTasks { get; init => field = value ?? []; } = [];

    /// <summary>How many there are in all.</summary>
    public long Total { get; init; }

    /// <summary>What to send as after for the next page; null on the last.</summary>
    public string? Next { get; init; }
}

/// <summary>So much of a line is back.</summary>
/// <param name="Line">The id of the order's line.</param>
/// <param name="Quantity">How much of it is back in all.</param>
public sealed record RestockedLine(string Line, decimal Quantity);

/// <summary>Work on a return task.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Restock), "putBack")]
[JsonDerivedType(typeof(Close), "close")]
public abstract record ReturnTaskAction
{
    private ReturnTaskAction()
    {
    }

    /// <summary>The version of the task you saw; whatever it is now where nothing is said.</summary>
    public long? Version { get; init; }

    /// <summary>So much is back on the shelf.</summary>
    /// <param name="Lines">Line by line, how much in all.</param>
    public sealed record Restock(params IReadOnlyList<RestockedLine> Lines) : ReturnTaskAction;

    /// <summary>It is finished; what did not come back is lost.</summary>
    public sealed record Close : ReturnTaskAction;
}

/// <summary>Where a return task stands.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<ReturnTaskStatus>))]
public readonly record struct ReturnTaskStatus(string Name) : IExtensibleEnum<ReturnTaskStatus>
{
    /// <summary>To be done.</summary>
    public static ReturnTaskStatus Open { get; } = new("open");

    /// <summary>Finished.</summary>
    public static ReturnTaskStatus Closed { get; } = new("closed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static ReturnTaskStatus IExtensibleEnum<ReturnTaskStatus>.Of(string name) => new(name);
}

/// <summary>How an order ended before its end.</summary>
public sealed record Cancellation
{
    /// <summary>Whether wherever work on it stood.</summary>
    public bool Forced { get; init; }

    /// <summary>Whether nobody did it: its promise was not confirmed in time.</summary>
    public bool Expired { get; init; }

    /// <summary>Why; null where nobody said.</summary>
    public CancellationReason? Reason { get; init; }
}

/// <summary>Why an order was cancelled.</summary>
public sealed record CancellationReason
{
    /// <summary>Its id in the tenant's list.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>What it said then.</summary>
    public string Text { get; init => field = value ?? ""; } = "";
}

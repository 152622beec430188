using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A return task: picked goods that are no longer needed and must be restocked.</summary>
public record ReturnTask
{
    /// <summary>The id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The version. It increases with every change.</summary>
    public long Version { get; init; }

    /// <summary>The status.</summary>
    public ReturnTaskStatus Status { get; init; }

    /// <summary>The facility that holds the goods.</summary>
    public string Facility { get; init => field = value ?? ""; } = "";

    /// <summary>The id of the pick job that picked the goods.</summary>
    public string PickJob { get; init => field = value ?? ""; } = "";

    /// <summary>The goods to restock.</summary>
    public IReadOnlyList<ReturnLine> Lines { get; init => field = value ?? []; } = [];

    /// <summary>The creation time.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last change.</summary>
    public DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>A return task with the order it belongs to.</summary>
public sealed record OwnedReturnTask : ReturnTask
{
    /// <summary>The order id.</summary>
    public string Order { get; init => field = value ?? ""; } = "";

    /// <summary>The shop's order number.</summary>
    public string? TenantOrderId { get; init; }
}

/// <summary>Goods of one order line to restock.</summary>
public sealed record ReturnLine
{
    /// <summary>The id of the order line.</summary>
    public string Line { get; init => field = value ?? ""; } = "";

    /// <summary>The article id.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>The picked quantity.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The total restocked quantity.</summary>
    public decimal Restocked { get; init; }

    /// <summary>True if the goods become stock again after restocking.</summary>
    public bool Restockable { get; init; }
}

/// <summary>A page of return tasks.</summary>
public sealed record ReturnTaskPage
{
    /// <summary>The tasks, sorted by id.</summary>
    public IReadOnlyList<OwnedReturnTask> ReturnTasks { get; init => field = value ?? []; } = [];

    /// <summary>The total number of matching tasks.</summary>
    public long Total { get; init; }

    /// <summary>Pass this value as <c>after</c> to read the next page. Null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>The restocked quantity of a line.</summary>
/// <param name="Line">The id of the order line.</param>
/// <param name="Quantity">The total restocked quantity.</param>
public sealed record RestockedLine(string Line, decimal Quantity);

/// <summary>An action on a return task.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Restock), "restock")]
[JsonDerivedType(typeof(Close), "close")]
public abstract record ReturnTaskAction
{
    private ReturnTaskAction()
    {
    }

    /// <summary>The version of the task that the caller has read; null to skip the check.</summary>
    public long? Version { get; init; }

    /// <summary>Reports restocked quantities.</summary>
    /// <param name="Lines">The total restocked quantity per line.</param>
    public sealed record Restock(params IReadOnlyList<RestockedLine> Lines) : ReturnTaskAction;

    /// <summary>Closes the task. Goods that were not restocked are lost.</summary>
    public sealed record Close : ReturnTaskAction;
}

/// <summary>The status of a return task.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<ReturnTaskStatus>))]
public readonly record struct ReturnTaskStatus(string Name) : IExtensibleEnum<ReturnTaskStatus>
{
    /// <summary>Open.</summary>
    public static ReturnTaskStatus Open { get; } = new("open");

    /// <summary>Closed.</summary>
    public static ReturnTaskStatus Closed { get; } = new("closed");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static ReturnTaskStatus IExtensibleEnum<ReturnTaskStatus>.Create(string name) => new(name);
}

/// <summary>Details of a cancellation.</summary>
public sealed record Cancellation
{
    /// <summary>True if the order was canceled by force, regardless of its progress.</summary>
    public bool Forced { get; init; }

    /// <summary>True if a promised order expired.</summary>
    public bool Expired { get; init; }

    /// <summary>The reason; null if none was given.</summary>
    public CancellationReason? Reason { get; init; }
}

/// <summary>The reason of a cancellation.</summary>
public sealed record CancellationReason
{
    /// <summary>The id of the tenant's cancellation reason.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The text of the reason at the time of the cancellation.</summary>
    public string Text { get; init => field = value ?? ""; } = "";
}

using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>
/// Work for a picker: put back on the shelf what was taken from it for an order that does not want it any more. It outlives the order.
/// </summary>
public sealed record ReturnTask
{
    /// <summary>Its id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>Steps with every change of the task.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Where it stands.</summary>
    public required ReturnTaskStatus Status { get; init; }

    /// <summary>Where the goods are.</summary>
    public required FacilityId Facility { get; init; }

    /// <summary>The pick job that took them.</summary>
    public required EntityId PickJobId { get; init; }

    /// <summary>What is to be put back.</summary>
    public required ImmutableArray<ReturnLine> Lines { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>Goods to be put back.</summary>
/// <param name="Line">The line they were picked for.</param>
/// <param name="Article">What they are.</param>
/// <param name="Quantity">How much was picked.</param>
/// <param name="Returned">How much of it is back.</param>
/// <param name="IsRestockable">Whether it was counted off the stock, and counts as stock again when it is back.</param>
public readonly record struct ReturnLine(LineId Line, ArticleId Article, Quantity Quantity, Quantity Returned, bool IsRestockable);

/// <summary>Where a return task stands.</summary>
public enum ReturnTaskStatus
{
    /// <summary>To be done.</summary>
    Open,

    /// <summary>Finished, also where less came back.</summary>
    Closed,
}

/// <summary>What was done on a return task.</summary>
public abstract record ReturnTaskAction
{
    private ReturnTaskAction()
    {
    }

    /// <summary>So much of these lines is back in all; reported again, it changes nothing.</summary>
    public sealed record Restock(ImmutableArray<LineQuantity> Lines) : ReturnTaskAction;

    /// <summary>Finished; what did not come back is lost.</summary>
    public sealed record Close : ReturnTaskAction;
}

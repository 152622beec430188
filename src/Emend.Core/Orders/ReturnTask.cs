using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>
/// Work to restock picked goods that an order no longer needs. The task stays open after the order is canceled.
/// </summary>
public sealed record ReturnTask
{
    /// <summary>Id.</summary>
    public required EntityId Id { get; init; }

    /// <summary>Increases with every change of the task.</summary>
    public long Version { get; init; } = 1;

    /// <summary>Status.</summary>
    public required ReturnTaskStatus Status { get; init; }

    /// <summary>Facility of the goods.</summary>
    public required FacilityId Facility { get; init; }

    /// <summary>The pick job that picked the goods.</summary>
    public required EntityId PickJobId { get; init; }

    /// <summary>Whether the customer did not accept the goods at the handover.</summary>
    public bool IsRefused { get; init; }

    /// <summary>The goods to restock.</summary>
    public required ImmutableArray<ReturnLine> Lines { get; init; }

    /// <summary>Creation time.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Time of the last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>Goods to restock.</summary>
/// <param name="Line">The order line of the goods.</param>
/// <param name="Article">The article.</param>
/// <param name="Quantity">Picked quantity.</param>
/// <param name="Returned">Restocked quantity.</param>
/// <param name="IsRestockable">Whether the goods were removed from the stock on hand, so that restocking adds them again.</param>
public readonly record struct ReturnLine(LineId Line, ArticleId Article, Quantity Quantity, Quantity Returned, bool IsRestockable)
{
    /// <summary>The part of restockable goods that was not removed from the stock on hand. It is restocked last.</summary>
    public Quantity StockKept { get; init; }

    /// <summary>
    /// Returns goods of this line as units of a routing plan, at most the given quantity. The goods of the stock come first.
    /// </summary>
    internal PlanLine TakeGoods(Quantity quantity)
    {
        var left = Quantity - Returned;
        var goods = quantity <= left ? quantity : left;
        var counted = GetCounted(Quantity) - GetCounted(Returned);
        return new(Line, goods, Quantity.Zero) { StockKept = goods <= counted ? Quantity.Zero : goods - counted };
    }

    /// <summary>Returns the line without the goods that a plan took.</summary>
    internal ReturnLine Without(PlanLine goods) =>
        this with { Quantity = Quantity - goods.Quantity, StockKept = IsRestockable ? StockKept - goods.StockKept : StockKept };

    /// <summary>Returns the part of the quantity that restocking adds to the stock on hand.</summary>
    internal Quantity GetCounted(Quantity quantity) =>
        !IsRestockable ? Quantity.Zero : quantity <= Quantity - StockKept ? quantity : Quantity - StockKept;
}

/// <summary>Status of a return task.</summary>
public enum ReturnTaskStatus
{
    /// <summary>Open.</summary>
    Open,

    /// <summary>Closed, even if fewer units were restocked.</summary>
    Closed,
}

/// <summary>An action on a return task.</summary>
public abstract record ReturnTaskAction
{
    private ReturnTaskAction()
    {
    }

    /// <summary>Total restocked quantities of lines. A repeated report has no effect.</summary>
    public sealed record Restock(ImmutableArray<LineQuantity> Lines) : ReturnTaskAction;

    /// <summary>Closes the task; goods that are not restocked are lost.</summary>
    public sealed record Close : ReturnTaskAction;
}

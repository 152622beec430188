namespace Emend.Core.Orders;

// Facts of an order. They are independent: a later fact does not change an earlier one. Each API derives its status from them.
public sealed partial record Order
{
    /// <summary>Whether the order is canceled. It stays canceled.</summary>
    public bool IsCanceled { get; init; }

    /// <summary>Whether the order is deleted. Only the last entry of its journal has this state.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Whether the order was placed locked and is not unlocked.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Details of the cancellation; null if the order is not canceled.</summary>
    public Cancellation? Cancellation { get; init; }

    /// <summary>Period of the promise; null if the order was never promised or the promise is confirmed.</summary>
    public PromisePeriod? PromisePeriod { get; init; }

    /// <summary>Whether the order was promised and the promise is not confirmed.</summary>
    public bool IsPromised => PromisePeriod is not null;

    /// <summary>Whether the order is neither canceled nor deleted.</summary>
    public bool IsActive => !IsCanceled && !IsDeleted;

    /// <summary>Whether the order is active, and neither locked nor promised.</summary>
    public bool IsOpen => IsActive && !IsLocked && !IsPromised;

    /// <summary>The facts that decide about an order as a whole.</summary>
    public OrderFacts Facts => new(IsCanceled, IsDeleted, IsLocked, IsPromised);
}

/// <summary>The facts that decide about an order as a whole. None excludes another.</summary>
/// <param name="IsCanceled">Whether the order is canceled.</param>
/// <param name="IsDeleted">Whether the order is deleted.</param>
/// <param name="IsLocked">Whether the order was placed locked and is not unlocked.</param>
/// <param name="IsPromised">Whether the order was promised and the promise is not confirmed.</param>
public readonly record struct OrderFacts(bool IsCanceled, bool IsDeleted, bool IsLocked, bool IsPromised);

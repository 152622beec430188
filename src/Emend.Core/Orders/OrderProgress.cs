namespace Emend.Core.Orders;

/// <summary>Progress of the work on an order.</summary>
public enum OrderProgress
{
    /// <summary>No work has started.</summary>
    Created,

    /// <summary>Picking has started.</summary>
    InProgress,

    /// <summary>All goods are handed over.</summary>
    Finished,

    /// <summary>Nothing is left to fulfill.</summary>
    Canceled,
}

namespace Emend.Core.Orders;

/// <summary>Why the units of a line are released later than the order.</summary>
/// <param name="Kind">Backorder or preorder.</param>
/// <param name="At">Earliest release time; null for a backorder that is released when stock arrives.</param>
public sealed record LineRelease(LineReleaseKind Kind, DateTimeOffset? At);

/// <summary>Kind of a later release.</summary>
public enum LineReleaseKind
{
    /// <summary>The article was out of stock when the order was placed.</summary>
    Backorder,

    /// <summary>The article is not on sale yet.</summary>
    Preorder,
}

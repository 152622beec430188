using Emend.Core.Orders;

namespace Emend.Server.Inventory;

/// <summary>The stock quantities of an article in a facility.</summary>
internal readonly record struct StockLevel(FacilityId Facility, ArticleId Article, Quantity OnHand, Quantity Reserved)
{
    /// <summary>Free units for which orders wait. Only those orders may reserve them.</summary>
    public Quantity Earmarked { get; init; }

    /// <summary>The quantity that an order may reserve.</summary>
    /// <param name="usesEarmarked">Whether the order may reserve earmarked units.</param>
    public Quantity GetAvailable(bool usesEarmarked) => OnHand - Reserved - (usesEarmarked ? Quantity.Zero : Earmarked);
}

using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>A line of an order: article and quantity.</summary>
public sealed record Line
{
    /// <summary>Id.</summary>
    public required LineId Id { get; init; }

    /// <summary>The article; never changes.</summary>
    public required ArticleId Article { get; init; }

    /// <summary>The article properties of this line.</summary>
    public required ArticleProperties Properties { get; init; }

    /// <summary>Ordered quantity.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Shipped quantity.</summary>
    public Quantity Shipped { get; init; }

    /// <summary>Quantity that ended pick jobs picked and that is not restocked.</summary>
    public Quantity PickedNotRestocked { get; init; }

    /// <summary>Highest quantity ever released to facilities.</summary>
    public Quantity Released { get; init; }

    /// <summary>Price of one unit in the currency of the order; null if unknown.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>
    /// Quantity withdrawn from fulfillment; never routed again. Includes <see cref="Refused"/> and <see cref="Returned"/>.
    /// </summary>
    public Quantity Withdrawn { get; init; }

    /// <summary>Withdrawn quantity that the customer did not accept at the handover and that is not restocked.</summary>
    public Quantity Refused { get; init; }

    /// <summary>Withdrawn quantity that the customer did not accept at the handover and that is restocked.</summary>
    public Quantity Returned { get; init; }

    /// <summary>Additional request members, stored without interpretation.</summary>
    public JsonText? AdditionalData { get; init; }

    /// <summary>Why the units are released later than the order; null if they are not.</summary>
    public LineRelease? Release { get; init; }

    /// <summary>Key of the line in the system that placed it; null if it has none. Never changes.</summary>
    public string? ExternalKey { get; init; }

    // The quantity is a total. Fewer units drop the withdrawn units first, so that the units that are on their way stay.
    internal Line WithQuantity(Quantity quantity)
    {
        var withdrawn = ClampToZero(quantity < Quantity ? Withdrawn - (Quantity - quantity) : Withdrawn);
        var returned = ClampToZero(Min(Returned, withdrawn - Refused));
        return this with { Quantity = quantity, Withdrawn = withdrawn, Returned = returned, Refused = Min(Refused, withdrawn - returned) };
    }

    internal Line WithRefusedGoodsRestocked(Quantity restocked)
    {
        var moved = Min(Refused, restocked);
        return this with { Refused = Refused - moved, Returned = Returned + moved };
    }

    private static Quantity Min(Quantity left, Quantity right) => left <= right ? left : right;

    private static Quantity ClampToZero(Quantity quantity) => quantity > Quantity.Zero ? quantity : Quantity.Zero;
}

/// <summary>Article data of an order line in addition to the article id.</summary>
/// <param name="Title">Title shown to users.</param>
/// <param name="Details">Image, weight, attributes and similar data as a JSON object; null if there are none.</param>
public sealed record ArticleProperties(string Title, JsonText? Details);

/// <summary>A custom service for articles of the order. Services can be nested.</summary>
/// <param name="Bundled">Whether one facility must supply all articles.</param>
/// <param name="Articles">The articles of the service.</param>
/// <param name="Items">The nested services.</param>
/// <param name="Definition">Definition of the service, stored without interpretation.</param>
public sealed record CustomService(
    bool Bundled, ImmutableArray<ServicedArticle> Articles, ImmutableArray<CustomService> Items, JsonText Definition)
{
    /// <summary>Id.</summary>
    public EntityId Id { get; init; }
}

/// <summary>An article of a service and its quantity.</summary>
public readonly record struct ServicedArticle(ArticleId Article, Quantity Quantity);

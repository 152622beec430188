using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>One article of an order and how much of it.</summary>
public sealed record Line
{
    /// <summary>Its id.</summary>
    public required LineId Id { get; init; }

    /// <summary>Which article; never changes.</summary>
    public required ArticleId Article { get; init; }

    /// <summary>What is said of the article on this line.</summary>
    public required ArticleProperties Properties { get; init; }

    /// <summary>How much was ordered.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>How much of it left the house.</summary>
    public Quantity Shipped { get; init; }

    /// <summary>How much dead pick jobs picked that has not been put back.</summary>
    public Quantity PickedNotRestocked { get; init; }

    /// <summary>How much was ever offered to a facility.</summary>
    public Quantity Released { get; init; }

    /// <summary>Price of one unit in the order's currency; null where nobody told.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>How much nobody took, or is to be picked any more: it is never routed again.</summary>
    public Quantity Withdrawn { get; init; }

    /// <summary>Members of the face it was placed through that Emend keeps without reading them.</summary>
    public JsonText? AdditionalData { get; init; }
}

/// <summary>What an order line says of its article beside its id.</summary>
/// <param name="Title">As shown to people.</param>
/// <param name="Details">Image, weight, attributes and the like, as a JSON object; null where there are none.</param>
public sealed record ArticleProperties(string Title, JsonText? Details);

/// <summary>A service on articles of the order; services nest.</summary>
/// <param name="Bundled">Whether its articles must stay together in one facility.</param>
/// <param name="Articles">The articles it names.</param>
/// <param name="Items">The services below it.</param>
/// <param name="Definition">What the service is, kept without reading it.</param>
public sealed record CustomService(
    bool Bundled, ImmutableArray<ServicedArticle> Articles, ImmutableArray<CustomService> Items, JsonText Definition)
{
    /// <summary>Its id.</summary>
    public EntityId Id { get; init; }
}

/// <summary>An article that a service names, and how much of it.</summary>
public readonly record struct ServicedArticle(ArticleId Article, Quantity Quantity);

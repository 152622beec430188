using System.Text.Json.Nodes;

namespace Emend.Client;

/// <summary>An order to be placed.</summary>
public sealed record NewOrder
{
    /// <summary>The shop's own number; unique among the orders that are open.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>Open, locked or promised; open where nothing is said.</summary>
    public NewOrderStatus? Status { get; init; }

    /// <summary>When a promise ends by itself: one minute to eight hours from now.</summary>
    public DateTimeOffset? PromisedUntil { get; init; }

    /// <summary>When the shop took it; now where nothing is said.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>Who orders.</summary>
    public Consumer? Consumer { get; init; }

    /// <summary>What is bought.</summary>
    public required IReadOnlyList<NewOrderLine> Lines { get; init; }

    /// <summary>How it reaches the customer; sent where nothing is said.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>What is to be done with the articles.</summary>
    public IReadOnlyList<NewCustomService>? Services { get; init; }

    /// <summary>Free attributes.</summary>
    public JsonObject? Attributes { get; init; }
}

/// <summary>How an order shall reach its customer.</summary>
public sealed record Delivery
{
    /// <summary>Sent, or collected.</summary>
    public required DeliveryKind Kind { get; init; }

    /// <summary>The id of the facility where it is collected.</summary>
    public string? CollectAt { get; init; }

    /// <summary>When the customer wants it.</summary>
    public DateTimeOffset? PreferredTime { get; init; }

    /// <summary>The only facilities it may come from.</summary>
    public IReadOnlyList<string>? Preselected { get; init; }
}

/// <summary>Something that shall be done with articles of an order.</summary>
public sealed record NewCustomService
{
    /// <summary>Whether its articles must stay together in one facility.</summary>
    public bool? Bundled { get; init; }

    /// <summary>What it is done with.</summary>
    public required IReadOnlyList<ServicedArticle> Articles { get; init; }

    /// <summary>What is done as part of it.</summary>
    public IReadOnlyList<NewCustomService>? Services { get; init; }

    /// <summary>What else is said of it.</summary>
    public JsonObject? Definition { get; init; }
}

/// <summary>A line to be placed.</summary>
/// <param name="Article">The article's id.</param>
/// <param name="Quantity">How much of it, to the thousandth.</param>
public sealed record NewOrderLine(string Article, decimal Quantity)
{
    /// <summary>As shown to people; the article's id where nothing is said.</summary>
    public string? Title { get; init; }

    /// <summary>Free attributes.</summary>
    public JsonObject? Attributes { get; init; }
}

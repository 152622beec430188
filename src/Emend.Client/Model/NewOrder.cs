using System.Text.Json.Nodes;

namespace Emend.Client;

/// <summary>An order to place.</summary>
public sealed record NewOrder
{
    /// <summary>The shop's order number. It must be unique among open orders.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>Open, locked or promised. Default: open.</summary>
    public NewOrderStatus? Status { get; init; }

    /// <summary>The expiry time of a promised order: one minute to eight hours from now.</summary>
    public DateTimeOffset? PromisedUntil { get; init; }

    /// <summary>The time of the order in the shop. Default: now.</summary>
    public DateTimeOffset? OrderedAt { get; init; }

    /// <summary>The consumer.</summary>
    public Consumer? Consumer { get; init; }

    /// <summary>The order lines.</summary>
    public required IReadOnlyList<NewOrderLine> Lines { get; init; }

    /// <summary>The delivery. Default: shipping.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>The services to perform on the articles.</summary>
    public IReadOnlyList<NewCustomService>? Services { get; init; }

    /// <summary>The custom attributes.</summary>
    public JsonObject? Attributes { get; init; }
}

/// <summary>The delivery of an order to place.</summary>
public sealed record Delivery
{
    /// <summary>Shipping or collection.</summary>
    public required DeliveryKind Kind { get; init; }

    /// <summary>The id of the facility where the customer collects the order.</summary>
    public string? CollectAt { get; init; }

    /// <summary>The preferred delivery time.</summary>
    public DateTimeOffset? PreferredTime { get; init; }

    /// <summary>How fast a shipped order must arrive. Default: standard.</summary>
    public ServiceLevel? ServiceLevel { get; init; }

    /// <summary>The carriers that may ship the order, by id or key; null for any carrier.</summary>
    public IReadOnlyList<string>? Carriers { get; init; }

    /// <summary>The facilities that may supply the order; null for all facilities.</summary>
    public IReadOnlyList<string>? Preselected { get; init; }
}

/// <summary>A custom service to perform on articles of an order.</summary>
public sealed record NewCustomService
{
    /// <summary>True if one facility must supply all articles of the service.</summary>
    public bool? Bundled { get; init; }

    /// <summary>The articles.</summary>
    public required IReadOnlyList<ServicedArticle> Articles { get; init; }

    /// <summary>The nested services.</summary>
    public IReadOnlyList<NewCustomService>? Services { get; init; }

    /// <summary>Further data of the service.</summary>
    public JsonObject? Definition { get; init; }
}

/// <summary>A line of an order to place.</summary>
/// <param name="Article">The article id.</param>
/// <param name="Quantity">The quantity, with at most three decimals.</param>
public sealed record NewOrderLine(string Article, decimal Quantity)
{
    /// <summary>The display title. Default: the article id.</summary>
    public string? Title { get; init; }

    /// <summary>The custom attributes.</summary>
    public JsonObject? Attributes { get; init; }
}

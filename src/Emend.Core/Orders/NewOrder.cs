using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>A valid new order from an API, before the decision.</summary>
public sealed record NewOrder
{
    /// <summary>Order number of the merchant; null if not specified.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>The API that places the order.</summary>
    public required string Api { get; init; }

    /// <summary>When the shop accepted the order.</summary>
    public required DateTimeOffset OrderDate { get; init; }

    /// <summary>Whether the order is locked: it is not released until an actor unlocks it.</summary>
    public bool IsLocked { get; init; }

    /// <summary>Whether the order is promised: it is not released until an actor confirms it, and it expires.</summary>
    public bool IsPromised { get; init; }

    /// <summary>Expiry time of the promise; null if not specified.</summary>
    public DateTimeOffset? PromisedUntil { get; init; }

    /// <summary>The delivery; the destination comes from the consumer.</summary>
    public required Delivery Delivery { get; init; }

    /// <summary>The lines.</summary>
    public required ImmutableArray<NewOrderLine> Lines { get; init; }

    /// <summary>Custom services, without ids.</summary>
    public ImmutableArray<CustomService> Services { get; init; } = [];

    /// <summary>The consumer.</summary>
    public Consumer Consumer { get; init; } = Consumer.Unknown;

    /// <summary>Custom attributes of the order.</summary>
    public ImmutableSortedDictionary<string, JsonText> Attributes { get; init; } = PersonalData.NoAttributes;

    /// <summary>Additional request members, stored without interpretation.</summary>
    public JsonText? AdditionalData { get; init; }
}

/// <summary>A line of a new order.</summary>
/// <param name="Article">The article.</param>
/// <param name="Properties">The article properties.</param>
/// <param name="Quantity">The quantity.</param>
/// <param name="Attributes">Custom attributes.</param>
/// <param name="AdditionalData">Additional request members, stored without interpretation.</param>
public sealed record NewOrderLine(
    ArticleId Article,
    ArticleProperties Properties,
    Quantity Quantity,
    ImmutableSortedDictionary<string, JsonText> Attributes,
    JsonText? AdditionalData)
{
    /// <summary>Why the units are released later than the order; null if they are not.</summary>
    public LineRelease? Release { get; init; }

    /// <summary>Key of the line in the system of the caller; null if it has none.</summary>
    public string? ExternalKey { get; init; }

    internal Line ToLine(LineId id, decimal? unitPrice) => new()
    {
        Id = id,
        Article = Article,
        Properties = Properties,
        Quantity = Quantity,
        UnitPrice = unitPrice,
        AdditionalData = AdditionalData,
        Release = Release,
        ExternalKey = ExternalKey,
    };
}

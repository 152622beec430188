namespace Emend.Core.Orders;

/// <summary>A hold on an order. Blocks the release of units that are not released yet; work that has started goes on.</summary>
/// <param name="Kind">Kind of the hold.</param>
/// <param name="Holder">Actor that owns the hold.</param>
/// <param name="Expires">Expiry time; null until the hold is removed.</param>
public sealed record Hold(HoldKind Kind, ActorId Holder, DateTimeOffset? Expires)
{
    /// <summary>Id; null for holds that were stored without it.</summary>
    public EntityId? Id { get; init; }

    /// <summary>Why the hold was placed; null if not specified. Contains no personal data.</summary>
    public string? Reason { get; init; }

    /// <summary>When the hold was placed; null for holds that were stored without it.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>Whether the hold is active.</summary>
    public bool IsActiveAt(DateTimeOffset now) => Expires is not { } expires || now < expires;
}

/// <summary>Kind of a hold.</summary>
public enum HoldKind
{
    /// <summary>Blocks the release and modifications of other actors while an actor changes the order.</summary>
    Modify,

    /// <summary>Blocks the release during a fraud check.</summary>
    Fraud,

    /// <summary>Blocks the release until the owner removes the hold.</summary>
    Manual,
}

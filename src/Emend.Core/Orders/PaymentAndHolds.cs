namespace Emend.Core.Orders;

/// <summary>A payment of an order.</summary>
/// <param name="Id">Id.</param>
/// <param name="System">The payment system, e.g. <c>creditCard</c>.</param>
/// <param name="Amount">Amount in the currency of the order.</param>
/// <param name="CanIncrease">Whether the amount can be increased.</param>
/// <param name="CanDecrease">Whether the amount can be decreased.</param>
public sealed record Tender(EntityId Id, string System, decimal Amount, bool CanIncrease, bool CanDecrease);

/// <summary>An invoice to the customer, or a credit for returned goods.</summary>
/// <param name="Id">Id.</param>
/// <param name="Amount">Amount in the currency of the order; positive for an invoice, negative for a credit.</param>
public sealed record Invoice(EntityId Id, decimal Amount);

/// <summary>A hold on an order.</summary>
/// <param name="Kind">Kind of the hold.</param>
/// <param name="Holder">Actor that placed the hold.</param>
/// <param name="Expires">Expiry time; only modify holds expire.</param>
public sealed record Hold(HoldKind Kind, ActorId Holder, DateTimeOffset? Expires)
{
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
}

/// <summary>A modification that waits for payment. The decision follows when the payment gateway responds.</summary>
/// <param name="Id">Id.</param>
/// <param name="Owner">Actor that requested it.</param>
/// <param name="Expires">Expiry time.</param>
public sealed record PendingModification(EntityId Id, ActorId Owner, DateTimeOffset Expires);

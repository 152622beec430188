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

/// <summary>A modification that waits for payment. The decision follows when the payment gateway responds.</summary>
/// <param name="Id">Id.</param>
/// <param name="Owner">Actor that requested it.</param>
/// <param name="Expires">Expiry time.</param>
public sealed record PendingModification(EntityId Id, ActorId Owner, DateTimeOffset Expires);

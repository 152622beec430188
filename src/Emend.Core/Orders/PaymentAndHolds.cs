namespace Emend.Core.Orders;

/// <summary>One payment on an order.</summary>
/// <param name="Id">Its id.</param>
/// <param name="System">The payment system, e.g. <c>creditCard</c>.</param>
/// <param name="Amount">What it stands for, in the order's currency.</param>
/// <param name="CanIncrease">Whether the amount can be raised.</param>
/// <param name="CanDecrease">Whether the amount can be lowered.</param>
public sealed record Tender(EntityId Id, string System, decimal Amount, bool CanIncrease, bool CanDecrease);

/// <summary>A document over goods: output to the customer, input for goods that came back.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Amount">In the order's currency; positive for output, negative for input.</param>
public sealed record Invoice(EntityId Id, decimal Amount);

/// <summary>A typed, owned stop on an order.</summary>
/// <param name="Kind">What it stops.</param>
/// <param name="Holder">Who placed it.</param>
/// <param name="Expires">When it ends by itself; only modify holds do.</param>
public sealed record Hold(HoldKind Kind, ActorId Holder, DateTimeOffset? Expires)
{
    /// <summary>Whether it still stands.</summary>
    public bool StandsAt(DateTimeOffset now) => Expires is not { } expires || now < expires;
}

/// <summary>What a hold stops.</summary>
public enum HoldKind
{
    /// <summary>Release and others' modifications: somebody is changing the order.</summary>
    Modify,

    /// <summary>Release only: somebody looks into fraud.</summary>
    Fraud,
}

/// <summary>A modification that waits for money: its command is kept, its outcome decided when the gateway answers.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">Who asked for it.</param>
/// <param name="Expires">When it is given up.</param>
public sealed record PendingModification(EntityId Id, ActorId Owner, DateTimeOffset Expires);

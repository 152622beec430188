namespace Emend.Core.Orders;

/// <summary>
/// What is changed about how an order is fulfilled (fulfillmenttools: "Order modification", section "Process modification").
/// </summary>
public abstract record FulfillmentAction
{
    private FulfillmentAction()
    {
    }

    /// <summary>End the order and all its entities, before work on it begins.</summary>
    /// <param name="Reason">Why; null where nobody said.</param>
    public sealed record Cancel(CancellationReason? Reason) : FulfillmentAction;

    /// <summary>The same wherever work stands; what was picked is to be put back.</summary>
    /// <param name="Reason">Why; null where nobody said.</param>
    public sealed record ForceCancel(CancellationReason? Reason) : FulfillmentAction;

    /// <summary>Route the whole order again.</summary>
    public sealed record Reroute : FulfillmentAction;

    /// <summary>Route again what one pick job was to pick.</summary>
    /// <param name="PickJob">Which.</param>
    public sealed record ReroutePickJob(EntityId PickJob) : FulfillmentAction;

    /// <summary>Have one facility supply the whole order.</summary>
    /// <param name="Facility">Which.</param>
    public sealed record Assign(FacilityId Facility) : FulfillmentAction;

    /// <summary>Have another carrier take a shipment; labels of it become obsolete.</summary>
    /// <param name="Shipment">Which.</param>
    /// <param name="Carrier">The carrier, by id or key.</param>
    /// <param name="Product">Which of its products; null for the usual one.</param>
    public sealed record ChangeCarrier(EntityId Shipment, string Carrier, string? Product) : FulfillmentAction
    {
        /// <summary>The version of the shipment the caller saw; null for whatever it is now.</summary>
        public long? Version { get; init; }
    }

    /// <summary>Let a locked order go on.</summary>
    /// <param name="PreferredTime">When the customer wants it now; null leaves that as it is.</param>
    public sealed record Unlock(DateTimeOffset? PreferredTime) : FulfillmentAction;

    /// <summary>Make an order of a promise.</summary>
    /// <param name="TenantOrderId">The merchant's own number from now on; null leaves it as it is.</param>
    public sealed record ConfirmPromise(string? TenantOrderId) : FulfillmentAction;

    /// <summary>Keep a promise for longer.</summary>
    /// <param name="Until">Until when; null for as long again as it was promised for last, from now.</param>
    public sealed record ExtendPromise(DateTimeOffset? Until) : FulfillmentAction;

    /// <summary>Whether units may lose their place by it, so that the caller says what is to become of them.</summary>
    public bool Reroutes => this is Reroute or ReroutePickJob or Unlock { PreferredTime: not null };
}

/// <summary>For how long an order is promised.</summary>
/// <param name="From">When that was promised last.</param>
/// <param name="Until">When it ends by itself, unless it is confirmed.</param>
public sealed record PromisePeriod(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The shortest there is.</summary>
    public static readonly TimeSpan Min = TimeSpan.FromMinutes(1);

    /// <summary>The longest there is.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromHours(8);

    /// <summary>Whether it has ended.</summary>
    public bool HasEndedAt(DateTimeOffset now) => Until <= now;

    /// <summary>Whether it is neither too short nor too long.</summary>
    public bool IsWithinLimits => Until - From >= Min && Until - From <= Max;
}

/// <summary>Why an order was cancelled, as the tenant's list of reasons says it.</summary>
/// <param name="Id">Its id in the list.</param>
/// <param name="Text">What it said then.</param>
public sealed record CancellationReason(string Id, string Text);

/// <summary>How an order ended before its end.</summary>
/// <param name="Forced">Whether wherever work stood.</param>
/// <param name="Reason">Why; null where nobody said.</param>
public sealed record Cancellation(bool Forced, CancellationReason? Reason)
{
    /// <summary>Whether nobody did it: its promise was not confirmed in time.</summary>
    public bool Expired { get; init; }
}

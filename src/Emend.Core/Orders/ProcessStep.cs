namespace Emend.Core.Orders;

/// <summary>
/// What is changed about how an order is fulfilled (fulfillmenttools: "Order modification", section "Process modification").
/// </summary>
public abstract record ProcessStep
{
    private ProcessStep()
    {
    }

    /// <summary>End the order and all its entities, before work on it begins.</summary>
    /// <param name="Reason">Why; null where nobody said.</param>
    public sealed record Cancel(CancelationReason? Reason) : ProcessStep;

    /// <summary>The same wherever work stands; what was picked is to be put back.</summary>
    /// <param name="Reason">Why; null where nobody said.</param>
    public sealed record ForceCancel(CancelationReason? Reason) : ProcessStep;

    /// <summary>Route the whole order again.</summary>
    public sealed record Reroute : ProcessStep;

    /// <summary>Route again what one pick job was to pick.</summary>
    /// <param name="PickJob">Which.</param>
    public sealed record RerouteTask(EntityId PickJob) : ProcessStep;

    /// <summary>Have one facility supply the whole order.</summary>
    /// <param name="Facility">Which.</param>
    public sealed record Assign(FacilityId Facility) : ProcessStep;

    /// <summary>Have another carrier take a shipment; labels of it become obsolete.</summary>
    /// <param name="Shipment">Which.</param>
    /// <param name="Carrier">The carrier, by id or key.</param>
    /// <param name="Product">Which of its products; null for the usual one.</param>
    public sealed record ChangeCarrier(EntityId Shipment, string Carrier, string? Product) : ProcessStep
    {
        /// <summary>The version of the shipment the caller saw; null for whatever it is now.</summary>
        public long? Version { get; init; }
    }
}

/// <summary>Why an order was cancelled, as the tenant's list of reasons says it.</summary>
/// <param name="Id">Its id in the list.</param>
/// <param name="Text">What it said then.</param>
public sealed record CancelationReason(string Id, string Text);

/// <summary>How an order ended before its end.</summary>
/// <param name="Forced">Whether wherever work stood.</param>
/// <param name="Reason">Why; null where nobody said.</param>
public sealed record Cancelation(bool Forced, CancelationReason? Reason);

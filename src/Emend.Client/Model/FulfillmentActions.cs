namespace Emend.Client;

/// <summary>An action that changes how an order is fulfilled.</summary>
public abstract record FulfillmentAction : ModificationOptions
{
    private protected FulfillmentAction()
    {
    }

    internal abstract string Path { get; }

    internal abstract ApiRequest AddBodyTo(ApiRequest request);
}

/// <summary>Cancels an order before fulfillment starts.</summary>
public sealed record CancelOrder : FulfillmentAction
{
    /// <summary>The id of a cancellation reason of the tenant.</summary>
    public string? CancellationReason { get; init; }

    internal override string Path => "cancel-order";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.CancelOrder);
}

/// <summary>Cancels an order regardless of its progress. Return tasks are created for picked goods.</summary>
public sealed record ForceCancelOrder : FulfillmentAction
{
    /// <summary>The id of a cancellation reason of the tenant.</summary>
    public string? CancellationReason { get; init; }

    internal override string Path => "force-cancel-order";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.ForceCancelOrder);
}

/// <summary>Assigns an order to one facility.</summary>
/// <param name="Facility">The facility id.</param>
public sealed record AssignOrder(string Facility) : FulfillmentAction
{
    internal override string Path => "assign-order";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.AssignOrder);
}

/// <summary>Reroutes an order.</summary>
public sealed record RerouteOrder : FulfillmentAction
{
    internal override string Path => "reroute-order";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.RerouteOrder);
}

/// <summary>Routes the unroutable units of an order again.</summary>
public sealed record RerouteUnroutable : FulfillmentAction
{
    internal override string Path => "reroute-unroutable";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.RerouteUnroutable);
}

/// <summary>Reroutes the units of a pick job.</summary>
/// <param name="PickJob">The pick job id.</param>
public sealed record ReroutePickJob(string PickJob) : FulfillmentAction
{
    internal override string Path => "task-reroute";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.ReroutePickJob);
}

/// <summary>Removes reservations of an order. Its routing plans and pick jobs stay as they are.</summary>
/// <param name="ReduceStock">
/// True reduces the stock on hand by the reserved quantities. False keeps it: the units become available to other orders.
/// </param>
public sealed record RemoveReservations(bool ReduceStock) : FulfillmentAction
{
    /// <summary>The reservations to remove; null for all reservations of the order.</summary>
    public IReadOnlyList<ReservationKey>? Reservations { get; init; }

    internal override string Path => "remove-reservations";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.RemoveReservations);
}

/// <summary>Identifies a reservation of an order.</summary>
/// <param name="Line">The line id.</param>
/// <param name="Facility">The facility id.</param>
public sealed record ReservationKey(string Line, string Facility);

/// <summary>Unlocks a locked order.</summary>
public sealed record UnlockOrder : FulfillmentAction
{
    /// <summary>The new preferred delivery time. If set, the order is rerouted.</summary>
    public DateTimeOffset? PreferredTime { get; init; }

    internal override string Path => "unlock-order";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.UnlockOrder);
}

/// <summary>Confirms a promised order.</summary>
public sealed record ConfirmPromise : FulfillmentAction
{
    /// <summary>The new order number of the shop.</summary>
    public string? TenantOrderId { get; init; }

    internal override string Path => "confirm-promise";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.ConfirmPromise);
}

/// <summary>Extends the expiry of a promised order.</summary>
public sealed record ExtendPromise : FulfillmentAction
{
    /// <summary>The new expiry time. Default: the previous duration, counted from now.</summary>
    public DateTimeOffset? Until { get; init; }

    internal override string Path => "extend-promise";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.ExtendPromise);
}

/// <summary>Sets the target time of a shipment that has none, if the order has no preferred time.</summary>
/// <param name="Shipment">The shipment id.</param>
/// <param name="TargetTime">When the shipment is expected.</param>
public sealed record SetTargetTime(string Shipment, DateTimeOffset TargetTime) : FulfillmentAction
{
    internal override string Path => "target-time";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.SetTargetTime);
}

/// <summary>Changes the carrier of a shipment. Labels of the shipment become obsolete.</summary>
/// <param name="Shipment">The shipment id.</param>
/// <param name="Carrier">The id or key of a carrier of the facility.</param>
public sealed record ChangeCarrier(string Shipment, string Carrier) : FulfillmentAction
{
    /// <summary>The product of the carrier.</summary>
    public string? Product { get; init; }

    internal override string Path => "carrier-change";

    internal override ApiRequest AddBodyTo(ApiRequest request) => request.WithBody(this, EmendJsonContext.Default.ChangeCarrier);
}

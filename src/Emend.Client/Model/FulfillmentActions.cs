namespace Emend.Client;

/// <summary>A change of how an order is fulfilled.</summary>
public abstract record FulfillmentAction : ModificationOptions
{
    private protected FulfillmentAction()
    {
    }

    internal abstract string Path { get; }

    internal abstract ApiRequest In(ApiRequest call);
}

/// <summary>Cancel an order before work on it begins.</summary>
public sealed record CancelOrder : FulfillmentAction
{
    /// <summary>The id of one of the tenant's cancelation reasons.</summary>
    public string? CancellationReason { get; init; }

    internal override string Path => "cancel-order";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.CancelOrder);
}

/// <summary>Cancel an order wherever work on it stands; what was picked is to be put back.</summary>
public sealed record ForceCancelOrder : FulfillmentAction
{
    /// <summary>The id of one of the tenant's cancelation reasons.</summary>
    public string? CancellationReason { get; init; }

    internal override string Path => "force-cancel-order";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.ForceCancelOrder);
}

/// <summary>Have one facility supply an order.</summary>
/// <param name="Facility">The facility's id.</param>
public sealed record AssignOrder(string Facility) : FulfillmentAction
{
    internal override string Path => "assign-order";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.AssignOrder);
}

/// <summary>Route an order again.</summary>
public sealed record RerouteOrder : FulfillmentAction
{
    internal override string Path => "reroute-order";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.RerouteOrder);
}

/// <summary>Route again what found no place.</summary>
public sealed record RerouteUnroutable : FulfillmentAction
{
    internal override string Path => "reroute-unroutable";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.RerouteUnroutable);
}

/// <summary>Route again what one pick job was to pick.</summary>
/// <param name="PickJob">The pick job's id.</param>
public sealed record ReroutePickJob(string PickJob) : FulfillmentAction
{
    internal override string Path => "task-reroute";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.ReroutePickJob);
}

/// <summary>Let a locked order go on.</summary>
public sealed record UnlockOrder : FulfillmentAction
{
    /// <summary>When the customer wants it now: then it is routed again.</summary>
    public DateTimeOffset? PreferredTime { get; init; }

    internal override string Path => "unlock-order";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.UnlockOrder);
}

/// <summary>Make an order of a promise.</summary>
public sealed record ConfirmPromise : FulfillmentAction
{
    /// <summary>The order's number from now on.</summary>
    public string? TenantOrderId { get; init; }

    internal override string Path => "confirm-promise";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.ConfirmPromise);
}

/// <summary>Keep a promise for longer.</summary>
public sealed record ExtendPromise : FulfillmentAction
{
    /// <summary>Until when; where nothing is said, for as long again as it was promised for.</summary>
    public DateTimeOffset? Until { get; init; }

    internal override string Path => "extend-promise";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.ExtendPromise);
}

/// <summary>Have another carrier take a shipment; labels of it become obsolete.</summary>
/// <param name="Shipment">The shipment's id.</param>
/// <param name="Carrier">A carrier of the facility, by id or key.</param>
public sealed record ChangeCarrier(string Shipment, string Carrier) : FulfillmentAction
{
    /// <summary>Which of its products.</summary>
    public string? Product { get; init; }

    internal override string Path => "carrier-change";

    internal override ApiRequest In(ApiRequest call) => call.With(this, EmendJsonContext.Default.ChangeCarrier);
}

namespace Emend.Client;

/// <summary>A change of how an order is fulfilled.</summary>
public abstract record FulfilmentAction : Handling
{
    private protected FulfilmentAction()
    {
    }

    internal abstract string Path { get; }

    internal abstract Call In(Call call);
}

/// <summary>Cancel an order before work on it begins.</summary>
public sealed record CancelOrder : FulfilmentAction
{
    /// <summary>The id of one of the tenant's cancelation reasons.</summary>
    public string? CancelationReason { get; init; }

    internal override string Path => "cancel-order";

    internal override Call In(Call call) => call.With(this, Wire.Default.CancelOrder);
}

/// <summary>Cancel an order wherever work on it stands; what was picked is to be put back.</summary>
public sealed record ForceCancelOrder : FulfilmentAction
{
    /// <summary>The id of one of the tenant's cancelation reasons.</summary>
    public string? CancelationReason { get; init; }

    internal override string Path => "force-cancel-order";

    internal override Call In(Call call) => call.With(this, Wire.Default.ForceCancelOrder);
}

/// <summary>Have one facility supply an order.</summary>
/// <param name="Facility">The facility's id.</param>
public sealed record AssignOrder(string Facility) : FulfilmentAction
{
    internal override string Path => "assign-order";

    internal override Call In(Call call) => call.With(this, Wire.Default.AssignOrder);
}

/// <summary>Route an order again.</summary>
public sealed record RerouteOrder : FulfilmentAction
{
    internal override string Path => "reroute-order";

    internal override Call In(Call call) => call.With(this, Wire.Default.RerouteOrder);
}

/// <summary>Route again what found no place.</summary>
public sealed record RerouteUnroutable : FulfilmentAction
{
    internal override string Path => "reroute-unroutable";

    internal override Call In(Call call) => call.With(this, Wire.Default.RerouteUnroutable);
}

/// <summary>Route again what one pick job was to pick.</summary>
/// <param name="PickJob">The pick job's id.</param>
public sealed record RerouteTask(string PickJob) : FulfilmentAction
{
    internal override string Path => "task-reroute";

    internal override Call In(Call call) => call.With(this, Wire.Default.RerouteTask);
}

/// <summary>Let a locked order go on.</summary>
public sealed record UnlockOrder : FulfilmentAction
{
    /// <summary>When the customer wants it now: then it is routed again.</summary>
    public DateTimeOffset? PreferredTime { get; init; }

    internal override string Path => "unlock-order";

    internal override Call In(Call call) => call.With(this, Wire.Default.UnlockOrder);
}

/// <summary>Make an order of a promise.</summary>
public sealed record ConfirmPromise : FulfilmentAction
{
    /// <summary>The order's number from now on.</summary>
    public string? TenantOrderId { get; init; }

    internal override string Path => "confirm-promise";

    internal override Call In(Call call) => call.With(this, Wire.Default.ConfirmPromise);
}

/// <summary>Keep a promise for longer.</summary>
public sealed record ExtendPromise : FulfilmentAction
{
    /// <summary>Until when; where nothing is said, for as long again as it was promised for.</summary>
    public DateTimeOffset? Until { get; init; }

    internal override string Path => "extend-promise";

    internal override Call In(Call call) => call.With(this, Wire.Default.ExtendPromise);
}

/// <summary>Have another carrier take a shipment; labels of it become obsolete.</summary>
/// <param name="Shipment">The shipment's id.</param>
/// <param name="Carrier">A carrier of the facility, by id or key.</param>
public sealed record ChangeCarrier(string Shipment, string Carrier) : FulfilmentAction
{
    /// <summary>Which of its products.</summary>
    public string? Product { get; init; }

    internal override string Path => "carrier-change";

    internal override Call In(Call call) => call.With(this, Wire.Default.ChangeCarrier);
}

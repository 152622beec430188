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

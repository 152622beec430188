using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A bulk job to create. Set exactly one of <see cref="Orders"/>, <see cref="Where"/> and <see cref="Unroutable"/>.</summary>
public sealed record NewBulkJob
{
    /// <summary>The action to apply to each order.</summary>
    public required BulkJobAction Action { get; init; }

    /// <summary>The orders, in the order of processing.</summary>
    public IReadOnlyList<BulkJobOrder>? Orders { get; init; }

    /// <summary>Selects the orders that match a search now.</summary>
    public OrderWhere? Where { get; init; }

    /// <summary>Set to true to select all orders with unroutable units, longest waiting first.</summary>
    public bool? Unroutable { get; init; }

    /// <summary>The processing order of the orders found by <see cref="Where"/>. Default: oldest first.</summary>
    public OrderSort? Sort { get; init; }

    /// <summary>Set to true to decide only. Nothing but the results is written.</summary>
    public bool? DryRun { get; init; }
}

/// <summary>An order of a bulk job to create.</summary>
/// <param name="Order">The order id.</param>
/// <param name="Revision">The revision the caller has read. If the order has another revision, it is not changed.</param>
public sealed record BulkJobOrder(string Order, long? Revision = null);

/// <summary>The action of a bulk job. Set exactly one member, without the options that apply to a single order.</summary>
public sealed record BulkJobAction
{
    /// <summary>Modifies each order.</summary>
    public Modification? Modify { get; init; }

    /// <summary>Cancels each order before fulfillment starts.</summary>
    [JsonPropertyName("cancel-order")]
    public CancelOrder? CancelOrder { get; init; }

    /// <summary>Cancels each order regardless of its progress.</summary>
    [JsonPropertyName("force-cancel-order")]
    public ForceCancelOrder? ForceCancelOrder { get; init; }

    /// <summary>Assigns each order to one facility.</summary>
    [JsonPropertyName("assign-order")]
    public AssignOrder? AssignOrder { get; init; }

    /// <summary>Reroutes each order.</summary>
    [JsonPropertyName("reroute-order")]
    public RerouteOrder? RerouteOrder { get; init; }

    /// <summary>Routes the unroutable units again. Stock is allocated jointly, so that most orders are completed.</summary>
    [JsonPropertyName("reroute-unroutable")]
    public RerouteUnroutable? RerouteUnroutable { get; init; }

    /// <summary>Unlocks each order.</summary>
    [JsonPropertyName("unlock-order")]
    public UnlockOrder? UnlockOrder { get; init; }

    /// <summary>Confirms each promised order.</summary>
    [JsonPropertyName("confirm-promise")]
    public ConfirmPromise? ConfirmPromise { get; init; }

    /// <summary>Extends the expiry of each promised order.</summary>
    [JsonPropertyName("extend-promise")]
    public ExtendPromise? ExtendPromise { get; init; }
}

using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>What is to be done, and with which orders: those that are named, found, or wait for a place.</summary>
public sealed record NewBulkJob
{
    /// <summary>What is to be done with each.</summary>
    public required BulkJobAction Action { get; init; }

    /// <summary>These orders, in this order.</summary>
    public IReadOnlyList<BulkJobOrder>? Orders { get; init; }

    /// <summary>Or those that a search finds now.</summary>
    public OrderWhere? Where { get; init; }

    /// <summary>Or all of which units wait for a place now, the longest waiting first: true.</summary>
    public bool? Unroutable { get; init; }

    /// <summary>The order in which those that are found are tried; the oldest first where nothing is said.</summary>
    public OrderSort? Sort { get; init; }

    /// <summary>Whether to decide only, and write nothing but the results.</summary>
    public bool? DryRun { get; init; }
}

/// <summary>An order of a job to be made.</summary>
/// <param name="Order">Its id.</param>
/// <param name="Revision">The revision you saw; where it is stale, the order is left alone.</param>
public sealed record BulkJobOrder(string Order, long? Revision = null);

/// <summary>What is to be done with each order: one of these, without what is of one order only.</summary>
public sealed record BulkJobAction
{
    /// <summary>Modify it.</summary>
    public Modification? Modify { get; init; }

    /// <summary>Cancel it before work on it begins.</summary>
    [JsonPropertyName("cancel-order")]
    public CancelOrder? CancelOrder { get; init; }

    /// <summary>Cancel it wherever work on it stands.</summary>
    [JsonPropertyName("force-cancel-order")]
    public ForceCancelOrder? ForceCancelOrder { get; init; }

    /// <summary>Have one facility supply it.</summary>
    [JsonPropertyName("assign-order")]
    public AssignOrder? AssignOrder { get; init; }

    /// <summary>Route it again.</summary>
    [JsonPropertyName("reroute-order")]
    public RerouteOrder? RerouteOrder { get; init; }

    /// <summary>Route again what found no place; decided jointly, so that most orders become whole.</summary>
    [JsonPropertyName("reroute-unroutable")]
    public RerouteUnroutable? RerouteUnroutable { get; init; }

    /// <summary>Let it go on where it is locked.</summary>
    [JsonPropertyName("unlock-order")]
    public UnlockOrder? UnlockOrder { get; init; }

    /// <summary>Make an order of a promise.</summary>
    [JsonPropertyName("confirm-promise")]
    public ConfirmPromise? ConfirmPromise { get; init; }

    /// <summary>Keep a promise for longer.</summary>
    [JsonPropertyName("extend-promise")]
    public ExtendPromise? ExtendPromise { get; init; }
}

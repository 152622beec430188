using System.Text.Json.Nodes;

namespace Emend.Client;

/// <summary>An order in its current or a past state.</summary>
public sealed record Order
{
    /// <summary>The order id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The shop's order number.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>The API that placed the order.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>The status.</summary>
    public OrderStatus Status { get; init; }

    /// <summary>The expiry time of a promised order.</summary>
    public DateTimeOffset? PromisedUntil { get; init; }

    /// <summary>The revision. It increases with every journal entry.</summary>
    public long Revision { get; init; }

    /// <summary>The version. It increases with every change of the order itself, but not with warehouse actions.</summary>
    public long Version { get; init; }

    /// <summary>The time of the order in the shop.</summary>
    public DateTimeOffset OrderedAt { get; init; }

    /// <summary>The time when the order was placed in Emend.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The time of the last change of the order itself. Warehouse actions do not count.</summary>
    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>The time of the last change of any kind, including fulfillment.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The release time. From this time on, pick jobs are created.</summary>
    public DateTimeOffset ReleaseAt { get; init; }

    /// <summary>True if the order is anonymized.</summary>
    public bool Anonymized { get; init; }

    /// <summary>The consumer.</summary>
    public Consumer Consumer { get; init => field = value ?? new(); } = new();

    /// <summary>The order lines.</summary>
    public IReadOnlyList<Line> Lines { get; init => field = value ?? []; } = [];

    /// <summary>The delivery.</summary>
    public OrderDelivery Delivery { get; init => field = value ?? new(); } = new();

    /// <summary>The services to perform on the articles.</summary>
    public IReadOnlyList<CustomService> Services { get; init => field = value ?? []; } = [];

    /// <summary>The custom attributes.</summary>
    public JsonObject? Attributes { get; init; }

    /// <summary>The order total; null if a line has no price.</summary>
    public Money? Total { get; init; }

    /// <summary>The routing plans.</summary>
    public IReadOnlyList<RoutingPlan> RoutingPlans { get; init => field = value ?? []; } = [];

    /// <summary>The pick jobs.</summary>
    public IReadOnlyList<PickJob> PickJobs { get; init => field = value ?? []; } = [];

    /// <summary>The handover jobs, for the customer or a carrier.</summary>
    public IReadOnlyList<HandoverJob> HandoverJobs { get; init => field = value ?? []; } = [];

    /// <summary>The shipments.</summary>
    public IReadOnlyList<Shipment> Shipments { get; init => field = value ?? []; } = [];

    /// <summary>The return tasks for goods that are not restocked yet.</summary>
    public IReadOnlyList<ReturnTask> ReturnTasks { get; init => field = value ?? []; } = [];

    /// <summary>Details of the cancellation; null if the order is not canceled.</summary>
    public Cancellation? Cancellation { get; init; }
}

/// <summary>A line of an order.</summary>
public sealed record Line
{
    /// <summary>The line id. It never changes.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The article id.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>The display title.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>The quantity, with at most three decimals.</summary>
    public decimal Quantity { get; init; }

    /// <summary>The unit price.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>Further article data.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>The custom attributes.</summary>
    public JsonObject? Attributes { get; init; }

    /// <summary>What became of the ordered units.</summary>
    public LineUnits Units { get; init => field = value ?? new(); } = new();
}

/// <summary>
/// What became of the ordered units of a line. Every unit counts once: the quantity of the line is the sum of all members except
/// <see cref="ToRestock"/>.
/// </summary>
public sealed record LineUnits
{
    /// <summary>Routed without reserved stock, and not picked.</summary>
    public decimal Open { get; init; }

    /// <summary>Unroutable; waits for stock.</summary>
    public decimal Waiting { get; init; }

    /// <summary>Routed with reserved stock, and not picked.</summary>
    public decimal Reserved { get; init; }

    /// <summary>Picked, and not handed over.</summary>
    public decimal Picked { get; init; }

    /// <summary>Handed over to the carrier or the customer.</summary>
    public decimal HandedOver { get; init; }

    /// <summary>Not supplied: not found, or the pick job or the order was canceled.</summary>
    public decimal Canceled { get; init; }

    /// <summary>Not accepted by the customer; the goods are not restocked.</summary>
    public decimal Refused { get; init; }

    /// <summary>Not accepted by the customer; the goods are restocked.</summary>
    public decimal Returned { get; init; }

    /// <summary>Picked goods that the order no longer needs. Not part of the sum.</summary>
    public decimal ToRestock { get; init; }
}

/// <summary>A custom service that is performed on articles of an order.</summary>
public sealed record CustomService
{
    /// <summary>The id of the service.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>True if one facility must supply all articles of the service.</summary>
    public bool Bundled { get; init; }

    /// <summary>The articles.</summary>
    public IReadOnlyList<ServicedArticle> Articles { get; init => field = value ?? []; } = [];

    /// <summary>The nested services.</summary>
    public IReadOnlyList<CustomService> Services { get; init => field = value ?? []; } = [];

    /// <summary>Further data of the service.</summary>
    public JsonObject? Definition { get; init; }
}

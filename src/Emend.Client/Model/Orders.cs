using System.Text.Json.Nodes;

namespace Emend.Client;

/// <summary>An order as it is, or as it was.</summary>
public sealed record Order
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The shop's own number.</summary>
    public string? TenantOrderId { get; init; }

    /// <summary>The face it was placed through.</summary>
    public string Api { get; init => field = value ?? ""; } = "";

    /// <summary>Where it stands.</summary>
    public OrderStatus Status { get; init; }

    /// <summary>When the promise ends by itself, or ended.</summary>
    public DateTimeOffset? PromisedUntil { get; init; }

    /// <summary>Counts whatever happens to the order.</summary>
    public long Revision { get; init; }

    /// <summary>Counts what changed about the order itself; a pick does not step it.</summary>
    public long Version { get; init; }

    /// <summary>When the shop took it.</summary>
    public DateTimeOffset OrderedAt { get; init; }

    /// <summary>When it was placed here.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything last happened to it.</summary>
    public DateTimeOffset ModifiedAt { get; init; }

    /// <summary>From when its units are offered to facilities.</summary>
    public DateTimeOffset ReleaseAt { get; init; }

    /// <summary>Whether what speaks of persons was erased.</summary>
    public bool Anonymized { get; init; }

    /// <summary>Who ordered.</summary>
    public Consumer Consumer { get; init => field = value ?? new(); } = new();

    /// <summary>What was bought.</summary>
    public IReadOnlyList<Line> Lines { get; init => field = value ?? []; } = [];

    /// <summary>How it reaches the customer.</summary>
    public OrderDelivery Delivery { get; init => field = value ?? new(); } = new();

    /// <summary>What is done with the articles.</summary>
    public IReadOnlyList<CustomService> Services { get; init => field = value ?? []; } = [];

    /// <summary>Free attributes.</summary>
    public JsonObject? Attributes { get; init; }

    /// <summary>What it comes to; null where a line has no price.</summary>
    public Money? Total { get; init; }

    /// <summary>Where its units come from.</summary>
    public IReadOnlyList<RoutingPlan> RoutingPlans { get; init => field = value ?? []; } = [];

    /// <summary>The work on it.</summary>
    public IReadOnlyList<PickJob> PickJobs { get; init => field = value ?? []; } = [];

    /// <summary>What is to be handed over, to the customer or a carrier.</summary>
    public IReadOnlyList<HandoverJob> HandoverJobs { get; init => field = value ?? []; } = [];

    /// <summary>What travels.</summary>
    public IReadOnlyList<Shipment> Shipments { get; init => field = value ?? []; } = [];

    /// <summary>What is still to be put back.</summary>
    public IReadOnlyList<ReturnTask> ReturnTasks { get; init => field = value ?? []; } = [];

    /// <summary>How it ended before its end; null where it did not.</summary>
    public Cancellation? Cancellation { get; init; }
}

/// <summary>A line of an order.</summary>
public sealed record Line
{
    /// <summary>Its id, which it keeps.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The article's id.</summary>
    public string Article { get; init => field = value ?? ""; } = "";

    /// <summary>As shown to people.</summary>
    public string Title { get; init => field = value ?? ""; } = "";

    /// <summary>How much of it, to the thousandth.</summary>
    public decimal Quantity { get; init; }

    /// <summary>What one costs.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>What else is known of the article.</summary>
    public JsonObject? Details { get; init; }

    /// <summary>Free attributes.</summary>
    public JsonObject? Attributes { get; init; }
}

/// <summary>Something that is done with articles of an order.</summary>
public sealed record CustomService
{
    /// <summary>Its id.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Whether its articles stay together in one facility.</summary>
    public bool Bundled { get; init; }

    /// <summary>What it is done with.</summary>
    public IReadOnlyList<ServicedArticle> Articles { get; init => field = value ?? []; } = [];

    /// <summary>What is done as part of it.</summary>
    public IReadOnlyList<CustomService> Services { get; init => field = value ?? []; } = [];

    /// <summary>What else is said of it.</summary>
    public JsonObject? Definition { get; init; }
}

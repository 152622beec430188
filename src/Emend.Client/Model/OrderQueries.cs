using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>A search for orders.</summary>
public sealed record OrderSearch
{
    /// <summary>What they must be like; every order where nothing is said.</summary>
    public OrderWhere? Where { get; init; }

    /// <summary>What they are sorted by; the newest first where nothing is said.</summary>
    public OrderSort? Sort { get; init; }

    /// <summary>How many a page has, up to 250.</summary>
    public int? Size { get; init; }

    /// <summary>The next of a page: what comes behind it.</summary>
    public string? After { get; init; }

    /// <summary>The previous of a page: what comes in front of it.</summary>
    public string? Before { get; init; }

    /// <summary>Whether to count all that meet it.</summary>
    public bool? Total { get; init; }
}

/// <summary>What listed orders must be like. Of several values one must be the order's.</summary>
public sealed record OrderFilter
{
    /// <summary>The shop's own numbers.</summary>
    public IReadOnlyList<string>? TenantOrderIds { get; init; }

    /// <summary>Where they stand.</summary>
    public IReadOnlyList<OrderStatus>? Statuses { get; init; }

    /// <summary>Whose.</summary>
    public IReadOnlyList<string>? ConsumerIds { get; init; }

    /// <summary>The customers' addresses of e-mail.</summary>
    public IReadOnlyList<string>? Emails { get; init; }

    /// <summary>What a line is of.</summary>
    public IReadOnlyList<string>? Articles { get; init; }

    /// <summary>Where units of it are planned or picked now.</summary>
    public IReadOnlyList<string>? Facilities { get; init; }

    /// <summary>The faces they were placed through.</summary>
    public IReadOnlyList<string>? Faces { get; init; }

    /// <summary>Ordered then or later.</summary>
    public DateTimeOffset? OrderedFrom { get; init; }

    /// <summary>Ordered before then.</summary>
    public DateTimeOffset? OrderedTo { get; init; }

    /// <summary>Last modified then or later.</summary>
    public DateTimeOffset? ModifiedFrom { get; init; }

    /// <summary>Last modified before then.</summary>
    public DateTimeOffset? ModifiedTo { get; init; }

    /// <summary>What they are sorted by; the newest first where nothing is said.</summary>
    public OrderSort? Sort { get; init; }

    /// <summary>How many a page has, up to 250.</summary>
    public int? Size { get; init; }
}

/// <summary>A page of orders.</summary>
public sealed record OrderPage
{
    /// <summary>The orders, each whole. There may be fewer than asked for, or none, and still a next page.</summary>
    public IReadOnlyList<Order> Orders { get; init => field = value ?? []; } = [];

    /// <summary>What to name as after for the next page; null where this is the last.</summary>
    public string? Next { get; init; }

    /// <summary>What to name as before for the page in front; null where this is the first.</summary>
    public string? Previous { get; init; }

    /// <summary>How many there are, where that was asked for and can be known.</summary>
    public long? Total { get; init; }

    /// <summary>How many seconds ago a great total was counted.</summary>
    public long? TotalAge { get; init; }
}

/// <summary>What orders are sorted by.</summary>
/// <param name="Name">The word itself, also where this version of the client does not know it.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<OrderSort>))]
public readonly record struct OrderSort(string Name) : IExtensibleEnum<OrderSort>
{
    /// <summary>The newest first.</summary>
    public static OrderSort Newest { get; } = new("-orderedAt");

    /// <summary>The oldest first.</summary>
    public static OrderSort Oldest { get; } = new("orderedAt");

    /// <summary>By status.</summary>
    public static OrderSort Status { get; } = new("status");

    /// <summary>By status, turned round.</summary>
    public static OrderSort StatusReversed { get; } = new("-status");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static OrderSort IExtensibleEnum<OrderSort>.Of(string name) => new(name);
}

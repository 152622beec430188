using System.Text.Json.Serialization;

namespace Emend.Client;

/// <summary>An order search.</summary>
public sealed record OrderSearch
{
    /// <summary>The conditions. Default: all orders.</summary>
    public OrderWhere? Where { get; init; }

    /// <summary>The sort order. Default: newest first.</summary>
    public OrderSort? Sort { get; init; }

    /// <summary>The page size, at most 250.</summary>
    public int? Size { get; init; }

    /// <summary>The <see cref="OrderPage.Next"/> value of the previous page.</summary>
    public string? After { get; init; }

    /// <summary>The <see cref="OrderPage.Previous"/> value of the following page.</summary>
    public string? Before { get; init; }

    /// <summary>Set to true to count all matching orders.</summary>
    public bool? Total { get; init; }
}

/// <summary>A filter for the order list. A list matches if one of its values matches.</summary>
public sealed record OrderFilter
{
    /// <summary>The shop's order numbers.</summary>
    public IReadOnlyList<string>? TenantOrderIds { get; init; }

    /// <summary>The statuses.</summary>
    public IReadOnlyList<OrderStatus>? Statuses { get; init; }

    /// <summary>The shop's customer ids.</summary>
    public IReadOnlyList<string>? ConsumerIds { get; init; }

    /// <summary>The email addresses of the consumers.</summary>
    public IReadOnlyList<string>? Emails { get; init; }

    /// <summary>The article ids. One line must have one of them.</summary>
    public IReadOnlyList<string>? Articles { get; init; }

    /// <summary>The facilities that currently plan or pick units of the order.</summary>
    public IReadOnlyList<string>? Facilities { get; init; }

    /// <summary>The APIs that placed the orders.</summary>
    public IReadOnlyList<string>? Apis { get; init; }

    /// <summary>The earliest order time (inclusive).</summary>
    public DateTimeOffset? OrderedFrom { get; init; }

    /// <summary>The latest order time (exclusive).</summary>
    public DateTimeOffset? OrderedTo { get; init; }

    /// <summary>The earliest time of the last modification (inclusive).</summary>
    public DateTimeOffset? ModifiedFrom { get; init; }

    /// <summary>The latest time of the last modification (exclusive).</summary>
    public DateTimeOffset? ModifiedTo { get; init; }

    /// <summary>The earliest time of the last change of any kind, including fulfillment (inclusive).</summary>
    public DateTimeOffset? ChangedFrom { get; init; }

    /// <summary>The latest time of the last change of any kind (exclusive).</summary>
    public DateTimeOffset? ChangedTo { get; init; }

    /// <summary>Phone numbers of an address. The last eight digits are compared.</summary>
    public IReadOnlyList<string>? Phones { get; init; }

    /// <summary>Tracking numbers of a parcel.</summary>
    public IReadOnlyList<string>? TrackingNumbers { get; init; }

    /// <summary>The sort order. Default: newest first.</summary>
    public OrderSort? Sort { get; init; }

    /// <summary>The page size, at most 250.</summary>
    public int? Size { get; init; }
}

/// <summary>A page of orders.</summary>
public sealed record OrderPage
{
    /// <summary>The complete orders. A page can have fewer orders than requested, or none, although a next page exists.</summary>
    public IReadOnlyList<Order> Orders { get; init => field = value ?? []; } = [];

    /// <summary>Pass this value as <c>after</c> to read the next page. Null on the last page.</summary>
    public string? Next { get; init; }

    /// <summary>Pass this value as <c>before</c> to read the previous page. Null on the first page.</summary>
    public string? Previous { get; init; }

    /// <summary>The number of matching orders; null if it was not requested or is unknown.</summary>
    public long? Total { get; init; }

    /// <summary>The age of a large total in seconds. Large totals are cached.</summary>
    public long? TotalAge { get; init; }
}

/// <summary>The sort order of orders.</summary>
/// <param name="Name">The wire value. Values that this client version does not know are preserved.</param>
[JsonConverter(typeof(ExtensibleEnumConverter<OrderSort>))]
public readonly record struct OrderSort(string Name) : IExtensibleEnum<OrderSort>
{
    /// <summary>Newest first.</summary>
    public static OrderSort Newest { get; } = new("-orderedAt");

    /// <summary>Oldest first.</summary>
    public static OrderSort Oldest { get; } = new("orderedAt");

    /// <summary>Last changed first.</summary>
    public static OrderSort LastChanged { get; } = new("-changedAt");

    /// <summary>First changed first.</summary>
    public static OrderSort FirstChanged { get; } = new("changedAt");

    /// <summary>By status.</summary>
    public static OrderSort Status { get; } = new("status");

    /// <summary>By status, descending.</summary>
    public static OrderSort StatusDescending { get; } = new("-status");

    /// <inheritdoc/>
    public override string ToString() => Name ?? "";

    static OrderSort IExtensibleEnum<OrderSort>.Create(string name) => new(name);
}

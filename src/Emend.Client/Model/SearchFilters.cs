using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Emend.Client;

/// <summary>A filter for a text. A string converts implicitly.</summary>
public sealed record TextFilter
{
    /// <summary>Equals this value.</summary>
    public string? Is { get; init; }

    /// <summary>Equals one of these values.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>Contains this text.</summary>
    public string? Contains { get; init; }

    /// <summary>Equals this value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The object initializer is the named alternative.")]
    public static implicit operator TextFilter(string value) => new() { Is = value };
}

/// <summary>A filter for an exact value, such as an id. A string converts implicitly.</summary>
public sealed record IdFilter
{
    /// <summary>Equals this value.</summary>
    public string? Is { get; init; }

    /// <summary>Equals one of these values.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>Equals this value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The object initializer is the named alternative.")]
    public static implicit operator IdFilter(string value) => new() { Is = value };
}

/// <summary>A filter for the order status. A status converts implicitly.</summary>
public sealed record StatusFilter
{
    /// <summary>Equals this value.</summary>
    public OrderStatus? Is { get; init; }

    /// <summary>Equals one of these values.</summary>
    public IReadOnlyList<OrderStatus>? In { get; init; }

    /// <summary>Equals this value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The object initializer is the named alternative.")]
    public static implicit operator StatusFilter(OrderStatus value) => new() { Is = value };
}

/// <summary>A filter for the purpose of an address. A kind converts implicitly.</summary>
public sealed record AddressKindFilter
{
    /// <summary>Equals this value.</summary>
    public AddressKind? Is { get; init; }

    /// <summary>Equals one of these values.</summary>
    public IReadOnlyList<AddressKind>? In { get; init; }

    /// <summary>Equals this value.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The object initializer is the named alternative.")]
    public static implicit operator AddressKindFilter(AddressKind value) => new() { Is = value };
}

/// <summary>A filter for a time range.</summary>
public sealed record TimeRangeFilter
{
    /// <summary>The start (inclusive).</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end (exclusive).</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>A filter for a custom attribute.</summary>
public sealed record AttributeFilter
{
    /// <summary>Equals this text, number or Boolean.</summary>
    public JsonNode? Is { get; init; }

    /// <summary>Equals one of these values.</summary>
    public IReadOnlyList<JsonNode>? In { get; init; }

    /// <summary>The text contains this text.</summary>
    public string? Contains { get; init; }

    /// <summary>The text is a time at or after this time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The text is a time before this time.</summary>
    public DateTimeOffset? To { get; init; }
}

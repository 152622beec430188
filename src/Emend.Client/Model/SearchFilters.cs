using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Emend.Client;

/// <summary>What a text must be. A text converts by itself.</summary>
public sealed record TextFilter
{
    /// <summary>It is this.</summary>
    public string? Is { get; init; }

    /// <summary>It is one of these.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>It contains this.</summary>
    public string? Contains { get; init; }

    /// <summary>It is this.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The initialiser is the other way.")]
    public static implicit operator TextFilter(string value) => new() { Is = value };
}

/// <summary>What a word must be. A text converts by itself.</summary>
public sealed record IdFilter
{
    /// <summary>It is this.</summary>
    public string? Is { get; init; }

    /// <summary>It is one of these.</summary>
    public IReadOnlyList<string>? In { get; init; }

    /// <summary>It is this.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The initialiser is the other way.")]
    public static implicit operator IdFilter(string value) => new() { Is = value };
}

/// <summary>Where an order must stand. A status converts by itself.</summary>
public sealed record StatusFilter
{
    /// <summary>It is this.</summary>
    public OrderStatus? Is { get; init; }

    /// <summary>It is one of these.</summary>
    public IReadOnlyList<OrderStatus>? In { get; init; }

    /// <summary>It is this.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The initialiser is the other way.")]
    public static implicit operator StatusFilter(OrderStatus value) => new() { Is = value };
}

/// <summary>What an address must be for. A kind converts by itself.</summary>
public sealed record AddressKindFilter
{
    /// <summary>It is this.</summary>
    public AddressKind? Is { get; init; }

    /// <summary>It is one of these.</summary>
    public IReadOnlyList<AddressKind>? In { get; init; }

    /// <summary>It is this.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "The initialiser is the other way.")]
    public static implicit operator AddressKindFilter(AddressKind value) => new() { Is = value };
}

/// <summary>When something must have been.</summary>
public sealed record TimeRangeFilter
{
    /// <summary>Then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before then.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>What a free attribute must be.</summary>
public sealed record AttributeFilter
{
    /// <summary>It is this text, number or flag.</summary>
    public JsonNode? Is { get; init; }

    /// <summary>It is one of these.</summary>
    public IReadOnlyList<JsonNode>? In { get; init; }

    /// <summary>Its text contains this.</summary>
    public string? Contains { get; init; }

    /// <summary>Its text says this time or a later one.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Its text says an earlier time.</summary>
    public DateTimeOffset? To { get; init; }
}

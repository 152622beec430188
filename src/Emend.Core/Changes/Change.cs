using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Changes;

/// <summary>The smallest step of a modification. Changes name targets, not differences: asking twice changes nothing more.</summary>
public abstract record Change
{
    private protected Change()
    {
    }
}

/// <summary>Sets how much of a line is wanted; zero removes the line.</summary>
public sealed record SetLineQuantity(LineId Line, Quantity To) : Change;

/// <summary>Sets what a line says of its article.</summary>
/// <param name="Line">The line.</param>
/// <param name="To">The new properties.</param>
/// <param name="Named">The article the caller named along with them; must be the line's own.</param>
public sealed record SetLineArticle(LineId Line, ArticleProperties To, ArticleId? Named) : Change;

/// <summary>Adds a line.</summary>
public sealed record AddLine(LineDraft Line) : Change;

/// <summary>Sets when the customer wants it.</summary>
public sealed record SetPreferredTime(DateTimeOffset To) : Change;

/// <summary>Merges free attributes of the order; null removes a name.</summary>
public sealed record SetAttributes(ImmutableSortedDictionary<string, JsonText?> Attributes) : Change;

/// <summary>Merges free attributes of a line; null removes a name.</summary>
public sealed record SetLineAttributes(LineId Line, ImmutableSortedDictionary<string, JsonText?> Attributes) : Change;

/// <summary>Sets members of the consumer; those not given stay.</summary>
public sealed record SetConsumer : Change
{
    /// <summary>The shop's id of the customer.</summary>
    public Given<string?> ConsumerId { get; init; }

    /// <summary>The customer's mail address.</summary>
    public Given<string?> Email { get; init; }

    /// <summary>The facility, where the recipient is one.</summary>
    public Given<string?> FacilityRef { get; init; }

    /// <summary>The facility by the tenant's own id.</summary>
    public Given<string?> TenantFacilityId { get; init; }

    /// <summary>All addresses.</summary>
    public Given<ImmutableArray<Address>> Addresses { get; init; }

    /// <summary>Free attributes of the customer, all of them.</summary>
    public Given<ImmutableSortedDictionary<string, JsonText>> Attributes { get; init; }
}

/// <summary>A value that a request gives, or does not speak of.</summary>
/// <param name="IsGiven">Whether the request speaks of it.</param>
/// <param name="Value">The value given.</param>
public readonly record struct Given<T>(bool IsGiven, T Value)
{
    /// <summary>The value given, or the present one.</summary>
    public T Or(T present) => IsGiven ? Value : present;

    /// <summary>A value given.</summary>
    public static implicit operator Given<T>(T value) => new(true, value);
}

using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.History;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>What the history log of a process tells as one thing.</summary>
/// <param name="Type">Under its name of this API.</param>
/// <param name="Domain">About what kind of thing.</param>
/// <param name="Ref">Which.</param>
/// <param name="Status">Where it stood then; null where that is not told.</param>
/// <param name="Facility">Where; null where it is about no one place.</param>
internal sealed record HistoryLogEntry(string Type, string Domain, string Ref, string? Status, FacilityId? Facility)
{
    /// <summary>When, and who did it, and why.</summary>
    public JournalEntry At { get; init; } = null!;

    /// <summary>Names it among all of its order, and never another.</summary>
    public string Id { get; init; } = "";

    /// <summary>Articles of which there is more or less.</summary>
    public ImmutableArray<(Line Line, Quantity Before, Quantity After)> Articles { get; init; } = [];

    /// <summary>Addresses, and the members of each that are otherwise.</summary>
    public ImmutableArray<(AddressKind? Kind, ImmutableArray<string> Members)>? Addresses { get; init; }

    /// <summary>When it was wanted, and is.</summary>
    public (DateTimeOffset? Before, DateTimeOffset? After)? Preferred { get; init; }

    /// <summary>Why it was cancelled.</summary>
    public CancellationReason? Cancelation { get; init; }

    /// <summary>What the carrier said.</summary>
    public string? Failure { get; init; }
}

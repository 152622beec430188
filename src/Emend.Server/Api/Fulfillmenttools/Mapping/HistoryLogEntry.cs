using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.History;

namespace Emend.Server.Api.Fulfillmenttools.Mapping;

/// <summary>One entry of the history log of a process.</summary>
/// <param name="Type">Event type, by its fulfillmenttools name.</param>
/// <param name="Domain">Kind of entity that the entry is about.</param>
/// <param name="Ref">Id of the entity.</param>
/// <param name="Status">Status of the entity after the event; null if unknown.</param>
/// <param name="Facility">Facility of the entity; null if there is none.</param>
internal sealed record HistoryLogEntry(string Type, string Domain, string Ref, string? Status, FacilityId? Facility)
{
    /// <summary>The journal entry: time, actor, and comment.</summary>
    public JournalEntry JournalEntry { get; init; } = null!;

    /// <summary>Stable unique id of the entry.</summary>
    public string Id { get; init; } = "";

    /// <summary>Articles with a changed quantity.</summary>
    public ImmutableArray<(Line Line, Quantity Before, Quantity After)> Articles { get; init; } = [];

    /// <summary>Changed addresses with the names of their changed members.</summary>
    public ImmutableArray<(AddressKind? Kind, ImmutableArray<string> Members)>? Addresses { get; init; }

    /// <summary>Preferred time before and after the event.</summary>
    public (DateTimeOffset? Before, DateTimeOffset? After)? PreferredTime { get; init; }

    /// <summary>Reason of the cancellation.</summary>
    public CancellationReason? CancellationReason { get; init; }

    /// <summary>Error message of the carrier.</summary>
    public string? ErrorMessage { get; init; }
}

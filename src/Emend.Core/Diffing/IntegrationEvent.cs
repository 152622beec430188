using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Core.Diffing;

/// <summary>An event for other systems, about an order or one of its operational entities.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Entity">The operational entity; null if the event is about the order.</param>
/// <param name="Facility">The facility of the entity; null if the event is about the order or there is no facility.</param>
/// <param name="Differences">Differences of the event.</param>
/// <param name="Articles">The affected articles.</param>
public sealed record IntegrationEvent(
    IntegrationEventKind Kind,
    EntityId? Entity,
    FacilityId? Facility,
    ImmutableArray<FieldDifference> Differences,
    ImmutableArray<ArticleId> Articles);

namespace Emend.Server.Application.Orders;

/// <summary>
/// A condition on entities that no column holds, and their sort order. The list examines the entities that its other filters match.
/// </summary>
/// <param name="Matches">Whether the list contains the entity.</param>
internal sealed record EntityCondition<T>(Func<OwnedEntity<T>, bool> Matches)
{
    /// <summary>Maximum number of entities that one list examines.</summary>
    public const int MaxExamined = 5_000;

    /// <summary>The sort order; null = by id.</summary>
    public Comparison<OwnedEntity<T>>? Order { get; init; }
}

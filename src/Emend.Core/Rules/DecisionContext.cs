using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Core.Rules;

/// <summary>
/// The inputs of a decision in addition to the order and the command. A decision uses no other input.
/// </summary>
public sealed record DecisionContext
{
    /// <summary>Current time in UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Seed of the ids of new entities; never used twice.</summary>
    public required IdSeed Seed { get; init; }

    /// <summary>The caller.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The policy that applies.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The settings of the tenant.</summary>
    public required TenantSettings Settings { get; init; }

    /// <summary>The facilities of the tenant.</summary>
    public required Network Network { get; init; }

    /// <summary>Available stock.</summary>
    public required IStockView Stock { get; init; }

    /// <summary>The articles of the order and the command that are in the catalog.</summary>
    public required IReadOnlyDictionary<ArticleId, Article> Catalog { get; init; }

    /// <summary>The routing strategy.</summary>
    public RoutingStrategy Strategy { get; init; } = RoutingStrategy.Default;

    /// <summary>Workload of the facilities; null if the strategy does not use it.</summary>
    public IWorkloadView? Workload { get; init; }

    /// <summary>Whether another active order has the tenant order id of the order to place or confirm.</summary>
    public bool IsTenantOrderIdTaken { get; init; }

    /// <summary>
    /// The order at the expected version or revision, if that is outdated and a rebase is allowed; else null.
    /// </summary>
    public Order? BaseOrder { get; init; }

    /// <summary>
    /// The pick job, handover job or return task that the command names, in its last state, if it left the order; else null. A repeated
    /// command changes nothing if the entity ended as the command requests.
    /// </summary>
    public EndedEntity? EndedEntity { get; init; }

    /// <summary>Whether the article is sold in fractions. An unknown article is sold in pieces.</summary>
    public bool IsSoldByMeasure(ArticleId article) => Catalog.TryGetValue(article, out var known) && known.IsSoldByMeasure;
}

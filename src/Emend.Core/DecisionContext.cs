using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;

namespace Emend.Core;

/// <summary>
/// What the world looks like at the moment of a decision. Beside the order and the request, a decision knows nothing else.
/// </summary>
public sealed record DecisionContext
{
    /// <summary>Now, in UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>From which the ids of everything new are derived; never used twice.</summary>
    public required IdSeed Seed { get; init; }

    /// <summary>Who asks.</summary>
    public required Actor Actor { get; init; }

    /// <summary>The condition tables that decide.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The tenant's switches.</summary>
    public required TenantSettings Settings { get; init; }

    /// <summary>The tenant's facilities.</summary>
    public required Network Network { get; init; }

    /// <summary>What can be had where.</summary>
    public required IStockView Stock { get; init; }

    /// <summary>The articles named by the order and the request that the tenant knows.</summary>
    public required IReadOnlyDictionary<ArticleId, Article> Catalog { get; init; }

    /// <summary>How to route.</summary>
    public RoutingStrategy Strategy { get; init; } = RoutingStrategy.Default;

    /// <summary>How much work waits where; null where the strategy does not ask.</summary>
    public IWorkloadView? Workload { get; init; }

    /// <summary>Whether another active order of the tenant carries the tenant order id of the order to be placed or confirmed.</summary>
    public bool IsTenantOrderIdTaken { get; init; }

    /// <summary>
    /// The order as it was at the version or revision that the caller named, where that is stale and a rebase is allowed; else null.
    /// </summary>
    public Order? BaseOrder { get; init; }

    /// <summary>The catalogue's price of an article; null where there is none in that currency.</summary>
    internal decimal? PriceOf(ArticleId article, string? currency) =>
        Catalog.TryGetValue(article, out var known) && known.Currency == currency ? known.UnitPrice : null;
}

/// <summary>An article of the tenant's catalogue.</summary>
/// <param name="Id">The tenant's own name of it.</param>
/// <param name="Title">As shown to people.</param>
/// <param name="IsSoldByMeasure">Whether it is sold by weight, volume or length: fractions are allowed.</param>
/// <param name="UnitPrice">Price of one unit, null where none is known.</param>
/// <param name="Currency">The price's currency.</param>
public sealed record Article(ArticleId Id, string Title, bool IsSoldByMeasure, decimal? UnitPrice, string? Currency);

/// <summary>A tenant's switches.</summary>
/// <param name="AllowLineItemModification">Whether line items and the preferred date may be modified.</param>
/// <param name="ActorAnonymization">Whether update details hide who made them.</param>
/// <param name="ReleaseAfter">How long after placement an order is held back from the facilities (remorse period).</param>
public sealed record TenantSettings(bool AllowLineItemModification, bool ActorAnonymization, TimeSpan ReleaseAfter)
{
    /// <summary>Whether orders may be cancelled wherever work on them stands.</summary>
    public bool AllowForceCancel { get; init; }

    /// <summary>How long after its end an order speaks of persons.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long after that it is deleted.</summary>
    public TimeSpan DeletionAfter { get; init; } = TimeSpan.FromDays(180);

    /// <summary>What a new tenant starts with.</summary>
    public static readonly TenantSettings Default = new(false, true, TimeSpan.Zero);
}

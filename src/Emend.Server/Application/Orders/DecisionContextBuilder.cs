using System.Collections.Frozen;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Core.Rules;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Common;

namespace Emend.Server.Application.Orders;

/// <summary>The request-specific inputs of a decision context.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="ReferenceData">The reference data of the tenant.</param>
/// <param name="Actor">The caller.</param>
/// <param name="Policy">The policy whose rules apply.</param>
/// <param name="Articles">The articles of the order and the command.</param>
internal sealed record DecisionInputs(
    TenantId Tenant, TenantReferenceData ReferenceData, Actor Actor, Policy Policy, IReadOnlyCollection<ArticleId> Articles)
{
    /// <summary>The routing strategy.</summary>
    public RoutingStrategy Strategy { get; init; } = RoutingStrategy.Default;
}

/// <summary>Builds decision contexts. No other code assembles the inputs of a decision.</summary>
internal sealed class DecisionContextBuilder(ReferenceDataCache referenceData, TimeProvider clock)
{
    /// <summary>Builds the context of a decision that routes and creates entities: with stock, workload, and a new id seed.</summary>
    public async ValueTask<DecisionContext> Build(DecisionInputs inputs, StockFreshness freshness, CancellationToken ct) =>
        await BuildWithoutStock(inputs, ct) with
        {
            Seed = ClockExtensions.NewSeed(clock),
            Stock = await referenceData.GetStock(inputs.Tenant, inputs.ReferenceData, inputs.Articles, freshness, ct),
            Workload = await referenceData.GetWorkload(inputs.Tenant, inputs.ReferenceData, inputs.Strategy, freshness, ct),
        };

    /// <summary>The current time in storage precision.</summary>
    public DateTimeOffset GetNow() => clock.GetUtcNow().ToMicroseconds();

    /// <summary>Builds the context of an evaluation that reads no stock and creates nothing. The id seed is empty.</summary>
    public async ValueTask<DecisionContext> BuildWithoutStock(DecisionInputs inputs, CancellationToken ct) => new()
    {
        Now = GetNow(),
        Seed = default,
        Actor = inputs.Actor,
        Policy = inputs.Policy,
        Settings = inputs.ReferenceData.Settings,
        Network = inputs.ReferenceData.Network,
        Stock = EmptyStock.View,
        Catalog = inputs.Articles.Count == 0
            ? FrozenDictionary<ArticleId, Article>.Empty
            : await referenceData.GetArticles(inputs.Tenant, inputs.ReferenceData, inputs.Articles, ct),
        Strategy = inputs.Strategy,
    };
}

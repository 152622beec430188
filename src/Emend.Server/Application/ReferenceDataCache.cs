using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Application;

/// <summary>How old stock may be for a decision.</summary>
internal enum StockFreshness
{
    /// <summary>As the snapshot has it.</summary>
    Snapshot,

    /// <summary>Read now.</summary>
    Fresh,
}

/// <summary>
/// What decisions know of the world beside the order: bounded snapshots. Facilities, catalogue and settings are keyed by the versions
/// read with every load, so that what another node wrote counts on the next request. Stock changes with every order; its snapshot may
/// be a minute old, which is safe: what it allows the transaction checks, what it forbids is read again.
/// </summary>
internal sealed class ReferenceDataCache(IReferenceDataReader source, TimeProvider clock)
{
    private readonly ConcurrentDictionary<TenantId, TenantReferenceData> _tenants = new();

    /// <summary>What is known of a tenant at these versions.</summary>
    public async ValueTask<TenantReferenceData> Of(TenantId tenant, TenantVersions versions, CancellationToken ct)
    {
        var tenantReferenceData = _tenants.GetValueOrDefault(tenant);
        if (tenantReferenceData is not null && tenantReferenceData.Versions == versions)
            return tenantReferenceData;

        var sameSettings = tenantReferenceData?.Versions.Settings == versions.Settings;
        var settings = sameSettings ? tenantReferenceData!.Settings : await source.Settings(tenant, ct);
        var policies = sameSettings ? tenantReferenceData!.Policies : new TenantPolicies(await source.Policies(tenant, ct));
        var routing = sameSettings ? tenantReferenceData!.Routing : await source.Routing(tenant, ct);
        var sameNetwork = tenantReferenceData?.Versions.Facilities == versions.Facilities;
        var network = sameNetwork ? tenantReferenceData!.Network : new Network(await source.Facilities(tenant, ct));
        var fresh = new TenantReferenceData(
            versions,
            settings,
            policies,
            routing,
            network,
            sameNetwork ? tenantReferenceData!.Stock : new StockCache(network, clock),
            sameNetwork ? tenantReferenceData!.Work : new WorkloadCache(network, clock),
            tenantReferenceData?.Versions.Articles == versions.Articles ? tenantReferenceData.Catalogue : new());
        return _tenants.AddOrUpdate(tenant, fresh, (_, other) => other.Versions.IsNewerThan(versions) ? other : fresh) is { } kept
            && kept.Versions == versions ? kept : fresh;
    }

    /// <summary>The stock of the articles.</summary>
    public async ValueTask<IStockView> Stock(
        TenantId tenant, TenantReferenceData tenantReferenceData, IReadOnlyCollection<ArticleId> articles, StockFreshness age, CancellationToken ct)
    {
        if (tenantReferenceData.Routing.InfiniteStock)
            return StockView.Everything;
        var missing = age is StockFreshness.Fresh ? articles : tenantReferenceData.Stock.Missing(articles);
        if (missing.Count > 0)
            tenantReferenceData.Stock.Put(missing, await source.Stock(tenant, missing, ct));
        return tenantReferenceData.Stock.View(articles, fresh: missing.Count == articles.Count);
    }

    /// <summary>The work at the facilities; null where the strategy does not ask.</summary>
    public async ValueTask<IWorkloadView?> Work(
        TenantId tenant, TenantReferenceData tenantReferenceData, RoutingStrategy strategy, StockFreshness age, CancellationToken ct)
    {
        if (!strategy.UsesWork)
            return null;
        return (age is StockFreshness.Fresh ? null : tenantReferenceData.Work.View()) ?? tenantReferenceData.Work.Put(await source.Work(tenant, ct));
    }

    /// <summary>Those of the articles that the catalogue has.</summary>
    public async ValueTask<IReadOnlyDictionary<ArticleId, Article>> Articles(
        TenantId tenant, TenantReferenceData tenantReferenceData, IReadOnlyCollection<ArticleId> articles, CancellationToken ct)
    {
        var missing = articles.Where(a => !tenantReferenceData.Catalogue.ContainsKey(a)).ToList();
        if (missing.Count > 0)
        {
            if (tenantReferenceData.Catalogue.Count > TenantReferenceData.MaxArticles)
                tenantReferenceData.Catalogue.Clear();
            var read = (await source.Articles(tenant, missing, ct)).ToDictionary(a => a.Id);
            foreach (var id in missing)
                tenantReferenceData.Catalogue[id] = read.GetValueOrDefault(id);
        }

        var found = new Dictionary<ArticleId, Article>(articles.Count);
        foreach (var id in articles)
            if (tenantReferenceData.Catalogue.GetValueOrDefault(id) is { } article)
                found[id] = article;
        return found;
    }

    /// <summary>The settings of the tenant as last read: those a decision was just made by, or newer ones.</summary>
    public TenantSettings? LastSettings(TenantId tenant) => _tenants.GetValueOrDefault(tenant)?.Settings;

    /// <summary>Another commit of this node changed stock.</summary>
    public void Apply(TenantId tenant, ImmutableArray<StockDelta> deltas) => _tenants.GetValueOrDefault(tenant)?.Stock.Apply(deltas);

    /// <summary>A commit of this node changed an order.</summary>
    public void Apply(OrderWrite write)
    {
        Apply(write.Tenant, write.DecisionEffects.Stock);
        _tenants.GetValueOrDefault(write.Tenant)?.Work.Apply(write.Before, write.After);
    }

    /// <summary>The snapshot is known to be wrong about these articles.</summary>
    public void Forget(TenantId tenant, IEnumerable<ArticleId> articles) => _tenants.GetValueOrDefault(tenant)?.Stock.Forget(articles);
}

/// <summary>What is known of one tenant.</summary>
internal sealed record TenantReferenceData(
    TenantVersions Versions,
    TenantSettings Settings,
    TenantPolicies Policies,
    RoutingSettings Routing,
    Network Network,
    StockCache Stock,
    WorkloadCache Work,
    ConcurrentDictionary<ArticleId, Article?> Catalogue)
{
    /// <summary>How many catalogue entries are kept in memory.</summary>
    public const int MaxArticles = 100_000;
}

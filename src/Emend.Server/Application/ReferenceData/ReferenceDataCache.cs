using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Core.Routing;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Policies;

namespace Emend.Server.Application.ReferenceData;

/// <summary>How fresh the stock of a decision has to be.</summary>
internal enum StockFreshness
{
    /// <summary>The cached snapshot.</summary>
    Snapshot,

    /// <summary>Read from the database now.</summary>
    Fresh,

    /// <summary>Read from the database now, with the units that are earmarked for waiting orders.</summary>
    FreshWithEarmarked,
}

/// <summary>
/// Bounded cache of the reference data for decisions. Facilities, catalog and settings are keyed by the versions that every order load
/// reads, so the next request sees writes of other nodes. The stock snapshot may be up to one minute old. This is safe: the transaction
/// checks every reservation, and a rejection is decided again with fresh stock.
/// </summary>
internal sealed class ReferenceDataCache(IReferenceDataReader source, PolicyRegistry registry, TimeProvider clock)
{
    private readonly ConcurrentDictionary<TenantId, TenantReferenceData> _tenants = new();

    /// <summary>The reference data of a tenant at the current versions; null if the tenant does not exist.</summary>
    public async ValueTask<TenantReferenceData?> GetCurrent(TenantId tenant, CancellationToken ct) =>
        await source.ReadVersions(tenant, ct) is { } versions ? await Get(tenant, versions, ct) : null;

    /// <summary>The reference data of a tenant at these versions.</summary>
    public async ValueTask<TenantReferenceData> Get(TenantId tenant, TenantVersions versions, CancellationToken ct)
    {
        var tenantReferenceData = _tenants.GetValueOrDefault(tenant);
        if (tenantReferenceData is not null && tenantReferenceData.Versions == versions)
        {
            return tenantReferenceData;
        }

        var sameSettings = tenantReferenceData?.Versions.Settings == versions.Settings;
        var settings = sameSettings ? tenantReferenceData!.Settings : await source.ReadSettings(tenant, ct);
        var policies = sameSettings
            ? tenantReferenceData!.Policies
            : new TenantPolicies(await source.ReadPolicies(tenant, ct), registry);
        var routing = sameSettings ? tenantReferenceData!.Routing : await source.ReadRouting(tenant, ct);
        var sameNetwork = tenantReferenceData?.Versions.Facilities == versions.Facilities;
        var network = sameNetwork ? tenantReferenceData!.Network : new Network(await source.ReadFacilities(tenant, ct));
        var fresh = new TenantReferenceData(
            versions,
            settings,
            policies,
            routing,
            network,
            sameNetwork ? tenantReferenceData!.Stock : new StockCache(network, clock),
            sameNetwork ? tenantReferenceData!.Workload : new WorkloadCache(network, clock),
            tenantReferenceData?.Versions.Articles == versions.Articles ? tenantReferenceData.Catalog : new());
        return _tenants.AddOrUpdate(tenant, fresh, (_, other) => other.Versions.IsNewerThan(versions) ? other : fresh) is { } cached
            && cached.Versions == versions ? cached : fresh;
    }

    /// <summary>The stock of the articles.</summary>
    public async ValueTask<IStockView> GetStock(
        TenantId tenant,
        TenantReferenceData tenantReferenceData,
        IReadOnlyCollection<ArticleId> articles,
        StockFreshness freshness,
        CancellationToken ct)
    {
        if (tenantReferenceData.Routing.InfiniteStock)
        {
            return StockView.Infinite;
        }

        var stock = tenantReferenceData.Stock;
        var missing = freshness is StockFreshness.Snapshot ? stock.FindMissing(articles) : articles;
        if (missing.Count == 0)
        {
            return stock.GetView(articles, null);
        }

        var position = stock.GetPosition();
        var levels = await source.ReadStock(tenant, missing, ct);
        var rows = StockView.ToRows(tenantReferenceData.Network, missing, levels);
        stock.Put(rows, position);
        if (freshness is StockFreshness.FreshWithEarmarked)
        {
            rows = StockView.ToRows(tenantReferenceData.Network, missing, levels, usesEarmarked: true);
        }

        return missing.Count == articles.Count ? new StockView(rows, fresh: true) : stock.GetView(articles, rows);
    }

    /// <summary>The workload of the facilities; null if the strategy does not use it.</summary>
    public async ValueTask<IWorkloadView?> GetWorkload(
        TenantId tenant, TenantReferenceData tenantReferenceData, RoutingStrategy strategy, StockFreshness freshness, CancellationToken ct)
    {
        if (!strategy.UsesWorkload)
        {
            return null;
        }

        return (freshness is StockFreshness.Snapshot ? tenantReferenceData.Workload.GetView() : null)
            ?? tenantReferenceData.Workload.Put(await source.ReadWorkload(tenant, ct));
    }

    /// <summary>The articles that are in the catalog.</summary>
    public async ValueTask<IReadOnlyDictionary<ArticleId, Article>> GetArticles(
        TenantId tenant, TenantReferenceData tenantReferenceData, IReadOnlyCollection<ArticleId> articles, CancellationToken ct)
    {
        var missing = articles.Where(a => !tenantReferenceData.Catalog.ContainsKey(a)).ToList();
        if (missing.Count > 0)
        {
            if (tenantReferenceData.Catalog.Count > TenantReferenceData.MaxArticles)
            {
                tenantReferenceData.Catalog.Clear();
            }

            var read = (await source.ReadArticles(tenant, missing, ct)).ToDictionary(a => a.Id);
            foreach (var id in missing)
            {
                tenantReferenceData.Catalog[id] = read.GetValueOrDefault(id);
            }
        }

        var found = new Dictionary<ArticleId, Article>(articles.Count);
        foreach (var id in articles)
        {
            if (tenantReferenceData.Catalog.GetValueOrDefault(id) is { } article)
            {
                found[id] = article;
            }
        }

        return found;
    }

    /// <summary>
    /// Returns the articles of these that are sold in fractions. Orders take all other articles, also unknown ones, in whole numbers.
    /// </summary>
    public async ValueTask<IReadOnlySet<ArticleId>> GetArticlesSoldByMeasure(
        TenantId tenant, IReadOnlyCollection<ArticleId> articles, CancellationToken ct) =>
        articles.Count > 0 && await GetCurrent(tenant, ct) is { } tenantReferenceData
            ? (await GetArticles(tenant, tenantReferenceData, articles, ct)).Values
                .Where(article => article.IsSoldByMeasure).Select(article => article.Id).ToHashSet()
            : new HashSet<ArticleId>();

    /// <summary>The last read settings of the tenant: those of the last decision or newer ones.</summary>
    public TenantSettings? GetLastSettings(TenantId tenant) => _tenants.GetValueOrDefault(tenant)?.Settings;

    /// <summary>The position to pass to <see cref="Apply"/>. Call before the write.</summary>
    public long GetStockPosition(TenantId tenant) => _tenants.GetValueOrDefault(tenant)?.Stock.GetPosition() ?? 0;

    /// <summary>Applies an order write that this node committed, and that began after a stock position.</summary>
    /// <param name="write">The write; null if nothing was written.</param>
    /// <param name="position">The position before the write.</param>
    public void Apply(OrderWrite? write, long position)
    {
        if (write is not null && _tenants.GetValueOrDefault(write.Tenant) is { } cached)
        {
            cached.Stock.Apply(write.DecisionEffects.Stock, position);
            cached.Workload.Apply(write.Before, write.After);
        }
    }

    /// <summary>Removes articles from the stock snapshot.</summary>
    public void InvalidateStock(TenantId tenant, IEnumerable<ArticleId> articles) =>
        _tenants.GetValueOrDefault(tenant)?.Stock.Remove(articles);
}

/// <summary>The cached reference data of one tenant.</summary>
internal sealed record TenantReferenceData(
    TenantVersions Versions,
    TenantSettings Settings,
    TenantPolicies Policies,
    RoutingSettings Routing,
    Network Network,
    StockCache Stock,
    WorkloadCache Workload,
    ConcurrentDictionary<ArticleId, Article?> Catalog)
{
    /// <summary>The maximum number of cached catalog entries.</summary>
    public const int MaxArticles = 100_000;
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;

namespace Emend.Server.Desk;

/// <summary>How old stock may be for a decision.</summary>
internal enum StockAge
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
internal sealed class World(IWorldSource source, TimeProvider clock)
{
    private readonly ConcurrentDictionary<TenantId, KnownTenant> _tenants = new();

    /// <summary>What is known of a tenant at these versions.</summary>
    public async ValueTask<KnownTenant> Of(TenantId tenant, TenantVersions versions, CancellationToken ct)
    {
        var known = _tenants.GetValueOrDefault(tenant);
        if (known is not null && known.Versions == versions)
            return known;

        var sameSettings = known?.Versions.Settings == versions.Settings;
        var settings = sameSettings ? known!.Settings : await source.Settings(tenant, ct);
        var policies = sameSettings ? known!.Policies : new TenantPolicies(await source.Policies(tenant, ct));
        var routing = sameSettings ? known!.Routing : await source.Routing(tenant, ct);
        var sameNetwork = known?.Versions.Facilities == versions.Facilities;
        var network = sameNetwork ? known!.Network : new Network(await source.Facilities(tenant, ct));
        var fresh = new KnownTenant(
            versions,
            settings,
            policies,
            routing,
            network,
            sameNetwork ? known!.Stock : new StockSnapshot(network, clock),
            sameNetwork ? known!.Work : new WorkSnapshot(network, clock),
            known?.Versions.Articles == versions.Articles ? known.Catalogue : new());
        return _tenants.AddOrUpdate(tenant, fresh, (_, other) => other.Versions.IsNewerThan(versions) ? other : fresh) is { } kept
            && kept.Versions == versions ? kept : fresh;
    }

    /// <summary>The stock of the articles.</summary>
    public async ValueTask<IStockView> Stock(
        TenantId tenant, KnownTenant known, IReadOnlyCollection<ArticleId> articles, StockAge age, CancellationToken ct)
    {
        if (known.Routing.InfiniteStock)
            return StockView.Everything;
        var missing = age is StockAge.Fresh ? articles : known.Stock.Missing(articles);
        if (missing.Count > 0)
            known.Stock.Put(missing, await source.Stock(tenant, missing, ct));
        return known.Stock.View(articles, fresh: missing.Count == articles.Count);
    }

    /// <summary>The work at the facilities; null where the strategy does not ask.</summary>
    public async ValueTask<IWorkView?> Work(
        TenantId tenant, KnownTenant known, RoutingStrategy strategy, StockAge age, CancellationToken ct)
    {
        if (!strategy.UsesWork)
            return null;
        return (age is StockAge.Fresh ? null : known.Work.View()) ?? known.Work.Put(await source.Work(tenant, ct));
    }

    /// <summary>Those of the articles that the catalogue has.</summary>
    public async ValueTask<IReadOnlyDictionary<ArticleId, Article>> Articles(
        TenantId tenant, KnownTenant known, IReadOnlyCollection<ArticleId> articles, CancellationToken ct)
    {
        var missing = articles.Where(a => !known.Catalogue.ContainsKey(a)).ToList();
        if (missing.Count > 0)
        {
            if (known.Catalogue.Count > KnownTenant.MostArticles)
                known.Catalogue.Clear();
            var read = (await source.Articles(tenant, missing, ct)).ToDictionary(a => a.Id);
            foreach (var id in missing)
                known.Catalogue[id] = read.GetValueOrDefault(id);
        }

        var found = new Dictionary<ArticleId, Article>(articles.Count);
        foreach (var id in articles)
            if (known.Catalogue.GetValueOrDefault(id) is { } article)
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
        Apply(write.Tenant, write.Effects.Stock);
        _tenants.GetValueOrDefault(write.Tenant)?.Work.Apply(write.Before, write.After);
    }

    /// <summary>The snapshot is known to be wrong about these articles.</summary>
    public void Forget(TenantId tenant, IEnumerable<ArticleId> articles) => _tenants.GetValueOrDefault(tenant)?.Stock.Forget(articles);
}

/// <summary>What is known of one tenant.</summary>
internal sealed record KnownTenant(
    TenantVersions Versions,
    TenantSettings Settings,
    TenantPolicies Policies,
    RoutingSettings Routing,
    Network Network,
    StockSnapshot Stock,
    WorkSnapshot Work,
    ConcurrentDictionary<ArticleId, Article?> Catalogue)
{
    /// <summary>How many catalogue entries are kept in memory.</summary>
    public const int MostArticles = 100_000;
}

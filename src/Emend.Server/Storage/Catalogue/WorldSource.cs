using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Desk;

namespace Emend.Server.Storage.Catalogue;

/// <summary>What decisions know of the world, read fresh.</summary>
internal sealed class WorldSource(Database database) : IWorldSource
{
    public const string StockColumns = "facility_id, article_id, on_hand, reserved";

    public Task<TenantVersions?> Versions(TenantId tenant, CancellationToken ct) => database.First(
        Statement.Of($"SELECT {TenantVersion.Columns} FROM tenants WHERE tenant_id = $1", tenant.Value),
        row => (TenantVersions?)VersionsOf(row),
        ct);

    public Task<ImmutableArray<Facility>> Facilities(TenantId tenant, CancellationToken ct) => database.Read<ImmutableArray<Facility>>(
        [
            Statement.Of($"SELECT {FacilityStore.Columns} FROM facilities WHERE tenant_id = $1 ORDER BY facility_id", tenant.Value),
            CarrierStore.ActiveConnections(tenant),
        ],
        async (rows, token) =>
        {
            var facilities = await rows.List(FacilityStore.FacilityOf, token);
            await rows.Next(token);
            var carriers = (await rows.List(CarrierStore.ActiveOf, token)).ToLookup(c => c.Facility, c => c.Carrier);
            return [.. facilities.Select(f => carriers.Contains(f.Id) ? f with { Carriers = [.. carriers[f.Id]] } : f)];
        },
        ct);

    public Task<RoutingSettings> Routing(TenantId tenant, CancellationToken ct) => database.Read(
        [StrategyStore.InUse(tenant), SettingStore.Query(tenant, ISettingStore.OrderRouting)],
        async (rows, token) =>
        {
            var strategy = await rows.First(StrategyStore.KeptOf, token);
            await rows.Next(token);
            var setting = await rows.First(SettingStore.KeptOf, token);
            return new RoutingSettings(
                strategy?.Strategy ?? RoutingStrategy.Default,
                setting is not null && CatalogueDocuments.InfiniteStock(setting.Doc));
        },
        ct);

    // What is set aside is what waits to be picked: a row leaves with its pick.
    public async Task<IReadOnlyList<FacilityWork>> Work(TenantId tenant, CancellationToken ct) => await database.List(
        Statement.Of(
            """
            SELECT facility_id, count(DISTINCT order_id), CAST(sum(quantity) AS bigint) FROM reservations
            WHERE tenant_id = $1 GROUP BY facility_id
            """,
            tenant.Value),
        row => new FacilityWork(new(row.Text(0)), row.Long(1), new(row.Long(2))),
        ct);

    public Task<TenantSettings> Settings(TenantId tenant, CancellationToken ct) => database.Read(
        [
            SettingStore.Query(tenant, ISettingStore.OrderModification), SettingStore.Query(tenant, ISettingStore.Gdpr),
            SettingStore.Query(tenant, ISettingStore.OrderCancelation),
        ],
        async (rows, token) =>
        {
            var switches = await rows.First(SettingStore.KeptOf, token);
            await rows.Next(token);
            var gdpr = await rows.First(SettingStore.KeptOf, token);
            var settings = switches is null ? TenantSettings.Default : CatalogueDocuments.Settings(switches.Doc);
            settings = gdpr is null ? settings : CatalogueDocuments.WithGdpr(settings, gdpr.Doc);
            await rows.Next(token);
            var cancelation = await rows.First(SettingStore.KeptOf, token);
            return settings with
            {
                AllowForceCancel = cancelation is not null && CatalogueDocuments.AllowForceCancel(cancelation.Doc),
            };
        },
        ct);

    public Task<KeptPolicies> Policies(TenantId tenant, CancellationToken ct) => PolicyStore.Read(database, tenant, ct);

    public async Task<IReadOnlyList<Article>> Articles(TenantId tenant, IReadOnlyCollection<ArticleId> ids, CancellationToken ct) =>
        ids.Count == 0
            ? []
            : await database.List(
                Statement.Of(
                    $"SELECT article_id, doc FROM articles WHERE tenant_id = $1 AND {database.Dialect.Among("article_id", 2)}",
                    tenant.Value, Texts(ids)),
                row => CatalogueDocuments.Article(row.Text(0), row.Bytes(1)),
                ct);

    public async Task<IReadOnlyList<StockLevel>> Stock(TenantId tenant, IReadOnlyCollection<ArticleId> articles, CancellationToken ct) =>
        articles.Count == 0 ? [] : await database.List(StockQuery(database.Dialect, tenant, articles), LevelOf, ct);

    /// <summary>The stock of articles, wherever there is some.</summary>
    public static Statement StockQuery(Dialect dialect, TenantId tenant, IReadOnlyCollection<ArticleId> articles) => Statement.Of(
        $"""
        SELECT {StockColumns} FROM stock
        WHERE tenant_id = $1 AND {dialect.Among("article_id", 2)}
        """,
        tenant.Value, Texts(articles));

    public static StockLevel LevelOf(Rows row) => new(new(row.Text(0)), new(row.Text(1)), new(row.Long(2)), new(row.Long(3)));

    /// <summary>The versions, from a row that begins with them.</summary>
    public static TenantVersions VersionsOf(Rows row) => new(row.Long(0), row.Long(1), row.Long(2), row.Long(3));

    private static string[] Texts(IReadOnlyCollection<ArticleId> ids) => [.. ids.Select(id => id.Value)];
}

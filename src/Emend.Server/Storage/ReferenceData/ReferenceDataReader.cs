using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>What decisions know of the world, read fresh.</summary>
internal sealed class ReferenceDataReader(Database database) : IReferenceDataReader
{
    public const string StockColumns = "facility_id, article_id, on_hand, reserved";

    public Task<TenantVersions?> Versions(TenantId tenant, CancellationToken ct) => database.First(
        Statement.From($"SELECT {TenantVersionStatements.Columns} FROM tenants WHERE tenant_id = $1", tenant.Value),
        row => (TenantVersions?)VersionsOf(row),
        ct);

    public Task<ImmutableArray<Facility>> Facilities(TenantId tenant, CancellationToken ct) => database.Read<ImmutableArray<Facility>>(
        [
            Statement.From($"SELECT {FacilityStore.Columns} FROM facilities WHERE tenant_id = $1 ORDER BY facility_id", tenant.Value),
            CarrierStore.ActiveConnections(tenant),
        ],
        async (row, token) =>
        {
            var facilities = await row.List(FacilityStore.FacilityOf, token);
            await row.Next(token);
            var carriers = (await row.List(CarrierStore.ActiveOf, token)).ToLookup(c => c.Facility, c => c.Carrier);
            return [.. facilities.Select(f => carriers.Contains(f.Id) ? f with { Carriers = [.. carriers[f.Id]] } : f)];
        },
        ct);

    public Task<RoutingSettings> Routing(TenantId tenant, CancellationToken ct) => database.Read(
        [StrategyStore.InUse(tenant), SettingStore.Query(tenant, ISettingStore.OrderRouting)],
        async (row, token) =>
        {
            var strategy = await row.First(StrategyStore.KeptOf, token);
            await row.Next(token);
            var setting = await row.First(SettingStore.KeptOf, token);
            return new RoutingSettings(
                strategy?.Strategy ?? RoutingStrategy.Default,
                setting is not null && ReferenceDataSerializer.InfiniteStock(setting.Doc));
        },
        ct);

    // What is set aside is what waits to be picked: a row leaves with its pick.
    public async Task<IReadOnlyList<FacilityWorkload>> Work(TenantId tenant, CancellationToken ct) => await database.List(
        Statement.From(
            """
            SELECT facility_id, count(DISTINCT order_id), CAST(sum(quantity) AS bigint) FROM reservations
            WHERE tenant_id = $1 GROUP BY facility_id
            """,
            tenant.Value),
        row => new FacilityWorkload(new(row.Text(0)), row.Long(1), new(row.Long(2))),
        ct);

    public Task<TenantSettings> Settings(TenantId tenant, CancellationToken ct) => database.Read(
        [
            SettingStore.Query(tenant, ISettingStore.OrderModification), SettingStore.Query(tenant, ISettingStore.Gdpr),
            SettingStore.Query(tenant, ISettingStore.OrderCancelation),
        ],
        async (row, token) =>
        {
            var switches = await row.First(SettingStore.KeptOf, token);
            await row.Next(token);
            var gdpr = await row.First(SettingStore.KeptOf, token);
            var settings = switches is null ? TenantSettings.Default : ReferenceDataSerializer.Settings(switches.Doc);
            settings = gdpr is null ? settings : ReferenceDataSerializer.WithGdpr(settings, gdpr.Doc);
            await row.Next(token);
            var cancelation = await row.First(SettingStore.KeptOf, token);
            return settings with
            {
                AllowForceCancel = cancelation is not null && ReferenceDataSerializer.AllowForceCancel(cancelation.Doc),
            };
        },
        ct);

    public Task<StoredPolicies> Policies(TenantId tenant, CancellationToken ct) => PolicyStore.Read(database, tenant, ct);

    public async Task<IReadOnlyList<Article>> Articles(TenantId tenant, IReadOnlyCollection<ArticleId> ids, CancellationToken ct) =>
        ids.Count == 0
            ? []
            : await database.List(
                Statement.From(
                    $"SELECT article_id, doc FROM articles WHERE tenant_id = $1 AND {database.Dialect.Among("article_id", 2)}",
                    tenant.Value, Texts(ids)),
                row => ReferenceDataSerializer.Article(row.Text(0), row.Bytes(1)),
                ct);

    public async Task<IReadOnlyList<StockLevel>> Stock(TenantId tenant, IReadOnlyCollection<ArticleId> articles, CancellationToken ct) =>
        articles.Count == 0 ? [] : await database.List(StockQuery(database.Dialect, tenant, articles), LevelOf, ct);

    /// <summary>The stock of articles, wherever there is some.</summary>
    public static Statement StockQuery(Dialect dialect, TenantId tenant, IReadOnlyCollection<ArticleId> articles) => Statement.From(
        $"""
        SELECT {StockColumns} FROM stock
        WHERE tenant_id = $1 AND {dialect.Among("article_id", 2)}
        """,
        tenant.Value, Texts(articles));

    public static StockLevel LevelOf(QueryResultReader row) => new(new(row.Text(0)), new(row.Text(1)), new(row.Long(2)), new(row.Long(3)));

    /// <summary>The versions, from a row that begins with them.</summary>
    public static TenantVersions VersionsOf(QueryResultReader row) => new(row.Long(0), row.Long(1), row.Long(2), row.Long(3));

    private static string[] Texts(IReadOnlyCollection<ArticleId> ids) => [.. ids.Select(id => id.Value)];
}

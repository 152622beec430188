using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application.Policies;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Configuration;
using Emend.Server.Inventory;

namespace Emend.Server.Storage.ReferenceData;

/// <summary>Reads the reference data of decisions from the database.</summary>
internal sealed class ReferenceDataReader(Database database) : IReferenceDataReader
{
    public const string StockColumns = "facility_id, article_id, on_hand, reserved, earmarked";

    public Task<TenantVersions?> ReadVersions(TenantId tenant, CancellationToken ct) => database.First(
        Statement.From($"SELECT {TenantVersionStatements.Columns} FROM tenants WHERE tenant_id = $1", tenant.Value),
        row => (TenantVersions?)ReadVersions(row),
        ct);

    public Task<ImmutableArray<Facility>> ReadFacilities(TenantId tenant, CancellationToken ct) => database.Read<ImmutableArray<Facility>>(
        [
            Statement.From($"SELECT {FacilityStore.Columns} FROM facilities WHERE tenant_id = $1 ORDER BY facility_id", tenant.Value),
            CarrierStore.ActiveConnections(tenant),
        ],
        async (row, token) =>
        {
            var facilities = await row.List(FacilityStore.ReadFacility, token);
            await row.Next(token);
            var carriers = (await row.List(CarrierStore.ReadActiveConnection, token)).ToLookup(c => c.Facility, c => c.Carrier);
            return [.. facilities.Select(f => carriers.Contains(f.Id) ? f with { Carriers = [.. carriers[f.Id]] } : f)];
        },
        ct);

    public Task<RoutingSettings> ReadRouting(TenantId tenant, CancellationToken ct) => database.Read(
        [StrategyStore.SelectInUse(tenant), SettingStore.Query(tenant, ISettingStore.OrderRouting)],
        async (row, token) =>
        {
            var strategy = await row.First(StrategyStore.ReadStrategy, token);
            await row.Next(token);
            var setting = await row.First(SettingStore.ReadSetting, token);
            return new RoutingSettings(
                strategy?.Strategy ?? RoutingStrategy.Default,
                setting is not null && SettingSerializer.ReadInfiniteStock(setting.Doc));
        },
        ct);

    // The reservations of a facility are its open picks: picking deletes the reservation.
    public async Task<IReadOnlyList<FacilityWorkload>> ReadWorkload(TenantId tenant, CancellationToken ct) => await database.List(
        Statement.From(
            """
            SELECT facility_id, count(DISTINCT order_id), CAST(sum(quantity) AS bigint) FROM reservations
            WHERE tenant_id = $1 GROUP BY facility_id
            """,
            tenant.Value),
        row => new FacilityWorkload(new(row.Text(0)), row.Long(1), new(row.Long(2))),
        ct);

    public Task<TenantSettings> ReadSettings(TenantId tenant, CancellationToken ct) => database.Read(
        [
            SettingStore.Query(tenant, ISettingStore.OrderModification), SettingStore.Query(tenant, ISettingStore.Gdpr),
            SettingStore.Query(tenant, ISettingStore.OrderCancellation),
        ],
        async (row, token) =>
        {
            var orderModification = await row.First(SettingStore.ReadSetting, token);
            await row.Next(token);
            var gdpr = await row.First(SettingStore.ReadSetting, token);
            var settings = TenantSettings.Default with
            {
                AllowLineItemModification =
                    orderModification is not null && SettingSerializer.ReadFlag(FlagSetting.OrderModification, orderModification.Doc),
            };
            settings = gdpr is null ? settings : SettingSerializer.ReadGdpr(gdpr.Doc).ApplyTo(settings);
            await row.Next(token);
            var cancellation = await row.First(SettingStore.ReadSetting, token);
            return settings with
            {
                AllowForceCancel =
                    cancellation is not null && SettingSerializer.ReadFlag(FlagSetting.OrderCancellation, cancellation.Doc),
            };
        },
        ct);

    public Task<StoredPolicies> ReadPolicies(TenantId tenant, CancellationToken ct) => PolicyStore.Read(database, tenant, ct);

    public async Task<IReadOnlyList<Article>> ReadArticles(TenantId tenant, IReadOnlyCollection<ArticleId> ids, CancellationToken ct) =>
        ids.Count == 0
            ? []
            : await database.List(
                Statement.From(
                    $"SELECT article_id, doc FROM articles WHERE tenant_id = $1 AND {database.Dialect.AnyOf("article_id", 2)}",
                    tenant.Value, ToStrings(ids)),
                row => ReferenceDataSerializer.ReadArticle(row.Text(0), row.Bytes(1)),
                ct);

    public async Task<IReadOnlyList<StockLevel>> ReadStock(
        TenantId tenant, IReadOnlyCollection<ArticleId> articles, CancellationToken ct) =>
        articles.Count == 0 ? [] : await database.List(StockQuery(database.Dialect, tenant, articles), ReadLevelWithEarmark, ct);

    /// <summary>Query for the stock of articles in all facilities.</summary>
    public static Statement StockQuery(Dialect dialect, TenantId tenant, IReadOnlyCollection<ArticleId> articles) => Statement.From(
        $"""
        SELECT {StockColumns} FROM stock
        WHERE tenant_id = $1 AND {dialect.AnyOf("article_id", 2)}
        """,
        tenant.Value, ToStrings(articles));

    public static StockLevel ReadLevel(QueryResultReader row) =>
        new(new(row.Text(0)), new(row.Text(1)), new(row.Long(2)), new(row.Long(3)));

    /// <summary>Reads a row of <see cref="StockQuery"/>.</summary>
    public static StockLevel ReadLevelWithEarmark(QueryResultReader row) => ReadLevel(row) with { Earmarked = new(row.Long(4)) };

    /// <summary>Reads the versions from a row that begins with them.</summary>
    public static TenantVersions ReadVersions(QueryResultReader row) => new(row.Long(0), row.Long(1), row.Long(2), row.Long(3));

    private static string[] ToStrings(IReadOnlyCollection<ArticleId> ids) => [.. ids.Select(id => id.Value)];
}

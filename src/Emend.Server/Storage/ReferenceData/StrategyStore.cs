using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Storage.BackgroundWork;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class StrategyStore(Database database) : IStrategyStore
{
    private const string Columns = "s.strategy_id, v.version, s.in_use, v.doc, s.created_at, v.created_at";

    private const string Joined =
        "FROM routing_strategies s JOIN routing_strategy_versions v ON v.tenant_id = s.tenant_id AND v.strategy_id = s.strategy_id";

    private const string Current = $"SELECT {Columns} {Joined} AND v.version = s.version";

    /// <summary>Query for the strategy in use.</summary>
    public static Statement SelectInUse(TenantId tenant) => Statement.From($"{Current} WHERE s.tenant_id = $1 AND s.in_use", tenant.Value);

    public static StoredStrategy ReadStrategy(QueryResultReader row)
    {
        var (strategy, otherMembers) = StrategySerializer.Read(row.Bytes(3));
        var (id, version) = (row.Text(0), row.Long(1));
        return new(
            id, version, row.Flag(2), strategy with { Ref = new StrategyRef(id, version) }, otherMembers, row.Instant(4), row.Instant(5));
    }

    public Task<StoreWriteResult> Add(TenantId tenant, StoredStrategy strategy, CancellationToken ct) => database.WriteWithRetries(
        [
            Statement.One(
                "INSERT INTO routing_strategies (tenant_id, strategy_id, version, in_use, created_at) VALUES ($1, $2, $3, $4, $5)",
                tenant.Value, strategy.Id, strategy.Version, false, UnixMicroseconds.FromTime(strategy.CreatedAt)),
            InsertVersion(tenant, strategy),
        ],
        ct);

    public Task<StoredStrategy?> Find(TenantId tenant, string id, long? version, CancellationToken ct) => database.First(
        version is { } expectedVersion
            ? Statement.From(
                $"SELECT {Columns} {Joined} WHERE s.tenant_id = $1 AND s.strategy_id = $2 AND v.version = $3",
                    tenant.Value, id, expectedVersion)
            : Statement.From($"{Current} WHERE s.tenant_id = $1 AND s.strategy_id = $2", tenant.Value, id),
        ReadStrategy,
        ct);

    public Task<bool> HasActive(TenantId tenant, CancellationToken ct) => database.First(
        Statement.From("SELECT 1 FROM routing_strategies WHERE tenant_id = $1 AND in_use", tenant.Value), _ => true, ct);

    public Task<Page<StoredStrategy>> List(TenantId tenant, string? startAfter, int size, CancellationToken ct)
    {
        var matching = new WhereClauseBuilder(database.Dialect, tenant, "s.");
        return database.Page(
            matching.Count("FROM routing_strategies s"),
            matching.And("s.strategy_id >", startAfter).Select(Current, "s.strategy_id", size),
            ReadStrategy,
            ct);
    }

    public async Task<StoreWriteResult> Replace(TenantId tenant, StoredStrategy strategy, CancellationToken ct)
    {
        var result = await database.WriteWithRetries(
            [
                TenantVersionStatements.IncrementSettingsVersion(tenant),
                Statement.One(
                    "UPDATE routing_strategies SET version = $3 WHERE tenant_id = $1 AND strategy_id = $2 AND version = $3 - 1",
                    tenant.Value, strategy.Id, strategy.Version),
                InsertVersion(tenant, strategy),
                StockWorkItems.ForAllUnroutableArticles(tenant),
            ],
            ct);
        return result == StoreWriteResult.VersionConflict && await Find(tenant, strategy.Id, null, ct) is null
            ? StoreWriteResult.NotFound
            : result;
    }

    public Task<StoreWriteResult> Activate(TenantId tenant, StrategyRef? strategy, CancellationToken ct)
    {
        Statement[] before =
        [
            TenantVersionStatements.IncrementSettingsVersion(tenant),
            Statement.From("UPDATE routing_strategies SET in_use = $2 WHERE tenant_id = $1 AND in_use", tenant.Value, false),
            StockWorkItems.ForAllUnroutableArticles(tenant),
        ];
        return database.WriteWithRetries(
            strategy is null
                ? before
                :
                [
                    .. before,
                    Statement.One(
                        "UPDATE routing_strategies SET in_use = $4 WHERE tenant_id = $1 AND strategy_id = $2 AND version = $3",
                        tenant.Value, strategy.Id, strategy.Version, true),
                ],
            ct);
    }

    private static Statement InsertVersion(TenantId tenant, StoredStrategy strategy) => Statement.One(
        "INSERT INTO routing_strategy_versions (tenant_id, strategy_id, version, doc, created_at) VALUES ($1, $2, $3, $4, $5)",
        tenant.Value, strategy.Id, strategy.Version, StrategySerializer.Write(strategy.Strategy, strategy.Doc),
        UnixMicroseconds.FromTime(strategy.ModifiedAt));
}

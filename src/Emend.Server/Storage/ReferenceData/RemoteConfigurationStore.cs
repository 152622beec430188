using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Configuration;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class RemoteConfigurationStore(Database database) : IRemoteConfigurationStore
{
    private const string Columns = "configuration_id, key, version, doc, created_at, modified_at";
    private const string Select = $"SELECT {Columns} FROM remote_configurations WHERE tenant_id = $1";

    public async Task<ImmutableArray<StoredRemoteConfiguration>> List(TenantId tenant, CancellationToken ct) =>
        [.. await database.List(Statement.From($"{Select} ORDER BY configuration_id", tenant.Value), ReadConfiguration, ct)];

    public Task<StoredRemoteConfiguration?> Find(TenantId tenant, string id, CancellationToken ct) =>
        database.First(Statement.From($"{Select} AND configuration_id = $2", tenant.Value, id), ReadConfiguration, ct);

    public Task<StoredRemoteConfiguration?> FindByKey(TenantId tenant, string key, CancellationToken ct) =>
        database.First(Statement.From($"{Select} AND key = $2", tenant.Value, key), ReadConfiguration, ct);

    public Task<StoreWriteResult> Add(TenantId tenant, StoredRemoteConfiguration configuration, CancellationToken ct) =>
        database.WriteWithRetries(
        [
            Statement.One(
                $"INSERT INTO remote_configurations (tenant_id, {Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                Values(tenant, configuration)),
        ],
        ct);

    public Task<StoreWriteResult> Replace(TenantId tenant, StoredRemoteConfiguration configuration, CancellationToken ct) =>
        database.WriteWithRetries(
        [
            Statement.One(
                """
                UPDATE remote_configurations SET key = $3, version = $4, doc = $5, created_at = $6, modified_at = $7
                WHERE tenant_id = $1 AND configuration_id = $2 AND version = $4 - 1
                """,
                Values(tenant, configuration)),
        ],
        ct);

    public Task Remove(TenantId tenant, string id, CancellationToken ct) => database.WriteWithRetries(
        [Statement.From("DELETE FROM remote_configurations WHERE tenant_id = $1 AND configuration_id = $2", tenant.Value, id)], ct);

    private static StoredRemoteConfiguration ReadConfiguration(QueryResultReader row) =>
        new(row.Text(0), row.Text(1), row.Long(2), Utf8Documents.Text(row.Bytes(3)), row.Instant(4), row.Instant(5));

    private static object?[] Values(TenantId tenant, StoredRemoteConfiguration configuration) =>
    [
        tenant.Value, configuration.Id, configuration.Key, configuration.Version, Utf8Documents.Bytes(configuration.Doc), UnixMicroseconds
            .FromTime(configuration.CreatedAt),
        UnixMicroseconds.FromTime(configuration.ModifiedAt),
    ];
}

using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Storage.BackgroundWork;

namespace Emend.Server.Storage.ReferenceData;

internal sealed class SettingStore(Database database) : ISettingStore
{
    public static Statement Query(TenantId tenant, string name) =>
        Statement.From("SELECT version, doc FROM settings WHERE tenant_id = $1 AND name = $2", tenant.Value, name);

    public static StoredSetting ReadSetting(QueryResultReader row) => new(row.Long(0), Utf8Documents.Text(row.Bytes(1)));

    public static Statement Insert(TenantId tenant, string name, StoredSetting setting) => Statement.One(
        "INSERT INTO settings (tenant_id, name, version, doc) VALUES ($1, $2, $3, $4)", ValuesOf(tenant, name, setting));

    public Task<StoredSetting?> Read(TenantId tenant, string name, CancellationToken ct) =>
        database.First(Query(tenant, name), ReadSetting, ct);

    public Task<StoreWriteResult> Write(TenantId tenant, string name, StoredSetting setting, CancellationToken ct) =>
        Write(tenant, name, setting, [], ct);

    /// <summary>Writes a setting. Also returns VersionConflict if a guard statement does not affect exactly one row.</summary>
    public async Task<StoreWriteResult> Write(
        TenantId tenant, string name, StoredSetting setting, IEnumerable<Statement> guards, CancellationToken ct)
    {
        var write = setting.Version == 1
            ? Insert(tenant, name, setting)
            : Statement.One(
                "UPDATE settings SET version = $3, doc = $4 WHERE tenant_id = $1 AND name = $2 AND version = $3 - 1",
                ValuesOf(tenant, name, setting));
        var result = await database.WriteWithRetries(
            [TenantVersionStatements.IncrementSettingsVersion(tenant), .. guards, write, StockWorkItems.ForAllUnroutableArticles(tenant)],
            ct);
        return result == StoreWriteResult.AlreadyExists ? StoreWriteResult.VersionConflict : result;
    }

    private static object[] ValuesOf(TenantId tenant, string name, StoredSetting setting) =>
        [tenant.Value, name, setting.Version, Utf8Documents.Bytes(setting.Doc)];
}

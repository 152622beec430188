using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Storage.Waiting;

namespace Emend.Server.Storage.Catalogue;

internal sealed class SettingStore(Database database) : ISettingStore
{
    public static Statement Query(TenantId tenant, string name) =>
        Statement.Of("SELECT version, doc FROM settings WHERE tenant_id = $1 AND name = $2", tenant.Value, name);

    public static KeptSetting KeptOf(Rows row) => new(row.Long(0), Documents.Text(row.Bytes(1)));

    public Task<KeptSetting?> Read(TenantId tenant, string name, CancellationToken ct) =>
        database.First(Query(tenant, name), KeptOf, ct);

    public Task<KeepOutcome> Write(TenantId tenant, string name, KeptSetting setting, CancellationToken ct) =>
        Write(tenant, name, setting, [], ct);

    /// <summary>The same; Stale too where one of these does not find its one row.</summary>
    public async Task<KeepOutcome> Write(
        TenantId tenant, string name, KeptSetting setting, IEnumerable<Statement> guards, CancellationToken ct)
    {
        object[] values = [tenant.Value, name, setting.Version, Documents.Bytes(setting.Doc)];
        var write = setting.Version == 1
            ? Statement.One("INSERT INTO settings (tenant_id, name, version, doc) VALUES ($1, $2, $3, $4)", values)
            : Statement.One("UPDATE settings SET version = $3, doc = $4 WHERE tenant_id = $1 AND name = $2 AND version = $3 - 1", values);
        var outcome = await database.Keep([TenantVersion.OfSettings(tenant), .. guards, write, StockWork.Everything(tenant)], ct);
        return outcome == KeepOutcome.Taken ? KeepOutcome.Stale : outcome;
    }
}

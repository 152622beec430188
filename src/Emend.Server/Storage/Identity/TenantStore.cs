using Emend.Core.Orders;
using Emend.Server.Application.Tenants;
using Emend.Server.Common;
using Emend.Server.Storage.ReferenceData;

namespace Emend.Server.Storage.Identity;

/// <summary>The tenants for the operator.</summary>
internal sealed class TenantStore(Database database) : ITenantStore
{
    // Other writers wait no longer than such a transaction.
    private const long RowsPerTransaction = 500;

    private const string Columns = "tenant_id, sign_in_key, name, state, created_at";
    private static readonly TenantTable[] Tables = [.. TenantTables.All.Where(table => table.Name != "tenants")];

    private static readonly string DeleteTenant = string.Join(
        "\n",
        [
            "DELETE FROM tenants WHERE tenant_id = $1 AND state = 'REMOVING'",
            .. Tables.Select(table => $"AND NOT EXISTS (SELECT 1 FROM {table.Name} WHERE tenant_id = $1)"),
        ]);

    private static readonly EnumNames<TenantState> States = new("ACTIVE", "SUSPENDED", "REMOVING");

    public async Task<IReadOnlyList<TenantEntry>> List(string after, int max, CancellationToken ct) => await database.List(
        Statement.From($"SELECT {Columns} FROM tenants WHERE tenant_id > $1 ORDER BY tenant_id LIMIT $2", after, (long)max), Read, ct);

    public Task<TenantEntry?> Find(TenantId tenant, CancellationToken ct) =>
        database.First(Statement.From($"SELECT {Columns} FROM tenants WHERE tenant_id = $1", tenant.Value), Read, ct);

    public Task<bool> Add(NewTenantRows tenant, CancellationToken ct) => Commit(
        [
            IdentityStore.Insert(tenant.Tenant, tenant.CreatedAt),
            IdentityStore.Insert(tenant.Administrator),
            .. tenant.ApiKey is var (credential, secret)
                ? (Statement[])[CredentialRows.Insert(credential), CredentialRows.Insert(credential, secret)]
                : [],
            .. tenant.Settings.Select(setting => SettingStore.Insert(tenant.Tenant.Id, setting.Name, setting.Setting)),
            .. tenant.Audit.Select(entry => IdentityAdminStore.Insert(tenant.Tenant.Id, entry)),
        ],
        ct);

    public Task<bool> ChangeState(TenantId tenant, TenantState from, TenantState to, CancellationToken ct) => Commit(
        [
            Statement.One(
                """
                UPDATE tenants SET state = $3, identity_version = identity_version + 1 WHERE tenant_id = $1 AND state = $2
                """,
                tenant.Value, States[from], States[to]),
        ],
        ct);

    public async Task<IReadOnlyList<TenantId>> ListRemoving(CancellationToken ct) => await database.List(
        Statement.From(TenantFinder.Removing), row => new TenantId(row.Text(0)), ct);

    // A request that started before the suspension can still write during the deletion, and another node can delete the same rows. So the
    // tenant is only deleted when all tables are empty, and the tables are read once more when nobody can authenticate anymore.
    public async Task DeleteRows(TenantId tenant, CancellationToken ct)
    {
        do
        {
            await DeleteOnce(tenant, ct);
            await Commit([Statement.From(DeleteTenant, tenant.Value)], ct);
        }
        while (await Find(tenant, ct) is { State: TenantState.Removing });

        await DeleteOnce(tenant, ct);
    }

    /// <summary>Deletes the rows of all tables but <c>tenants</c>.</summary>
    private async Task DeleteOnce(TenantId tenant, CancellationToken ct)
    {
        foreach (var table in Tables)
        {
            while (await DeleteBatch(table, tenant, ct))
            {
            }
        }
    }

    // Deletes nothing of a new tenant with the id of a removed one.
    private Task<bool> DeleteBatch(TenantTable table, TenantId tenant, CancellationToken ct) => Commit(
        [
            new(
                $"""
                DELETE FROM {table.Name} WHERE tenant_id = $1 AND ({table.Key}) IN (
                    SELECT {table.Key} FROM {table.Name} WHERE tenant_id = $1 LIMIT {RowsPerTransaction})
                    AND NOT EXISTS (SELECT 1 FROM tenants t WHERE t.tenant_id = $1 AND t.state <> 'REMOVING')
                """,
                [tenant.Value],
                Statement.AtLeastOne),
        ],
        ct);

    private static TenantEntry Read(QueryResultReader row) => new(
        new(new(row.Text(0)), row.Text(1), row.Text(2)),
        States[row.Text(3)],
        row.LongOrNull(4) is { } at ? UnixMicroseconds.ToTime(at) : null);

    private async Task<bool> Commit(Statement[] statements, CancellationToken ct)
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var result = await database.Write(statements, ct);
            if (result.Failure != TransactionFailure.Retry)
            {
                return result.IsCommitted;
            }
        }
    }
}

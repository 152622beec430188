using Emend.Core.Orders;
using Emend.Server.Storage.PostgreSql;

namespace Emend.Server.Storage.Identity;

/// <summary>Deletes the rows of a tenant in small transactions. Other writers wait no longer than such a transaction.</summary>
internal sealed class TenantDeletion(DatabaseServers servers)
{
    private const long RowsPerTransaction = 500;
    private const string IsRemoving = "SELECT 1 FROM tenants WHERE tenant_id = $1 AND state = 'REMOVING'";

    private static readonly TenantTable[] Tables = [.. TenantTables.All.Where(table => table.Name != "tenants")];

    private static readonly string DeleteTenant = string.Join(
        "\n",
        [
            "DELETE FROM tenants WHERE tenant_id = $1 AND state = 'REMOVING'",
            .. Tables.Select(table => $"AND NOT EXISTS (SELECT 1 FROM {table.Name} WHERE tenant_id = $1)"),
        ]);

    /// <summary>Deletes a tenant whose removal was started, on the server that has it, and the row of the directory.</summary>
    public async Task DeleteRemoved(TenantId tenant, CancellationToken ct)
    {
        foreach (var server in servers.All)
        {
            if (server == servers.Main || (server.IsPrepared && await Has(server, IsRemoving, tenant, ct)))
            {
                await DeleteRemoved(server, tenant, ct);
            }
        }
    }

    // A request that started before the suspension can still write during the deletion, and another node can delete the same rows. So the
    // tenant is only deleted when all tables are empty, and the tables are read once more when nobody can authenticate anymore.
    private async Task DeleteRemoved(Database server, TenantId tenant, CancellationToken ct)
    {
        do
        {
            await DeleteRows(server, tenant, "REMOVING", ct);
            await servers.Main.Commit(
                [Statement.From("DELETE FROM tenants WHERE tenant_id = $1 AND database_name = $2", tenant.Value, server.Name)], ct);
            await server.Commit([Statement.From(DeleteTenant, tenant.Value)], ct);
        }
        while (await Has(server, IsRemoving, tenant, ct));

        await DeleteRows(server, tenant, "REMOVING", ct);
    }

    /// <summary>Deletes the rows of all tables but <c>tenants</c>, unless the tenant is in another state than the given one.</summary>
    public static async Task DeleteRows(Database server, TenantId tenant, string state, CancellationToken ct)
    {
        foreach (var table in Tables)
        {
            while (await DeleteBatch(server, table, tenant, state, ct))
            {
            }
        }
    }

    // Deletes nothing of a new tenant with the id of a removed one.
    private static Task<bool> DeleteBatch(Database server, TenantTable table, TenantId tenant, string state, CancellationToken ct) =>
        server.Commit(
            [
                .. TenantFence.Pass(server.Dialect),
                new(
                    $"""
                    DELETE FROM {table.Name} WHERE tenant_id = $1 AND ({table.Key}) IN (
                        SELECT {table.Key} FROM {table.Name} WHERE tenant_id = $1 LIMIT {RowsPerTransaction})
                        AND NOT EXISTS (SELECT 1 FROM tenants t WHERE t.tenant_id = $1 AND t.state <> '{state}')
                    """,
                    [tenant.Value],
                    Statement.AtLeastOne),
            ],
            ct);

    private static async Task<bool> Has(Database server, string query, TenantId tenant, CancellationToken ct) =>
        await server.First(Statement.From(query, tenant.Value), _ => true, ct);
}

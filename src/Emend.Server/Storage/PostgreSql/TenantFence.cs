using Emend.Core.Orders;
using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>
/// Rejects writes of tenants that have left a server. A node can pass the check of the state just before the suspension and write later, or
/// know an outdated directory. So the server itself rejects the rows, by triggers: a trigger is created under a lock that waits for all
/// transactions that have written to the table, and each later write sees it. Other tenants pay a comparison per row, and only on servers
/// that a tenant has left.
/// </summary>
internal static class TenantFence
{
    /// <summary>The error of a rejected row. Requests are answered as if the database were not available, and repeated.</summary>
    public const string SqlState = "EM001";

    private const string OnWrite = "tenant_fence_write";
    private const string OnDelete = "tenant_fence_delete";
    private const string Setting = "emend.moves_tenant";

    // Requests queue behind a statement that waits for the lock of its table. So it waits for a short time only.
    private const string LimitLockWait = "SET LOCAL lock_timeout = '2s'";

    private const string CreateFunction =
        $"""
        CREATE OR REPLACE FUNCTION reject_moved_tenant() RETURNS trigger LANGUAGE plpgsql AS $f$
        BEGIN
            RAISE EXCEPTION 'The tenant has moved to another database, or is moving.' USING ERRCODE = '{SqlState}';
        END $f$
        """;

    private static readonly TimeSpan LockRetryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>The statement that lets the transaction of a move or a removal pass.</summary>
    public static IEnumerable<Statement> Pass(Dialect dialect) =>
        dialect == Dialect.PostgreSql ? [Statement.From($"SELECT set_config('{Setting}', 'on', true)")] : [];

    /// <summary>Rejects writes of the tenant from now on. Returns when no transaction that wrote before is active.</summary>
    public static Task Add(Database server, TenantId tenant, CancellationToken ct) =>
        Change(server, tenants => [.. tenants, tenant.Value], ct);

    /// <summary>Accepts writes of the tenant again.</summary>
    public static Task Remove(Database server, TenantId tenant, CancellationToken ct) =>
        Change(server, tenants => [.. tenants.Where(other => other != tenant.Value)], ct);

    private static async Task Change(Database server, Func<SortedSet<string>, SortedSet<string>> change, CancellationToken ct)
    {
        if (server is not PostgreSqlDatabase postgres)
        {
            return;
        }

        foreach (var table in TenantTables.All.Select(table => table.Name).Where(name => name != "tenants"))
        {
            while (!await TryChange(postgres, table, change, ct))
            {
                await Task.Delay(LockRetryDelay, server.Clock, ct);
            }
        }
    }

    /// <summary>Returns false if the lock of the table was not available in time.</summary>
    private static async Task<bool> TryChange(
        PostgreSqlDatabase server, string table, Func<SortedSet<string>, SortedSet<string>> change, CancellationToken ct)
    {
        await using var connection = await server.OpenConnection(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await Execute(connection, LimitLockWait, ct);
            var before = await ReadTenants(connection, table, ct);
            var after = change(before);
            if (!after.SetEquals(before))
            {
                await CreateTriggers(connection, table, after, ct);
                await transaction.CommitAsync(ct);
            }

            return true;
        }
        catch (PostgresException failure) when (
            failure.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
    }

    private static async Task CreateTriggers(NpgsqlConnection connection, string table, SortedSet<string> tenants, CancellationToken ct)
    {
        if (tenants.Count == 0)
        {
            await Execute(connection, $"DROP TRIGGER {OnWrite} ON {table}", ct);
            await Execute(connection, $"DROP TRIGGER {OnDelete} ON {table}", ct);
            return;
        }

        await Execute(connection, CreateFunction, ct);
        await Execute(connection, CreateTrigger(table, OnWrite, "INSERT OR UPDATE", "NEW", tenants), ct);
        await Execute(connection, CreateTrigger(table, OnDelete, "DELETE", "OLD", tenants), ct);
    }

    // The list is also the argument of the function, from which ReadTenants reads it.
    private static string CreateTrigger(string table, string name, string events, string row, SortedSet<string> tenants)
    {
        var list = string.Join(',', tenants);
        return $$"""
            CREATE OR REPLACE TRIGGER {{name}} BEFORE {{events}} ON {{table}} FOR EACH ROW
            WHEN ({{row}}.tenant_id = ANY ('{{{list}}}'::text[]) AND coalesce(current_setting('{{Setting}}', true), '') <> 'on')
            EXECUTE FUNCTION reject_moved_tenant('{{list}}')
            """;
    }

    private static async Task<SortedSet<string>> ReadTenants(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT encode(tgargs, 'escape') FROM pg_trigger WHERE tgrelid = '{table}'::regclass AND tgname = '{OnDelete}'", connection);
        var list = (string?)await command.ExecuteScalarAsync(ct) ?? "";
        return new(
            list.Replace("\\000", "", StringComparison.Ordinal).Split(',', StringSplitOptions.RemoveEmptyEntries),
            StringComparer.Ordinal);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}

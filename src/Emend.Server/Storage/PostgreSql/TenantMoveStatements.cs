using Emend.Core.Orders;
using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>The row of a tenant in <c>tenants</c>.</summary>
internal sealed record TenantRow(IReadOnlyList<(string Column, object Value)> Columns)
{
    /// <summary>The row at the target: the tenant is suspended, and its event feed begins an epoch.</summary>
    public TenantRow With(long epoch, long head) => new([.. Columns.Select(entry => entry.Column switch
    {
        "state" => entry with { Value = "SUSPENDED" },
        "database_name" => entry with { Value = "" },
        "feed_epoch" => entry with { Value = epoch },
        "feed_xid" => entry with { Value = head },
        "identity_version" => entry with { Value = (long)entry.Value + 1 },
        _ => entry,
    })]);
}

/// <summary>The statements of a move on the table of tenants.</summary>
internal static class TenantMoveStatements
{
    private const long MoveLock = 0x656D656E64 + 2; // after the locks of migrations

    /// <summary>
    /// Locks out other moves until the end of the transaction, which also switches the directory: a move that has lost its lock cannot
    /// switch. Throws <see cref="TenantMoveException"/> if another move runs.
    /// </summary>
    public static async Task Lock(NpgsqlConnection main, CancellationToken ct)
    {
        await using var idle = new NpgsqlCommand(TenantMover.StayIdle, main);
        await idle.ExecuteNonQueryAsync(ct);
        await using var command = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock($1)", main)
        {
            Parameters = { new() { Value = MoveLock } },
        };
        if (await command.ExecuteScalarAsync(ct) is not true)
        {
            throw new TenantMoveException("Another move is running. Moves run one at a time.");
        }
    }

    /// <summary>Lets the directory name the target.</summary>
    public static async Task Switch(NpgsqlConnection main, TenantId tenant, Database target, TenantRow row, CancellationToken ct)
    {
        if (target.Name == Database.Main)
        {
            await WriteRow(main, row, ct);
            return;
        }

        await using var command = new NpgsqlCommand(
            "UPDATE tenants SET database_name = $2, state = 'MOVED', identity_version = identity_version + 1 WHERE tenant_id = $1", main)
        {
            Parameters = { new() { Value = tenant.Value }, new() { Value = target.Name } },
        };
        if (await command.ExecuteNonQueryAsync(ct) != 1)
        {
            throw new TenantMoveException($"The main database has no tenant {tenant} anymore.");
        }
    }

    public static async Task<TenantRow> ReadRow(NpgsqlConnection connection, TenantId tenant, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("SELECT * FROM tenants WHERE tenant_id = $1", connection)
        {
            Parameters = { new() { Value = tenant.Value } },
        };
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new([.. Enumerable.Range(0, reader.FieldCount).Select(at => (reader.GetName(at), reader.GetValue(at)))])
            : throw new TenantMoveException($"The source has no tenant {tenant} anymore.");
    }

    public static async Task WriteRow(NpgsqlConnection connection, TenantRow row, CancellationToken ct)
    {
        var names = row.Columns.Select(entry => entry.Column).ToArray();
        await using var command = new NpgsqlCommand(
            $"""
            INSERT INTO tenants ({string.Join(", ", names)}) VALUES ({string.Join(", ", names.Select((_, at) => $"${at + 1}"))})
            ON CONFLICT (tenant_id) DO UPDATE SET {string.Join(", ", names.Select(name => $"{name} = excluded.{name}"))}
            """, connection);
        foreach (var (_, value) in row.Columns)
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(ct);
    }
}

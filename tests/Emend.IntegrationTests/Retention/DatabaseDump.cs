using System.Data.Common;
using System.Globalization;
using System.Text;
using Emend.Server.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Emend.IntegrationTests.Retention;

/// <summary>All values of a database as text: every column of every row of every table.</summary>
internal static class DatabaseDump
{
    public static async Task<IReadOnlyList<(string Column, string Text)>> ReadAll(StorageOptions options)
    {
        await using DbConnection connection = options.Kind is StorageKind.Sqlite
            ? new SqliteConnection($"Data Source={options.Connection};Pooling=False")
            : new NpgsqlConnection(options.Connection);
        await connection.OpenAsync();
        var found = new List<(string, string)>();
        foreach (var table in await Tables(connection, options.Kind))
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the table names come from the database itself
            command.CommandText = $"SELECT * FROM {table}";
#pragma warning restore CA2100
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var at = 0; at < rows.FieldCount; at++)
                {
                    found.Add(($"{table}.{rows.GetName(at)}", Text(rows.GetValue(at))));
                }
            }
        }
        return found;
    }

    private static async Task<List<string>> Tables(DbConnection connection, StorageKind kind)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = kind is StorageKind.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            : "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'";
        await using var rows = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await rows.ReadAsync())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }

    // Documents are UTF-8 JSON without escaped letters. Search terms are numbers.
    private static string Text(object value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes) + (bytes.Length % sizeof(long) == 0 ? $" {Numbers(bytes)}" : ""),
        long[] numbers => string.Join(' ', numbers),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Numbers(byte[] bytes) => string.Join(
        ' ', Enumerable.Range(0, bytes.Length / sizeof(long)).SelectMany(at => new[]
        {
            BitConverter.ToInt64(bytes, at * sizeof(long)),
            System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(at * sizeof(long))),
        }));
}

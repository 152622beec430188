using Emend.Server;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>A template database with the demo tenant, loaded once per test process and database type. Tests copy it.</summary>
internal static class DemoTemplates
{
    // Held until the process ends. The next run deletes folders that no process holds.
    private static readonly TemporarySqliteFile File = new();
    private static readonly Lazy<Task<string>> SqliteFile = new(LoadSqlite);
    private static readonly Lazy<Task<string>> PostgreSqlDatabase = new(LoadPostgreSql);

    /// <summary>The SQLite template file.</summary>
    public static Task<string> Sqlite => SqliteFile.Value;

    /// <summary>The name of the PostgreSQL template database. It has no open connections.</summary>
    public static Task<string> PostgreSql => PostgreSqlDatabase.Value;

    private static async Task<string> LoadSqlite()
    {
        await Load($"--Emend:DataDirectory={File.Folder}");
        await using var connection = new SqliteConnection($"{File.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync();
        return File.Path;
    }

    private static async Task<string> LoadPostgreSql()
    {
        var connection = PostgresTestServer.Running(durable: false).CreateDatabase();
        await Load($"--ConnectionStrings:Emend={connection}");
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static async Task Load(string place)
    {
        await using var app = CompositionRoot.Create(
            ["--urls", "http://127.0.0.1:0", "--Emend:Demo:Enabled=true", "--Emend:Demo:SeedOrders=false", place]);
        await app.Prepare(CancellationToken.None);
    }
}

using Emend.Server;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>The demo tenant in a database, loaded once per test process and store, to be copied.</summary>
internal static class DemoTemplates
{
    // Held as long as the process: what nobody holds is swept by the next run.
    private static readonly TemporarySqliteFile File = new();
    private static readonly Lazy<Task<string>> SqliteFile = new(LoadSqlite);
    private static readonly Lazy<Task<string>> PostgreSqlDatabase = new(LoadPostgreSql);

    /// <summary>A file.</summary>
    public static Task<string> Sqlite => SqliteFile.Value;

    /// <summary>The name of a database that nobody is connected to.</summary>
    public static Task<string> PostgreSql => PostgreSqlDatabase.Value;

    private static async Task<string> LoadSqlite()
    {
        await Load($"--Emend:Data={File.Folder}");
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
        await Load($"--Emend:Database={connection}");
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static async Task Load(string place)
    {
        await using var app = CompositionRoot.Create(["--urls", "http://127.0.0.1:0", "--Emend:Demo=true", "--Emend:DemoOrders=false", place]);
        await app.Prepare(CancellationToken.None);
    }
}

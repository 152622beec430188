using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Emend.IntegrationTests.Outages;

/// <summary>Follows docs/operate/backup-and-restore.md with VACUUM INTO and a copied file.</summary>
public sealed class SqliteBackupRestoreTests() : BackupRestoreContract(new TestDatabase.SqliteTestDatabase())
{
    private readonly ScratchFolder _scratch = new("emend-backup-");

    private protected override async Task Backup(TestDatabase database)
    {
        await using var connection = new SqliteConnection($"Data Source={database.Options.Connection};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"VACUUM INTO '{_scratch["backup.db"]}'";
        await command.ExecuteNonQueryAsync();
    }

    private protected override Task<string[]> Restore(TestDatabase database)
    {
        foreach (var ending in (string[])["", "-wal", "-shm"])
        {
            File.Delete(database.Options.Connection + ending);
        }

        File.Copy(_scratch["backup.db"], database.Options.Connection);
        _scratch.Dispose();
        return Task.FromResult(database.Arguments);
    }
}

/// <summary>The same with pg_dump and pg_restore into another cluster, whose transaction numbers are lower.</summary>
public sealed class PostgreSqlBackupRestoreTests() : BackupRestoreContract(new TestDatabase.PostgreSqlTestDatabase())
{
    private const int BurnedTransactions = 20_000;

    private readonly string _dump = Path.Combine(Path.GetTempPath(), $"emend-{Guid.NewGuid():N}.dump");

    private protected override async Task Prepare(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.Options.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"DO $$ BEGIN FOR i IN 1..{BurnedTransactions} LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END $$", connection);
        await command.ExecuteNonQueryAsync();
    }

    private protected override Task Backup(TestDatabase database)
    {
        PostgresTools.Run("pg_dump", ["--format=custom", $"--file={_dump}", .. Connection(database.Options.Connection)]);
        return Task.CompletedTask;
    }

    private protected override Task<string[]> Restore(TestDatabase database)
    {
        var restored = PostgresTestServer.Running(durable: true).CreateDatabase();
        PostgresTools.Run("pg_restore", ["--no-owner", .. Connection(restored), _dump]);
        File.Delete(_dump);
        return Task.FromResult<string[]>([$"--ConnectionStrings:Emend={restored}"]);
    }

    private static string[] Connection(string text)
    {
        var connection = new NpgsqlConnectionStringBuilder(text);
        return
        [
            $"--host={connection.Host}", $"--port={connection.Port}", $"--username={connection.Username}",
            $"--dbname={connection.Database}",
        ];
    }
}

/// <summary>After the restore of a backup, new events have new ids, and listeners behind the restored point are told.</summary>
public abstract class BackupRestoreContract : IDisposable
{
    private readonly TestDatabase _database;

    private protected BackupRestoreContract(TestDatabase database) => _database = database;

    public void Dispose()
    {
        _database.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task New_events_have_new_ids_and_a_listener_behind_the_restored_point_is_told()
    {
        await _database.Fill();
        await Prepare(_database);
        string first, lost;
        string[] firstIds, lostIds;
        await using (var app = await EmendApp.Join(_database))
        {
            using var client = FulfillmenttoolsTestClient.WithKey(app.Url, "demo-api-key");
            (first, firstIds) = await Place(client);
            await Backup(_database);
            (lost, lostIds) = await Place(client);
        }

        var restored = await Restore(_database);
        await using var again = await EmendApp.Join(_database, restored, _ => { });
        using var reader = FulfillmenttoolsTestClient.WithKey(again.Url, "demo-api-key");
        var (next, nextIds) = await Place(reader);

        Assert.Equal(firstIds, await Ids(reader, first));
        Assert.Empty(nextIds.Intersect([.. firstIds, .. lostIds]));
        Assert.Equal(404, (await reader.Get($"/emend/v1/orders/{lost}")).Status);

        var told = await reader.Get($"/emend/v1/events?after={lostIds[^1]}");
        Assert.Equal((410, "/problems/restored"), (told.Status, (string)told["type"]!));
        var following = await reader.Get($"/emend/v1/events?after={(string)told["cursor"]!}");
        Assert.Equal([next], Orders(following).Distinct());
        Assert.Equal(nextIds, following["events"]!.AsArray().Select(e => (string)e!["id"]!));
        Assert.Contains(next, Orders(await reader.Get($"/emend/v1/events?after={firstIds[^1]}")));
        using var http = new HttpClient { BaseAddress = again.Url };
        http.DefaultRequestHeaders.Add("X-Api-Key", "demo-api-key");
        http.DefaultRequestHeaders.Add("Accept", "text/event-stream");
        http.DefaultRequestHeaders.Add("Last-Event-ID", lostIds[0]);
        using var stream = await http.GetAsync("/emend/v1/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(410, (int)stream.StatusCode);
    }

    [Fact]
    public async Task A_restart_without_a_restore_keeps_ids_and_positions()
    {
        await _database.Fill();
        string[] ids;
        string first;
        await using (var app = await EmendApp.Join(_database))
        {
            using var client = FulfillmenttoolsTestClient.WithKey(app.Url, "demo-api-key");
            (first, ids) = await Place(client);
        }

        await using var again = await EmendApp.Join(_database);
        using var reader = FulfillmenttoolsTestClient.WithKey(again.Url, "demo-api-key");
        var (next, _) = await Place(reader);

        Assert.Equal(ids, await Ids(reader, first));
        Assert.Equal([next], Orders(await reader.Get($"/emend/v1/events?after={ids[^1]}")).Distinct());
    }

    private protected virtual Task Prepare(TestDatabase database) => Task.CompletedTask;

    /// <summary>Backs up the database of a running node.</summary>
    private protected abstract Task Backup(TestDatabase database);

    /// <summary>Restores the backup after the node has stopped, and returns the arguments of the next start.</summary>
    private protected abstract Task<string[]> Restore(TestDatabase database);

    private static IEnumerable<string> Orders(ApiResponse page) => page["events"].AsArray().Select(e => (string)e!["order"]!);

    private static async Task<(string Order, string[] EventIds)> Place(FulfillmenttoolsTestClient client)
    {
        var placed = await client.Post("/emend/v1/orders", """{ "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ] }""");
        Assert.True(placed.Status == 201, placed.Text);
        var order = (string)placed["id"]!;
        return (order, await Wait.For(() => Ids(client, order), ids => ids.Length > 0, _ => "the order has events"));
    }

    private static async Task<string[]> Ids(FulfillmenttoolsTestClient client, string order) =>
        [.. (await client.Get($"/emend/v1/events?from=beginning&order={order}"))["events"].AsArray().Select(e => (string)e!["id"]!)];
}

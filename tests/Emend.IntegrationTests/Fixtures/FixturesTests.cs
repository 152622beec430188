using Microsoft.Data.Sqlite;
using Npgsql;

namespace Emend.IntegrationTests.Fixtures;

public class FixturesTests
{
    [Fact]
    public void Each_PostgreSQL_database_is_empty_and_separate()
    {
        var server = PostgresTestServer.Running();
        string[] databases = [server.CreateDatabase(), server.CreateDatabase()];

        Query(databases[0], "CREATE TABLE kept (id int); SELECT 1");

        Assert.Equal(1L, Query(databases[0], Tables));
        Assert.Equal(0L, Query(databases[1], Tables));
        Assert.All(databases, server.DropDatabase);
    }

    [Theory]
    [InlineData(true, "on")]
    [InlineData(false, "off")]
    public void The_PostgreSQL_server_uses_fsync_only_if_durable(bool durable, string fsync)
    {
        var server = PostgresTestServer.Running(durable);
        var database = server.CreateDatabase();

        Assert.Equal(fsync, Query(database, "SHOW fsync"));
        server.DropDatabase(database);
    }

    [Fact]
    public void There_is_one_PostgreSQL_server_per_test_process() =>
        Assert.Same(PostgresTestServer.Running(), PostgresTestServer.Running());

    [Fact]
    public void PostgreSQL_sorts_text_linguistically_unless_the_schema_says_otherwise()
    {
        var database = PostgresTestServer.Running().CreateDatabase();

        Assert.Equal(true, Query(database, "SELECT 'a' < 'B'"));
        Assert.Equal(false, Query(database, "SELECT 'a' < 'B' COLLATE \"C\""));
        PostgresTestServer.Running().DropDatabase(database);
    }

    [Fact]
    public void Without_PostgreSQL_the_error_names_the_package_to_install()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => PostgresTools.Find("initdb", ["/nowhere"]));

        Assert.Contains("apt-get install postgresql-15", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_SQLite_file_does_not_exist_at_first_and_is_deleted_with_its_companion_files()
    {
        var file = new TemporarySqliteFile();
        Assert.False(File.Exists(file.Path));
        using (var connection = new SqliteConnection(file.ConnectionString))
        {
            connection.Open();
            using var command = new SqliteCommand("PRAGMA journal_mode=WAL; CREATE TABLE kept (id int)", connection);
            command.ExecuteNonQuery();
        }

        Assert.True(File.Exists(file.Path));
        file.Dispose();
        Assert.False(Directory.Exists(file.Folder));
    }

    [Fact]
    public void A_folder_of_an_ended_process_is_deleted_and_a_folder_in_use_stays()
    {
        var prefix = $"emend-sweep-{Guid.NewGuid():N}-";
        using var used = new ScratchFolder(prefix);
        var left = Directory.CreateTempSubdirectory(prefix).FullName;
        File.WriteAllText(Path.Combine(left, "owner.lock"), "");
        foreach (var folder in (string[])[used.Folder, left])
        {
            Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddHours(-1));
        }

        ScratchFolder.DeleteAbandoned(prefix, _ => { });

        Assert.True(Directory.Exists(used.Folder));
        Assert.False(Directory.Exists(left));
    }

    private const string Tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";

    private static object? Query(string database, string sql)
    {
        using var connection = new NpgsqlConnection(database);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}

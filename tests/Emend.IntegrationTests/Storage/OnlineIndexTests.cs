using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Npgsql;

namespace Emend.IntegrationTests.Storage;

/// <summary>Indexes that PostgreSQL builds while other nodes write.</summary>
public sealed class OnlineIndexTests() : StoreContract(new TestDatabase.PostgreSqlTestDatabase())
{
    private const string IsValid = "SELECT count(*) FROM pg_index WHERE indexrelid = to_regclass('stock_probe') AND indisvalid";
    private const string Building =
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX CONCURRENTLY stock_probe%' "
        + "AND datname = current_database() AND wait_event_type = 'Lock'";

    private const string Insert =
        """
        INSERT INTO stock (tenant_id, facility_id, article_id, stock_id, version, on_hand, created_at, modified_at)
        VALUES ('t', 'f', $1, $1, 1, 7, 0, 0)
        """;

    [Fact]
    public async Task Writers_keep_writing_while_the_index_is_built()
    {
        await using var older = await Connect();
        await using var transaction = await older.BeginTransactionAsync();
        await Execute(older, Insert.Replace("$1", "'open'", StringComparison.Ordinal));

        // The build waits for the open transaction. A build with a lock would let all writers wait behind it.
        var build = Task.Run(() => Database.Migrate(WithIndex("INDEX"), Never));
        await WaitUntil(Building);
        await using (var writer = await Connect())
        {
            await Execute(writer, "SET lock_timeout = '5s'");
            for (var number = 0; number < 20; number++)
            {
                await Execute(writer, Insert.Replace("$1", $"'during-{number}'", StringComparison.Ordinal));
            }
        }

        Assert.False(build.IsCompleted);
        await transaction.CommitAsync();
        await build;

        Assert.Equal(1, await Number(IsValid));
        Assert.Equal(21, await Number("SELECT count(*) FROM stock"));
        Assert.Equal(1, await Number("SELECT count(*) FROM migrations WHERE number = 9000 AND checksum IS NOT NULL"));
    }

    [Fact]
    public async Task Invalid_index_of_an_interrupted_build_is_built_again()
    {
        await AddStock("one", "two");
        await Assert.ThrowsAsync<PostgresException>(() => Database.Migrate(WithIndex("UNIQUE INDEX", "on_hand"), Never));
        Assert.Equal(1, await Number("SELECT count(*) FROM pg_index WHERE indexrelid = to_regclass('stock_probe') AND NOT indisvalid"));
        await Database.Write([Statement.One("DELETE FROM stock WHERE article_id = 'two'")], Never);

        await Database.Migrate(WithIndex("UNIQUE INDEX", "on_hand"), Never);

        Assert.Equal(1, await Number(IsValid));
    }

    [Fact]
    public async Task Index_that_was_built_before_the_node_stopped_is_only_recorded()
    {
        await Database.Write([Statement.From("CREATE INDEX stock_probe ON stock (on_hand)")], Never);
        var before = await Number("SELECT 'stock_probe'::regclass::oid::bigint");

        await Database.Migrate(WithIndex("INDEX"), Never);

        Assert.Equal(before, await Number("SELECT 'stock_probe'::regclass::oid::bigint"));
        Assert.Equal(1, await Number("SELECT count(*) FROM migrations WHERE number = 9000"));
    }

    [Fact]
    public async Task Concurrent_nodes_build_the_index_once()
    {
        await AddStock("one", "two");

        await RunConcurrently(4, async _ =>
        {
            await using var node = Database.Open(Options);
            await node.Migrate(WithIndex("INDEX"), Never);
            return 0;
        });

        Assert.Equal(1, await Number(IsValid));
    }

    [Fact]
    public async Task Nodes_that_build_the_index_twice_after_a_lost_lock_both_start()
    {
        await using var older = await Connect();
        await using var transaction = await older.BeginTransactionAsync();
        await Execute(older, Insert.Replace("$1", "'open'", StringComparison.Ordinal));
        await using var other = Database.Open(Options);
        var first = Task.Run(() => Database.Migrate(WithIndex("INDEX"), Never));
        await WaitUntil(Building);

        // The session that holds the lock of the first node ends.
        await Number("SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1835363941 "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
        var second = Task.Run(() => other.Migrate(WithIndex("INDEX"), Never));
        await WaitUntil("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DROP INDEX CONCURRENTLY stock_probe%' "
            + "AND datname = current_database() AND wait_event_type = 'Lock'");
        await transaction.CommitAsync();
        await Task.WhenAll(first, second);

        Assert.Equal(1, await Number(IsValid));
        Assert.Equal(1, await Number("SELECT count(*) FROM migrations WHERE number = 9000 AND checksum IS NOT NULL"));
    }

    private static IReadOnlyList<Migration> WithIndex(string kind, string column = "article_id") =>
    [
        .. Migration.All(Dialect.PostgreSql),
        new(9000, "9000_probe", $"-- A probe.\nCREATE {kind} CONCURRENTLY stock_probe ON stock ({column});\n"),
    ];

    private Task<TransactionResult> AddStock(params string[] articles) =>
        Database.Write([.. articles.Select(article => Statement.One(Insert, article))], Never);

    private Task WaitUntil(string count) => Wait.Until(async () => await Number(count) > 0, count);

    private async Task<NpgsqlConnection> Connect()
    {
        var connection = new NpgsqlConnection(Options.Connection);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

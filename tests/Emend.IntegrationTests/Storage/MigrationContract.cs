using System.Data.Common;
using System.Globalization;
using System.Text;
using Emend.Server.Common;
using Emend.Server.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteMigrationTests() : MigrationContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlMigrationTests() : MigrationContract(new TestDatabase.PostgreSqlTestDatabase());

public abstract class MigrationContract : StoreContract
{
    private const string Applied = "SELECT count(*) FROM migrations";

    private protected MigrationContract(TestDatabase database)
        : base(database)
    {
    }

    public override Task InitializeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Concurrent_nodes_apply_each_migration_once()
    {
        await RunConcurrently(4, async _ =>
        {
            await using var node = Database.Open(Options);
            await node.Migrate(Never);
            return 0;
        });

        Assert.Equal(Migration.All(Database.Dialect).Count, await Number(Applied));
    }

    [Fact]
    public async Task Migration_18_counts_orders_that_wait_already_as_waiting_for_many_units()
    {
        await ApplyMigrations(until: 17);
        await Execute("INSERT INTO unroutable_articles (tenant_id, order_id, article_id, since) VALUES ('t', 'o', 'a', 7)");

        await Database.Migrate(Never);

        Assert.Equal(1_000_000_000, await Number("SELECT quantity FROM unroutable_articles WHERE article_id = 'a'"));
    }

    [Fact]
    public async Task Migration_15_keeps_the_rows_of_the_renamed_tables()
    {
        await ApplyMigrations(until: 14);
        await Execute("INSERT INTO tenants (tenant_id, sign_in_key, name) VALUES ('t', 't', 't')");
        await Execute("INSERT INTO waiting (tenant_id, order_id, article_id, since) VALUES ('t', 'o', 'a', 7)");
        await Execute("INSERT INTO work (tenant_id, kind, subject, article_id, since, due_at) VALUES ('t', 'ROUTE', 'o', '', 1, 2)");
        await Execute("INSERT INTO undone (tenant_id, order_id, revision, by_revision) VALUES ('t', 'o', 2, 3)");
        await Execute("INSERT INTO keeping (tenant_id, order_id, stage, since) VALUES ('t', 'o', 'ENDED', 5)");
        await Execute("INSERT INTO idempotency VALUES ('t', 'caller', 'key', 'hash', 'o', 1, 9)");
        await Execute("INSERT INTO deliveries VALUES ('t', 's', 1, 1, 0, 'o', 'PARKED', 4, 11, 12, 13, 503, 'status 503', 1)");

        await Database.Migrate(Never);

        Assert.Equal(7, await Number("SELECT since FROM unroutable_articles WHERE article_id = 'a'"));
        Assert.Equal(1, await Number("SELECT request_count FROM work_items WHERE subject = 'o'"));
        Assert.Equal(3, await Number("SELECT by_revision FROM undone_modifications WHERE revision = 2"));
        Assert.Equal(5, await Number("SELECT since FROM order_retention WHERE order_id = 'o'"));
        Assert.Equal(9, await Number("SELECT created_at FROM idempotency_keys WHERE caller_id = 'caller' AND request_hash = 'hash'"));
        Assert.Equal(
            24,
            await Number("SELECT first_attempt_at + next_attempt_at FROM event_deliveries WHERE state = 'DEAD_LETTERED' AND has_gap = 1"));
    }

    [Fact]
    public async Task Users_of_before_get_their_email_address_as_a_name_to_sign_in()
    {
        var added = Migration.All(Database.Dialect).Single(m => m.Name.EndsWith("_user_emails", StringComparison.Ordinal)).Number;
        await ApplyMigrations(until: added - 1);
        await Execute("INSERT INTO tenants (tenant_id, sign_in_key, name) VALUES ('t', 'key', 't')");
        foreach (var (id, document) in ((string, string)[])[("one", """{"email":" One@Example.com"}"""), ("two", "{}")])
        {
            await Database.Write(
                [
                    Statement.One(
                        "INSERT INTO users (tenant_id, user_id, username, password_hash, doc, active, version) "
                            + "VALUES ('t', $1, $1, 'h', $2, true, 1)",
                        id,
                        Encoding.UTF8.GetBytes(document)),
                ],
                Never);
        }

        await Database.Migrate(Never);

        Assert.Equal(1, await Number("SELECT count(*) FROM users WHERE user_id = 'one' AND email = 'one@example.com'"));
        Assert.Equal(1, await Number("SELECT count(*) FROM users WHERE user_id = 'two' AND email IS NULL"));
    }

    [Fact]
    public async Task Orders_of_before_keep_numbers_that_are_duplicates_now()
    {
        var added = Migration.All(Database.Dialect).Single(m => m.Name.EndsWith("_search_texts", StringComparison.Ordinal)).Number;
        await ApplyMigrations(until: added - 1);
        foreach (var (id, number, status) in ((string, string, string)[])
            [("o1", "SP-1", "OPEN"), ("o2", "sp-1", "OPEN"), ("o3", " SP-1 ", "CANCELED"), ("o4", "X", "LOCKED")])
        {
            await Execute(
                $"""
                INSERT INTO orders (tenant_id, order_id, tenant_order_id, api, status, revision, version, order_date, created_at,
                    modified_at, personal_revision, doc)
                VALUES ('t', '{id}', '{number}', 'native', '{status}', 1, 1, 1, 1, 1, 1, '')
                """);
        }

        await Database.Migrate(Never);

        var keys = await Database.List(
            Statement.From("SELECT tenant_order_key FROM orders ORDER BY order_id"), row => row.Text(0), Never);
        Assert.Equal(["sp-1", "sp-1 o2", "sp-1", "x"], keys);
        Assert.Equal(1, await Number("SELECT count(*) FROM backfills WHERE name = 'order_search_terms'"));
    }

    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await Database.Migrate(Never);
        await Database.Migrate(Never);

        Assert.Equal(Migration.All(Database.Dialect).Count, await Number(Applied));
    }

    [Fact]
    public async Task Database_of_a_newer_version_is_not_changed()
    {
        await Database.Migrate(Never);
        await Database.Write([Statement.One(Migration.Record, 9999L, "9999_from_the_future")], Never);

        var failure = await Assert.ThrowsAsync<StartupException>(() => Database.Migrate(Never));

        Assert.Equal(ExitCode.NewerSchema, failure.ExitCode);
        Assert.Contains("9999", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_text_of_an_applied_migration_stops_the_start()
    {
        await Database.Migrate(Never);
        var changed = Migration.All(Database.Dialect)
            .Select(m => m.Number == 7 ? m with { Sql = m.Sql + "\nCREATE INDEX forgotten ON listings (tenant_id)" } : m).ToArray();

        var failure = await Assert.ThrowsAsync<StartupException>(() => Database.Migrate(changed, Never));

        Assert.Equal(ExitCode.ChangedMigration, failure.ExitCode);
        Assert.Contains("0007_listings", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_text_stops_the_start_before_further_migrations_run()
    {
        await Database.Migrate(Never);
        Migration[] changed =
        [
            .. Migration.All(Database.Dialect).Select(m => m.Number == 1 ? m with { Sql = m.Sql + " " } : m),
            new(9000, "9000_later", "CREATE TABLE later (id bigint PRIMARY KEY)"),
        ];

        await Assert.ThrowsAsync<StartupException>(() => Database.Migrate(changed, Never));

        Assert.Equal(0, await Number("SELECT count(*) FROM migrations WHERE number = 9000"));
    }

    [Fact]
    public async Task Line_ends_do_not_change_the_checksum()
    {
        await Database.Migrate(Never);

        await Database.Migrate(
            [.. Migration.All(Database.Dialect).Select(m => m with { Sql = m.Sql.ReplaceLineEndings("\r\n") })], Never);

        Assert.Equal(Migration.All(Database.Dialect).Count, await Number(Applied));
    }

    [Fact]
    public async Task Migrations_of_before_get_their_checksums_at_the_first_start()
    {
        await ApplyMigrations(until: 20);

        await Database.Migrate(Never);

        Assert.Equal(0, await Number("SELECT count(*) FROM migrations WHERE checksum IS NULL"));
        var stored = await Database.List(Statement.From("SELECT checksum FROM migrations ORDER BY number"), row => row.Text(0), Never);
        Assert.Equal(Migration.All(Database.Dialect).Select(m => m.Checksum), stored);
    }

    [Fact]
    public void Migrations_are_numbered_without_gaps_and_contain_no_placeholder()
    {
        var all = Migration.All(Database.Dialect);

        Assert.Equal(Enumerable.Range(1, all.Count).Select(number => (long)number), all.Select(migration => migration.Number));
        Assert.All(all, migration => Assert.DoesNotContain('{', migration.Sql));
        Assert.All(all, migration => Assert.StartsWith(migration.Number.ToString("0000_", CultureInfo.InvariantCulture), migration.Name));
    }

    [Fact]
    public async Task Keys_sort_by_bytes()
    {
        await Database.Migrate(Never);
        foreach (var key in (string[])["b", "B", "a-1", "a1", "Ä"])
        {
            await Database.Write([Statement.One("INSERT INTO tenants (tenant_id, sign_in_key, name) VALUES ($1, $1, $1)", key)], Never);
        }

        var sorted = await Database.List(Statement.From("SELECT tenant_id FROM tenants ORDER BY tenant_id"), row => row.Text(0), Never);

        Assert.Equal(["B", "a-1", "a1", "b", "Ä"], sorted);
    }

    private Task ApplyMigrations(long until) =>
        Database.Migrate([.. Migration.All(Database.Dialect).Where(migration => migration.Number <= until)], Never);

    /// <summary>Executes a script on a connection of its own, without the statements that the product knows.</summary>
    private async Task Execute(string script)
    {
        await using DbConnection connection = Options.Kind is StorageKind.Sqlite
            ? new SqliteConnection($"Data Source={Options.Connection};Pooling=False")
            : new NpgsqlConnection(Options.Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = script;
        await command.ExecuteNonQueryAsync();
    }
}

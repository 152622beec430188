using System.Globalization;
using Emend.Server.Storage;

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

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Database.Migrate(Never));

        Assert.Contains("9999", failure.Message, StringComparison.Ordinal);
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
}

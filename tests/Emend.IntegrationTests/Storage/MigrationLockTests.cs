using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Npgsql;

namespace Emend.IntegrationTests.Storage;

/// <summary>Migrations of PostgreSQL that wait for a lock on a table that other nodes use.</summary>
public sealed class MigrationLockTests() : StoreContract(new TestDatabase.PostgreSqlTestDatabase())
{
    private const string WaitingMigrations =
        "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'ALTER TABLE stock%' AND datname = current_database() "
        + "AND wait_event_type = 'Lock'";

    private static readonly IReadOnlyList<Migration> WithProbe =
        [.. Migration.All(Dialect.PostgreSql), new(9000, "9000_probe", "ALTER TABLE stock ADD COLUMN probe bigint")];

    [Fact]
    public async Task Readers_pass_a_migration_that_waits_for_a_lock()
    {
        await using var holder = await Connect();
        await using var transaction = await holder.BeginTransactionAsync();
        await Execute(holder, "SELECT count(*) FROM stock");

        var migration = Task.Run(() => Database.Migrate(WithProbe, Never));
        await WaitForMigration();
        await using (var reader = await Connect())
        {
            await Execute(reader, "SET lock_timeout = '10s'");
            await Execute(reader, "SELECT count(*) FROM stock");
        }

        Assert.False(migration.IsCompleted);
        await transaction.CommitAsync();
        await migration;

        Assert.Equal(0, await Number("SELECT count(probe) FROM stock"));
        Assert.Equal(1, await Number("SELECT count(*) FROM migrations WHERE number = 9000"));
    }

    [Fact]
    public async Task Migration_that_waits_for_a_lock_can_be_canceled()
    {
        await using var holder = await Connect();
        await using var transaction = await holder.BeginTransactionAsync();
        await Execute(holder, "SELECT count(*) FROM stock");
        using var stop = new CancellationTokenSource();

        var migration = Task.Run(() => Database.Migrate(WithProbe, stop.Token));
        await WaitForMigration();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => migration);
        Assert.Equal(0, await Number("SELECT count(*) FROM migrations WHERE number = 9000"));
    }

    private Task WaitForMigration() => Wait.Until(async () => await Number(WaitingMigrations) > 0, "a migration waits");

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

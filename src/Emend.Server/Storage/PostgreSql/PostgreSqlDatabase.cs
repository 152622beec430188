using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>PostgreSQL: batches of prepared statements over pooled connections.</summary>
internal sealed class PostgreSqlDatabase : Database
{
    private const int Attempts = 5;

    // Per node: several nodes together stay below the server's usual hundred, and more would only wait for each other.
    private const int Connections = 30;

    // Any number will do, as long as every node takes the same.
    private const long MigrationLock = 0x656D656E64;

    private readonly NpgsqlDataSource source;

    public PostgreSqlDatabase(StorageOptions options)
        : base(Dialect.PostgreSql) => source = NpgsqlDataSource.Create(Configure(options.Connection));

    public override async Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct); // travels with the first batch
        var result = await PostgreSqlBatch.Write(connection, statements, Trip, ct);
        Trip();
        if (!result.Written)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return result;
        }

        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    public override async Task<T> Read<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        return await PostgreSqlBatch.Read(connection, batch, read, Trip, ct);
    }

    public override async Task<T> Locked<T>(Func<LockedSession, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await LockedOnce(work, ct);
            }
            catch (PostgresException failure) when (PostgreSqlBatch.Retryable(failure) && attempt < Attempts)
            {
            }
        }
    }

    public override async Task Migrate(CancellationToken ct)
    {
        var all = Migration.All(Dialect);
        while (await MigrateOnce(all, ct))
        {
        }
    }

    public override ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>The connection string with what suits us; what it names itself stays.</summary>
    internal static string Configure(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = Connections;
        }

        // No state is left on a connection that would need a reset, and the reset costs as much as a statement.
        settings.NoResetOnClose = true;
        settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 200 : settings.MaxAutoPrepare;
        settings.AutoPrepareMinUsages = 2;
        settings.IncludeFailedBatchedCommand = true; // the index of the statement that met a unique index
        settings.ApplicationName ??= "emend";
        return settings.ConnectionString;
    }

    private async Task<T> LockedOnce<T>(Func<LockedSession, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var session = new PostgreSqlSession(connection, Dialect, Trip);
        var answer = await work(session);
        Trip();
        if (session.Result is { Written: true })
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        else
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }

        return answer;
    }

    private async Task<bool> MigrateOnce(IReadOnlyList<Migration> all, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Run(connection, "SELECT pg_advisory_xact_lock($1)", ct, MigrationLock);
        await Run(connection, Migration.CreateTable, ct);
        var last = (long)(await Run(connection, Migration.Last, ct))!;
        if (Migration.After(last, all) is not { } next)
        {
            await transaction.CommitAsync(ct);
            return false;
        }

        await Run(connection, next.Sql, ct);
        await Run(connection, Migration.Record, ct, next.Number, next.Name);
        await transaction.CommitAsync(ct);
        return true;
    }

    private static async Task<object?> Run(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        PostgreSqlBatch.Bind(command.Parameters, values);
        return await command.ExecuteScalarAsync(ct);
    }
}

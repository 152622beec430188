using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>PostgreSQL database. Executes batches of prepared statements on pooled connections.</summary>
internal sealed class PostgreSqlDatabase : Database
{
    private const int Attempts = 5;

    // Connections per node. Several nodes together stay below PostgreSQL's default limit of 100.
    private const int MaxConnections = 30;

    // Transactions pause only between their statements, for milliseconds. A node that is stopped within a transaction keeps its row locks
    // no longer than this.
    private const string EndIdleTransactions = "SET idle_in_transaction_session_timeout = '10s'";

    private readonly NpgsqlDataSource _source;
    private readonly string _connection;

    public PostgreSqlDatabase(StorageOptions options, TimeProvider clock)
        : base(Dialect.PostgreSql, clock, options.Name)
    {
        _connection = Configure(options.Connection);
        var builder = new NpgsqlDataSourceBuilder(_connection);
        builder.UsePhysicalConnectionInitializer(
            connection => Execute(connection, EndIdleTransactions, CancellationToken.None).GetAwaiter().GetResult(),
            connection => Execute(connection, EndIdleTransactions, CancellationToken.None));

        _source = Build(builder);
    }

    /// <summary>Connections without time limits, for the copy of a tenant. The caller disposes the source.</summary>
    public NpgsqlDataSource CreateCopySource() => Build(new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(_connection)
    {
        Pooling = false,
        CommandTimeout = 0,
        KeepAlive = 30,
        MaxAutoPrepare = 0,
    }.ConnectionString));

    /// <summary>Opens a connection for changes of the schema. The caller disposes it.</summary>
    public Task<NpgsqlConnection> OpenConnection(CancellationToken ct) => _source.OpenConnectionAsync(ct).AsTask();

    protected override async Task<TransactionResult> WriteBatch(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct); // sent with the first batch
        var result = await PostgreSqlBatch.Write(connection, statements, CountRoundTrip, ct);
        CountRoundTrip();
        if (!result.IsCommitted)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return result;
        }

        await transaction.CommitAsync(CancellationToken.None);
        SignalWork(result);
        return result;
    }

    protected override async Task<T> ReadBatch<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        return await PostgreSqlBatch.Read(connection, batch, read, CountRoundTrip, ct);
    }

    protected override async Task<T> ExecuteTransaction<T>(Func<LockedSession, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ExecuteLockedOnce(work, ct);
            }
            catch (PostgresException failure) when (PostgreSqlBatch.IsRetryable(failure) && attempt < Attempts)
            {
            }
        }
    }

    public override Task Migrate(IReadOnlyList<Migration> all, CancellationToken ct) =>
        new PostgreSqlMigrator(_source, Clock).Run(all, ct);

    // Any number of nodes can share the database.
    public override bool ClaimExclusiveUse() => false;

    public override bool MayStartLater(Exception failure) => PostgreSqlFailures.MayStartLater(failure);

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <summary>Adds Emend's defaults to the connection string. Values in the connection string have priority.</summary>
    internal static string Configure(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!settings.ShouldSerialize("Maximum Pool Size"))
        {
            settings.MaxPoolSize = MaxConnections;
        }

        // Emend always uses the primary of several hosts. Npgsql does not accept the key for them.
        settings.TargetSessionAttributes = null;

        // Connections keep no state, so the reset is skipped. A reset costs as much as a statement.
        settings.NoResetOnClose = true;
        if (!settings.ShouldSerialize("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = 200;
        }

        settings.AutoPrepareMinUsages = 2;
        settings.IncludeFailedBatchedCommand = true; // gives the index of the statement that violated a unique index
        settings.ApplicationName ??= "emend";
        return settings.ConnectionString;
    }

    protected override bool IsOutage(Exception failure) => PostgreSqlFailures.IsOutage(failure);

    // Only the primary accepts writes. After a failover another host is the primary.
    private static NpgsqlDataSource Build(NpgsqlDataSourceBuilder builder) =>
        builder.ConnectionStringBuilder.Host!.Contains(',', StringComparison.Ordinal)
            ? builder.BuildMultiHost().WithTargetSession(TargetSessionAttributes.Primary)
            : builder.Build();

    private async Task<T> ExecuteLockedOnce<T>(Func<LockedSession, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var session = new PostgreSqlSession(connection, Dialect, CountRoundTrip);
        var answer = await work(session);
        CountRoundTrip();
        if (session.Result is { IsCommitted: true })
        {
            await transaction.CommitAsync(CancellationToken.None);
            SignalWork(session.Result);
        }
        else
        {
            await transaction.RollbackAsync(CancellationToken.None);
        }

        return answer;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}

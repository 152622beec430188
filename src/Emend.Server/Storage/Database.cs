using System.Diagnostics.Metrics;
using Emend.Server.Storage.PostgreSql;
using Emend.Server.Storage.Sqlite;

namespace Emend.Server.Storage;

/// <summary>PostgreSQL or SQLite. Both execute the same statements; <see cref="Dialect"/> holds the differences.</summary>
internal abstract class Database(Dialect dialect) : IAsyncDisposable
{
    private static readonly Meter Meter = new("Emend.Storage");
    private static readonly Counter<long> RoundTrips = Meter.CreateCounter<long>("emend.storage.round_trips");
    private long _trips;

    public Dialect Dialect { get; } = dialect;

    /// <summary>Signaled when this node writes work items.</summary>
    public WorkSignal WorkSignal { get; } = new();

    /// <summary>Number of round trips since the database was opened.</summary>
    public long RoundTripCount => Interlocked.Read(ref _trips);

    public static Database Open(StorageOptions options) =>
        options.Kind == StorageKind.PostgreSql ? new PostgreSqlDatabase(options) : new SqliteDatabase(options);

    /// <summary>Executes all statements in one transaction. Commits only if every statement affects its expected number of rows.</summary>
    public abstract Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct);

    /// <summary>Executes several queries in one round trip.</summary>
    public abstract Task<T> Read<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct);

    /// <summary>Reads under locks, then writes, in one transaction. Calls the delegate again after a deadlock.</summary>
    public abstract Task<T> ExecuteLocked<T>(Func<LockedSession, Task<T>> work, CancellationToken ct);

    /// <summary>Applies all pending migrations. Several nodes may call this at the same time.</summary>
    public abstract Task Migrate(CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>All rows of one query.</summary>
    public Task<List<T>> List<T>(Statement query, Func<QueryResultReader, T> row, CancellationToken ct) =>
        Read([query], (rows, token) => rows.List(row, token), ct);

    /// <summary>The first row of one query, or the default value.</summary>
    public Task<T?> First<T>(Statement query, Func<QueryResultReader, T> row, CancellationToken ct) =>
        Read([query], (rows, token) => rows.First(row, token), ct);

    /// <summary>Whether the database responds.</summary>
    public async Task<bool> IsAvailable(CancellationToken ct)
    {
        try
        {
            await First(new Statement("SELECT 1", []), _ => 1, ct);
            return true;
        }
        catch (System.Data.Common.DbException)
        {
            return false;
        }
    }

    /// <summary>Wakes the worker of this node if a committed transaction created work.</summary>
    protected void SignalWork(TransactionResult? committed)
    {
        if (committed is { IsCommitted: true, HasCreatedWork: true })
        {
            WorkSignal.Signal();
        }
    }

    protected void CountRoundTrip()
    {
        Interlocked.Increment(ref _trips);
        RoundTrips.Add(1);
    }
}

using System.Diagnostics.Metrics;
using Emend.Core.Orders;
using Emend.Server.Common;
using Emend.Server.Storage.PostgreSql;
using Emend.Server.Storage.Sqlite;

namespace Emend.Server.Storage;

/// <summary>PostgreSQL or SQLite. Both execute the same statements; <see cref="Dialect"/> holds the differences.</summary>
internal abstract class Database(Dialect dialect, TimeProvider clock, string name = Database.Main) : IAsyncDisposable
{
    /// <summary>The name of the database with the list of all tenants.</summary>
    public const string Main = "main";

    private static readonly Meter Meter = new("Emend.Storage");
    private static readonly Counter<long> RoundTrips = Meter.CreateCounter<long>("emend.storage.round_trips");
    private long _trips;
    private bool _isWriteFailing;
    private bool _isPrepared = true;

    public Dialect Dialect { get; } = dialect;

    /// <summary>The name of the configuration: <see cref="Main"/>, or a key of <c>Emend:Databases</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Signaled when this node writes work items.</summary>
    public WorkSignal WorkSignal { get; protected init; } = new(clock);

    /// <summary>The clock of this process.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Number of round trips since the database was opened.</summary>
    public long RoundTripCount => Interlocked.Read(ref _trips);

    /// <summary>Opens the database. Waits use the clock; the default is the system clock.</summary>
    public static Database Open(StorageOptions options, TimeProvider? clock = null)
    {
        clock ??= SystemClock.Instance;
        return options.Kind == StorageKind.PostgreSql ? new PostgreSqlDatabase(options, clock) : new SqliteDatabase(options, clock);
    }

    /// <summary>Whether a write failed because the database was unavailable. <see cref="DatabaseHealth"/> resets it.</summary>
    public bool IsWriteFailing
    {
        get => Volatile.Read(ref _isWriteFailing);
        set => Volatile.Write(ref _isWriteFailing, value);
    }

    /// <summary>Whether the schema is current. False while a further server has not responded since the start of this process.</summary>
    public bool IsPrepared
    {
        get => Volatile.Read(ref _isPrepared);
        set => Volatile.Write(ref _isPrepared, value);
    }

    /// <summary>
    /// Executes all statements in one transaction. Commits only if every statement affects its expected number of rows. Like all methods
    /// of this type, throws <see cref="DatabaseUnavailableException"/> if the database does not respond or cannot write.
    /// </summary>
    public async Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        try
        {
            return await WriteBatch(statements, ct);
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            IsWriteFailing = true;
            throw new DatabaseUnavailableException(failure.Message, failure);
        }
    }

    /// <summary>Executes several queries in one round trip.</summary>
    public async Task<T> Read<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        try
        {
            return await ReadBatch(batch, read, ct);
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            throw new DatabaseUnavailableException(failure.Message, failure);
        }
    }

    /// <summary>Reads under locks, then writes, in one transaction. Calls the delegate again after a deadlock.</summary>
    public async Task<T> ExecuteLocked<T>(Func<LockedSession, Task<T>> work, CancellationToken ct)
    {
        try
        {
            return await ExecuteTransaction(work, ct);
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            IsWriteFailing = true;
            throw new DatabaseUnavailableException(failure.Message, failure);
        }
    }

    /// <summary>The same in the database of a tenant.</summary>
    public virtual Task<T> ExecuteLocked<T>(TenantId tenant, Func<LockedSession, Task<T>> work, CancellationToken ct) =>
        ExecuteLocked(work, ct);

    /// <summary>
    /// Reserves a database that only one process can use. Throws <see cref="StartupException"/> if another process has it. Returns whether
    /// this is the first use by this process.
    /// </summary>
    public abstract bool ClaimExclusiveUse();

    /// <summary>Whether the failure can end by itself soon after the start of this process.</summary>
    public abstract bool MayStartLater(Exception failure);

    /// <summary>Applies all pending migrations. Several nodes may call this at the same time.</summary>
    public Task Migrate(CancellationToken ct) => Migrate(Migration.All(Dialect), ct);

    /// <summary>Applies those of the given migrations that are pending.</summary>
    public abstract Task Migrate(IReadOnlyList<Migration> all, CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>All rows of one query.</summary>
    public Task<List<T>> List<T>(Statement query, Func<QueryResultReader, T> row, CancellationToken ct) =>
        Read([query], (rows, token) => rows.List(row, token), ct);

    /// <summary>The first row of one query, or the default value.</summary>
    public Task<T?> First<T>(Statement query, Func<QueryResultReader, T> row, CancellationToken ct) =>
        Read([query], (rows, token) => rows.First(row, token), ct);

    /// <summary>Whether the failure concerns the database as a whole, and not the statement.</summary>
    protected abstract bool IsOutage(Exception failure);

    protected abstract Task<TransactionResult> WriteBatch(IReadOnlyList<Statement> statements, CancellationToken ct);

    protected abstract Task<T> ReadBatch<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct);

    protected abstract Task<T> ExecuteTransaction<T>(Func<LockedSession, Task<T>> work, CancellationToken ct);

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
        RoundTrips.Add(1, new KeyValuePair<string, object?>("database", Name));
    }
}

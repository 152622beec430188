using System.Diagnostics.Metrics;
using Emend.Server.Storage.PostgreSql;
using Emend.Server.Storage.Sqlite;

namespace Emend.Server.Storage;

/// <summary>One of the two databases. The same statements on both; what truly differs is told by the dialect.</summary>
internal abstract class Database(Dialect dialect) : IAsyncDisposable
{
    private static readonly Meter Meter = new("Emend.Storage");
    private static readonly Counter<long> RoundTrips = Meter.CreateCounter<long>("emend.storage.round_trips");
    private long trips;

    public Dialect Dialect { get; } = dialect;

    /// <summary>Rung when this node has written work.</summary>
    public WorkSignal WorkSignal { get; } = new();

    /// <summary>How often this process waited for the database since it was opened.</summary>
    public long Trips => Interlocked.Read(ref trips);

    public static Database Open(StorageOptions options) =>
        options.Kind == StorageKind.PostgreSql ? new PostgreSqlDatabase(options) : new SqliteDatabase(options);

    /// <summary>One transaction: all statements, their counts checked, then the commit; or nothing.</summary>
    public abstract Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct);

    /// <summary>Several queries in one round trip.</summary>
    public abstract Task<T> Read<T>(IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct);

    /// <summary>Reads under locks, then writes, in one transaction. The work may be called again after a deadlock.</summary>
    public abstract Task<T> Locked<T>(Func<LockedSession, Task<T>> work, CancellationToken ct);

    /// <summary>Brings the schema up to date; any number of nodes may do it at once.</summary>
    public abstract Task Migrate(CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    /// <summary>One query.</summary>
    public Task<List<T>> List<T>(Statement query, Func<QueryResultReader, T> row, CancellationToken ct) =>
        Read([query], (rows, token) => rows.List(row, token), ct);

    /// <summary>The first row of one query, or the default.</summary>
    public Task<T?> First<T>(Statement query, Func<QueryResultReader, T> row, CancellationToken ct) =>
        Read([query], (rows, token) => rows.First(row, token), ct);

    /// <summary>Whether it answers now.</summary>
    public async Task<bool> Answers(CancellationToken ct)
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

    protected void Trip()
    {
        Interlocked.Increment(ref trips);
        RoundTrips.Add(1);
    }
}

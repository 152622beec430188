using Emend.Server.Storage;

namespace Emend.Bench.Baseline;

/// <summary>One round trip, or one transaction.</summary>
internal sealed record DatabaseRoundTrip(bool Writes, IReadOnlyList<Statement> Statements);

/// <summary>A database that records its statements.</summary>
internal sealed class RecordingDatabase(Database inner) : Database(inner.Dialect)
{
    private readonly Lock _lock = new();
    private readonly List<DatabaseRoundTrip> _databaseRoundTrips = [];

    /// <summary>The round trips since the last call.</summary>
    public IReadOnlyList<DatabaseRoundTrip> Take()
    {
        lock (_lock)
        {
            IReadOnlyList<DatabaseRoundTrip> taken = [.. _databaseRoundTrips];
            _databaseRoundTrips.Clear();
            return taken;
        }
    }

    public override Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        Remember(new(true, statements));
        return inner.Write(statements, ct);
    }

    public override Task<T> Read<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        Remember(new(false, batch));
        return inner.Read(batch, read, ct);
    }

    public override Task<T> ExecuteLocked<T>(Func<LockedSession, Task<T>> work, CancellationToken ct) => inner.ExecuteLocked(work, ct);

    public override Task Migrate(CancellationToken ct) => inner.Migrate(ct);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Remember(DatabaseRoundTrip databaseRoundTrip)
    {
        lock (_lock)
        {
            _databaseRoundTrips.Add(databaseRoundTrip);
        }
    }
}

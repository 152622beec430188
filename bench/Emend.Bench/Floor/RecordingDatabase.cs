using Emend.Server.Storage;

namespace Emend.Bench.Floor;

/// <summary>One round trip, or one transaction.</summary>
internal sealed record Trip(bool Writes, IReadOnlyList<Statement> Statements);

/// <summary>A database that remembers what it was asked.</summary>
internal sealed class RecordingDatabase(Database inner) : Database(inner.Dialect)
{
    private readonly Lock _lock = new();
    private readonly List<Trip> _trips = [];

    /// <summary>What was asked since the last call.</summary>
    public IReadOnlyList<Trip> Take()
    {
        lock (_lock)
        {
            IReadOnlyList<Trip> taken = [.. _trips];
            _trips.Clear();
            return taken;
        }
    }

    public override Task<WriteResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        Remember(new(true, statements));
        return inner.Write(statements, ct);
    }

    public override Task<T> Read<T>(IReadOnlyList<Statement> batch, Func<Rows, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        Remember(new(false, batch));
        return inner.Read(batch, read, ct);
    }

    public override Task<T> Locked<T>(Func<LockedSession, Task<T>> work, CancellationToken ct) => inner.Locked(work, ct);

    public override Task Migrate(CancellationToken ct) => inner.Migrate(ct);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    private void Remember(Trip trip)
    {
        lock (_lock)
            _trips.Add(trip);
    }
}

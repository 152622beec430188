using Emend.Server.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Emend.Bench.Baseline;

/// <summary>One round trip, or one transaction.</summary>
internal sealed record DatabaseRoundTrip(bool Writes, IReadOnlyList<Statement> Statements);

/// <summary>A database that records the statements of requests. Background work runs at the same time and is not recorded.</summary>
internal sealed class RecordingDatabase(Database inner) : Database(inner.Dialect, TimeProvider.System), IStartupFilter
{
    private readonly AsyncLocal<bool> _isRequest = new();
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

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            _isRequest.Value = true;
            return following(context);
        });
        next(app);
    };

    protected override Task<TransactionResult> WriteBatch(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        Remember(new(true, statements));
        return inner.Write(statements, ct);
    }

    protected override Task<T> ReadBatch<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        Remember(new(false, batch));
        return inner.Read(batch, read, ct);
    }

    public override bool ClaimExclusiveUse() => inner.ClaimExclusiveUse();

    public override bool MayStartLater(Exception failure) => inner.MayStartLater(failure);

    public override Task Migrate(IReadOnlyList<Migration> all, CancellationToken ct) => inner.Migrate(all, ct);

    public override ValueTask DisposeAsync() => inner.DisposeAsync();

    protected override Task<T> ExecuteTransaction<T>(Func<LockedSession, Task<T>> work, CancellationToken ct) =>
        inner.ExecuteLocked(work, ct);

    // The inner database has already converted outages.
    protected override bool IsOutage(Exception failure) => false;

    private void Remember(DatabaseRoundTrip databaseRoundTrip)
    {
        if (!_isRequest.Value)
        {
            return;
        }

        lock (_lock)
        {
            _databaseRoundTrips.Add(databaseRoundTrip);
        }
    }
}

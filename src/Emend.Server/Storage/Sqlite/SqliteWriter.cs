using System.Collections.Concurrent;

namespace Emend.Server.Storage.Sqlite;

/// <summary>
/// The single writer thread. It runs each queued write in a savepoint, commits all of them together, and then completes the callers. Many
/// callers share one disk flush, and a failed write does not affect the others.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly BlockingCollection<SqliteWriteRequest> _queue = [];
    private readonly SqliteSession _session;
    private readonly int _writesPerCommit;
    private readonly Thread _thread;

    public SqliteWriter(string file, int writesPerCommit)
    {
        this._writesPerCommit = writesPerCommit;
        _session = SqliteSession.OpenWriter(file);
        _thread = new(Loop) { IsBackground = true, Name = "emend sqlite writer" };
        _thread.Start();
    }

    public Task<T> Enqueue<T>(Func<SqliteSession, (T Result, bool Commit)> work)
    {
        var item = new SqliteWriteRequest<T>(work);
        _queue.Add(item);
        return item.Completion;
    }

    /// <summary>Accepts no more writes, completes the queued writes, and closes the file.</summary>
    public void Dispose()
    {
        if (_queue.IsAddingCompleted)
        {
            return;
        }

        _queue.CompleteAdding();
        _thread.Join();
        _session.Dispose();
    }

    private void Loop()
    {
        var batch = new List<SqliteWriteRequest>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < _writesPerCommit && _queue.TryTake(out var next))
            {
                batch.Add(next);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<SqliteWriteRequest> batch)
    {
        try
        {
            _session.Execute("BEGIN IMMEDIATE");
            foreach (var request in batch)
            {
                RunInSavepoint(request);
            }

            _session.Execute("COMMIT");
            batch.ForEach(request => request.Complete());
        }
        catch (Exception failure) // report any failure to the callers and continue
        {
            RollBack(batch, failure);
        }
    }

    private void RunInSavepoint(SqliteWriteRequest request)
    {
        _session.Execute("SAVEPOINT request");
        var commit = false;
        try
        {
            commit = request.Run(_session);
        }
        catch (Exception failure) when (_session.InTransaction) // otherwise the whole commit is lost
        {
            request.Fail(failure);
        }

        if (!commit)
        {
            _session.Execute("ROLLBACK TO request");
        }

        _session.Execute("RELEASE request");
    }

    private void RollBack(List<SqliteWriteRequest> batch, Exception failure)
    {
        batch.ForEach(request => request.Fail(failure));
        if (_session.InTransaction)
        {
            _session.Execute("ROLLBACK");
        }
    }
}

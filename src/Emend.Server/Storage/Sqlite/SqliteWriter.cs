using System.Collections.Concurrent;

namespace Emend.Server.Storage.Sqlite;

/// <summary>
/// The one thread that writes. It takes whatever waits, runs each in a savepoint, commits all together, and answers only then: one
/// flush of the disk for many callers, and one caller's failure is his own.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly BlockingCollection<SqliteWriteRequest> queue = [];
    private readonly SqliteSession session;
    private readonly int worksPerCommit;
    private readonly Thread thread;

    public SqliteWriter(string file, int worksPerCommit)
    {
        this.worksPerCommit = worksPerCommit;
        session = SqliteSession.Writer(file);
        thread = new(Loop) { IsBackground = true, Name = "emend sqlite writer" };
        thread.Start();
    }

    public Task<T> Do<T>(Func<SqliteSession, (T Answer, bool Keep)> work)
    {
        var item = new SqliteWriteRequest<T>(work);
        queue.Add(item);
        return item.Done;
    }

    /// <summary>Takes nothing more, finishes what waits, and closes the file.</summary>
    public void Dispose()
    {
        if (queue.IsAddingCompleted)
        {
            return;
        }

        queue.CompleteAdding();
        thread.Join();
        session.Dispose();
    }

    private void Loop()
    {
        var together = new List<SqliteWriteRequest>();
        foreach (var first in queue.GetConsumingEnumerable())
        {
            together.Add(first);
            while (together.Count < worksPerCommit && queue.TryTake(out var next))
            {
                together.Add(next);
            }

            Commit(together);
            together.Clear();
        }
    }

    private void Commit(List<SqliteWriteRequest> together)
    {
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            foreach (var work in together)
            {
                RunInSavepoint(work);
            }

            session.Execute("COMMIT");
            together.ForEach(work => work.Complete());
        }
        catch (Exception failure) // whatever it is, the callers are told and the thread goes on
        {
            Undo(together, failure);
        }
    }

    private void RunInSavepoint(SqliteWriteRequest work)
    {
        session.Execute("SAVEPOINT work");
        var keep = false;
        try
        {
            keep = work.Run(session);
        }
        catch (Exception failure) when (session.InTransaction) // else the neighbours are lost as well
        {
            work.Fail(failure);
        }

        if (!keep)
        {
            session.Execute("ROLLBACK TO work");
        }

        session.Execute("RELEASE work");
    }

    private void Undo(List<SqliteWriteRequest> together, Exception failure)
    {
        together.ForEach(work => work.Fail(failure));
        if (session.InTransaction)
        {
            session.Execute("ROLLBACK");
        }
    }
}

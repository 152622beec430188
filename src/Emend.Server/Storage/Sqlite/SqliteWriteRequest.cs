namespace Emend.Server.Storage.Sqlite;

/// <summary>One caller's part of a commit.</summary>
internal abstract class SqliteWriteRequest
{
    /// <summary>Does it inside its own savepoint; false when the savepoint must be undone.</summary>
    public abstract bool Run(SqliteSession session);

    /// <summary>Answers the caller, after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

/// <summary>Work with an answer, and whether what it did stays.</summary>
internal sealed class SqliteWriteRequest<T>(Func<SqliteSession, (T Answer, bool Keep)> work) : SqliteWriteRequest
{
    // Callers go on on their own threads, never on the writer's.
    private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? answer;

    public Task<T> Done => done.Task;

    public override bool Run(SqliteSession session)
    {
        (answer, var keep) = work(session);
        return keep;
    }

    public override void Complete() => done.TrySetResult(answer!);

    public override void Fail(Exception failure) => done.TrySetException(failure);
}

namespace Emend.Server.Storage.Sqlite;

/// <summary>One caller's write within a commit.</summary>
internal abstract class SqliteWriteRequest
{
    /// <summary>Runs the write inside its own savepoint; false if the savepoint must be rolled back.</summary>
    public abstract bool Run(SqliteSession session);

    /// <summary>Returns the result to the caller after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception failure);
}

/// <summary>A write with a result and a flag that keeps or rolls back its savepoint.</summary>
internal sealed class SqliteWriteRequest<T>(Func<SqliteSession, (T Result, bool Commit)> work) : SqliteWriteRequest
{
    // Callers continue on other threads, never on the writer's thread.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _done.Task;

    public override bool Run(SqliteSession session)
    {
        (_result, var commit) = work(session);
        return commit;
    }

    public override void Complete() => _done.TrySetResult(_result!);

    public override void Fail(Exception failure) => _done.TrySetException(failure);
}

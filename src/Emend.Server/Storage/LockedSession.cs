namespace Emend.Server.Storage;

/// <summary>
/// A transaction that reads rows under locks, decides, and writes once. The transaction commits if the write succeeds. Code inside must use
/// only this session: on SQLite, that code runs on the writer's thread.
/// </summary>
internal abstract class LockedSession
{
    /// <summary>Result of the write; null before the write.</summary>
    public TransactionResult? Result { get; protected set; }

    /// <summary>Adds a clause that locks the rows of the query until the end of the transaction.</summary>
    public abstract string ForUpdate(string sql);

    public abstract Task<T> Read<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct);

    /// <summary>Executes the statements. After a failure the transaction is rolled back and unusable.</summary>
    public abstract Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct);
}

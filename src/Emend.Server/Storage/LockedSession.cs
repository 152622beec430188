namespace Emend.Server.Storage;

/// <summary>
/// A transaction in which one reads what nobody else may change meanwhile, decides, and writes. It commits if its one write succeeded.
/// Work inside must not use the database by another way: on SQLite it runs on the writer's thread.
/// </summary>
internal abstract class LockedSession
{
    /// <summary>What became of the write; null while there was none.</summary>
    public TransactionResult? Result { get; protected set; }

    /// <summary>The query, with its rows locked until the end of the transaction.</summary>
    public abstract string ForUpdate(string sql);

    public abstract Task<T> Read<T>(IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct);

    /// <summary>Writes; after a fault nothing of the transaction stays, and nothing more can be done in it.</summary>
    public abstract Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct);
}

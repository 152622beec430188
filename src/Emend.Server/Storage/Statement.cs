namespace Emend.Server.Storage;

/// <summary>
/// One SQL statement with the same text for both databases. Parameters $1, $2 … are positional in Npgsql and named in
/// Microsoft.Data.Sqlite.
/// </summary>
/// <param name="Sql">The text. Texts are few and constant, because the database prepares and caches each one.</param>
/// <param name="Values">Parameter values: long, string, bool, double, byte[], string[], long[] or null.</param>
/// <param name="Expect">Number of rows that the statement must affect. Any other number rolls back the whole transaction.</param>
internal readonly record struct Statement(string Sql, object?[] Values, int Expect = Statement.Any)
{
    /// <summary>
    /// Whether the rows that the statement writes are work items that are due now. A commit then wakes the worker of this node.
    /// </summary>
    public bool CreatesWork { get; init; }

    /// <summary>The statement may affect any number of rows.</summary>
    public const int Any = -1;

    /// <summary>The statement must affect at least one row.</summary>
    public const int AtLeastOne = -2;

    /// <summary>A statement that must affect exactly one row.</summary>
    public static Statement One(string sql, params object?[] values) => new(sql, values, 1);

    /// <summary>A query, or a statement that may affect any number of rows.</summary>
    public static Statement From(string sql, params object?[] values) => new(sql, values);

    public bool Accepts(int rows) => Expect == Any || Expect == rows || (Expect == AtLeastOne && rows > 0);
}

/// <summary>Reason of a rollback.</summary>
internal enum TransactionFailure
{
    /// <summary>No failure. The transaction is committed.</summary>
    None,

    /// <summary>A statement affected an unexpected number of rows.</summary>
    RowCountMismatch,

    /// <summary>A statement violated a unique index.</summary>
    Unique,

    /// <summary>A deadlock or serialization failure. The caller decides again.</summary>
    Retry,
}

/// <summary>Result of a transaction.</summary>
/// <param name="Failure">None if the transaction is committed. Otherwise it is rolled back.</param>
/// <param name="StatementIndex">Index of the failed statement.</param>
internal readonly record struct TransactionResult(TransactionFailure Failure, int StatementIndex)
{
    /// <summary>Whether a statement wrote work items that are due now.</summary>
    public bool HasCreatedWork { get; init; }

    public static readonly TransactionResult Ok = new(TransactionFailure.None, -1);

    public bool IsCommitted => Failure == TransactionFailure.None;
}

namespace Emend.Server.Storage;

/// <summary>
/// One SQL statement, the same text on both databases. Parameters are $1, $2 …: positional in Npgsql, names in Microsoft.Data.Sqlite.
/// </summary>
/// <param name="Sql">The text. Few and constant, since each is prepared and kept.</param>
/// <param name="Values">The values of the parameters: long, string, bool, double, byte[], string[], long[] or null.</param>
/// <param name="Expect">How many rows it must touch. Any other number undoes the whole transaction.</param>
internal readonly record struct Statement(string Sql, object?[] Values, int Expect = Statement.Any)
{
    /// <summary>Any number of rows will do.</summary>
    public const int Any = -1;

    /// <summary>A statement that must touch exactly one row.</summary>
    public static Statement One(string sql, params object?[] values) => new(sql, values, 1);

    /// <summary>A query, or a statement that may touch any number of rows.</summary>
    public static Statement From(string sql, params object?[] values) => new(sql, values);

    public bool Accepts(int rows) => Expect == Any || Expect == rows;
}

/// <summary>Why a transaction was undone.</summary>
internal enum TransactionFailure
{
    /// <summary>It was not: it is committed.</summary>
    None,

    /// <summary>A statement touched another number of rows than it had to.</summary>
    RowCountMismatch,

    /// <summary>A statement met a unique index.</summary>
    Unique,

    /// <summary>A deadlock or a serialisation failure: nobody's fault, decide again.</summary>
    Retry,
}

/// <summary>What became of a transaction.</summary>
/// <param name="Fault">None, when everything is committed; else nothing is.</param>
/// <param name="At">The index of the statement that failed.</param>
internal readonly record struct TransactionResult(TransactionFailure Fault, int At)
{
    public static readonly TransactionResult Ok = new(TransactionFailure.None, -1);

    public bool Written => Fault == TransactionFailure.None;
}

using System.Data.Common;
using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>Executes statements as one Npgsql batch in one round trip.</summary>
internal static class PostgreSqlBatch
{
    public static bool IsRetryable(PostgresException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected;

    /// <summary>Executes all statements in the current transaction and checks the row counts. The caller ends the transaction.</summary>
    public static async Task<TransactionResult> Write(
        NpgsqlConnection connection, IReadOnlyList<Statement> statements, Action countRoundTrip, CancellationToken ct)
    {
        await using var batch = CreateBatch(connection, statements);
        countRoundTrip();
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // An earlier statement may have affected too few rows. In that case, report the earlier statement.
            var at = IndexOf(batch, failure);
            return FindRowCountMismatch(batch, statements, at) ?? new(TransactionFailure.Unique, at);
        }
        catch (PostgresException failure) when (IsRetryable(failure))
        {
            return new(TransactionFailure.Retry, IndexOf(batch, failure));
        }

        return FindRowCountMismatch(batch, statements, statements.Count)
            ?? TransactionResult.Ok with { HasCreatedWork = HasCreatedWork(batch, statements) };
    }

    public static async Task<T> Read<T>(
        NpgsqlConnection connection,
        IReadOnlyList<Statement> statements,
        Func<QueryResultReader, CancellationToken, Task<T>> read,
        Action countRoundTrip,
        CancellationToken ct)
    {
        await using var batch = CreateBatch(connection, statements);
        countRoundTrip();
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await read(new BatchRows(reader), ct);
    }

    public static void Bind(NpgsqlParameterCollection parameters, object?[] values)
    {
        foreach (var value in values)
        {
            parameters.Add(value switch
            {
                long number => new NpgsqlParameter<long> { TypedValue = number },
                string text => new NpgsqlParameter<string> { TypedValue = text },
                long[] numbers => new NpgsqlParameter<long[]> { TypedValue = numbers },
                string[] texts => new NpgsqlParameter<string[]> { TypedValue = texts },
                byte[] bytes => new NpgsqlParameter<byte[]> { TypedValue = bytes },
                _ => new NpgsqlParameter { Value = value ?? DBNull.Value },
            });
        }
    }

    private static NpgsqlBatch CreateBatch(NpgsqlConnection connection, IReadOnlyList<Statement> statements)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            Bind(command.Parameters, statement.Values);
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private static bool HasCreatedWork(NpgsqlBatch batch, IReadOnlyList<Statement> statements)
    {
        for (var at = 0; at < statements.Count; at++)
        {
            if (statements[at].CreatesWork && batch.BatchCommands[at].RecordsAffected > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static TransactionResult? FindRowCountMismatch(NpgsqlBatch batch, IReadOnlyList<Statement> statements, int before)
    {
        for (var at = 0; at < before; at++)
        {
            if (!statements[at].Accepts(batch.BatchCommands[at].RecordsAffected))
            {
                return new(TransactionFailure.RowCountMismatch, at);
            }
        }

        return null;
    }

    private static int IndexOf(NpgsqlBatch batch, PostgresException failure) =>
        failure.BatchCommand is { } command ? batch.BatchCommands.IndexOf(command) : -1;

    private sealed class BatchRows(DbDataReader reader) : QueryResultReader
    {
        protected override DbDataReader Current => reader;

        public override Task Next(CancellationToken ct) => reader.NextResultAsync(ct);
    }
}

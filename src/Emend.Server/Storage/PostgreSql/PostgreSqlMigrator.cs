using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>
/// Applies migrations. Several nodes may do so at the same time. Indexes on big tables are built outside of a transaction: nodes that
/// run keep writing, and a build that was interrupted starts again.
/// </summary>
internal sealed class PostgreSqlMigrator(NpgsqlDataSource source, TimeProvider clock)
{
    // Arbitrary numbers that are the same on every node. A node that waits for the first lock holds a snapshot, for which the build of an
    // index would wait. So builds have a lock of their own, which nodes poll.
    private const long MigrationLock = 0x656D656E64;
    private const long IndexLock = MigrationLock + 1;

    // Requests of nodes that run queue behind a migration that waits for a lock on their table. So it waits for a short time only, and
    // lets them through before its next attempt.
    private const string LimitLockWait = "SET LOCAL lock_timeout = '2s'";

    private static readonly TimeSpan LockRetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LockPollInterval = TimeSpan.FromMilliseconds(250);

    public async Task Run(IReadOnlyList<Migration> all, CancellationToken ct)
    {
        var isCurrent = false;
        while (!isCurrent)
        {
            try
            {
                var next = await ApplyNext(all, ct);
                isCurrent = next is null;
                if (next is { OnlineIndexes.Count: > 0 })
                {
                    await BuildIndexes(next, all, ct);
                }
            }
            catch (PostgresException failure) when (IsConflict(failure))
            {
                // Between the attempts, the migration holds no lock.
                await Task.Delay(LockRetryDelay, clock, ct);
            }
        }
    }

    // The lock of index builds ends with its session. After a lost connection, two nodes can build the same index.
    private static bool IsConflict(PostgresException failure) => failure.SqlState is
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.DuplicateTable;

    /// <summary>Applies the next migration, or only returns it if it builds indexes. Null if the schema is current.</summary>
    private async Task<Migration?> ApplyNext(IReadOnlyList<Migration> all, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute(connection, "SELECT pg_advisory_xact_lock($1)", ct, MigrationLock);
        await Execute(connection, Migration.CreateTable, ct);
        var last = await ReadLast(connection, ct);
        if (Migration.HasChecksums(last, all))
        {
            Migration.VerifyChecksums(await ReadChecksums(connection, ct), all);
        }

        if (Migration.FindNext(last, all) is { } next)
        {
            if (next.OnlineIndexes.Count == 0)
            {
                await Execute(connection, LimitLockWait, ct);
                await Execute(connection, next.Sql, ct);
                await RecordApplied(connection, next, all, ct);
            }

            await transaction.CommitAsync(ct);
            return next;
        }

        await transaction.CommitAsync(ct);
        return null;
    }

    // The transaction only holds the lock. It has no snapshot, so the build does not wait for it.
    private async Task BuildIndexes(Migration migration, IReadOnlyList<Migration> all, CancellationToken ct)
    {
        await using var holder = await source.OpenConnectionAsync(ct);
        await using var locked = await holder.BeginTransactionAsync(ct);
        while (!await TryLockIndexes(holder, ct))
        {
            await Task.Delay(LockPollInterval, clock, ct);
        }

        await using var connection = await source.OpenConnectionAsync(ct);
        if (await ReadLast(connection, ct) >= migration.Number)
        {
            return;
        }

        foreach (var index in migration.OnlineIndexes)
        {
            await Build(connection, index, ct);
        }

        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Execute(connection, "SELECT pg_advisory_xact_lock($1)", ct, MigrationLock);
        if (await ReadLast(connection, ct) < migration.Number)
        {
            await RecordApplied(connection, migration, all, ct);
        }

        await transaction.CommitAsync(ct);
    }

    // The result of a query keeps its snapshot until the next statement. SET needs no snapshot.
    private static async Task<bool> TryLockIndexes(NpgsqlConnection holder, CancellationToken ct)
    {
        var isLocked = await Execute(holder, "SELECT pg_try_advisory_xact_lock($1)", ct, IndexLock) is true;
        await Execute(holder, "SET LOCAL idle_in_transaction_session_timeout = 0", ct);
        return isLocked;
    }

    /// <summary>Builds the index, unless a valid index of this name exists. An interrupted build leaves an invalid index.</summary>
    private static async Task Build(NpgsqlConnection connection, OnlineIndex index, CancellationToken ct)
    {
        var isValid = await Execute(
            connection, "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1::text)", ct, index.Name) as bool?;
        if (isValid is false)
        {
            await Execute(connection, $"DROP INDEX CONCURRENTLY {index.Name}", ct);
        }

        if (isValid is not true)
        {
            await Execute(connection, index.Sql, ct);
        }
    }

    private static async Task RecordApplied(
        NpgsqlConnection connection, Migration migration, IReadOnlyList<Migration> all, CancellationToken ct)
    {
        foreach (var statement in migration.RecordIn(all))
        {
            await Execute(connection, statement.Sql, ct, statement.Values);
        }
    }

    private static async Task<long> ReadLast(NpgsqlConnection connection, CancellationToken ct) =>
        (long)(await Execute(connection, Migration.Last, ct))!;

    private static async Task<IReadOnlyList<(long Number, string Checksum)>> ReadChecksums(
        NpgsqlConnection connection, CancellationToken ct)
    {
        var checksums = new List<(long Number, string Checksum)>();
        await using var command = new NpgsqlCommand(Migration.Checksums, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            checksums.Add((reader.GetInt64(0), reader.GetString(1)));
        }

        return checksums;
    }

    // Without a timeout: a migration of a big table can take minutes.
    private static async Task<object?> Execute(NpgsqlConnection connection, string sql, CancellationToken ct, params object?[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        PostgreSqlBatch.Bind(command.Parameters, values);
        return await command.ExecuteScalarAsync(ct);
    }
}

using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Emend.Server.Storage.Sqlite;

/// <summary>SQLite database file with one writer, which commits queued writes together, and separate readers.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string _file;
    private readonly SqliteWriter _writer;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private DatabaseFileLock? _lock;
    private readonly SemaphoreSlim _free = new(Math.Max(4, Environment.ProcessorCount * 2));

    public SqliteDatabase(StorageOptions options, TimeProvider clock)
        : base(Dialect.Sqlite, clock)
    {
        _file = Path.GetFullPath(options.Connection);
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        _writer = new(_file, options.WritesPerCommit);
    }

    protected override async Task<TransactionResult> WriteBatch(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        CountRoundTrip();
        var result = await _writer.Enqueue(session =>
        {
            var written = Write(session, statements);
            return (written, written.IsCommitted);
        });
        SignalWork(result);
        return result;
    }

    protected override async Task<T> ReadBatch<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await _free.WaitAsync(ct);
        if (!_readers.TryTake(out var session))
        {
            session = SqliteSession.OpenReader(_file);
        }

        try
        {
            CountRoundTrip();
            return await SqliteResultReader.Read(session, batch, read, ct);
        }
        finally
        {
            _readers.Add(session);
            _free.Release();
        }
    }

    protected override async Task<T> ExecuteTransaction<T>(Func<LockedSession, Task<T>> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        TransactionResult? result = null;
        var answer = await _writer.Enqueue(session =>
        {
            var locked = new WriterSession(session, CountRoundTrip);
            var outcome = work(locked).GetAwaiter().GetResult(); // blocks only the writer's own thread
            result = locked.Result;
            return (outcome, result is { IsCommitted: true });
        });
        SignalWork(result);
        return answer;
    }

    public override async Task Migrate(IReadOnlyList<Migration> all, CancellationToken ct)
    {
        while (await _writer.Enqueue(session => MigrateOnce(session, all)))
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    public override bool ClaimExclusiveUse()
    {
        _lock = DatabaseFileLock.Acquire(_file);
        return _lock.IsFirst;
    }

    public override bool MayStartLater(Exception failure) => false;

    public override ValueTask DisposeAsync()
    {
        _writer.Dispose();
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _lock?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override bool IsOutage(Exception failure) => failure is SqliteException
    {
        SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_NOMEM or raw.SQLITE_READONLY or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT
            or raw.SQLITE_FULL or raw.SQLITE_CANTOPEN or raw.SQLITE_NOTADB,
    };

    private static (bool HasMore, bool Commit) MigrateOnce(SqliteSession session, IReadOnlyList<Migration> all)
    {
        session.Execute(Migration.CreateTable);
        var last = session.QueryNumber(Migration.Last);
        if (Migration.HasChecksums(last, all))
        {
            Migration.VerifyChecksums(ReadChecksums(session), all);
        }

        if (Migration.FindNext(last, all) is not { } next)
        {
            return (false, true);
        }

        session.ExecuteScript(next.Sql);
        foreach (var statement in next.RecordIn(all))
        {
            session.Execute(statement);
        }

        return (true, true);
    }

    private static List<(long Number, string Checksum)> ReadChecksums(SqliteSession session)
    {
        var checksums = new List<(long Number, string Checksum)>();
        using var rows = session.Query(Statement.From(Migration.Checksums));
        while (rows.Read())
        {
            checksums.Add((rows.GetInt64(0), rows.GetString(1)));
        }

        return checksums;
    }

    private static TransactionResult Write(SqliteSession session, IReadOnlyList<Statement> statements)
    {
        var hasCreatedWork = false;
        for (var at = 0; at < statements.Count; at++)
        {
            try
            {
                var rows = session.Execute(statements[at]);
                hasCreatedWork |= statements[at].CreatesWork && rows > 0;
                if (!statements[at].Accepts(rows))
                {
                    return new(TransactionFailure.RowCountMismatch, at);
                }
            }
            catch (SqliteException failure) when (
                failure.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY)
            {
                return new(TransactionFailure.Unique, at);
            }
        }

        return TransactionResult.Ok with { HasCreatedWork = hasCreatedWork };
    }

    private sealed class WriterSession(SqliteSession session, Action countRoundTrip) : LockedSession
    {
        public override string ForUpdate(string sql) => sql;

        public override Task<T> Read<T>(
            IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
        {
            countRoundTrip();
            return SqliteResultReader.Read(session, batch, read, ct);
        }

        public override Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct)
        {
            countRoundTrip();
            var result = SqliteDatabase.Write(session, statements);
            Result = result;
            return Task.FromResult(result);
        }
    }
}

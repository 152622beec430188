using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Emend.Server.Storage.Sqlite;

/// <summary>A file: one writer that commits waiting writes together, and readers of their own.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string file;
    private readonly SqliteWriter writer;
    private readonly ConcurrentBag<SqliteSession> readers = [];
    private readonly SemaphoreSlim free = new(Math.Max(4, Environment.ProcessorCount * 2));

    public SqliteDatabase(StorageOptions options)
        : base(Dialect.Sqlite)
    {
        file = Path.GetFullPath(options.Connection);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        writer = new(file, options.WritesPerCommit);
    }

    public override Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        Trip();
        return writer.Do(session =>
        {
            var result = Write(session, statements);
            return (result, result.Written);
        });
    }

    public override async Task<T> Read<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        await free.WaitAsync(ct);
        if (!readers.TryTake(out var session))
        {
            session = SqliteSession.Reader(file);
        }

        try
        {
            Trip();
            return await SqliteResultReader.Read(session, batch, read, ct);
        }
        finally
        {
            readers.Add(session);
            free.Release();
        }
    }

    public override Task<T> Locked<T>(Func<LockedSession, Task<T>> work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return writer.Do(session =>
        {
            var locked = new WriterSession(session, Trip);
            var answer = work(locked).GetAwaiter().GetResult(); // the writer's own thread: it has nothing else to do
            return (answer, locked.Result is { Written: true });
        });
    }

    public override async Task Migrate(CancellationToken ct)
    {
        var all = Migration.All(Dialect);
        while (await writer.Do(session => Step(session, all)))
        {
            ct.ThrowIfCancellationRequested();
        }
    }

    public override ValueTask DisposeAsync()
    {
        writer.Dispose();
        while (readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static (bool More, bool Keep) Step(SqliteSession session, IReadOnlyList<Migration> all)
    {
        session.Execute(Migration.CreateTable);
        if (Migration.After(session.Number(Migration.Last), all) is not { } next)
        {
            return (false, true);
        }

        session.Script(next.Sql);
        session.Execute(Statement.One(Migration.Record, next.Number, next.Name));
        return (true, true);
    }

    private static TransactionResult Write(SqliteSession session, IReadOnlyList<Statement> statements)
    {
        for (var at = 0; at < statements.Count; at++)
        {
            try
            {
                if (!statements[at].Accepts(session.Execute(statements[at])))
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

        return TransactionResult.Ok;
    }

    private sealed class WriterSession(SqliteSession session, Action trip) : LockedSession
    {
        public override string ForUpdate(string sql) => sql;

        public override Task<T> Read<T>(
            IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
        {
            trip();
            return SqliteResultReader.Read(session, batch, read, ct);
        }

        public override Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct)
        {
            trip();
            var result = SqliteDatabase.Write(session, statements);
            Result = result;
            return Task.FromResult(result);
        }
    }
}

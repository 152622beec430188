using System.Data.Common;

namespace Emend.Server.Storage.Sqlite;

/// <summary>Result sets of several statements. Each statement executes when the reader reaches it.</summary>
internal sealed class SqliteResultReader(SqliteSession session, IReadOnlyList<Statement> batch) : QueryResultReader, IDisposable
{
    private DbDataReader _reader = session.Query(batch[0]);
    private int _at;

    protected override DbDataReader Current => _reader;

    public static async Task<T> Read<T>(
        SqliteSession session, IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read,
        CancellationToken ct)
    {
        using var sqliteResultReader = new SqliteResultReader(session, batch);
        return await read(sqliteResultReader, ct);
    }

    public override Task Next(CancellationToken ct)
    {
        _reader.Dispose();
        _at++;
        _reader = session.Query(batch[_at]);
        return Task.CompletedTask;
    }

    public void Dispose() => _reader.Dispose();
}

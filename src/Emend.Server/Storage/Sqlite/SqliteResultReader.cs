using System.Data.Common;

namespace Emend.Server.Storage.Sqlite;

/// <summary>The result sets of several statements, each executed when its turn comes.</summary>
internal sealed class SqliteResultReader(SqliteSession session, IReadOnlyList<Statement> batch) : QueryResultReader, IDisposable
{
    private DbDataReader reader = session.Query(batch[0]);
    private int at;

    protected override DbDataReader Current => reader;

    public static async Task<T> Read<T>(
        SqliteSession session, IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        using var sqliteResultReader = new SqliteResultReader(session, batch);
        return await read(sqliteResultReader, ct);
    }

    public override Task Next(CancellationToken ct)
    {
        reader.Dispose();
        at++;
        reader = session.Query(batch[at]);
        return Task.CompletedTask;
    }

    public void Dispose() => reader.Dispose();
}

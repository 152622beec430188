using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

internal sealed class PostgreSqlSession(NpgsqlConnection connection, Dialect dialect, Action countRoundTrip) : LockedSession
{
    public override string ForUpdate(string sql) => sql + dialect.ForUpdate;

    public override Task<T> Read<T>(
        IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct) =>
        PostgreSqlBatch.Read(connection, batch, read, countRoundTrip, ct);

    public override async Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        var result = await PostgreSqlBatch.Write(connection, statements, countRoundTrip, ct);
        Result = result;
        return result;
    }
}

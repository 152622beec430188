using Emend.Core.Orders;
using Npgsql;

namespace Emend.Server.Storage.PostgreSql;

/// <summary>
/// Copies the rows of a tenant from server to server and compares them. Reads one snapshot, and writes in short transactions: a long one
/// would delay the event feeds of the other tenants of the target.
/// </summary>
internal sealed class TenantCopy(NpgsqlDataSource source, NpgsqlDataSource target, TenantId tenant)
{
    // Transaction numbers of servers do not compare. The entries are numbered in their order, below all numbers of the target.
    private const string Positions =
        """
        WITH positions AS (
            SELECT xid, seq, row_number() OVER (ORDER BY xid, seq) AS number FROM (
                SELECT xid, seq FROM journal WHERE tenant_id = '{tenant}'
                UNION SELECT xid, seq FROM event_deliveries WHERE tenant_id = '{tenant}') both_tables)
        """;

    private const string OfTable = "SELECT {columns} FROM {table} t WHERE t.tenant_id = '{tenant}'";

    private const string Numbered =
        $$"""
        {{Positions}} SELECT {columns} FROM {table} t JOIN positions p ON p.xid = t.xid AND p.seq = t.seq
        WHERE t.tenant_id = '{tenant}'
        """;

    // A subscription has passed everything up to its position, which need not be the position of an entry.
    private const string Passed =
        $$"""
        {{Positions}} SELECT {columns} FROM {table} t CROSS JOIN LATERAL (
            SELECT coalesce(max(number), 0) AS number, coalesce(bool_or(xid = t.xid AND seq = t.seq), false) AS is_entry
            FROM positions WHERE (xid, seq) <= (t.xid, t.seq)) p
        WHERE t.tenant_id = '{tenant}'
        """;

    private static readonly Dictionary<string, string> Queries = new(StringComparer.Ordinal)
    {
        ["journal"] = Numbered,
        ["event_deliveries"] = Numbered,
        ["subscriptions"] = Passed,
    };

    // The columns of those tables whose values change.
    private static readonly Dictionary<(string Table, string Column), string> Values = new()
    {
        [("journal", "xid")] = "0::bigint AS xid",
        [("journal", "seq")] = "p.number AS seq",
        [("event_deliveries", "xid")] = "0::bigint AS xid",
        [("event_deliveries", "seq")] = "p.number AS seq",
        [("subscriptions", "xid")] = "0::bigint AS xid",
        [("subscriptions", "seq")] = "p.number AS seq",
        [("subscriptions", "idx")] = FormattableString.Invariant($"CASE WHEN p.is_entry THEN t.idx ELSE {int.MaxValue} END AS idx"),
    };

    /// <summary>
    /// Copies all tables but <c>tenants</c>. The target has no rows of the tenant. Returns the number of rows; throws
    /// <see cref="TenantMoveException"/> if a copy is not complete.
    /// </summary>
    public async Task<long> Run(CancellationToken ct)
    {
        await using var from = await source.OpenConnectionAsync(ct);
        await using var to = await target.OpenConnectionAsync(ct);
        await using var snapshot = await from.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct);
        await Execute(from, "SET TRANSACTION READ ONLY", ct);
        await Execute(from, TenantMover.StayIdle, ct);
        var all = 0L;
        foreach (var table in TenantTables.All.Select(table => table.Name).Where(name => name != "tenants"))
        {
            all += await Copy(from, to, table, ct);
        }

        return all;
    }

    private async Task<long> Copy(NpgsqlConnection from, NpgsqlConnection to, string table, CancellationToken ct)
    {
        var columns = await ReadColumns(from, table, ct);
        var columnsOfTarget = await ReadColumns(to, table, ct);
        if (!columns.SequenceEqual(columnsOfTarget))
        {
            throw new TenantMoveException($"The table {table} has other columns on the two servers.");
        }

        var query = CreateQuery(table, columns);
        var names = string.Join(", ", columns);
        await using (var rows = await from.BeginRawBinaryCopyAsync($"COPY ({query}) TO STDOUT (FORMAT binary)", ct))
        {
            await using var reader = new BinaryCopyReader(rows);
            while (await reader.ReadNext(ct) is var (part, _))
            {
                await Write(to, $"COPY {table} ({names}) FROM STDIN (FORMAT binary)", part, ct);
            }
        }

        var expected = await ReadChecksum(from, query, ct);
        var copied = await ReadChecksum(to, Fill(OfTable, table, names), ct);
        return expected == copied
            ? copied.Rows
            : throw new TenantMoveException(
                FormattableString.Invariant($"The copy of {table} has {copied.Rows} rows for {expected.Rows}, or other values."));
    }

    private static async Task Write(NpgsqlConnection to, string copy, MemoryStream part, CancellationToken ct)
    {
        await using var transaction = await to.BeginTransactionAsync(ct);
        foreach (var pass in TenantFence.Pass(Dialect.PostgreSql))
        {
            await Execute(to, pass.Sql, ct);
        }

        await using (var stream = await to.BeginRawBinaryCopyAsync(copy, ct))
        {
            await part.CopyToAsync(stream, ct);
        }

        await transaction.CommitAsync(ct);
    }

    private string CreateQuery(string table, string[] columns) => Fill(
        Queries.GetValueOrDefault(table, OfTable),
        table,
        string.Join(", ", columns.Select(column => Values.GetValueOrDefault((table, column), "t." + column))));

    private string Fill(string query, string table, string columns) => query
        .Replace("{columns}", columns, StringComparison.Ordinal)
        .Replace("{table}", table, StringComparison.Ordinal)
        .Replace("{tenant}", tenant.Value, StringComparison.Ordinal);

    private static async Task<string[]> ReadColumns(NpgsqlConnection connection, string table, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT array_agg(attname::text ORDER BY attname) FROM pg_attribute
            WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped
            """, connection);
        return (string[])(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<(long Rows, decimal Sum)> ReadChecksum(NpgsqlConnection connection, string query, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT count(*), coalesce(sum(hashtextextended(q::text COLLATE \"C\", 0)), 0)::text FROM ({query}) q", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetInt64(0), decimal.Parse(reader.GetString(1), System.Globalization.CultureInfo.InvariantCulture));
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>A move that cannot continue. The tenant stays where it is.</summary>
internal sealed class TenantMoveException(string message) : Exception(message);

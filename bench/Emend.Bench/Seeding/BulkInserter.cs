using System.Text.RegularExpressions;
using Emend.Server.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Emend.Bench.Seeding;

/// <summary>Writes the store's own statements for many orders at once.</summary>
internal abstract partial class BulkInserter
{
    private readonly Dictionary<(string Facility, string Article), (Statement First, long Reserved)> _stock = [];

    /// <summary>What is only added. Called by several threads.</summary>
    protected abstract Task Insert(IReadOnlyList<Statement> statements, CancellationToken ct);

    protected abstract Task Update(IReadOnlyList<Statement> statements, CancellationToken ct);

    /// <summary>Rows now; what many orders reserve of the same stock is summed and written at the end.</summary>
    public async Task Add(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        lock (_stock)
            foreach (var statement in statements.Where(IsStock))
            {
                var key = ((string)statement.Values[1]!, (string)statement.Values[2]!);
                var sum = _stock.GetValueOrDefault(key).Reserved + (long)statement.Values[3]!;
                _stock[key] = (statement, sum);
            }
        await Insert([.. statements.Where(s => !IsStock(s))], ct);
    }

    public async Task Finish(CancellationToken ct)
    {
        const int Together = 2_000;
        var sums = _stock.OrderBy(s => s.Key.Facility, StringComparer.Ordinal).ThenBy(s => s.Key.Article, StringComparer.Ordinal)
            .Select(s => s.Value.First with { Values = [.. s.Value.First.Values[..3], s.Value.Reserved] });
        foreach (var some in sums.Chunk(Together))
            await Update(some, ct);
    }

    private static bool IsStock(Statement statement) => statement.Sql.StartsWith("UPDATE stock", StringComparison.Ordinal);

    /// <summary>As they are, in large transactions.</summary>
    internal sealed class SqliteInserter(Database database) : BulkInserter
    {
        protected override Task Insert(IReadOnlyList<Statement> statements, CancellationToken ct) => Update(statements, ct);

        protected override async Task Update(IReadOnlyList<Statement> statements, CancellationToken ct)
        {
            if (!(await database.Write(statements, ct)).Written)
                throw new InvalidOperationException("The rows were not written.");
        }
    }

    /// <summary>By COPY, table by table.</summary>
    internal sealed partial class PostgreSqlInserter(Database database, NpgsqlDataSource source) : BulkInserter
    {
        protected override async Task Insert(IReadOnlyList<Statement> statements, CancellationToken ct)
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            foreach (var table in statements.GroupBy(s => s.Sql))
            {
                var into = Into().Match(table.Key);
                if (!into.Success)
                    throw new NotSupportedException($"A new order is only added, and this is no INSERT: {table.Key}");
                var copy = $"COPY {into.Groups["table"].Value} ({into.Groups["columns"].Value}) FROM STDIN (FORMAT BINARY)";
                await using var rows = await connection.BeginBinaryImportAsync(copy, ct);
                foreach (var statement in table)
                    await Row(rows, statement, ct);
                await rows.CompleteAsync(ct);
            }
        }

        protected override Task Update(IReadOnlyList<Statement> statements, CancellationToken ct) => database.Write(statements, ct);

        private static async Task Row(NpgsqlBinaryImporter rows, Statement statement, CancellationToken ct)
        {
            await rows.StartRowAsync(ct);
            foreach (var value in statement.Values)
                await (value switch
                {
                    null => rows.WriteNullAsync(ct),
                    long number => rows.WriteAsync(number, NpgsqlDbType.Bigint, ct),
                    string text => rows.WriteAsync(text, NpgsqlDbType.Text, ct),
                    long[] numbers => rows.WriteAsync(numbers, NpgsqlDbType.Array | NpgsqlDbType.Bigint, ct),
                    byte[] bytes => rows.WriteAsync(bytes, NpgsqlDbType.Bytea, ct),
                    bool flag => rows.WriteAsync(flag, NpgsqlDbType.Boolean, ct),
                    _ => throw new NotSupportedException($"{value.GetType()} has no column."),
                });
        }
    }

    [GeneratedRegex(
        @"^INSERT INTO (?<table>\w+) \((?<columns>[^)]*)\)\s+VALUES",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Into();
}

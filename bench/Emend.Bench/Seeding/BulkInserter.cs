using System.Text.RegularExpressions;
using Emend.Server.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Emend.Bench.Seeding;

/// <summary>Executes the statements of the order store for many orders in bulk.</summary>
internal abstract partial class BulkInserter
{
    private readonly Dictionary<(string Facility, string Article), (Statement First, long Reserved)> _stock = [];

    /// <summary>Executes INSERT statements. Several threads call this method.</summary>
    protected abstract Task Insert(IReadOnlyList<Statement> statements, CancellationToken ct);

    protected abstract Task Update(IReadOnlyList<Statement> statements, CancellationToken ct);

    /// <summary>Inserts rows. Reservations of the same stock are summed; <see cref="Finish"/> writes the sums.</summary>
    public async Task Add(IReadOnlyList<Statement> statements, CancellationToken ct)
    {
        lock (_stock)
        {
            foreach (var statement in statements.Where(IsStock))
            {
                var key = ((string)statement.Values[1]!, (string)statement.Values[2]!);
                var sum = _stock.GetValueOrDefault(key).Reserved + (long)statement.Values[3]!;
                _stock[key] = (statement, sum);
            }
        }

        await Insert([.. statements.Where(s => !IsStock(s))], ct);
    }

    public async Task Finish(CancellationToken ct)
    {
        const int BatchSize = 2_000;
        var sums = _stock.OrderBy(s => s.Key.Facility, StringComparer.Ordinal).ThenBy(s => s.Key.Article, StringComparer.Ordinal)
            .Select(s => s.Value.First with { Values = [.. s.Value.First.Values[..3], s.Value.Reserved] });
        foreach (var batch in sums.Chunk(BatchSize))
        {
            await Update(batch, ct);
        }
    }

    private static bool IsStock(Statement statement) => statement.Sql.StartsWith("UPDATE stock", StringComparison.Ordinal);

    /// <summary>Executes the statements unchanged, in large transactions.</summary>
    internal sealed class SqliteInserter(Database database) : BulkInserter
    {
        protected override Task Insert(IReadOnlyList<Statement> statements, CancellationToken ct) => Update(statements, ct);

        protected override async Task Update(IReadOnlyList<Statement> statements, CancellationToken ct)
        {
            if (!(await database.Write(statements, ct)).IsCommitted)
            {
                throw new InvalidOperationException("The rows were not written.");
            }
        }
    }

    /// <summary>Inserts with COPY, table by table.</summary>
    internal sealed partial class PostgreSqlInserter(Database database, NpgsqlDataSource source) : BulkInserter
    {
        protected override async Task Insert(IReadOnlyList<Statement> statements, CancellationToken ct)
        {
            await using var connection = await source.OpenConnectionAsync(ct);
            foreach (var table in statements.GroupBy(s => s.Sql))
            {
                var insert = InsertPattern().Match(table.Key);
                if (!insert.Success)
                {
                    throw new NotSupportedException($"A new order only inserts rows, but this is no INSERT statement: {table.Key}");
                }

                var copy = $"COPY {insert.Groups["table"].Value} ({insert.Groups["columns"].Value}) FROM STDIN (FORMAT BINARY)";
                await using var rows = await connection.BeginBinaryImportAsync(copy, ct);
                foreach (var statement in table)
                {
                    await WriteRow(rows, statement, ct);
                }

                await rows.CompleteAsync(ct);
            }
        }

        protected override Task Update(IReadOnlyList<Statement> statements, CancellationToken ct) => database.Write(statements, ct);

        private static async Task WriteRow(NpgsqlBinaryImporter rows, Statement statement, CancellationToken ct)
        {
            await rows.StartRowAsync(ct);
            foreach (var value in statement.Values)
            {
                await (value switch
                {
                    null => rows.WriteNullAsync(ct),
                    long number => rows.WriteAsync(number, NpgsqlDbType.Bigint, ct),
                    string text => rows.WriteAsync(text, NpgsqlDbType.Text, ct),
                    long[] numbers => rows.WriteAsync(numbers, NpgsqlDbType.Array | NpgsqlDbType.Bigint, ct),
                    byte[] bytes => rows.WriteAsync(bytes, NpgsqlDbType.Bytea, ct),
                    bool flag => rows.WriteAsync(flag, NpgsqlDbType.Boolean, ct),
                    _ => throw new NotSupportedException($"{value.GetType()} has no column type."),
                });
            }
        }
    }

    [GeneratedRegex(
        @"^INSERT INTO (?<table>\w+) \((?<columns>[^)]*)\)\s+VALUES",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex InsertPattern();
}

using System.Diagnostics;
using Emend.Bench.Data;
using Emend.Server;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Emend.Bench.Seeding;

/// <summary>Fills an empty database with the data set.</summary>
internal static class SeedMode
{
    private const int OrdersTogether = 1_000;

    public static async Task Run(Arguments arguments)
    {
        var orders = arguments.Number("orders", 100_000);
        var begun = Stopwatch.GetTimestamp();
        var ids = await Seed(arguments["data"], arguments["database"], orders, CancellationToken.None);
        if (arguments["ids"] is { } file)
            await File.WriteAllLinesAsync(file, ids);
        Console.WriteLine($"{ids.Count:N0} orders in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N1} s");
    }

    /// <summary>The ids of the orders made.</summary>
    public static Task<IReadOnlyList<string>> Seed(string? folder, string? connection, int orders, CancellationToken ct) =>
        Seed(folder, connection, orders, waiting: false, ct);

    /// <summary>The same, with orders that found no place where they are to wait for one; nobody tries them by himself.</summary>
    public static async Task<IReadOnlyList<string>> Seed(
        string? folder, string? connection, int orders, bool waiting, CancellationToken ct)
    {
        await using var app = CompositionRoot.Create(
            [
                "--urls", "http://127.0.0.1:0", "--Emend:Demo=true", "--Emend:DemoOrders=false",
                $"--Emend:Data={folder}", $"--Emend:Database={connection}",
            ]);
        await app.Prepare(ct);
        await ReferenceDataSeeder.Seed(app, DataSet.Facilities, ct);
        var database = app.Services.GetRequiredService<Database>();
        await using var source = connection is null ? null : NpgsqlDataSource.Create(connection);
        BulkInserter rows = source is null ? new BulkInserter.SqliteInserter(database) : new BulkInserter.PostgreSqlInserter(database, source);
        var ids = await Orders(rows, orders, waiting, ct);
        await rows.Finish(ct);
        return ids;
    }

    private static async Task<IReadOnlyList<string>> Orders(BulkInserter rows, int orders, bool waiting, CancellationToken ct)
    {
        var orderSeeder = new OrderSeeder(waiting);
        var ids = new string[orders];
        var parts = Enumerable.Range(0, orders).Chunk(OrdersTogether);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct };
        await Parallel.ForEachAsync(parts, options, async (numbers, token) =>
        {
            var statements = new List<Statement>(OrdersTogether * 24);
            foreach (var number in numbers)
            {
                var (id, some) = orderSeeder.Order(number);
                ids[number] = id.Value;
                statements.AddRange(some.Where(s => !s.Sql.StartsWith("INSERT INTO work", StringComparison.Ordinal)));
            }
            await rows.Add(statements, token);
        });
        return ids;
    }
}

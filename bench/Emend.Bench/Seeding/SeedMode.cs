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
    private const int OrdersPerBatch = 1_000;

    public static async Task Run(Arguments arguments)
    {
        var orders = arguments.GetNumber("orders", 100_000);
        var started = Stopwatch.GetTimestamp();
        var ids = await Seed(arguments["data"], arguments["database"], orders, CancellationToken.None);
        if (arguments["ids"] is { } file)
        {
            await File.WriteAllLinesAsync(file, ids);
        }

        Console.WriteLine($"{ids.Count:N0} orders in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s");
    }

    /// <summary>Seeds routed orders. Returns their ids.</summary>
    public static Task<IReadOnlyList<string>> Seed(string? folder, string? connection, int orders, CancellationToken ct) =>
        Seed(folder, connection, orders, unroutable: false, ct);

    /// <summary>Seeds orders, routed or unroutable. Unroutable orders have no work item, so nothing reroutes them automatically.</summary>
    public static async Task<IReadOnlyList<string>> Seed(
        string? folder, string? connection, int orders, bool unroutable, CancellationToken ct)
    {
        await using var app = CompositionRoot.Create(
            [
                "--urls", "http://127.0.0.1:0", "--Emend:Demo:Enabled=true", "--Emend:Demo:SeedOrders=false",
                $"--Emend:DataDirectory={folder}", $"--ConnectionStrings:Emend={connection}",
            ]);
        await app.Prepare(ct);
        await ReferenceDataSeeder.Seed(app, DataSet.Facilities, ct);
        var database = app.Services.GetRequiredService<Database>();
        await using var source = connection is null ? null : NpgsqlDataSource.Create(connection);
        BulkInserter rows = source is null
            ? new BulkInserter.SqliteInserter(database)
            : new BulkInserter.PostgreSqlInserter(database, source);
        var ids = await SeedOrders(rows, orders, unroutable, ct);
        await rows.Finish(ct);
        return ids;
    }

    private static async Task<IReadOnlyList<string>> SeedOrders(BulkInserter rows, int orders, bool unroutable, CancellationToken ct)
    {
        var orderSeeder = new OrderSeeder(unroutable);
        var ids = new string[orders];
        var parts = Enumerable.Range(0, orders).Chunk(OrdersPerBatch);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = ct };
        await Parallel.ForEachAsync(parts, options, async (numbers, token) =>
        {
            var statements = new List<Statement>(OrdersPerBatch * 24);
            foreach (var number in numbers)
            {
                var (id, orderStatements) = orderSeeder.CreateOrder(number);
                ids[number] = id.Value;
                statements.AddRange(orderStatements.Where(s => !s.Sql.StartsWith("INSERT INTO work_items", StringComparison.Ordinal)));
            }
            await rows.Add(statements, token);
        });
        return ids;
    }
}

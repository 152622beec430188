using Emend.Bench.Baseline;
using Emend.Bench.Load;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>PostgreSQL in a temporary folder.</summary>
internal sealed class PostgresBenchmarkDatabase : IBenchmarkDatabase
{
    private const int Singles = 300;
    private const int Rounds = 3;
    private readonly PostgresCluster _cluster;
    private int _databases;
    private PostgresBaseline? _floor;

    private PostgresBenchmarkDatabase(PostgresCluster cluster) => _cluster = cluster;

    public int Postmaster => _cluster.Postmaster;

    private string Database => $"bench_{_databases}";

    public static async Task<PostgresBenchmarkDatabase> Start() => new(await PostgresCluster.Start());

    public async Task<StorageOptions> Fresh()
    {
        _databases++;
        await _cluster.Create(Database);
        return StorageOptions.PostgreSql(_cluster.Connection(Database));
    }

    public async Task PrepareFloor(IReadOnlyList<StatementRecording> statementRecordings)
    {
        _floor = new PostgresBaseline(
            _cluster, Database, statementRecordings.ToDictionary(r => r.Name, PgbenchScript.From, StringComparer.Ordinal));
        await _floor.Prepare();
    }

    public Task<LoadResult> Floor(string scenario, LoadLimits bounds) => _floor!.Run(scenario, bounds);

    public async Task Facts(ServerProcess server, EmendTarget emendTarget, IReadOnlyList<StatementRecording> statementRecordings)
    {
        Console.WriteLine($"resident after all this: {CpuClock.ResidentMegabytes(server.Id):N0} MB");
        foreach (var statementRecording in statementRecordings)
            Console.WriteLine($"{statementRecording.Name}: {statementRecording.Trips.Sum(t => t.Writes ? 2 : 1)} round trips, "
                + $"{statementRecording.Trips.Sum(t => t.Statements.Count)} statements");
        const string Sizes =
            "SELECT avg({0}) FROM orders WHERE jsonb_array_length(convert_from(doc, 'UTF8')::jsonb -> 'value' -> 'lines') = 10";
        var bytes = await _cluster.Number(Database, Sizes.Replace("{0}", "octet_length(doc)", StringComparison.Ordinal));
        var stored = await _cluster.Number(Database, Sizes.Replace("{0}", "pg_column_size(doc)", StringComparison.Ordinal));
        Console.WriteLine($"an order of 10 lines: {bytes:N0} bytes, {stored:N0} as stored");
        foreach (var name in (string[])["patch-quantity", "patch-address", "patch-add-line"])
            Console.WriteLine($"{name}: {await Wal(name, emendTarget):N0} bytes of WAL");
    }

    public Task Execute(string sql) => _cluster.Execute(Database, sql);

    public Task<double> Number(string sql) => _cluster.Number(Database, sql);

    public async ValueTask DisposeAsync()
    {
        _floor?.Dispose();
        await _cluster.DisposeAsync();
    }

    // After a checkpoint the first round of requests logs whole pages. The least of the others is told: the rest met a vacuum.
    private async Task<double> Wal(string name, EmendTarget emendTarget)
    {
        var scenario = Scenario.From(name);
        var orders = await emendTarget.Know(await emendTarget.List(20));
        await Steps();
        await _cluster.Execute(Database, "CHECKPOINT");
        await Steps();
        var least = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = await Position();
            await Steps();
            least = Math.Min(least, (await Position() - before) / Singles);
        }
        return least;

        async Task Steps()
        {
            for (var i = 0; i < Singles; i++)
                await scenario.Step(emendTarget.Connections[0], orders[i % orders.Count]);
        }
    }

    private Task<double> Position() => _cluster.Number(Database, "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
}

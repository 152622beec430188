using Emend.Bench.Baseline;
using Emend.Bench.Load;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>PostgreSQL in a temporary folder.</summary>
internal sealed class PostgresBenchmarkDatabase : IBenchmarkDatabase
{
    private const int RequestsPerRound = 300;
    private const int Rounds = 3;
    private readonly PostgresCluster _cluster;
    private int _databases;
    private PostgresBaseline? _baseline;

    private PostgresBenchmarkDatabase(PostgresCluster cluster) => _cluster = cluster;

    public int Postmaster => _cluster.Postmaster;

    private string Database => $"bench_{_databases}";

    public static async Task<PostgresBenchmarkDatabase> Start() => new(await PostgresCluster.Start());

    public async Task<StorageOptions> CreateDatabase()
    {
        _databases++;
        await _cluster.CreateDatabase(Database);
        return StorageOptions.PostgreSql(_cluster.GetConnectionString(Database));
    }

    public async Task PrepareBaseline(IReadOnlyList<StatementRecording> statementRecordings, IReadOnlyList<string> orders)
    {
        _baseline = new PostgresBaseline(
            _cluster, Database, statementRecordings.ToDictionary(r => r.Name, PgbenchScript.From, StringComparer.Ordinal), orders.Count);
        await _baseline.Prepare();
    }

    public Task<LoadResult> RunBaseline(string scenario, LoadLimits bounds) => _baseline!.Run(scenario, bounds);

    public async Task PrintFigures(
        ServerProcess server, EmendTarget emendTarget, IReadOnlyList<StatementRecording> statementRecordings, TextWriter output)
    {
        output.WriteLine($"resident memory after all runs: {CpuClock.GetResidentMegabytes(server.Id):N0} MB");
        foreach (var statementRecording in statementRecordings)
        {
            output.WriteLine($"{statementRecording.Name}: {statementRecording.Trips.Sum(t => t.Writes ? 2 : 1)} round trips, "
                + $"{statementRecording.Trips.Sum(t => t.Statements.Count)} statements");
        }

        const string Sizes =
            "SELECT avg({0}) FROM orders WHERE jsonb_array_length(convert_from(doc, 'UTF8')::jsonb -> 'value' -> 'lines') = 10";
        var bytes = await _cluster.QueryNumber(Database, Sizes.Replace("{0}", "octet_length(doc)", StringComparison.Ordinal));
        var stored = await _cluster.QueryNumber(Database, Sizes.Replace("{0}", "pg_column_size(doc)", StringComparison.Ordinal));
        output.WriteLine($"an order of 10 lines: {bytes:N0} bytes, {stored:N0} bytes stored");
        foreach (var name in (string[])["patch-quantity", "patch-address", "patch-add-line"])
        {
            output.WriteLine($"{name}: {await MeasureWal(name, emendTarget):N0} bytes of WAL");
        }
    }

    public Task Execute(string sql) => _cluster.Execute(Database, sql);

    public Task<double> QueryNumber(string sql) => _cluster.QueryNumber(Database, sql);

    public async ValueTask DisposeAsync()
    {
        _baseline?.Dispose();
        await _cluster.DisposeAsync();
    }

    // After a checkpoint, the first round of requests logs full pages. Returns the minimum of the other rounds: a vacuum can add WAL.
    private async Task<double> MeasureWal(string name, EmendTarget emendTarget)
    {
        var scenario = Scenario.From(name);
        var orders = await emendTarget.ReadOrders(await emendTarget.ListOrderIds(20));
        await SendRequests();
        await _cluster.Execute(Database, "CHECKPOINT");
        await SendRequests();
        var minimum = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = await GetWalPosition();
            await SendRequests();
            minimum = Math.Min(minimum, (await GetWalPosition() - before) / RequestsPerRound);
        }
        return minimum;

        async Task SendRequests()
        {
            for (var i = 0; i < RequestsPerRound; i++)
            {
                await scenario.SendRequest(emendTarget.Connections[0], orders[i % orders.Count]);
            }
        }
    }

    private Task<double> GetWalPosition() => _cluster.QueryNumber(Database, "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')");
}

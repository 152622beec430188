using Emend.Bench.Baseline;
using Emend.Bench.Load;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>SQLite in a temporary folder.</summary>
internal sealed class SqliteBenchmarkDatabase : IBenchmarkDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emend-bench-sqlite-").FullName;
    private readonly IDisposable _cleanup;
    private int _databases;
    private string _database = "";
    private SqliteBaseline? _baseline;

    public SqliteBenchmarkDatabase() => _cleanup = ExitCleanup.Register(() => Directory.Delete(_folder, recursive: true));

    public int Postmaster => 0;

    public Task<StorageOptions> CreateDatabase()
    {
        _database = Path.Combine(_folder, $"{++_databases}", "emend.db");
        return Task.FromResult(StorageOptions.Sqlite(_database));
    }

    public async Task PrepareBaseline(IReadOnlyList<StatementRecording> statementRecordings, IReadOnlyList<string> orders)
    {
        var copy = Path.Combine(_folder, "baseline.db");
        File.Copy(_database, copy);
        var source = Path.Combine(AppContext.BaseDirectory, "sqlite_baseline.c");
        _baseline = new SqliteBaseline(
            copy, statementRecordings.ToDictionary(r => r.Name, SqliteBaselineScript.Of, StringComparer.Ordinal), orders, source);
        await _baseline.Prepare();
    }

    public Task<LoadResult> RunBaseline(string scenario, LoadLimits bounds) => _baseline!.Run(scenario, bounds);

    public Task PrintFigures(
        ServerProcess server, EmendTarget emendTarget, IReadOnlyList<StatementRecording> statementRecordings, TextWriter output)
    {
        output.WriteLine($"resident memory after all runs: {CpuClock.GetResidentMegabytes(server.Id):N0} MB");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _cleanup.Dispose();
        _baseline?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

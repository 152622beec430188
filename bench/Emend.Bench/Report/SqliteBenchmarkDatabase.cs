using Emend.Bench.Baseline;
using Emend.Bench.Load;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>SQLite in a temporary folder.</summary>
internal sealed class SqliteBenchmarkDatabase : IBenchmarkDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emend-bench-sqlite-").FullName;
    private int _databases;
    private string _database = "";
    private SqliteBaseline? _floor;

    public int Postmaster => 0;

    public Task<StorageOptions> Fresh()
    {
        _database = Path.Combine(_folder, $"{++_databases}", "emend.db");
        return Task.FromResult(StorageOptions.Sqlite(_database));
    }

    public async Task PrepareFloor(IReadOnlyList<StatementRecording> statementRecordings)
    {
        var kept = Path.Combine(_folder, "floor.db");
        File.Copy(_database, kept);
        var source = Path.Combine(AppContext.BaseDirectory, "sqlite_floor.c");
        _floor = new SqliteBaseline(kept, statementRecordings.ToDictionary(r => r.Name, SqliteBaselineScript.Of, StringComparer.Ordinal), source);
        await _floor.Prepare();
    }

    public Task<LoadResult> Floor(string scenario, LoadLimits bounds) => _floor!.Run(scenario, bounds);

    public Task Facts(ServerProcess server, EmendTarget emendTarget, IReadOnlyList<StatementRecording> statementRecordings)
    {
        Console.WriteLine($"resident after all this: {CpuClock.ResidentMegabytes(server.Id):N0} MB");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _floor?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

using Emend.Bench.Floor;
using Emend.Bench.Load;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>SQLite in a temporary folder.</summary>
internal sealed class SqliteStand : IStand
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emend-bench-sqlite-").FullName;
    private int _databases;
    private string _database = "";
    private SqliteFloor? _floor;

    public int Postmaster => 0;

    public Task<StorageOptions> Fresh()
    {
        _database = Path.Combine(_folder, $"{++_databases}", "emend.db");
        return Task.FromResult(StorageOptions.Sqlite(_database));
    }

    public async Task PrepareFloor(IReadOnlyList<Recording> recordings)
    {
        var kept = Path.Combine(_folder, "floor.db");
        File.Copy(_database, kept);
        var source = Path.Combine(AppContext.BaseDirectory, "sqlite_floor.c");
        _floor = new SqliteFloor(kept, recordings.ToDictionary(r => r.Name, SqlitePlan.Of, StringComparer.Ordinal), source);
        await _floor.Prepare();
    }

    public Task<Figures> Floor(string scenario, Bounds bounds) => _floor!.Run(scenario, bounds);

    public Task Facts(ServerProcess server, Target target, IReadOnlyList<Recording> recordings)
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

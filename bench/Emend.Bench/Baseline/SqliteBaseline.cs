using System.Globalization;
using Emend.Bench.Load;
using Emend.Bench.Report;

namespace Emend.Bench.Baseline;

/// <summary>SQLite baseline: one writer in C on a copy of Emend's database file.</summary>
/// <param name="database">The database file to copy.</param>
/// <param name="plans">The plans by scenario.</param>
/// <param name="orders">The ids of the orders that the scenarios use.</param>
/// <param name="source">The C source.</param>
internal sealed class SqliteBaseline(
    string database, IReadOnlyDictionary<string, string> plans, IReadOnlyList<string> orders, string source) : IDisposable
{
    private const int RequestsPerCommit = 16;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("emend-bench-baseline-").FullName;

    private string Orders => Path.Combine(_folder, "orders.txt");

    private string Program => Path.Combine(_folder, "sqlite_baseline");

    public async Task Prepare()
    {
        await ProcessRunner.Run("gcc", ["-O2", "-pthread", "-o", Program, source, "-lsqlite3"], Timeout);
        await File.WriteAllLinesAsync(Orders, orders);
        foreach (var (name, text) in plans)
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, name + ".plan"), text);
        }
    }

    public async Task<LoadResult> Run(string scenario, LoadLimits bounds)
    {
        var names = plans.Keys.Where(n => n == scenario || n.StartsWith(scenario + ".", StringComparison.Ordinal));
        var copy = Path.Combine(_folder, "copy.db");
        foreach (var suffix in (string[])["", "-wal", "-shm"])
        {
            File.Delete(copy + suffix);
            if (suffix is not "-shm" && File.Exists(database + suffix))
            {
                File.Copy(database + suffix, copy + suffix);
            }
        }
        var files = string.Join(',', names.Select(n => Path.Combine(_folder, n + ".plan")));
        var output = await ProcessRunner.Run(
            Program, [copy, Orders, files, $"{bounds.Time.TotalSeconds}", $"{RequestsPerCommit}"], bounds.Time + Timeout);
        return new(
            scenario + " baseline", 1, double.Parse(
                output, CultureInfo.InvariantCulture), Latency.Unknown, CpuShare.Unknown);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

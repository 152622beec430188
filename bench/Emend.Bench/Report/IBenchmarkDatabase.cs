using Emend.Bench.Baseline;
using Emend.Bench.Load;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>A database server for benchmarks.</summary>
internal interface IBenchmarkDatabase : IAsyncDisposable
{
    /// <summary>Process id of the PostgreSQL postmaster; 0 for SQLite.</summary>
    int Postmaster { get; }

    /// <summary>Creates an empty database. The last created database is the measured one.</summary>
    Task<StorageOptions> CreateDatabase();

    /// <summary>Prepares the baseline from the filled database, on the orders that the scenarios use.</summary>
    Task PrepareBaseline(IReadOnlyList<StatementRecording> statementRecordings, IReadOnlyList<string> orders);

    Task<LoadResult> RunBaseline(string scenario, LoadLimits bounds);

    /// <summary>Prints figures other than throughput: bytes, round trips, and memory.</summary>
    Task PrintFigures(
        ServerProcess server, EmendTarget emendTarget, IReadOnlyList<StatementRecording> statementRecordings, TextWriter output);
}

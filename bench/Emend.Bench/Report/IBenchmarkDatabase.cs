using Emend.Bench.Baseline;
using Emend.Bench.Load;
using Emend.Server.Storage;

namespace Emend.Bench.Report;

/// <summary>A kind of database to measure on.</summary>
internal interface IBenchmarkDatabase : IAsyncDisposable
{
    /// <summary>PostgreSQL's first process; 0 where there is none.</summary>
    int Postmaster { get; }

    /// <summary>An empty database; the last one made is the one that is measured.</summary>
    Task<StorageOptions> Fresh();

    /// <summary>Makes the floor ready, from the filled database.</summary>
    Task PrepareFloor(IReadOnlyList<StatementRecording> statementRecordings);

    Task<LoadResult> Floor(string scenario, LoadLimits bounds);

    /// <summary>Prints what is no throughput: bytes, round trips, memory.</summary>
    Task Facts(ServerProcess server, EmendTarget emendTarget, IReadOnlyList<StatementRecording> statementRecordings);
}

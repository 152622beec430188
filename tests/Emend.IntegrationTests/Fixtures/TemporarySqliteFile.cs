using Microsoft.Data.Sqlite;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>The path of a database file that does not exist yet; what grows there is deleted with this.</summary>
internal sealed class TemporarySqliteFile : IDisposable
{
    private const string Prefix = "emend-sqlite-";
    private readonly ScratchFolder scratch = new(Prefix);

    static TemporarySqliteFile() => ScratchFolder.Sweep(Prefix, _ => { });

    public string Folder => scratch.Folder;

    public string Path => scratch["emend.db"];

    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path }.ToString();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        scratch.Dispose();
    }
}

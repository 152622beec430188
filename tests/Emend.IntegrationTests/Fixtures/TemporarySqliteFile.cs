using Microsoft.Data.Sqlite;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>The path of a new database file. Disposing deletes the file and its companion files.</summary>
internal sealed class TemporarySqliteFile : IDisposable
{
    private const string Prefix = "emend-sqlite-";
    private readonly ScratchFolder _scratch = new(Prefix);

    static TemporarySqliteFile() => ScratchFolder.DeleteAbandoned(Prefix, _ => { });

    public string Folder => _scratch.Folder;

    public string Path => _scratch["emend.db"];

    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path }.ToString();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _scratch.Dispose();
    }
}

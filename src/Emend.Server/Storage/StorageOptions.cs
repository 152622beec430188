namespace Emend.Server.Storage;

internal enum StorageKind
{
    /// <summary>A file; one node.</summary>
    Sqlite,

    /// <summary>Any number of nodes.</summary>
    PostgreSql,
}

/// <summary>Where the data is.</summary>
/// <param name="Kind">Which database.</param>
/// <param name="Connection">The path of the SQLite file, or the connection string of PostgreSQL.</param>
internal sealed record StorageOptions(StorageKind Kind, string Connection)
{
    /// <summary>How many waiting writes SQLite commits together at most.</summary>
    public int WritesPerCommit { get; init; } = 64;

    /// <summary>Where the data is, for people; without the password.</summary>
    public string DisplayName => Kind is StorageKind.Sqlite ? Path.GetFullPath(Connection) : WithoutPassword(Connection);

    public static StorageOptions Sqlite(string file) => new(StorageKind.Sqlite, file);

    public static StorageOptions PostgreSql(string connection) => new(StorageKind.PostgreSql, connection);

    private static string WithoutPassword(string connection)
    {
        var read = new Npgsql.NpgsqlConnectionStringBuilder(connection);
        return $"PostgreSQL {read.Host}:{read.Port}/{read.Database}";
    }
}

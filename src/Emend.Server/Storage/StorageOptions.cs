namespace Emend.Server.Storage;

internal enum StorageKind
{
    /// <summary>One database file and one node.</summary>
    Sqlite,

    /// <summary>Any number of nodes.</summary>
    PostgreSql,
}

/// <summary>Location of the database.</summary>
/// <param name="Kind">The database system.</param>
/// <param name="Connection">Path of the SQLite file, or PostgreSQL connection string.</param>
internal sealed record StorageOptions(StorageKind Kind, string Connection)
{
    /// <summary>Maximum number of queued writes that SQLite commits together.</summary>
    public int WritesPerCommit { get; init; } = 64;

    /// <summary>Location for display, without the password.</summary>
    public string DisplayName => Kind is StorageKind.Sqlite ? Path.GetFullPath(Connection) : WithoutPassword(Connection);

    public static StorageOptions Sqlite(string file) => new(StorageKind.Sqlite, file);

    public static StorageOptions PostgreSql(string connection) => new(StorageKind.PostgreSql, connection);

    private static string WithoutPassword(string connection)
    {
        var read = new Npgsql.NpgsqlConnectionStringBuilder(connection);
        return $"PostgreSQL {read.Host}:{read.Port}/{read.Database}";
    }
}

using Emend.Server.Common;
using Npgsql;

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
    // Does not repeat the value, which may contain a password.
    private const string InvalidConnection =
        "ConnectionStrings:Emend is not a PostgreSQL connection string. Specify keywords and values that Npgsql knows, such as "
        + "Host=db;Port=5432;Database=emend;Username=emend;Password=secret.";

    public static readonly TimeSpan DefaultStartupTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Time for which the start waits for a PostgreSQL server that does not respond.</summary>
    public TimeSpan StartupTimeout { get; init; } = DefaultStartupTimeout;

    /// <summary>Whether the operator says that the database was restored. Needed for restores that Emend cannot notice.</summary>
    public bool IsRestored { get; init; }

    /// <summary>Maximum number of queued writes that SQLite commits together.</summary>
    public int WritesPerCommit { get; init; } = 64;

    /// <summary>Location for display, without the password.</summary>
    public string DisplayName => Kind is StorageKind.Sqlite ? Path.GetFullPath(Connection) : WithoutPassword(Connection);

    public static StorageOptions Sqlite(string file) => new(StorageKind.Sqlite, file);

    /// <summary>Throws <see cref="StartupException"/> if the text is not a connection string.</summary>
    public static StorageOptions PostgreSql(string connection) => Parse(connection) is { Host.Length: > 0 }
        ? new(StorageKind.PostgreSql, connection)
        : throw new StartupException(ExitCode.InvalidConfiguration, InvalidConnection);

    private static string WithoutPassword(string connection)
    {
        var read = new NpgsqlConnectionStringBuilder(connection);
        return $"PostgreSQL {read.Host}:{read.Port}/{read.Database}";
    }

    private static NpgsqlConnectionStringBuilder? Parse(string connection)
    {
        try
        {
            return new(connection);
        }
        catch (Exception invalid) when (invalid is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }
}

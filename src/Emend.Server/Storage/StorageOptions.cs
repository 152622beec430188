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
    /// <summary>The configuration section of the further servers.</summary>
    public const string FurtherSection = "Emend:Databases";

    private const int MaxNameLength = 40;

    // Does not repeat the value, which may contain a password.
    private const string InvalidConnection =
        " is not a PostgreSQL connection string. Specify keywords and values that Npgsql knows, such as "
        + "Host=db;Port=5432;Database=emend;Username=emend;Password=secret.";

    public static readonly TimeSpan DefaultStartupTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Time for which the start waits for a PostgreSQL server that does not respond.</summary>
    public TimeSpan StartupTimeout { get; init; } = DefaultStartupTimeout;

    /// <summary>Whether the operator says that the database was restored. Needed for restores that Emend cannot notice.</summary>
    public bool IsRestored { get; init; }

    /// <summary>The name of the database in the configuration.</summary>
    public string Name { get; init; } = Database.Main;

    /// <summary>The further PostgreSQL servers, which have tenants of their own.</summary>
    public IReadOnlyList<StorageOptions> Further { get; init; } = [];

    /// <summary>The configuration key of the location.</summary>
    public string Key => Name == Database.Main ? "ConnectionStrings:Emend" : $"{FurtherSection}:{Name}";

    /// <summary>Maximum number of queued writes that SQLite commits together.</summary>
    public int WritesPerCommit { get; init; } = 64;

    /// <summary>Location for display, without the password.</summary>
    public string DisplayName => Kind is StorageKind.Sqlite ? Path.GetFullPath(Connection) : WithoutPassword(Connection);

    public static StorageOptions Sqlite(string file) => new(StorageKind.Sqlite, file);

    /// <summary>Throws <see cref="StartupException"/> if the text is not a connection string.</summary>
    public static StorageOptions PostgreSql(string connection, string name = Database.Main)
    {
        var options = new StorageOptions(StorageKind.PostgreSql, connection) { Name = name };
        return Parse(connection) is { Host.Length: > 0 }
            ? options
            : throw new StartupException(ExitCode.InvalidConfiguration, options.Key + InvalidConnection);
    }

    /// <summary>Adds the further servers. Throws <see cref="StartupException"/> if they are invalid.</summary>
    public StorageOptions WithFurther(IReadOnlyList<(string Name, string Connection)> further)
    {
        if (further.Count > 0 && Kind is StorageKind.Sqlite)
        {
            throw Invalid($"{FurtherSection} needs PostgreSQL as the main database. Specify ConnectionStrings:Emend.");
        }

        if (further.FirstOrDefault(entry => !IsName(entry.Name)) is { Name: { } invalid })
        {
            throw Invalid($"{FurtherSection}:{invalid} is not a name of a database. "
                + $"Specify 1 to {MaxNameLength} lower-case letters, digits and hyphens; {Database.Main} is the main database.");
        }

        var all = further.Select(entry => PostgreSql(entry.Connection, entry.Name)).OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ToArray();
        var same = all.Prepend(this).GroupBy(entry => entry.DisplayName).FirstOrDefault(group => group.Count() > 1);
        return same is null
            ? this with { Further = all }
            : throw Invalid($"{string.Join(" and ", same.Select(entry => entry.Key))} are the same database. Specify each database once.");
    }

    private static bool IsName(string name) => name.Length is > 0 and <= MaxNameLength && name != Database.Main
        && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static StartupException Invalid(string message) => new(ExitCode.InvalidConfiguration, message);

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

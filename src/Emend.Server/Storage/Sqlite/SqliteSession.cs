using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Emend.Server.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int MaxCommands = 500;

    // No foreign keys are declared: every key is written in the transaction of what it refers to.
    private const string Writing =
        "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; "
        + "PRAGMA cache_size = -8000";

    private const string Reading = "PRAGMA busy_timeout = 30000; PRAGMA query_only = ON; PRAGMA cache_size = -2000";

    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    private SqliteSession(string file, string pragmas)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        connection = new(settings.ConnectionString);
        connection.Open();
        Script(pragmas);
    }

    /// <summary>False when SQLite itself has undone the transaction, as it does when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public static SqliteSession Writer(string file) => new(file, Writing);

    public static SqliteSession Reader(string file) => new(file, Reading);

    /// <summary>Executes a statement; the number of rows it touched.</summary>
    public int Execute(Statement statement) => Command(statement).ExecuteNonQuery();

    public int Execute(string sql) => Execute(Statement.From(sql));

    public DbDataReader Query(Statement statement) => Command(statement).ExecuteReader();

    public long Number(string sql) => (long)Command(Statement.From(sql)).ExecuteScalar()!;

    /// <summary>Executes several statements once, without keeping them.</summary>
    public void Script(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Forget();
        connection.Dispose();
    }

    private SqliteCommand Command(Statement statement)
    {
        if (!commands.TryGetValue(statement.Sql, out var command))
        {
            if (commands.Count == MaxCommands)
            {
                Forget();
            }

            command = connection.CreateCommand();
            command.CommandText = statement.Sql;
            commands.Add(statement.Sql, command);
        }

        // Values that the text does not name may come with one statement and not with another of the same text.
        for (var number = command.Parameters.Count + 1; number <= statement.Values.Length; number++)
        {
            command.Parameters.Add(new() { ParameterName = "$" + number });
        }

        for (var at = 0; at < statement.Values.Length; at++)
        {
            command.Parameters[at].Value = statement.Values[at] switch
            {
                null => DBNull.Value,
                string[] texts => JsonSerializer.Serialize(texts),
                long[] numbers => JsonSerializer.Serialize(numbers),
                var value => value,
            };
        }

        return command;
    }

    private void Forget()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        commands.Clear();
    }
}

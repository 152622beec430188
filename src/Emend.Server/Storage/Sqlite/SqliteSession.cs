using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Emend.Server.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Not thread-safe.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int MaxCommands = 500;

    // The schema declares no foreign keys. Each transaction writes keys together with the rows they refer to.
    private const string WriterPragmas =
        "PRAGMA busy_timeout = 30000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; "
        + "PRAGMA cache_size = -8000";

    private const string ReaderPragmas = "PRAGMA busy_timeout = 30000; PRAGMA query_only = ON; PRAGMA cache_size = -2000";

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    private SqliteSession(string file, string pragmas)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        _connection = new(settings.ConnectionString);
        _connection.Open();
        ExecuteScript(pragmas);
    }

    /// <summary>False if SQLite itself rolled back the transaction, for example when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public static SqliteSession OpenWriter(string file) => new(file, WriterPragmas);

    public static SqliteSession OpenReader(string file) => new(file, ReaderPragmas);

    /// <summary>Executes a statement. Returns the number of affected rows.</summary>
    public int Execute(Statement statement) => PrepareCommand(statement).ExecuteNonQuery();

    public int Execute(string sql) => Execute(Statement.From(sql));

    public DbDataReader Query(Statement statement) => PrepareCommand(statement).ExecuteReader();

    public long QueryNumber(string sql) => (long)PrepareCommand(Statement.From(sql)).ExecuteScalar()!;

    /// <summary>Executes several statements once, without caching them.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        DisposeCommands();
        _connection.Dispose();
    }

    private SqliteCommand PrepareCommand(Statement statement)
    {
        if (!_commands.TryGetValue(statement.Sql, out var command))
        {
            if (_commands.Count == MaxCommands)
            {
                DisposeCommands();
            }

            command = _connection.CreateCommand();
            command.CommandText = statement.Sql;
            _commands.Add(statement.Sql, command);
        }

        // Statements with the same text may have different numbers of values that the text does not use.
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

    private void DisposeCommands()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// A PostgreSQL cluster in a temporary folder on a free loopback port. It starts once per test process and ends with the process. It
/// sorts text linguistically, like most installations; the schema must request bytewise order.
/// </summary>
internal sealed class PostgresTestServer : IDisposable
{
    private const string Prefix = "emend-pg-";
    private static readonly ConcurrentDictionary<bool, Lazy<PostgresTestServer>> Servers = new();
    private readonly ScratchFolder _scratch = new(Prefix);
    private readonly Process _process;
    private int _databases;

    private PostgresTestServer(bool durable)
    {
        ScratchFolder.DeleteAbandoned(Prefix, StopIn);
        _process = StartCleanupProcess(Folder);
        Initialize();
        StartOnFreePort(durable);
    }

    public int Port { get; private set; }

    public string Folder => _scratch.Folder;

    private string Data => _scratch["data"];

    /// <summary>The server of this process: with the default durability of PostgreSQL, or without fsync.</summary>
    public static PostgresTestServer Running(bool durable = true) =>
        Servers.GetOrAdd(durable, key => new(() => new PostgresTestServer(key))).Value;

    /// <summary>Creates an empty database, or a copy of <paramref name="template"/>, which must have no open connections.</summary>
    public string CreateDatabase(string template = "template0")
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        Execute($"CREATE DATABASE {name} TEMPLATE {template}");
        return ConnectionString(name);
    }

    public void DropDatabase(string connectionString)
    {
        using (var connection = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(connection);
        }

        Execute($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _scratch.Dispose();
    }

    /// <summary>
    /// A shell that waits until its input closes, which happens at every kind of process end, and then stops the server and deletes the
    /// folder. The test host has no time for the cleanup.
    /// </summary>
    private static Process StartCleanupProcess(string folder)
    {
        const string Script = """exec >/dev/null 2>&1; trap '' INT TERM HUP; read -r _; "$@"; rm -rf "$0" """;
        ProcessStartInfo start = new("sh", ["-c", Script, folder, .. PostgresTools.Command("pg_ctl", StopArguments(folder))])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        return Process.Start(start)!;
    }

    private static string[] StopArguments(string folder) => ["stop", "-D", Path.Combine(folder, "data"), "-m", "immediate"];

    private static void StopIn(string folder)
    {
        try
        {
            PostgresTools.Run("pg_ctl", StopArguments(folder));
        }
        catch (InvalidOperationException)
        {
            // The server is already stopped.
        }
    }

    private void Initialize()
    {
        Directory.CreateDirectory(Data);
        PostgresTools.ChangeOwner(Data);
        PostgresTools.Run("initdb", "-D", Data, "-U", "emend", "-A", "trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8",
            "--locale-provider=icu", "--icu-locale=en-US");
    }

    private void StartOnFreePort(bool durable)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Port = FreePort();
                PostgresTools.Run("pg_ctl", "start", "-w", "-D", Data, "-l", Path.Combine(Data, "server.log"), "-o", Settings(durable));
                return;
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Another process took the port.
            }
        }
    }

    private string Settings(bool durable)
    {
        const string Careless = " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        return $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=300{(durable ? "" : Careless)}";
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private string ConnectionString(string database) => $"Host=127.0.0.1;Port={Port};Username=emend;Database={database}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

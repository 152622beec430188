using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// A PostgreSQL cluster of our own in a temporary folder on a free loopback port, started once per test process and gone with it.
/// It sorts text linguistically, as most installations do: whoever needs bytewise order must say so in the schema.
/// </summary>
internal sealed class PostgresTestServer : IDisposable
{
    private const string Prefix = "emend-pg-";
    private static readonly ConcurrentDictionary<bool, Lazy<PostgresTestServer>> Servers = new();
    private readonly ScratchFolder scratch = new(Prefix);
    private readonly Process changeFulfillment;
    private int databases;

    private PostgresTestServer(bool durable)
    {
        ScratchFolder.Sweep(Prefix, StopIn);
        changeFulfillment = StartKeeper(Folder);
        Initialise();
        StartOnFreePort(durable);
    }

    public int Port { get; private set; }

    public string Folder => scratch.Folder;

    private string Data => scratch["data"];

    /// <summary>The server of this process: <paramref name="durable"/> as PostgreSQL is by itself, or never waiting for a disk.</summary>
    public static PostgresTestServer Running(bool durable = true) =>
        Servers.GetOrAdd(durable, key => new(() => new PostgresTestServer(key))).Value;

    /// <summary>A fresh, empty database (or a copy of <paramref name="template"/>, which nobody may be connected to).</summary>
    public string CreateDatabase(string template = "template0")
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        Execute($"CREATE DATABASE {name} TEMPLATE {template}");
        return ConnectionString(name);
    }

    public void DropDatabase(string connectionString)
    {
        using (var connection = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(connection);
        Execute($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    public void Dispose()
    {
        changeFulfillment.StandardInput.Close();
        changeFulfillment.WaitForExit();
        changeFulfillment.Dispose();
        scratch.Dispose();
    }

    /// <summary>
    /// A shell that waits for its input to close, which happens however this process ends, and then stops the server and
    /// deletes the folder: the test host is given no time to do so itself.
    /// </summary>
    private static Process StartKeeper(string folder)
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
            // It was not running any more.
        }
    }

    private void Initialise()
    {
        Directory.CreateDirectory(Data);
        PostgresTools.GiveAway(Data);
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
                // Somebody else took the port meanwhile.
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

using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Emend.Bench.Report;

/// <summary>A PostgreSQL cluster with default settings, therefore durable, in a temporary folder and on a free loopback port.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(2);
    private readonly string _folder = Directory.CreateTempSubdirectory("emend-bench-pg-").FullName;

    private readonly IDisposable _cleanup;

    private PostgresCluster() => _cleanup = ExitCleanup.Register(() => Stop().GetAwaiter().GetResult());

    public int Port { get; private set; }

    public int Postmaster { get; private set; }

    private string Data => Path.Combine(_folder, "data");

    public static async Task<PostgresCluster> Start()
    {
        var cluster = new PostgresCluster();
        Directory.CreateDirectory(cluster.Data);
        if (Environment.IsPrivilegedProcess)
        {
            await ProcessRunner.Run("chown", ["-R", "postgres", cluster._folder], CommandTimeout);
        }

        await cluster.Run("initdb", "-D", cluster.Data, "-U", "emend", "-A", "trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8");
        cluster.Port = FreePort();
        var settings = $"-p {cluster.Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
        await cluster.Run("pg_ctl", "start", "-w", "-D", cluster.Data, "-l", Path.Combine(cluster.Data, "log"), "-o", settings);
        cluster.Postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(cluster.Data, "postmaster.pid")))[0]);
        return cluster;
    }

    public string GetConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=emend;Database={database};Command Timeout=900";

    public async Task CreateDatabase(string database) => await Execute("postgres", $"CREATE DATABASE {database} TEMPLATE template0");

    public async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(GetConnectionString(database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<double> QueryNumber(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(GetConnectionString(database));
        await using var command = source.CreateCommand(sql);
        return Convert.ToDouble(await command.ExecuteScalarAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _cleanup.Dispose();
        await Stop();
    }

    private async Task Stop()
    {
        if (Postmaster != 0)
        {
            await Run("pg_ctl", "stop", "-D", Data, "-m", "immediate");
        }

        Directory.Delete(_folder, recursive: true);
    }

    // PostgreSQL does not run as root, so root starts it as user postgres.
    private static string[] BuildCommand(string program, string[] arguments) => Environment.IsPrivilegedProcess
        ? [
            "setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--",
            ProcessRunner.FindProgram(program), .. arguments,
        ]
        : [ProcessRunner.FindProgram(program), .. arguments];

    private async Task Run(string program, params string[] arguments)
    {
        var command = BuildCommand(program, arguments);
        // The server inherits the output of pg_ctl and keeps it open. Redirects it to /dev/null.
        await ProcessRunner.Run("sh", ["-c", "\"$@\" >/dev/null </dev/null 2>&1", "sh", .. command], CommandTimeout);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Emend.Bench.Report;

/// <summary>The Emend server in a separate process, as in production.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private readonly IDisposable _cleanup;

    private ServerProcess(Process process, Uri url)
    {
        (_process, Url) = (process, url);
        _cleanup = ExitCleanup.Register(Kill);
    }

    public Uri Url { get; }

    public int Id => _process.Id;

    /// <summary>Time from the process start to the first successful response of /health/ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    /// <summary>Starts the server on a SQLite folder or a PostgreSQL database and waits until it is ready.</summary>
    public static async Task<ServerProcess> Start(string? folder, string? connection)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var program = Path.Combine(AppContext.BaseDirectory, "Emend.Server.dll");
        string[] databaseOption = connection is null ? [$"--Emend:DataDirectory={folder}"] : [$"--ConnectionStrings:Emend={connection}"];
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", url.ToString().TrimEnd('/'), .. databaseOption])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        process.BeginOutputReadLine();
        var server = new ServerProcess(process, url);
        try
        {
            await server.WaitUntilReady(started);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Kill();
        _cleanup.Dispose();
        _process.Dispose();
    }

    private void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    private async Task WaitUntilReady(long started)
    {
        using var client = new HttpClient { BaseAddress = Url };
        while (!await IsReady(client))
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > StartTimeout)
            {
                throw new InvalidOperationException("The server did not become ready in time.");
            }

            await Task.Delay(10);
        }

        ReadyAfter = Stopwatch.GetElapsedTime(started);
    }

    private static async Task<bool> IsReady(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

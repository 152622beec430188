using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Emend.Bench.Report;

/// <summary>The product in a process of its own, as it runs in production.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _changeFulfillment;

    private ServerProcess(Process changeFulfillment, Uri url, TimeSpan readyAfter) => (_changeFulfillment, Url, ReadyAfter) = (changeFulfillment, url, readyAfter);

    public Uri Url { get; }

    public int Id => _changeFulfillment.Id;

    /// <summary>From the start of the process to its first good answer on /health/ready.</summary>
    public TimeSpan ReadyAfter { get; }

    /// <summary>Starts it on a folder for SQLite, or on a database of PostgreSQL, and waits until it is ready.</summary>
    public static async Task<ServerProcess> Start(string? folder, string? connection)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var program = Path.Combine(AppContext.BaseDirectory, "Emend.Server.dll");
        string[] where = connection is null ? [$"--Emend:Data={folder}"] : [$"--Emend:Database={connection}"];
        var begun = Stopwatch.GetTimestamp();
        var changeFulfillment = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", url.ToString().TrimEnd('/'), .. where])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        changeFulfillment.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = url };
        while (!await IsReady(client))
        {
            if (changeFulfillment.HasExited || Stopwatch.GetElapsedTime(begun) > Patience)
                throw new InvalidOperationException("The server did not become ready.");
            await Task.Delay(10);
        }
        return new(changeFulfillment, url, Stopwatch.GetElapsedTime(begun));
    }

    public void Dispose()
    {
        _changeFulfillment.Kill();
        _changeFulfillment.WaitForExit();
        _changeFulfillment.Dispose();
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

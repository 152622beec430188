using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Emend as an operating system process of its own, to be killed or to be one of several nodes.</summary>
internal sealed class EmendProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process changeFulfillment;

    private EmendProcess(Process changeFulfillment, Uri url)
    {
        this.changeFulfillment = changeFulfillment;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<EmendProcess> Start(TestDatabase database, params string[] more)
    {
        var url = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
            [
                Path.Combine(AppContext.BaseDirectory, "Emend.Server.dll"),
                "--urls", url.ToString(), "--Emend:Demo=true", "--Emend:DemoOrders=false", .. database.Arguments, .. more,
            ];
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var running = Process.Start(start)!;
        running.OutputDataReceived += (_, _) => { };
        running.ErrorDataReceived += (_, _) => { };
        running.BeginOutputReadLine();
        running.BeginErrorReadLine();
        var emend = new EmendProcess(running, url);
        await emend.Ready();
        return emend;
    }

    public Task<FulfillmenttoolsTestClient> SignIn(string who = "admin") => FulfillmenttoolsTestClient.SignIn(Url, who);

    /// <summary>SIGKILL: no goodbye.</summary>
    public void Kill()
    {
        changeFulfillment.Kill(entireProcessTree: true);
        changeFulfillment.WaitForExit();
    }

    /// <summary>SIGTERM; its exit code.</summary>
    public async Task<int> Terminate(TimeSpan patience)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{changeFulfillment.Id}"]);
        using var end = new CancellationTokenSource(patience);
        await changeFulfillment.WaitForExitAsync(end.Token);
        return changeFulfillment.ExitCode;
    }

    public void Dispose()
    {
        if (!changeFulfillment.HasExited)
            Kill();
        changeFulfillment.Dispose();
    }

    private async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Url };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(50))
        {
            Assert.False(changeFulfillment.HasExited, "The process ended before it was ready.");
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        Assert.Fail($"Not ready within {Patience}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Emend in a separate process, for tests that kill a node or run several nodes.</summary>
internal sealed class EmendProcess : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private EmendProcess(Process process, Uri url)
    {
        this._process = process;
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
                "--urls", url.ToString(), "--Emend:Demo:Enabled=true", "--Emend:Demo:SeedOrders=false", .. database.Arguments, .. more,
            ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var running = Process.Start(start)!;
        running.OutputDataReceived += (_, _) => { };
        running.ErrorDataReceived += (_, _) => { };
        running.BeginOutputReadLine();
        running.BeginErrorReadLine();
        var emend = new EmendProcess(running, url);
        await emend.WaitUntilReady();
        return emend;
    }

    /// <summary>The command line of a process with these arguments.</summary>
    public static string[] Command(params string[] arguments) =>
        ["dotnet", Path.Combine(AppContext.BaseDirectory, "Emend.Server.dll"), .. arguments];

    /// <summary>The same as a user for whom file permissions apply, if the tests run as root.</summary>
    public static string[] UnprivilegedCommand(params string[] arguments) => PostgresTools.Unprivileged(Command(arguments));

    /// <summary>Runs a command that ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunToEnd(
        string[] command, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var end = new CancellationTokenSource(StartTimeout);
        var output = process.StandardOutput.ReadToEndAsync(end.Token);
        var errors = process.StandardError.ReadToEndAsync(end.Token);
        try
        {
            await process.WaitForExitAsync(end.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await output, await errors);
    }

    public Task<FulfillmenttoolsTestClient> SignIn(string who = "admin") => FulfillmenttoolsTestClient.SignIn(Url, who);

    /// <summary>Sends SIGKILL.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Stops the process without its notice (SIGSTOP), until <see cref="Resume"/>.</summary>
    public void Suspend() => Send("STOP");

    /// <summary>Continues a suspended process (SIGCONT).</summary>
    public void Resume() => Send("CONT");

    /// <summary>Sends SIGTERM and returns the exit code.</summary>
    public async Task<int> Terminate(TimeSpan patience)
    {
        Send("TERM");
        using var end = new CancellationTokenSource(patience);
        await _process.WaitForExitAsync(end.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    private void Send(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    private async Task WaitUntilReady()
    {
        using var http = new HttpClient { BaseAddress = Url };
        await Wait.Until(IsReady, "the process is ready", StartTimeout);

        async Task<bool> IsReady()
        {
            Assert.False(_process.HasExited, "The process ended before it was ready.");
            try
            {
                return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false; // not listening yet
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

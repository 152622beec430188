using System.Diagnostics;
using Emend.IntegrationTests.Architecture;

namespace Emend.IntegrationTests.Clients;

/// <summary>Runs the Node.js tools of the generated clients. Installs them from the lock file on first use.</summary>
internal static class NodeTools
{
    public static readonly string Folder = Path.Combine(SourceRepository.Root, "tests", "clients", "fulfillmenttools");

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task> Installation = new(Install);

    /// <summary>Runs an installed tool, such as tsc, and returns its output. Fails if the tool fails.</summary>
    public static async Task<string> Run(string tool, params string[] arguments)
    {
        await Installation.Value;
        return await RunProcess(Path.Combine(Folder, "node_modules", ".bin", tool), arguments);
    }

    public static Task<string> RunNode(params string[] arguments) => RunProcess("node", arguments);

    private static async Task Install()
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json")))
        {
            await RunProcess("npm", ["ci"]);
        }
    }

    private static async Task<string> RunProcess(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Timeout);
        var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }
}

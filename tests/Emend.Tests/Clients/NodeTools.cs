using System.Diagnostics;
using Emend.Tests.House;

namespace Emend.Tests.Clients;

/// <summary>The tools of the folder of generated clients, run by Node.js. What is not installed yet is, from the lock file.</summary>
internal static class NodeTools
{
    public static readonly string Folder = Path.Combine(Repository.Root, "tests", "clients", "fulfillmenttools");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task> Ready = new(Install);

    /// <summary>Runs a tool of the folder, such as tsc, and gives back what it printed; fails where it fails.</summary>
    public static async Task<string> Run(string tool, params string[] arguments)
    {
        await Ready.Value;
        return await Start(Path.Combine(Folder, "node_modules", ".bin", tool), arguments);
    }

    public static Task<string> Node(params string[] arguments) => Start("node", arguments);

    private static async Task Install()
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules", ".package-lock.json"))) await Start("npm", ["ci"]);
    }

    private static async Task<string> Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["REDOCLY_TELEMETRY"] = "off";
        start.Environment["REDOCLY_SUPPRESS_UPDATE_NOTICE"] = "true";
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }
}

using System.Diagnostics;
using Emend.IntegrationTests.Architecture;

namespace Emend.IntegrationTests.Clients;

/// <summary>The tools of the folder of generated clients, run by Node.js. What is not installed yet is, from the lock file.</summary>
internal static class NodeTools
{
    public static readonly string Folder = Path.Combine(SourceRepository.Root, "tests", "clients", "fulfillmenttools");

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
        using var changeFulfillment = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        var output = changeFulfillment.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = changeFulfillment.StandardError.ReadToEndAsync(timeout.Token);
        try
        {
            await changeFulfillment.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            if (!changeFulfillment.HasExited) changeFulfillment.Kill(entireProcessTree: true);
        }

        Assert.True(changeFulfillment.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{await output}\n{await errors}");
        return await output;
    }
}

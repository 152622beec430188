using System.Diagnostics;

namespace Emend.IntegrationTests.Fixtures;

/// <summary>Runs Bash scripts.</summary>
internal static class BashRunner
{
    /// <summary>Returns the output of the script. Fails if the script writes to stderr or exits with an error.</summary>
    public static async Task<string> Run(string script)
    {
        var start = new ProcessStartInfo("bash", ["-s"])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var bash = Process.Start(start)!;
        await bash.StandardInput.WriteAsync(script);
        bash.StandardInput.Close();
        var errors = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        Assert.Equal((0, ""), (bash.ExitCode, await errors));
        return output;
    }
}

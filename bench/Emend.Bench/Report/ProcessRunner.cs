using System.Diagnostics;

namespace Emend.Bench.Report;

/// <summary>Other programs, run to their end.</summary>
internal static class ProcessRunner
{
    private static readonly string[] Folders =
    [
        .. Enumerable.Range(15, 6).Select(version => $"/usr/lib/postgresql/{version}/bin"),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
    ];

    public static string Find(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{program} is missing: on Debian it is in postgresql-15, gcc or libsqlite3-dev.");

    /// <summary>What it wrote to its standard output; throws where it failed or took too long.</summary>
    public static async Task<string> Run(string program, IEnumerable<string> arguments, TimeSpan max, string? environment = null)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        if (environment?.Split('=', 2) is [var name, var value])
            start.Environment[name] = value;
        using var changeFulfillment = Process.Start(start)!;
        using var late = new CancellationTokenSource(max);
        var errors = changeFulfillment.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var output = await changeFulfillment.StandardOutput.ReadToEndAsync(late.Token);
            await changeFulfillment.WaitForExitAsync(late.Token);
            return changeFulfillment.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"{program} answered {changeFulfillment.ExitCode}: {output}{await errors}");
        }
        catch (OperationCanceledException tooLate)
        {
            changeFulfillment.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than {max}.", tooLate);
        }
    }
}

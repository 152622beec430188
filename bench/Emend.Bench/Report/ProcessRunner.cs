using System.Diagnostics;

namespace Emend.Bench.Report;

/// <summary>Runs other programs to completion.</summary>
internal static class ProcessRunner
{
    private static readonly string[] Folders =
    [
        .. Enumerable.Range(15, 6).Select(version => $"/usr/lib/postgresql/{version}/bin"),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
    ];

    public static string FindProgram(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{program} was not found. On Debian, install postgresql-15, gcc, and libsqlite3-dev.");

    /// <summary>Runs a program and returns its standard output. Throws if it fails or exceeds <paramref name="max"/>.</summary>
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
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(max);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException($"{program} exited with code {process.ExitCode}: {output}{await errors}");
        }
        catch (OperationCanceledException ex)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than {max}.", ex);
        }
    }
}

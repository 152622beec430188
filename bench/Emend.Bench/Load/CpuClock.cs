using System.Diagnostics;

namespace Emend.Bench.Load;

/// <summary>Reads the CPU time of the server, the database, and this process from /proc.</summary>
/// <param name="server">Process id of the server; 0 if it runs on another machine.</param>
/// <param name="postmaster">Process id of the PostgreSQL postmaster; 0 if there is none.</param>
internal sealed class CpuClock(int server, int postmaster)
{
    private const double MicrosPerTick = 10_000; // USER_HZ is 100 on all supported Linux systems

    public Reading Read() => new(
        server == 0 ? 0 : ReadOwnMicros(server),
        postmaster == 0 ? 0 : ReadTreeMicros(postmaster),
        Process.GetCurrentProcess().TotalProcessorTime.TotalMicroseconds);

    /// <summary>Resident memory of a process in megabytes.</summary>
    public static double GetResidentMegabytes(int process) => ReadMegabytes(process, "VmRSS");

    /// <summary>Peak resident memory of a process in megabytes.</summary>
    public static double GetPeakMegabytes(int process) => ReadMegabytes(process, "VmHWM");

    /// <summary>Load averages of the machine over one and five minutes.</summary>
    public static string GetLoadAverages() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..2]);

    private static double ReadMegabytes(int process, string field) =>
        File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(field, StringComparison.Ordinal))
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] ? double.Parse(kilobytes) / 1_024 : 0;

    // The postmaster has the CPU time of its exited children, in two additional fields.
    private static double ReadTreeMicros(int parent)
    {
        var sum = 0d;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var process) || ReadStat(process) is not { } fields)
            {
                continue;
            }

            if (process == parent)
            {
                sum += SumTicks(fields, 11, 4);
            }
            else if (int.Parse(fields[1]) == parent)
            {
                sum += SumTicks(fields, 11, 2);
            }
        }
        return sum * MicrosPerTick;
    }

    private static double ReadOwnMicros(int process) => ReadStat(process) is { } fields ? SumTicks(fields, 11, 2) * MicrosPerTick : 0;

    private static double SumTicks(string[] fields, int from, int count) => fields.AsSpan(from, count).ToArray().Sum(double.Parse);

    // Returns the fields after the process name, which can contain spaces: state, parent, and so on. User time is the twelfth.
    private static string[]? ReadStat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal readonly record struct Reading(double Server, double Database, double Client)
    {
        public CpuShare Since(Reading earlier, long responses) => new(
            (Server - earlier.Server) / responses, (Database - earlier.Database) / responses, (Client - earlier.Client) / responses);
    }
}

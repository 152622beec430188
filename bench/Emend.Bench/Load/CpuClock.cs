using System.Diagnostics;

namespace Emend.Bench.Load;

/// <summary>CPU time of the server, of the database and of this process, from /proc.</summary>
/// <param name="server">The server's process; 0 where it is not on this machine.</param>
/// <param name="postmaster">PostgreSQL's first process; 0 where there is none.</param>
internal sealed class CpuClock(int server, int postmaster)
{
    private const double MicrosOfTick = 10_000; // USER_HZ is 100 on every Linux this runs on

    public Reading Read() => new(
        server == 0 ? 0 : OwnTicks(server),
        postmaster == 0 ? 0 : TreeTicks(postmaster),
        Process.GetCurrentProcess().TotalProcessorTime.TotalMicroseconds);

    /// <summary>Resident memory of a process in megabytes.</summary>
    public static double ResidentMegabytes(int process) => Megabytes(process, "VmRSS");

    /// <summary>The most it ever was.</summary>
    public static double PeakMegabytes(int process) => Megabytes(process, "VmHWM");

    /// <summary>How busy the machine is: over one minute, over five.</summary>
    public static string Load() => string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..2]);

    private static double Megabytes(int process, string what) =>
        File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith(what, StringComparison.Ordinal))
            .Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..] ? double.Parse(kilobytes) / 1_024 : 0;

    // Children that ended are counted with their parent.
    private static double TreeTicks(int parent)
    {
        var sum = 0d;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var process) || Stat(process) is not { } fields)
                continue;
            if (process == parent)
                sum += Ticks(fields, 11, 4);
            else if (int.Parse(fields[1]) == parent)
                sum += Ticks(fields, 11, 2);
        }
        return sum * MicrosOfTick;
    }

    private static double OwnTicks(int process) => Stat(process) is { } fields ? Ticks(fields, 11, 2) * MicrosOfTick : 0;

    private static double Ticks(string[] fields, int from, int count) => fields.AsSpan(from, count).ToArray().Sum(double.Parse);

    // The fields after the name, which may hold blanks itself: state, parent, …; user time is the twelfth.
    private static string[]? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal readonly record struct Reading(double Server, double Database, double Client)
    {
        public CpuShare Since(Reading earlier, long answers) => new(
            (Server - earlier.Server) / answers, (Database - earlier.Database) / answers, (Client - earlier.Client) / answers);
    }
}

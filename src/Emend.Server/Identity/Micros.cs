namespace Emend.Server.Identity;

/// <summary>Instants as they are stored: microseconds since 1970.</summary>
internal static class Micros
{
    private const long PerSecond = 1_000_000;

    public static long Now(this TimeProvider clock) =>
        (clock.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static long Of(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static long Seconds(long micros) => micros / PerSecond;

    public static DateTime Time(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}

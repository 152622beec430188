namespace Emend.Server.Common;

/// <summary>Times and durations in storage format: 64-bit microseconds, times since 1970-01-01 UTC.</summary>
internal static class UnixMicroseconds
{
    private const long PerSecond = 1_000_000;

    public static long NowMicroseconds(this TimeProvider clock) => FromTime(clock.GetUtcNow());

    public static long FromTime(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    public static long FromTimeSpan(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static DateTime ToDateTime(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    public static long ToSeconds(long micros) => micros / PerSecond;
}

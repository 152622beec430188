namespace Emend.IntegrationTests.Fixtures;

/// <summary>
/// A fake clock. Its time advances only when a test advances it. Its timers run in real time, so workers poll and see the new time.
/// </summary>
internal sealed class FixedTimeProvider : TimeProvider
{
    private DateTimeOffset _now = new(2027, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan span) => _now += span;
}

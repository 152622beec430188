namespace Emend.Server.Identity;

/// <summary>A bucket of permits that fills up again with time: so many at once, so many in the long run.</summary>
internal sealed class TokenBucket(int burst, TimeSpan perPermit, TimeProvider clock)
{
    private readonly Lock gate = new();
    private double permits = burst;
    private long filledAt = clock.GetTimestamp();

    public bool IsFull
    {
        get
        {
            lock (gate)
            {
                Fill();
                return permits >= burst;
            }
        }
    }

    public bool Take()
    {
        lock (gate)
        {
            Fill();
            if (permits < 1) return false;
            permits--;
            return true;
        }
    }

    public void Release()
    {
        lock (gate) permits = Math.Min(burst, permits + 1);
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        permits = Math.Min(burst, permits + (clock.GetElapsedTime(filledAt, now) / perPermit));
        filledAt = now;
    }
}

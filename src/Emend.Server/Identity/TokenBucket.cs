namespace Emend.Server.Identity;

/// <summary>Token bucket rate limiter: allows a burst and refills at a constant rate.</summary>
internal sealed class TokenBucket(int burst, TimeSpan perPermit, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private double _permits = burst;
    private long _filledAt = clock.GetTimestamp();

    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                Fill();
                return _permits >= burst;
            }
        }
    }

    public bool TryTake()
    {
        lock (_gate)
        {
            Fill();
            if (_permits < 1)
            {
                return false;
            }

            _permits--;
            return true;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            _permits = Math.Min(burst, _permits + 1);
        }
    }

    private void Fill()
    {
        var now = clock.GetTimestamp();
        _permits = Math.Min(burst, _permits + (clock.GetElapsedTime(_filledAt, now) / perPermit));
        _filledAt = now;
    }
}

using Emend.Server.Desk;

namespace Emend.Server.Waiting;

/// <summary>A claim that is kept while the work goes on.</summary>
internal sealed class Lease(IWorkQueue queue, Claim claim, TimeSpan length, TimeProvider clock)
{
    private DateTimeOffset renewAt = clock.GetUtcNow() + (length / 2);

    public Claim Claim => claim;

    /// <summary>Whether the work is still ours; ask between its steps.</summary>
    public async ValueTask<bool> Holds(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now < renewAt)
        {
            return true;
        }

        renewAt = now + (length / 2);
        return await queue.Renew(claim, now + length, ct);
    }
}

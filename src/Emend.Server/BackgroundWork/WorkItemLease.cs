using Emend.Server.Application;

namespace Emend.Server.BackgroundWork;

/// <summary>A claim that is kept while the work goes on.</summary>
internal sealed class WorkItemLease(IWorkQueue queue, WorkItemClaim workItemClaim, TimeSpan length, TimeProvider clock)
{
    private DateTimeOffset renewAt = clock.GetUtcNow() + (length / 2);

    public WorkItemClaim WorkItemClaim => workItemClaim;

    /// <summary>Whether the work is still ours; ask between its steps.</summary>
    public async ValueTask<bool> Holds(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now < renewAt)
        {
            return true;
        }

        renewAt = now + (length / 2);
        return await queue.Renew(workItemClaim, now + length, ct);
    }
}

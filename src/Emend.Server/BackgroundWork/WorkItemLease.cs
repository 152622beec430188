using Emend.Server.Application.WorkQueue;

namespace Emend.Server.BackgroundWork;

/// <summary>Renews the claim on a work item during its processing.</summary>
internal sealed class WorkItemLease(IWorkQueue queue, WorkItemClaim claim, TimeSpan length, TimeProvider clock)
{
    private DateTimeOffset _renewAt = clock.GetUtcNow() + (length / 2);

    public WorkItemClaim WorkItemClaim => claim;

    /// <summary>Renews the lease if necessary. False if the claim is lost. Call between the steps of the work.</summary>
    public async ValueTask<bool> RenewIfNeeded(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now < _renewAt)
        {
            return true;
        }

        _renewAt = now + (length / 2);
        return await queue.Renew(claim, now + length, ct);
    }
}

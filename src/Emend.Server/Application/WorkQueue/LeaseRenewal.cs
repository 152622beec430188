using Emend.Server.Common;

namespace Emend.Server.Application.WorkQueue;

/// <summary>Another node has taken over the claimed work. This node must not continue.</summary>
internal sealed class ClaimLostException() : Exception("Another node has taken over the claimed work.");

/// <summary>Renews a lease while a node works under it.</summary>
internal static class LeaseRenewal
{
    private const int RenewalsPerLease = 3;

    /// <summary>Runs work and renews its lease. Cancels the work if the lease is lost.</summary>
    /// <param name="renew">Renews the lease. Returns false if it is lost.</param>
    /// <param name="length">The duration of the lease.</param>
    /// <param name="clock">The clock of the renewals.</param>
    /// <param name="work">The work.</param>
    /// <param name="ct">Cancels the work.</param>
    /// <exception cref="ClaimLostException">The lease is lost.</exception>
    public static async Task Run(
        Func<CancellationToken, Task<bool>> renew,
        TimeSpan length,
        TimeProvider clock,
        Func<CancellationToken, Task> work,
        CancellationToken ct)
    {
        var isLost = false;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var renewal = RenewUntilEnd();
        try
        {
            await work(end.Token);
        }
        catch (OperationCanceledException) when (isLost)
        {
            throw new ClaimLostException();
        }
        finally
        {
            await end.CancelAsync();
            await renewal;
        }

        async Task RenewUntilEnd()
        {
            while (true)
            {
                await Task.Delay(length / RenewalsPerLease, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (end.IsCancellationRequested)
                {
                    return;
                }

                try
                {
                    isLost = !await renew(end.Token);
                }
                catch (OperationCanceledException) when (end.IsCancellationRequested)
                {
                    return;
                }
                catch (DatabaseUnavailableException) // renew again; the transaction of the order verifies the claim
                {
                    continue;
                }

                if (isLost)
                {
                    await end.CancelAsync();
                    return;
                }
            }
        }
    }
}

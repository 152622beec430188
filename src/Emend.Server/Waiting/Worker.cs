using System.Collections.Immutable;
using Emend.Server.Desk;

namespace Emend.Server.Waiting;

/// <summary>
/// Does on this node what is due: retries, releases, arrivals and shortages. Every node runs one; what one of them takes the others
/// leave alone, and if it dies they take it when its time is up.
/// </summary>
internal sealed class Worker(IWorkQueue queue, Workshop workshop, WaitingOptions options, TimeProvider clock, ILogger<Worker> log)
    : BackgroundService
{
    private const int IdleAtMost = 5;
    private readonly string node = Guid.NewGuid().ToString("N");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.On)
        {
            return;
        }

        var underWay = new List<Task>();
        try
        {
            await Work(underWay, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }

        await Task.WhenAll(underWay);
        await GiveBack();
    }

    private async Task Work(List<Task> underWay, CancellationToken stop)
    {
        Task? bell = null;
        var idle = 1;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            underWay.RemoveAll(task => task.IsCompleted);
            var claims = await Claim(options.AtOnce - underWay.Count, stop);
            underWay.AddRange(claims.Select(claim => Task.Run(() => Do(claim, stop), CancellationToken.None)));
            idle = claims.IsEmpty && underWay.Count == 0 ? Math.Min(idle + 1, IdleAtMost) : 1;
            if (claims.IsEmpty || underWay.Count == options.AtOnce)
            {
                // A bell that rings while all hands are busy is heard when one is free.
                bell = bell is null or { IsCompleted: true } ? queue.Wait(options.Poll * idle, stop) : bell;
                await Task.WhenAny([.. underWay, bell]);
            }
        }
    }

    private async Task<ImmutableArray<Claim>> Claim(int most, CancellationToken stop)
    {
        try
        {
            var now = clock.GetUtcNow();
            return most == 0 ? [] : await queue.Claim(node, most, now, now + options.Lease, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested) // the database is away; it comes back
        {
            log.LogWarning(failure, "What is due could not be asked for.");
            return [];
        }
    }

    private async Task Do(Claim claim, CancellationToken stop)
    {
        try
        {
            await workshop.Do(claim, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Given back when all have ended.
        }
        catch (Exception failure) // one piece of work must not end all
        {
            log.LogError(failure, "{Kind} of {Subject} {Article} failed.", claim.Kind, claim.Subject, claim.Article);
            await Postpone(claim);
        }
    }

    private async Task Postpone(Claim claim)
    {
        try
        {
            await workshop.Failed(claim);
        }
        catch (Exception failure) // then its time runs out
        {
            log.LogWarning(failure, "It could not be put off either.");
        }
    }

    private async Task GiveBack()
    {
        try
        {
            await queue.GiveBack(node, CancellationToken.None);
        }
        catch (Exception failure) // then its time runs out
        {
            log.LogWarning(failure, "What was taken could not be given back.");
        }
    }
}

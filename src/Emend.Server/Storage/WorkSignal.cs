namespace Emend.Server.Storage;

/// <summary>Rung when this node may have written work, for the one who does it.</summary>
internal sealed class WorkSignal
{
    private volatile TaskCompletionSource rung = New();

    public void Signal() => rung.TrySetResult();

    /// <summary>Waits until it rings, or has rung since the last time, at most that long. Look for work afterwards, not before.</summary>
    public async Task WaitAsync(TimeSpan max, CancellationToken ct)
    {
        try
        {
            await rung.Task.WaitAsync(max, ct);
            rung = New();
        }
        catch (TimeoutException)
        {
            // Nobody rang.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

namespace Emend.Server.Storage;

/// <summary>Wakes the background worker of this node when the node may have written work.</summary>
internal sealed class WorkSignal(TimeProvider clock)
{
    private volatile TaskCompletionSource _signal = New();

    public void Signal() => _signal.TrySetResult();

    /// <summary>Waits for a signal since the last wait, up to a maximum time. Check for work after the wait, not before.</summary>
    public async Task WaitAsync(TimeSpan max, CancellationToken ct)
    {
        try
        {
            await _signal.Task.WaitAsync(max, clock, ct);
            _signal = New();
        }
        catch (TimeoutException)
        {
            // No signal within the maximum time.
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

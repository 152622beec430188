namespace Emend.Server.Application.Orders;

/// <summary>
/// Serializes the requests of this node for one order, so that they do not compete for its row. A striped lock: two orders may share a
/// semaphore.
/// </summary>
internal sealed class OrderLocks
{
    private const int Count = 1024;
    private readonly SemaphoreSlim[] _semaphores = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the lock of the order. Dispose the result to release it.</summary>
    public async ValueTask<Releaser> Acquire(OrderKey key, CancellationToken ct)
    {
        if (key is OrderKey.ForNewOrder)
        {
            return default;
        }

        var semaphore = _semaphores[(uint)key.GetHashCode() % Count];
        await semaphore.WaitAsync(ct);
        return new Releaser(semaphore);
    }

    internal readonly struct Releaser(SemaphoreSlim? semaphore) : IDisposable
    {
        public void Dispose() => semaphore?.Release();
    }
}

namespace Emend.Server.Application;

/// <summary>
/// Keeps the requests of this node about one order in line, so that they do not race for its row. A striped lock: two orders may share
/// a gate, which costs a wait and nothing else.
/// </summary>
internal sealed class OrderLocks
{
    private const int Count = 1024;
    private readonly SemaphoreSlim[] _gates = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the turn. Dispose the answer to end it.</summary>
    public async ValueTask<Releaser> LockAsync(OrderKey key, CancellationToken ct)
    {
        if (key is OrderKey.ForNewOrder)
            return default;
        var gate = _gates[(uint)key.GetHashCode() % Count];
        await gate.WaitAsync(ct);
        return new Releaser(gate);
    }

    internal readonly struct Releaser(SemaphoreSlim? gate) : IDisposable
    {
        public void Dispose() => gate?.Release();
    }
}

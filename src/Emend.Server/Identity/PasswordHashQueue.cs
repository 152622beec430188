using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Emend.Server.Common;

namespace Emend.Server.Identity;

/// <summary>
/// Hashes and verifies passwords on its own threads, because a hash takes tens of milliseconds of one core. If too many passwords wait,
/// it refuses the next one, so that sign-ins cannot delay other requests.
/// </summary>
internal sealed class PasswordHashQueue : IDisposable
{
    public const string MeterName = "Emend.Identity";
    public const string RejectedCounter = "emend.password_hash.rejected";

    private readonly BlockingCollection<Action> _queue;
    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _rejected;

    public PasswordHashQueue(IdentityOptions options)
    {
        _queue = new(options.PasswordQueueCapacity);
        _rejected = _meter.CreateCounter<long>(RejectedCounter, description: "Passwords refused because the queue was full.");
        _meter.CreateObservableGauge("emend.password_hash.queued", () => _queue.Count, description: "Passwords that wait for a hash.");
        for (var i = 0; i < options.PasswordThreads; i++)
        {
            new Thread(Work) { IsBackground = true, Name = "Password hashes" }.Start();
        }
    }

    /// <summary>Computes the hash of a new password. Throws <see cref="ServerBusyException"/> if the queue is full.</summary>
    public Task<string> Hash(string password, CancellationToken ct) => Run(() => PasswordService.Hash(password), ct);

    /// <summary>Verifies a password. Throws <see cref="ServerBusyException"/> if the queue is full.</summary>
    public Task<bool> Verify(User? user, string password, CancellationToken ct) => Run(() => PasswordService.Verify(user, password), ct);

    public void Dispose()
    {
        _queue.CompleteAdding();
        _meter.Dispose();
    }

    private Task<T> Run<T>(Func<T> work, CancellationToken ct)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_queue.IsAddingCompleted || !_queue.TryAdd(Execute))
        {
            _rejected.Add(1);
            throw new ServerBusyException("Too many passwords wait to be checked.");
        }

        return completion.Task;

        void Execute()
        {
            // The client may have disconnected while its password waited.
            if (ct.IsCancellationRequested)
            {
                completion.SetCanceled(ct);
                return;
            }

            try
            {
                completion.SetResult(work());
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                completion.SetException(e);
            }
        }
    }

    private void Work()
    {
        foreach (var execute in _queue.GetConsumingEnumerable())
        {
            execute();
        }
    }
}

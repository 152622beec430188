using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>
/// Writes the state of deliveries in batches, in parallel with the deliveries. A node that takes over starts from the last written state,
/// so some events may be sent twice.
/// </summary>
internal sealed class DeliveryStateWriter(LeasedSubscription lease, string node, DeliveryDependencies dependencies)
{
    /// <summary>Minimum interval between two writes.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Interval between two writes if only the position changed.</summary>
    private static readonly TimeSpan PositionInterval = TimeSpan.FromSeconds(5);

    private List<QueuedDelivery> _dirty = [];
    private List<QueuedDelivery> _failed = [];
    private EventPosition _passed = lease.Passed;
    private EventPosition _written = lease.Passed;
    private DateTimeOffset _writtenAt;

    /// <summary>Number of deliveries that changed since the last write.</summary>
    public int Count => _dirty.Count;

    /// <summary>Whether another node has the subscription, or the subscription was deleted or changed.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The current write; null if there is none.</summary>
    public Task? CurrentWrite { get; private set; }

    public void SetPosition(EventPosition position) => _passed = position;

    public void Add(QueuedDelivery delivery)
    {
        if (delivery.IsDirty)
        {
            return;
        }

        delivery.IsDirty = true;
        _dirty.Add(delivery);
    }

    /// <summary>Starts a write if one is due.</summary>
    public void StartWriteIfDue(DateTimeOffset now)
    {
        CompleteWrite();
        var interval = _dirty.Count > 0 ? MinInterval : PositionInterval;
        if (CurrentWrite is not null || IsLost || (_dirty.Count == 0 && _passed == _written) || now - _writtenAt < interval)
        {
            return;
        }

        _writtenAt = now;
        CurrentWrite = Write();
    }

    /// <summary>Writes the remaining changes, unless the lease is lost.</summary>
    public async Task Flush()
    {
        if (CurrentWrite is not null)
        {
            await CurrentWrite;
        }

        CompleteWrite();
        if (!IsLost && (_dirty.Count > 0 || _passed != _written))
        {
            await Write();
        }
    }

    private async Task Write()
    {
        var (deliveries, passed) = (_dirty, _passed);
        _dirty = [];
        foreach (var delivery in deliveries)
        {
            delivery.IsDirty = false;
        }

        try
        {
            IsLost = !await dependencies.Store.Save(lease, node, passed, [.. deliveries.Select(e => e.Delivery)], CancellationToken.None);
            _written = passed;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException) // the database is unavailable; the next write retries
        {
            _failed = deliveries;
        }
    }

    // The write runs in parallel and uses none of the fields that change here.
    private void CompleteWrite()
    {
        if (CurrentWrite is not { IsCompleted: true })
        {
            return;
        }

        CurrentWrite = null;
        foreach (var delivery in _failed)
        {
            Add(delivery);
        }

        _failed = [];
    }
}

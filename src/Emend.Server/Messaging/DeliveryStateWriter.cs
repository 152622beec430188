using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>
/// Keeps what became of events, many at once and beside the deliveries: whoever takes over begins where it was kept last, and some
/// events are told again.
/// </summary>
internal sealed class DeliveryStateWriter(LeasedSubscription leasedSubscription, string node, DeliveryDependencies dependencies)
{
    /// <summary>How often it is kept at most.</summary>
    public static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(200);

    /// <summary>How long where nothing was read is passed without keeping it.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private List<InFlightDelivery> _dirty = [];
    private List<InFlightDelivery> _unkept = [];
    private EventPosition _passed = leasedSubscription.Passed;
    private EventPosition _kept = leasedSubscription.Passed;
    private DateTimeOffset _keptAt;

    /// <summary>How many changed since they were kept.</summary>
    public int Count => _dirty.Count;

    /// <summary>Whether the subscription is somebody else's now, gone, or changed.</summary>
    public bool IsLost { get; private set; }

    /// <summary>What is being kept right now.</summary>
    public Task? Keeping { get; private set; }

    public void Pass(EventPosition position) => _passed = position;

    public void Note(InFlightDelivery delivery)
    {
        if (delivery.IsDirty) return;
        delivery.IsDirty = true;
        _dirty.Add(delivery);
    }

    /// <summary>Begins to keep, where it is time to.</summary>
    public void Keep(DateTimeOffset now)
    {
        TakeBack();
        var rhythm = _dirty.Count > 0 ? Rhythm : Silence;
        if (Keeping is not null || IsLost || (_dirty.Count == 0 && _passed == _kept) || now - _keptAt < rhythm) return;
        _keptAt = now;
        Keeping = Write();
    }

    /// <summary>Keeps the rest, where that can be.</summary>
    public async Task Close()
    {
        if (Keeping is not null) await Keeping;
        TakeBack();
        if (!IsLost && (_dirty.Count > 0 || _passed != _kept)) await Write();
    }

    private async Task Write()
    {
        var (deliveries, passed) = (_dirty, _passed);
        _dirty = [];
        foreach (var delivery in deliveries) delivery.IsDirty = false;
        try
        {
            IsLost = !await dependencies.Store.Keep(leasedSubscription, node, passed, [.. deliveries.Select(e => e.Delivery)], CancellationToken.None);
            _kept = passed;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException) // the database is away; kept with the next
        {
            _unkept = deliveries;
        }
    }

    // Whoever keeps runs beside, and touches nothing that is changed here.
    private void TakeBack()
    {
        if (Keeping is not { IsCompleted: true }) return;
        Keeping = null;
        foreach (var delivery in _unkept) Note(delivery);
        _unkept = [];
    }
}

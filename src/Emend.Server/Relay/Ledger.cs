using Emend.Server.Desk.Events;

namespace Emend.Server.Relay;

/// <summary>
/// Keeps what became of events, many at once and beside the deliveries: whoever takes over begins where it was kept last, and some
/// events are told again.
/// </summary>
internal sealed class Ledger(HeldSubscription held, string node, Satchel satchel)
{
    /// <summary>How often it is kept at most.</summary>
    public static readonly TimeSpan Rhythm = TimeSpan.FromMilliseconds(200);

    /// <summary>How long where nothing was read is passed without keeping it.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private List<Errand> _dirty = [];
    private List<Errand> _unkept = [];
    private EventPosition _passed = held.Passed;
    private EventPosition _kept = held.Passed;
    private DateTimeOffset _keptAt;

    /// <summary>How many changed since they were kept.</summary>
    public int Count => _dirty.Count;

    /// <summary>Whether the subscription is somebody else's now, gone, or changed.</summary>
    public bool IsLost { get; private set; }

    /// <summary>What is being kept right now.</summary>
    public Task? Keeping { get; private set; }

    public void Pass(EventPosition position) => _passed = position;

    public void Note(Errand errand)
    {
        if (errand.IsDirty) return;
        errand.IsDirty = true;
        _dirty.Add(errand);
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
        var (errands, passed) = (_dirty, _passed);
        _dirty = [];
        foreach (var errand in errands) errand.IsDirty = false;
        try
        {
            IsLost = !await satchel.Store.Keep(held, node, passed, [.. errands.Select(e => e.Delivery)], CancellationToken.None);
            _kept = passed;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException) // the database is away; kept with the next
        {
            _unkept = errands;
        }
    }

    // Whoever keeps runs beside, and touches nothing that is changed here.
    private void TakeBack()
    {
        if (Keeping is not { IsCompleted: true }) return;
        Keeping = null;
        foreach (var errand in _unkept) Note(errand);
        _unkept = [];
    }
}

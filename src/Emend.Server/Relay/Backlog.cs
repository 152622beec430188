using Emend.Core.Orders;
using Emend.Server.Desk.Events;

namespace Emend.Server.Relay;

/// <summary>
/// What a courier has to deliver: for each order a line, of which only the head may go. Heads that never failed go in the order in which
/// they came, the others when they are due.
/// </summary>
internal sealed class Backlog
{
    private readonly Dictionary<OrderId, Queue<Errand>> _lines = [];
    private readonly HashSet<EventPosition> _known = [];
    private readonly Queue<Errand> _ready = [];
    private readonly PriorityQueue<Errand, DateTimeOffset> _later = new();

    public int Count => _known.Count;

    /// <summary>When the next one is due that has to wait; null where none has to.</summary>
    public DateTimeOffset? NextDue => _later.TryPeek(out _, out var due) ? due : null;

    /// <summary>False where it is there already.</summary>
    public bool Add(Errand errand)
    {
        if (!_known.Add(errand.Delivery.Position)) return false;
        if (_lines.TryGetValue(errand.Delivery.Order, out var line))
            line.Enqueue(errand);
        else
        {
            _lines[errand.Delivery.Order] = new([errand]);
            Await(errand);
        }
        return true;
    }

    /// <summary>The next one that may go now. It is under way until it is settled or postponed.</summary>
    public Errand? Take(DateTimeOffset now)
    {
        if (_ready.TryDequeue(out var errand)) return errand;
        return _later.TryPeek(out _, out var due) && due <= now ? _later.Dequeue() : null;
    }

    /// <summary>It is delivered or given up: the next of its order may go.</summary>
    public void Settle(Errand errand)
    {
        var line = _lines[errand.Delivery.Order];
        line.Dequeue();
        _known.Remove(errand.Delivery.Position);
        if (line.TryPeek(out var next)) Await(next);
        else _lines.Remove(errand.Delivery.Order);
    }

    /// <summary>It goes again, when it is due.</summary>
    public void Postpone(Errand errand) => _later.Enqueue(errand, errand.Delivery.DueAt);

    /// <summary>The receiver is well again: nobody need wait any longer.</summary>
    public void Hurry()
    {
        while (_later.TryDequeue(out var errand, out _)) _ready.Enqueue(errand);
    }

    private void Await(Errand head)
    {
        if (head.Delivery.Attempts == 0) _ready.Enqueue(head);
        else Postpone(head);
    }
}

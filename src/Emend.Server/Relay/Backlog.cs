using Emend.Core.Orders;
using Emend.Server.Desk.Events;

namespace Emend.Server.Relay;

/// <summary>
/// What a courier has to deliver: for each order a line, of which only the head may go. Heads that never failed go in the order in which
/// they came, the others when they are due, in turns: neither waits for all of the other kind.
/// </summary>
internal sealed class Backlog
{
    private readonly Dictionary<OrderId, Line> _lines = [];
    private readonly HashSet<EventPosition> _known = [];
    private readonly Queue<Errand> _ready = [];
    private readonly PriorityQueue<Errand, DateTimeOffset> _later = new();
    private int _stuck;
    private bool _wasDue;

    public int Count => _known.Count;

    /// <summary>How many are not in a line whose head failed: what such lines hold takes no place from others.</summary>
    public int Moving => _known.Count - _stuck;

    /// <summary>Whether one is there that may go and never failed.</summary>
    public bool HasReady => _ready.Count > 0;

    /// <summary>When the next one is due that has to wait; null where none has to.</summary>
    public DateTimeOffset? NextDue => _later.TryPeek(out _, out var due) ? due : null;

    /// <summary>False where it is there already.</summary>
    public bool Add(Errand errand)
    {
        if (!_known.Add(errand.Delivery.Position)) return false;
        if (_lines.TryGetValue(errand.Delivery.Order, out var line))
        {
            line.Errands.Enqueue(errand);
            if (line.IsStuck) _stuck++;
        }
        else
        {
            _lines[errand.Delivery.Order] = line = new(errand);
            Await(line, errand);
        }
        return true;
    }

    /// <summary>Whether one of its order failed and has not gone since.</summary>
    public bool IsStuck(Errand errand) => _lines.TryGetValue(errand.Delivery.Order, out var line) && line.IsStuck;

    /// <summary>The next one that may go now. It is under way until it is settled or postponed.</summary>
    public Errand? Take(DateTimeOffset now)
    {
        var isDue = _later.TryPeek(out _, out var due) && due <= now;
        _wasDue = isDue && (!_wasDue || !HasReady);
        if (_wasDue) return _later.Dequeue();
        return _ready.TryDequeue(out var errand) ? errand : null;
    }

    /// <summary>It is delivered or given up: the next of its order may go.</summary>
    public void Settle(Errand errand)
    {
        var line = _lines[errand.Delivery.Order];
        Free(line);
        line.Errands.Dequeue();
        _known.Remove(errand.Delivery.Position);
        if (line.Errands.TryPeek(out var next)) Await(line, next);
        else _lines.Remove(errand.Delivery.Order);
    }

    /// <summary>It goes again, when it is due.</summary>
    public void Postpone(Errand errand) => Hold(_lines[errand.Delivery.Order], errand);

    /// <summary>The receiver is well again: nobody need wait any longer, but who failed although it was.</summary>
    public void Hurry()
    {
        var stay = new List<Errand>();
        while (_later.TryDequeue(out var errand, out _))
        {
            if (errand.WasHurried) stay.Add(errand);
            else _ready.Enqueue(errand);
            errand.WasHurried = true;
        }
        foreach (var errand in stay) _later.Enqueue(errand, errand.Delivery.DueAt);
    }

    private void Await(Line line, Errand head)
    {
        if (head.Delivery.Attempts == 0) _ready.Enqueue(head);
        else Hold(line, head);
    }

    private void Hold(Line line, Errand head)
    {
        _later.Enqueue(head, head.Delivery.DueAt);
        if (line.IsStuck) return;
        line.IsStuck = true;
        _stuck += line.Errands.Count;
    }

    private void Free(Line line)
    {
        if (!line.IsStuck) return;
        line.IsStuck = false;
        _stuck -= line.Errands.Count;
    }

    private sealed class Line(Errand head)
    {
        public Queue<Errand> Errands { get; } = new([head]);

        public bool IsStuck { get; set; }
    }
}

using Emend.Core.Orders;
using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>
/// What a courier has to deliver: for each order a line, of which only the head may go. Heads that never failed go in the order in which
/// they came, the others when they are due, in turns: neither waits for all of the other kind.
/// </summary>
internal sealed class OrderedDeliveryQueue
{
    private readonly Dictionary<OrderId, OrderQueue> _lines = [];
    private readonly HashSet<EventPosition> _known = [];
    private readonly Queue<InFlightDelivery> _ready = [];
    private readonly PriorityQueue<InFlightDelivery, DateTimeOffset> _later = new();
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
    public bool Add(InFlightDelivery delivery)
    {
        if (!_known.Add(delivery.Delivery.Position)) return false;
        if (_lines.TryGetValue(delivery.Delivery.Order, out var line))
        {
            line.Errands.Enqueue(delivery);
            if (line.IsStuck) _stuck++;
        }
        else
        {
            _lines[delivery.Delivery.Order] = line = new(delivery);
            Await(line, delivery);
        }
        return true;
    }

    /// <summary>Whether one of its order failed and has not gone since.</summary>
    public bool IsStuck(InFlightDelivery delivery) => _lines.TryGetValue(delivery.Delivery.Order, out var line) && line.IsStuck;

    /// <summary>The next one that may go now. It is under way until it is settled or postponed.</summary>
    public InFlightDelivery? Take(DateTimeOffset now)
    {
        var isDue = _later.TryPeek(out _, out var due) && due <= now;
        _wasDue = isDue && (!_wasDue || !HasReady);
        if (_wasDue) return _later.Dequeue();
        return _ready.TryDequeue(out var delivery) ? delivery : null;
    }

    /// <summary>It is delivered or given up: the next of its order may go.</summary>
    public void Complete(InFlightDelivery delivery)
    {
        var line = _lines[delivery.Delivery.Order];
        Free(line);
        line.Errands.Dequeue();
        _known.Remove(delivery.Delivery.Position);
        if (line.Errands.TryPeek(out var next)) Await(line, next);
        else _lines.Remove(delivery.Delivery.Order);
    }

    /// <summary>It goes again, when it is due.</summary>
    public void Postpone(InFlightDelivery delivery) => Hold(_lines[delivery.Delivery.Order], delivery);

    /// <summary>The receiver is well again: nobody need wait any longer, but who failed although it was.</summary>
    public void RetryNow()
    {
        var stay = new List<InFlightDelivery>();
        while (_later.TryDequeue(out var delivery, out _))
        {
            if (delivery.WasHurried) stay.Add(delivery);
            else _ready.Enqueue(delivery);
            delivery.WasHurried = true;
        }
        foreach (var delivery in stay) _later.Enqueue(delivery, delivery.Delivery.NextAttemptAt);
    }

    private void Await(OrderQueue line, InFlightDelivery head)
    {
        if (head.Delivery.Attempts == 0) _ready.Enqueue(head);
        else Hold(line, head);
    }

    private void Hold(OrderQueue line, InFlightDelivery head)
    {
        _later.Enqueue(head, head.Delivery.NextAttemptAt);
        if (line.IsStuck) return;
        line.IsStuck = true;
        _stuck += line.Errands.Count;
    }

    private void Free(OrderQueue line)
    {
        if (!line.IsStuck) return;
        line.IsStuck = false;
        _stuck -= line.Errands.Count;
    }

    private sealed class OrderQueue(InFlightDelivery head)
    {
        public Queue<InFlightDelivery> Errands { get; } = new([head]);

        public bool IsStuck { get; set; }
    }
}

using Emend.Core.Orders;
using Emend.Server.Application.Events;

namespace Emend.Server.Messaging;

/// <summary>
/// Deliveries of one subscription in a queue per order. Only the first delivery of each queue may be sent. First deliveries without
/// failures are sent in order of arrival, failed ones when they are due. Both kinds alternate, so neither blocks the other.
/// </summary>
internal sealed class OrderedDeliveryQueue
{
    private readonly Dictionary<OrderId, OrderQueue> _queues = [];
    private readonly HashSet<EventPosition> _known = [];
    private readonly Queue<QueuedDelivery> _ready = [];
    private readonly PriorityQueue<QueuedDelivery, DateTimeOffset> _retries = new();
    private int _blocked;
    private bool _lastWasRetry;

    public int Count => _known.Count;

    /// <summary>
    /// Number of deliveries in queues that are not blocked by a failed delivery. Only these count toward the limit of the worker.
    /// </summary>
    public int UnblockedCount => _known.Count - _blocked;

    /// <summary>Whether a delivery without failures can be sent.</summary>
    public bool HasReady => _ready.Count > 0;

    /// <summary>Due time of the next retry; null if there is none.</summary>
    public DateTimeOffset? NextDue => _retries.TryPeek(out _, out var due) ? due : null;

    /// <summary>Adds a delivery. False if the queue already contains it.</summary>
    public bool Add(QueuedDelivery delivery)
    {
        if (!_known.Add(delivery.Delivery.Position))
        {
            return false;
        }

        if (_queues.TryGetValue(delivery.Delivery.Order, out var queue))
        {
            queue.Deliveries.Enqueue(delivery);
            if (queue.IsBlocked)
            {
                _blocked++;
            }
        }
        else
        {
            _queues[delivery.Delivery.Order] = queue = new(delivery);
            Schedule(queue, delivery);
        }
        return true;
    }

    /// <summary>Whether a failed delivery of the same order blocks this delivery.</summary>
    public bool IsBlocked(QueuedDelivery delivery) => _queues.TryGetValue(delivery.Delivery.Order, out var queue) && queue.IsBlocked;

    /// <summary>Takes the next delivery to send. It stays in flight until it is completed or postponed.</summary>
    public QueuedDelivery? Take(DateTimeOffset now)
    {
        var isDue = _retries.TryPeek(out _, out var due) && due <= now;
        _lastWasRetry = isDue && (!_lastWasRetry || !HasReady);
        if (_lastWasRetry)
        {
            return _retries.Dequeue();
        }

        return _ready.TryDequeue(out var delivery) ? delivery : null;
    }

    /// <summary>Removes a delivered or dead-lettered delivery. The next delivery of its order may be sent.</summary>
    public void Complete(QueuedDelivery delivery)
    {
        var queue = _queues[delivery.Delivery.Order];
        Unblock(queue);
        queue.Deliveries.Dequeue();
        _known.Remove(delivery.Delivery.Position);
        if (queue.Deliveries.TryPeek(out var next))
        {
            Schedule(queue, next);
        }
        else
        {
            _queues.Remove(delivery.Delivery.Order);
        }
    }

    /// <summary>Schedules a retry.</summary>
    public void Postpone(QueuedDelivery delivery) => Block(_queues[delivery.Delivery.Order], delivery);

    /// <summary>
    /// Retries all waiting deliveries now, because the receiver has recovered. Each delivery is retried early at most once.
    /// </summary>
    public void RetryNow()
    {
        var remaining = new List<QueuedDelivery>();
        while (_retries.TryDequeue(out var delivery, out _))
        {
            if (delivery.WasRetriedEarly)
            {
                remaining.Add(delivery);
            }
            else
            {
                _ready.Enqueue(delivery);
            }

            delivery.WasRetriedEarly = true;
        }
        foreach (var delivery in remaining)
        {
            _retries.Enqueue(delivery, delivery.Delivery.NextAttemptAt);
        }
    }

    private void Schedule(OrderQueue queue, QueuedDelivery head)
    {
        if (head.Delivery.Attempts == 0)
        {
            _ready.Enqueue(head);
        }
        else
        {
            Block(queue, head);
        }
    }

    private void Block(OrderQueue queue, QueuedDelivery head)
    {
        _retries.Enqueue(head, head.Delivery.NextAttemptAt);
        if (queue.IsBlocked)
        {
            return;
        }

        queue.IsBlocked = true;
        _blocked += queue.Deliveries.Count;
    }

    private void Unblock(OrderQueue queue)
    {
        if (!queue.IsBlocked)
        {
            return;
        }

        queue.IsBlocked = false;
        _blocked -= queue.Deliveries.Count;
    }

    private sealed class OrderQueue(QueuedDelivery head)
    {
        public Queue<QueuedDelivery> Deliveries { get; } = new([head]);

        public bool IsBlocked { get; set; }
    }
}

using Emend.Core.Orders;

namespace Emend.Server.Messaging;

/// <summary>
/// Whether a receiver is ill, or merely does not take some orders: it is when it is away, or when several orders in a row failed. Then one
/// event at a time tries whether it is well again, less and less often.
/// </summary>
internal sealed class ReceiverCircuitBreaker(DeliveryOptions options)
{
    /// <summary>So many orders that failed, and none that did not since, are the receiver's failure.</summary>
    public const int Ill = 5;

    private readonly HashSet<OrderId> _failed = [];
    private bool _isAway;
    private int _pauses;

    public bool IsOpen => _isAway || _failed.Count >= Ill;

    /// <summary>Nothing is sent before then.</summary>
    public DateTimeOffset PausedUntil { get; private set; }

    /// <summary>Takes note of what came of an event. True where the receiver was ill before, and is well.</summary>
    /// <param name="isLast">Whether nothing else is under way: what was sent before it fell ill tells nothing new.</param>
    public bool Note(OrderId order, DeliveryResponse deliveryResponse, bool isLast, DateTimeOffset now)
    {
        var wasIll = IsOpen;
        if (deliveryResponse.IsTaken)
        {
            _failed.Clear();
            (_isAway, _pauses, PausedUntil) = (false, 0, default);
            return wasIll;
        }

        // One order that is never taken, tried again and again, makes nobody ill.
        var isNew = _failed.Add(order) || deliveryResponse.IsAway;
        _isAway |= deliveryResponse.IsAway;
        if (!IsOpen) return false;
        if (wasIll && isLast && isNew) _pauses++;
        if (!wasIll || isLast) PausedUntil = now + RetryBackoff.OfReceiver(_pauses, options);
        return false;
    }
}

using Emend.Core.Orders;

namespace Emend.Server.Relay;

/// <summary>
/// Whether a receiver is ill, or merely does not take some orders: it is when it is away, or when several orders in a row failed. Then one
/// event at a time tries whether it is well again, less and less often.
/// </summary>
internal sealed class Health(RelayOptions options)
{
    /// <summary>So many orders that failed, and none that did not since, are the receiver's failure.</summary>
    public const int Ill = 5;

    private readonly HashSet<OrderId> _failed = [];
    private bool _isAway;
    private int _pauses;

    public bool IsIll => _isAway || _failed.Count >= Ill;

    /// <summary>Nothing is sent before then.</summary>
    public DateTimeOffset PausedUntil { get; private set; }

    /// <summary>Takes note of what came of an event. True where the receiver was ill before, and is well.</summary>
    /// <param name="isLast">Whether nothing else is under way: what was sent before it fell ill tells nothing new.</param>
    public bool Note(OrderId order, Receipt receipt, bool isLast, DateTimeOffset now)
    {
        var wasIll = IsIll;
        if (receipt.IsTaken)
        {
            _failed.Clear();
            (_isAway, _pauses, PausedUntil) = (false, 0, default);
            return wasIll;
        }

        // One order that is never taken, tried again and again, makes nobody ill.
        var isNew = _failed.Add(order) || receipt.IsAway;
        _isAway |= receipt.IsAway;
        if (!IsIll) return false;
        if (wasIll && isLast && isNew) _pauses++;
        if (!wasIll || isLast) PausedUntil = now + Pauses.OfReceiver(_pauses, options);
        return false;
    }
}

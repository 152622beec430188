using Emend.Core.Orders;

namespace Emend.Server.Messaging;

/// <summary>
/// Circuit breaker of one receiver. Opens when the receiver is unreachable or several orders fail in a row. While the circuit is open, one
/// event at a time checks whether the receiver has recovered, with growing pauses.
/// </summary>
internal sealed class ReceiverCircuitBreaker(DeliveryOptions options)
{
    /// <summary>Number of different orders that must fail in a row to open the circuit.</summary>
    public const int FailureThreshold = 5;

    private readonly HashSet<OrderId> _failed = [];
    private bool _isUnavailable;
    private int _pauses;

    public bool IsOpen => _isUnavailable || _failed.Count >= FailureThreshold;

    /// <summary>No event is sent before this time.</summary>
    public DateTimeOffset PausedUntil { get; private set; }

    /// <summary>Records the result of a delivery. True if this delivery closes the circuit.</summary>
    /// <param name="isLast">
    /// Whether no other delivery is in flight. Deliveries sent before the circuit opened do not extend the pause.
    /// </param>
    public bool Record(OrderId order, DeliveryResponse deliveryResponse, bool isLast, DateTimeOffset now)
    {
        var wasOpen = IsOpen;
        if (deliveryResponse.IsAccepted)
        {
            _failed.Clear();
            (_isUnavailable, _pauses, PausedUntil) = (false, 0, default);
            return wasOpen;
        }

        // Repeated failures of the same order do not open the circuit.
        var isNew = _failed.Add(order) || deliveryResponse.IsReceiverUnavailable;
        _isUnavailable |= deliveryResponse.IsReceiverUnavailable;
        if (!IsOpen)
        {
            return false;
        }

        if (wasOpen && isLast && isNew)
        {
            _pauses++;
        }

        if (!wasOpen || isLast)
        {
            PausedUntil = now + RetryBackoff.ForReceiver(_pauses, options);
        }

        return false;
    }
}

using System.Collections.Immutable;

namespace Emend.Core.Orders;

/// <summary>
/// An action on the fulfillment of an order. Source: fulfillmenttools, "Order modification", section "Process modification".
/// </summary>
public abstract record FulfillmentAction
{
    private FulfillmentAction()
    {
    }

    /// <summary>Cancels the order and all its entities before work starts.</summary>
    /// <param name="Reason">Cancellation reason; null if not specified.</param>
    public sealed record Cancel(CancellationReason? Reason) : FulfillmentAction;

    /// <summary>Cancels the order whatever the state of the work; creates return tasks for picked goods.</summary>
    /// <param name="Reason">Cancellation reason; null if not specified.</param>
    public sealed record ForceCancel(CancellationReason? Reason) : FulfillmentAction;

    /// <summary>Reroutes the whole order.</summary>
    public sealed record Reroute : FulfillmentAction;

    /// <summary>Reroutes the units of one pick job.</summary>
    /// <param name="PickJob">The pick job.</param>
    public sealed record ReroutePickJob(EntityId PickJob) : FulfillmentAction
    {
        /// <summary>Whether the facility rejects the pick job. A caller who is bound to facilities always rejects it.</summary>
        public bool IsRejection { get; init; }
    }

    /// <summary>Assigns the whole order to one facility.</summary>
    /// <param name="Facility">The facility.</param>
    public sealed record Assign(FacilityId Facility) : FulfillmentAction;

    /// <summary>Changes the carrier of a shipment; its requested labels become obsolete.</summary>
    /// <param name="Shipment">The shipment.</param>
    /// <param name="Carrier">The carrier, by id or key.</param>
    /// <param name="Product">Product of the carrier; null for the default product.</param>
    public sealed record ChangeCarrier(EntityId Shipment, string Carrier, string? Product) : FulfillmentAction
    {
        /// <summary>Expected version of the shipment; null for any version.</summary>
        public long? Version { get; init; }
    }

    /// <summary>Sets the target time of a shipment that has none.</summary>
    /// <param name="Shipment">The shipment.</param>
    /// <param name="At">The target time.</param>
    public sealed record SetTargetTime(EntityId Shipment, DateTimeOffset At) : FulfillmentAction
    {
        /// <summary>Expected version of the shipment; null for any version.</summary>
        public long? Version { get; init; }
    }

    /// <summary>Removes reservations. Plans and pick jobs stay as they are.</summary>
    /// <param name="ReducesStock">Whether the stock on hand is reduced by the reserved quantities.</param>
    public sealed record RemoveReservations(bool ReducesStock) : FulfillmentAction
    {
        /// <summary>The reservations to remove; empty for all reservations of the order.</summary>
        public ImmutableArray<ReservationKey> Reservations { get; init; } = [];

        /// <summary>Returns the reservations of the order that the action removes, each once.</summary>
        internal ImmutableArray<ReservationKey> FindIn(Order order) =>
        [
            .. (from plan in order.Plans
                where plan.Facility is not null
                from line in plan.Lines
                where line.Reserved > Quantity.Zero
                let key = new ReservationKey(line.Line, plan.Facility!.Value)
                where Reservations.IsEmpty || Reservations.Contains(key)
                select key).Distinct(),
        ];
    }

    /// <summary>Unlocks a locked order.</summary>
    /// <param name="PreferredTime">New preferred time; null leaves it unchanged.</param>
    public sealed record Unlock(DateTimeOffset? PreferredTime) : FulfillmentAction;

    /// <summary>Confirms a promised order.</summary>
    /// <param name="TenantOrderId">New tenant order id; null leaves it unchanged.</param>
    public sealed record ConfirmPromise(string? TenantOrderId) : FulfillmentAction;

    /// <summary>Extends the promise of an order.</summary>
    /// <param name="Until">New expiry time; null repeats the last duration from now.</param>
    public sealed record ExtendPromise(DateTimeOffset? Until) : FulfillmentAction;

    /// <summary>Whether the action reroutes units, so that the caller specifies the behavior for unroutable units.</summary>
    public bool CausesReroute => this is Reroute or ReroutePickJob or Unlock { PreferredTime: not null };
}

/// <summary>Period of a promise.</summary>
/// <param name="From">Start: when the promise was made or last extended.</param>
/// <param name="Until">Expiry time, unless the order is confirmed.</param>
public sealed record PromisePeriod(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>Minimum duration.</summary>
    public static readonly TimeSpan Min = TimeSpan.FromMinutes(1);

    /// <summary>Maximum duration.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromHours(8);

    /// <summary>Whether the promise has expired.</summary>
    public bool HasEndedAt(DateTimeOffset now) => Until <= now;

    /// <summary>Whether the duration is within the limits.</summary>
    public bool IsWithinLimits => Until - From >= Min && Until - From <= Max;
}

/// <summary>A cancellation reason from the list of the tenant.</summary>
/// <param name="Id">Id in the list.</param>
/// <param name="Text">Text of the reason at the time of the cancellation.</param>
public sealed record CancellationReason(string Id, string Text)
{
    /// <summary>The text by locale at that time: a JSON object; null for cancellations that were stored without it.</summary>
    public JsonText? Localized { get; init; }

    /// <summary>Version of the reason at that time; null for cancellations that were stored without it.</summary>
    public long? Version { get; init; }
}

/// <summary>Details of a cancellation.</summary>
/// <param name="Forced">Whether the cancellation was forced.</param>
/// <param name="Reason">Cancellation reason; null if not specified.</param>
public sealed record Cancellation(bool Forced, CancellationReason? Reason)
{
    /// <summary>Whether the promise expired without confirmation.</summary>
    public bool Expired { get; init; }
}

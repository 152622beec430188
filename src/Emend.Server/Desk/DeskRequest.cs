using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Desk;

/// <summary>One request about one order, as a face hands it to the Desk.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Key">About which order.</param>
/// <param name="Command">What is asked.</param>
/// <param name="Face">The face it came through.</param>
/// <param name="Policy">The condition tables that decide.</param>
/// <param name="Idempotency">The client's key for this write; null where it sent none.</param>
internal sealed record DeskRequest(
    Caller Caller, OrderKey Key, OrderCommand Command, string Face, Policy Policy, IdempotencyKey? Idempotency = null)
{
    /// <summary>Whether nobody asks but Emend itself.</summary>
    public bool ByHouse { get; init; }

    /// <summary>The condition tables that decide on this order.</summary>
    public Policy PolicyFor(Order? order) => ByHouse && order is not null ? Policies.Of(order.Face) : Policy;
}

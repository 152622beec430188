using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk.Promises;

namespace Emend.Server.Desk;

/// <summary>One request about one order, as a face hands it to the Desk.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Key">About which order.</param>
/// <param name="Command">What is asked.</param>
/// <param name="Face">The face it came through.</param>
/// <param name="Policy">The face's own policy, unless the tenant assigned it another; null takes the tenant's default.</param>
/// <param name="Idempotency">The client's key for this write; null where it sent none.</param>
internal sealed record DeskRequest(
    Caller Caller, OrderKey Key, OrderCommand Command, string Face, Policy? Policy, IdempotencyKey? Idempotency = null)
{
    /// <summary>The policy that the caller wants to decide, by name; null leaves it to the face and the tenant.</summary>
    public string? PolicyNamed { get; init; }

    /// <summary>What a preview promised for this very request; null where the client holds nothing against the outcome.</summary>
    public Promised? Promised { get; init; }

    /// <summary>The key with what else is to be known of it.</summary>
    public OrderKey Loads =>
        (Key, Command) is (OrderKey.ById by, OrderCommand.Process { Step: ProcessStep.ConfirmPromise { TenantOrderId: { } number } })
            ? by with { Wants = number }
            : Key;

    /// <summary>Whether nobody asks but Emend itself: the policy of the face the order was placed through decides.</summary>
    public bool ByHouse { get; init; }
}

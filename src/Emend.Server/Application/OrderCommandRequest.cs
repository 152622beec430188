using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Quotes;

namespace Emend.Server.Application;

/// <summary>One request about one order, as a face hands it to the Desk.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="OrderKey">About which order.</param>
/// <param name="Command">What is asked.</param>
/// <param name="Api">The face it came through.</param>
/// <param name="Policy">The face's own policy, unless the tenant assigned it another; null takes the tenant's default.</param>
/// <param name="Idempotency">The client's key for this write; null where it sent none.</param>
internal sealed record OrderCommandRequest(
    Caller Caller, OrderKey OrderKey, OrderCommand Command, string Api, Policy? Policy, IdempotencyKey? Idempotency = null)
{
    /// <summary>The policy that the caller wants to decide, by name; null leaves it to the face and the tenant.</summary>
    public string? RequestedPolicy { get; init; }

    /// <summary>What a preview promised for this very request; null where the client holds nothing against the outcome.</summary>
    public PresentedQuote? Quote { get; init; }

    /// <summary>The key with what else is to be known of it.</summary>
    public OrderKey LoadKey =>
        (OrderKey, Command) is (OrderKey.ById by, OrderCommand.ChangeFulfillment { Step: FulfillmentAction.ConfirmPromise { TenantOrderId: { } number } })
            ? by with { Wants = number }
            : OrderKey;

    /// <summary>Whether nobody asks but Emend itself: the policy of the face the order was placed through decides.</summary>
    public bool IsSystemRequest { get; init; }
}

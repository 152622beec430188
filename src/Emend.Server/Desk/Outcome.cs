using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;

namespace Emend.Server.Desk;

/// <summary>How the Desk answers a request.</summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The caller's token counts no longer.</summary>
    public sealed record Unauthenticated : Outcome;

    /// <summary>The tenant has no such order.</summary>
    public sealed record NotFound : Outcome;

    /// <summary>The idempotency key was used for another request.</summary>
    public sealed record KeyReused : Outcome;

    /// <summary>The request was done before under its idempotency key.</summary>
    /// <param name="Order">The order as it was then.</param>
    /// <param name="Actor">Who asks now.</param>
    public sealed record Kept(Order Order, Actor Actor) : Outcome;

    /// <summary>It was decided; where accepted and submitted, it is written.</summary>
    /// <param name="Decision">What was decided.</param>
    /// <param name="Before">The order decided on; null where it is new.</param>
    /// <param name="Actor">Who asks.</param>
    public sealed record Decided(Decision Decision, Order? Before, Actor Actor) : Outcome;
}

using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk.Promises;

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

    /// <summary>The tenant has no policy of the name that the caller wants to decide.</summary>
    public sealed record UnknownPolicy(string Name, ImmutableArray<string> Known) : Outcome;

    /// <summary>The caller may not choose the policy that decides.</summary>
    public sealed record PolicyForbidden(string Permission) : Outcome;

    /// <summary>The token that came with the request is none of a preview of this very request.</summary>
    public sealed record PromiseRefused(PromiseFault Fault) : Outcome;

    /// <summary>What a preview promised would not be kept; nothing is written.</summary>
    /// <param name="Promised">What was promised.</param>
    /// <param name="Now">What it would be now.</param>
    /// <param name="Breaks">What of it is not kept.</param>
    /// <param name="Instead">What would be done now.</param>
    public sealed record Changed(Promise Promised, Promise Now, ImmutableArray<PromiseBreak> Breaks, Decided Instead) : Outcome;

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
    public sealed record Decided(Decision Decision, Order? Before, Actor Actor) : Outcome
    {
        /// <summary>The policy that decided.</summary>
        public required Policy Policy { get; init; }

        /// <summary>Of a preview that would do something: what promises it.</summary>
        public SignedPromise? Promise { get; init; }

        /// <summary>What is done, or would be done but for the rows that refuse it; null where nothing is, or nobody can know.</summary>
        public Consequences? Consequences => Decision switch
        {
            Decision.Accepted accepted => Consequences.Of(Before, accepted),
            Decision.Refused { Otherwise: { } otherwise } => Consequences.Of(Before, otherwise),
            _ => null,
        };
    }
}

using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Quotes;

namespace Emend.Server.Application;

/// <summary>How the Desk answers a request.</summary>
internal abstract record OrderCommandResult
{
    private OrderCommandResult()
    {
    }

    /// <summary>The caller's token counts no longer.</summary>
    public sealed record Unauthenticated : OrderCommandResult;

    /// <summary>The tenant has no such order.</summary>
    public sealed record NotFound : OrderCommandResult;

    /// <summary>The tenant has no policy of the name that the caller wants to decide.</summary>
    public sealed record UnknownPolicy(string Name, ImmutableArray<string> Known) : OrderCommandResult;

    /// <summary>The caller may not choose the policy that decides.</summary>
    public sealed record PolicyNotAllowed(string Permission) : OrderCommandResult;

    /// <summary>The token that came with the request is none of a preview of this very request.</summary>
    public sealed record InvalidQuoteToken(QuoteTokenError Fault) : OrderCommandResult;

    /// <summary>What a preview promised would not be kept; nothing is written.</summary>
    /// <param name="Quoted">What was promised.</param>
    /// <param name="Actual">What it would be now.</param>
    /// <param name="Deviations">What of it is not kept.</param>
    /// <param name="ActualResult">What would be done now.</param>
    public sealed record QuoteDeviated(Quote Quoted, Quote Actual, ImmutableArray<QuoteDeviation> Deviations, Decided ActualResult) : OrderCommandResult;

    /// <summary>The idempotency key was used for another request.</summary>
    public sealed record IdempotencyKeyReused : OrderCommandResult;

    /// <summary>The request was done before under its idempotency key.</summary>
    /// <param name="Order">The order as it was then.</param>
    /// <param name="Actor">Who asks now.</param>
    public sealed record Replayed(Order Order, Actor Actor) : OrderCommandResult;

    /// <summary>It was decided; where accepted and submitted, it is written.</summary>
    /// <param name="Decision">What was decided.</param>
    /// <param name="Before">The order decided on; null where it is new.</param>
    /// <param name="Actor">Who asks.</param>
    public sealed record Decided(Decision Decision, Order? Before, Actor Actor) : OrderCommandResult
    {
        /// <summary>The policy that decided.</summary>
        public required Policy Policy { get; init; }

        /// <summary>Of a preview that would do something: what promises it.</summary>
        public SignedQuote? Promise { get; init; }

        /// <summary>What is done, or would be done but for the rows that refuse it; null where nothing is, or nobody can know.</summary>
        public Consequences? Consequences => Decision switch
        {
            Decision.Accepted accepted => Consequences.From(Before, accepted),
            Decision.Rejected { ResultIfAllowed: { } otherwise } => Consequences.From(Before, otherwise),
            _ => null,
        };
    }
}

using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Quotes;

namespace Emend.Server.Application.Orders;

/// <summary>The result of <see cref="OrderService"/> for one request.</summary>
internal abstract record OrderCommandResult
{
    private OrderCommandResult()
    {
    }

    /// <summary>The token or API key of the caller is no longer valid.</summary>
    public sealed record Unauthenticated : OrderCommandResult;

    /// <summary>The tenant does not have the order.</summary>
    public sealed record NotFound : OrderCommandResult;

    /// <summary>The tenant does not have the requested policy.</summary>
    public sealed record UnknownPolicy(string Name, ImmutableArray<string> Known) : OrderCommandResult;

    /// <summary>The caller lacks the permission to request a policy.</summary>
    public sealed record PolicyNotAllowed(string Permission) : OrderCommandResult;

    /// <summary>The quote token does not belong to a preview of this request.</summary>
    public sealed record InvalidQuoteToken(QuoteTokenError Error) : OrderCommandResult;

    /// <summary>The result deviates from the quote. Nothing is written.</summary>
    /// <param name="Quoted">The quote of the preview.</param>
    /// <param name="Actual">The quote of the current result.</param>
    /// <param name="Deviations">The deviations beyond the tolerance.</param>
    /// <param name="ActualResult">The current result.</param>
    public sealed record QuoteDeviated(Quote Quoted, Quote Actual, ImmutableArray<QuoteDeviation> Deviations, Decided ActualResult)
        : OrderCommandResult;

    /// <summary>The idempotency key was used for another request.</summary>
    public sealed record IdempotencyKeyReused : OrderCommandResult;

    /// <summary>A request with the same idempotency key was already executed.</summary>
    /// <param name="First">The decision on that request.</param>
    /// <param name="Actor">The caller of this request.</param>
    public sealed record Replayed(StoredDecision First, Actor Actor) : OrderCommandResult
    {
        /// <summary>The order after that request.</summary>
        public Order Order => First.Accepted.After;
    }

    /// <summary>Another node has taken over the claimed background work. Nothing is written.</summary>
    public sealed record ClaimLost : OrderCommandResult;

    /// <summary>The command was decided. An accepted decision is written, except in a preview.</summary>
    /// <param name="Decision">The decision.</param>
    /// <param name="Before">The order before the command; null for a new order.</param>
    /// <param name="Actor">The caller.</param>
    public sealed record Decided(Decision Decision, Order? Before, Actor Actor) : OrderCommandResult
    {
        /// <summary>The policy that decided.</summary>
        public required Policy Policy { get; init; }

        /// <summary>The signed quote of an accepted preview; null otherwise.</summary>
        public SignedQuote? Quote { get; init; }

        /// <summary>
        /// The consequences of an accepted command, or of a rejected command if it were allowed. Null if there are none or they are
        /// unknown.
        /// </summary>
        public Consequences? Consequences => Decision switch
        {
            Decision.Accepted accepted => Consequences.From(Before, accepted),
            Decision.Rejected { ResultIfAllowed: { } otherwise } => Consequences.From(Before, otherwise),
            _ => null,
        };
    }
}

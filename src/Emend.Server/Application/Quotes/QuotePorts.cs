namespace Emend.Server.Application.Quotes;

/// <summary>A key that signs promises.</summary>
internal sealed record QuoteSigningKey(string Id, byte[] Secret);

/// <summary>The keys that sign promises: rotating, kept in the store, shared by all nodes.</summary>
internal interface IQuoteSigningKeys
{
    /// <summary>The key to sign with now.</summary>
    ValueTask<QuoteSigningKey> Current(CancellationToken ct);

    /// <summary>The key of that name; null where there is none or it has run out.</summary>
    ValueTask<QuoteSigningKey?> Find(string id, CancellationToken ct);
}

/// <summary>A promise that a client hands in with what it promised.</summary>
/// <param name="Token">As the preview gave it.</param>
/// <param name="Tolerance">How far from it things may go.</param>
internal sealed record PresentedQuote(string Token, Core.QuoteTolerance Tolerance);

/// <summary>A promise as a preview gives it.</summary>
/// <param name="Token">What to hand in with the request.</param>
/// <param name="Expires">When it counts no longer.</param>
internal sealed record SignedQuote(string Token, DateTimeOffset Expires);

/// <summary>Why a token is not taken.</summary>
internal enum QuoteTokenError
{
    /// <summary>It is no token of a preview.</summary>
    Malformed,

    /// <summary>It was altered, or signed by a key no longer in use.</summary>
    Altered,

    /// <summary>It has expired.</summary>
    Expired,

    /// <summary>It is of another order.</summary>
    OtherOrder,

    /// <summary>It was given to somebody else.</summary>
    OtherCaller,

    /// <summary>It promises what another request does.</summary>
    OtherCommand,
}

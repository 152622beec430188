namespace Emend.Server.Application.Quotes;

/// <summary>A key that signs quotes.</summary>
internal sealed record QuoteSigningKey(string Id, byte[] Secret);

/// <summary>The rotating keys that sign quotes, stored in the database and shared by all nodes.</summary>
internal interface IQuoteSigningKeys
{
    /// <summary>The current signing key.</summary>
    ValueTask<QuoteSigningKey> Current(CancellationToken ct);

    /// <summary>The key with this id; null if it does not exist or has expired.</summary>
    ValueTask<QuoteSigningKey?> Find(string id, CancellationToken ct);
}

/// <summary>A quote token in a request.</summary>
/// <param name="Token">The token from the preview.</param>
/// <param name="Tolerance">The allowed deviation from the quote.</param>
internal sealed record PresentedQuote(string Token, Core.QuoteTolerance Tolerance);

/// <summary>A signed quote in a preview response.</summary>
/// <param name="Token">The token to send with the request.</param>
/// <param name="Expires">When the token expires.</param>
internal sealed record SignedQuote(string Token, DateTimeOffset Expires);

/// <summary>Why a quote token is rejected.</summary>
internal enum QuoteTokenError
{
    /// <summary>The text is not a quote token.</summary>
    Malformed,

    /// <summary>The token was altered, or its signing key has expired.</summary>
    Altered,

    /// <summary>The token has expired.</summary>
    Expired,

    /// <summary>The token belongs to another order.</summary>
    OtherOrder,

    /// <summary>The token was issued to another caller.</summary>
    OtherCaller,

    /// <summary>The token belongs to another command.</summary>
    OtherCommand,
}

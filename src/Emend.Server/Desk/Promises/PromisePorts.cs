namespace Emend.Server.Desk.Promises;

/// <summary>A key that signs promises.</summary>
internal sealed record PromiseKey(string Id, byte[] Secret);

/// <summary>The keys that sign promises: rotating, kept in the store, shared by all nodes.</summary>
internal interface IPromiseKeys
{
    /// <summary>The key to sign with now.</summary>
    ValueTask<PromiseKey> Current(CancellationToken ct);

    /// <summary>The key of that name; null where there is none or it has run out.</summary>
    ValueTask<PromiseKey?> Find(string id, CancellationToken ct);
}

/// <summary>A promise that a client hands in with what it promised.</summary>
/// <param name="Token">As the preview gave it.</param>
/// <param name="Tolerance">How far from it things may go.</param>
internal sealed record Promised(string Token, Core.Tolerance Tolerance);

/// <summary>A promise as a preview gives it.</summary>
/// <param name="Token">What to hand in with the request.</param>
/// <param name="Expires">When it counts no longer.</param>
internal sealed record SignedPromise(string Token, DateTimeOffset Expires);

/// <summary>Why a token is not taken.</summary>
internal enum PromiseFault
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

namespace Emend.Client;

/// <summary>Timeouts and retries of a client.</summary>
public sealed record EmendClientOptions
{
    /// <summary>
    /// The maximum number of attempts, including the first one. The client retries reads, previews and writes with an idempotency key
    /// if there is no response or the status is 429, 502, 503 or 504. Nothing else is retried. 1 disables retries.
    /// </summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The timeout of one attempt.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The idle time after which a stream is reopened. The service sends data about every 10 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The maximum delay after the first attempt; the delay is random. The maximum doubles with every attempt.</summary>
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The maximum delay between attempts. If <c>Retry-After</c> is longer, the client does not retry and returns the value in
    /// <see cref="ServiceUnavailableException.RetryAfter"/>.
    /// </summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock. Replace it in tests.</summary>
#pragma warning disable RS0030 // the default
    public TimeProvider Clock { get; init; } = TimeProvider.System;
#pragma warning restore RS0030
}

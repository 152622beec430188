namespace Emend.Client;

/// <summary>How a client deals with a service that cannot be reached, is slow or is busy.</summary>
public sealed record EmendClientOptions
{
    /// <summary>
    /// How many times a request is tried, the first time included: reads, previews and writes under an idempotency key, where nothing
    /// was answered, or 429, 502, 503 or 504. 1 tries once. Nothing else is ever repeated.
    /// </summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a stream of events may say nothing at all, before it is opened anew. The service says something about every 10 s.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The wait after the first attempt: up to that long, by chance; twice as long after each further one.</summary>
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// The longest wait between attempts. Where the service asks for a longer one by <c>Retry-After</c>, the client gives up at once and
    /// hands it on as <see cref="ServiceUnavailableException.RetryAfter"/>.
    /// </summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock, for tests.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

using System.Diagnostics.CodeAnalysis;

namespace Emend.Client;

/// <summary>
/// The service was unreachable, timed out or was overloaded in all attempts. Without a response, it is unknown whether a write was
/// applied. Send the same request with <see cref="IdempotencyKey"/> again: the server applies it once and returns the result.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "Only the client creates it, from an error response or a missing response.")]
public sealed class ServiceUnavailableException : EmendException
{
    internal ServiceUnavailableException(ProblemDetails problem, TimeSpan? retryAfter, Exception? inner = null)
        : base(problem, inner) => RetryAfter = retryAfter;

    /// <summary>The <c>Retry-After</c> value of the response; null if there is none.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The idempotency key of the failed write; null for reads and for writes without a key.</summary>
    public string? IdempotencyKey { get; internal set; }

    /// <summary>The number of attempts.</summary>
    public int Attempts { get; internal set; }

    internal static ServiceUnavailableException ForNoResponse(string reason, Exception inner) =>
        new(new() { Title = "The service did not respond.", Detail = reason }, null, inner);
}

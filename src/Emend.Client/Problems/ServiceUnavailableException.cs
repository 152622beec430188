using System.Diagnostics.CodeAnalysis;

namespace Emend.Client;

/// <summary>
/// The service could not be reached, did not answer in time, or was too busy, as often as was tried. Whether a write was done is not
/// known where nothing was answered: the same again under <see cref="IdempotencyKey"/> does it once, and tells.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "It is made from what the service answered, or did not.")]
public sealed class ServiceUnavailableException : EmendException
{
    internal ServiceUnavailableException(Problem problem, TimeSpan? retryAfter, Exception? inner = null)
        : base(problem, inner) => RetryAfter = retryAfter;

    /// <summary>How long the service asks to wait, where it says so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The key of the write that failed; null for what only reads, and for writes that take no key.</summary>
    public string? IdempotencyKey { get; internal set; }

    /// <summary>How many times it was tried.</summary>
    public int Attempts { get; internal set; }

    internal static ServiceUnavailableException NoAnswer(string reason, Exception inner) =>
        new(new() { Title = "The service did not answer.", Detail = reason }, null, inner);
}

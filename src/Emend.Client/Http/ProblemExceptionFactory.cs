using System.Net;
using System.Text.Json;

namespace Emend.Client;

/// <summary>Creates exceptions from error responses.</summary>
internal static class ProblemExceptionFactory
{
    public static EmendException Create(HttpResponseMessage response, byte[] bytes, TimeProvider clock)
    {
        var problem = ReadProblem(response, bytes);
        return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            ? new ServiceUnavailableException(problem, GetRetryAfter(response, clock))
            : Create(problem);
    }

    public static EmendException CreateForUnreadableBody(int status, JsonException cause) =>
        new(new() { Title = "The response cannot be read.", Status = status, Detail = cause.Message }, cause);

    /// <summary>Selects the exception by problem type. Unknown problem types are selected by status.</summary>
    private static EmendException Create(ProblemDetails problem) => (problem.GetCode(), problem.Status) switch
    {
        ("invalid-request", _) => new InvalidRequestException(problem),
        ("version-conflict", _) => new VersionConflictException(problem),
        ("merge-conflict", _) => new MergeConflictException(problem),
        ("rule-violation", _) => new RuleViolationException(problem),
        ("idempotency-key-reused", _) => new IdempotencyKeyReusedException(problem),
        ("unknown-policy", _) => new UnknownPolicyException(problem),
        ("nothing-to-undo", _) => new NothingToUndoException(problem),
        ("invalid-quote-token", _) => new InvalidQuoteTokenException(problem),
        ("quote-deviation", _) => new QuoteDeviationException(problem),
        ("invalid-policy", _) => new InvalidPolicyException(problem),
        ("policy-in-use", _) => new PolicyInUseException(problem),
        ("name-conflict", _) => new NameConflictException(problem),
        ("invalid-state", _) => new InvalidStateException(problem),
        (_, 400 or 413 or 415) => new InvalidRequestException(problem),
        (_, 401) => new UnauthenticatedException(problem),
        (_, 403) => new ForbiddenException(problem),
        (_, 404) => new NotFoundException(problem),
        (_, >= 500) => new ServerErrorException(problem),
        _ => new EmendException(problem),
    };

    // A proxy can also respond, without a problem document.
    private static ProblemDetails ReadProblem(HttpResponseMessage response, byte[] bytes)
    {
        var status = (int)response.StatusCode;
        try
        {
            if (response.Content.Headers.ContentType?.MediaType is "application/problem+json"
                && JsonSerializer.Deserialize(bytes, EmendJsonContext.Default.ProblemDetails) is { } problem)
            {
                return problem with { Status = status };
            }
        }
        catch (JsonException)
        {
            // The body is not a valid problem document; the status describes the error.
        }

        return new() { Title = $"The response has status {status} {response.ReasonPhrase} and is not an Emend problem.", Status = status };
    }

    private static TimeSpan? GetRetryAfter(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };
}

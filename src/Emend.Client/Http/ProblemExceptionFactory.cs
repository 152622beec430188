using System.Net;
using System.Text.Json;

namespace Emend.Client;

/// <summary>Answers that are no success, as the exceptions they are.</summary>
internal static class ProblemExceptionFactory
{
    public static EmendException Of(HttpResponseMessage response, byte[] bytes, TimeProvider clock)
    {
        var problem = Problem(response, bytes);
        return response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            ? new ServiceUnavailableException(problem, After(response, clock))
            : Of(problem);
    }

    public static EmendException Unreadable(int status, JsonException why) =>
        new(new() { Title = "The answer cannot be read.", Status = status, Detail = why.Message }, why);

    /// <summary>By its type; one that is not known yet by its status, where that says the same of all.</summary>
    private static EmendException Of(Problem problem) => (problem.Code(), problem.Status) switch
    {
        ("malformed", _) => new InvalidRequestException(problem),
        ("stale", _) => new VersionConflictException(problem),
        ("conflict", _) => new MergeConflictException(problem),
        ("refused", _) => new RuleViolationException(problem),
        ("key-reused", _) => new IdempotencyKeyReusedException(problem),
        ("unknown-policy", _) => new UnknownPolicyException(problem),
        ("nothing-to-undo", _) => new NothingToUndoException(problem),
        ("token-refused", _) => new InvalidQuoteTokenException(problem),
        ("promise-broken", _) => new QuoteDeviationException(problem),
        ("unsound-policy", _) => new InvalidPolicyException(problem),
        ("policy-in-use", _) => new PolicyInUseException(problem),
        ("taken", _) => new NameConflictException(problem),
        ("impossible", _) => new InvalidStateException(problem),
        (_, 400 or 413 or 415) => new InvalidRequestException(problem),
        (_, 401) => new UnauthenticatedException(problem),
        (_, 403) => new ForbiddenException(problem),
        (_, 404) => new NotFoundException(problem),
        (_, >= 500) => new ServerErrorException(problem),
        _ => new EmendException(problem),
    };

    // What stands between may answer too, in its own words.
    private static Problem Problem(HttpResponseMessage response, byte[] bytes)
    {
        var status = (int)response.StatusCode;
        try
        {
            if (response.Content.Headers.ContentType?.MediaType is "application/problem+json"
                && JsonSerializer.Deserialize(bytes, EmendJsonContext.Default.Problem) is { } problem)
                return problem with { Status = status };
        }
        catch (JsonException)
        {
            // Told below.
        }

        return new() { Title = $"The answer was {status} {response.ReasonPhrase}, and no problem of Emend.", Status = status };
    }

    private static TimeSpan? After(HttpResponseMessage response, TimeProvider clock) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };
}

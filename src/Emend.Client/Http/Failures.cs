using System.Net;
using System.Text.Json;

namespace Emend.Client;

/// <summary>Answers that are no success, as the exceptions they are.</summary>
internal static class Failures
{
    public static EmendException Of(HttpResponseMessage answer, byte[] bytes, TimeProvider clock)
    {
        var problem = Problem(answer, bytes);
        return answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            ? new UnavailableException(problem, After(answer, clock))
            : Of(problem);
    }

    public static EmendException Unreadable(int status, JsonException why) =>
        new(new() { Title = "The answer cannot be read.", Status = status, Detail = why.Message }, why);

    /// <summary>By its type; one that is not known yet by its status, where that says the same of all.</summary>
    private static EmendException Of(Problem problem) => (problem.Code(), problem.Status) switch
    {
        ("malformed", _) => new MalformedException(problem),
        ("stale", _) => new StaleException(problem),
        ("conflict", _) => new ConflictException(problem),
        ("refused", _) => new RefusedException(problem),
        ("key-reused", _) => new KeyReusedException(problem),
        ("unknown-policy", _) => new UnknownPolicyException(problem),
        ("nothing-to-undo", _) => new NothingToUndoException(problem),
        ("token-refused", _) => new TokenRefusedException(problem),
        ("promise-broken", _) => new PromiseBrokenException(problem),
        ("unsound-policy", _) => new UnsoundPolicyException(problem),
        ("policy-in-use", _) => new PolicyInUseException(problem),
        ("taken", _) => new TakenException(problem),
        ("impossible", _) => new ImpossibleException(problem),
        (_, 400 or 413 or 415) => new MalformedException(problem),
        (_, 401) => new UnauthenticatedException(problem),
        (_, 403) => new ForbiddenException(problem),
        (_, 404) => new NotFoundException(problem),
        (_, >= 500) => new FailedException(problem),
        _ => new EmendException(problem),
    };

    // What stands between may answer too, in its own words.
    private static Problem Problem(HttpResponseMessage answer, byte[] bytes)
    {
        var status = (int)answer.StatusCode;
        try
        {
            if (answer.Content.Headers.ContentType?.MediaType is "application/problem+json"
                && JsonSerializer.Deserialize(bytes, Wire.Default.Problem) is { } problem)
                return problem with { Status = status };
        }
        catch (JsonException)
        {
            // Told below.
        }

        return new() { Title = $"The answer was {status} {answer.ReasonPhrase}, and no problem of Emend.", Status = status };
    }

    private static TimeSpan? After(HttpResponseMessage answer, TimeProvider clock) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };
}

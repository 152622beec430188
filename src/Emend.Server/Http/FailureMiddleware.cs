using System.Globalization;
using Emend.Server.Common;

namespace Emend.Server.Http;

/// <summary>
/// Handles the exceptions of all requests, including those of authentication. Logs them once, without the request body, and answers in the
/// error format of the endpoint's API, without details.
/// </summary>
internal sealed class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> log)
{
    public async Task Invoke(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client disconnected.
        }
        catch (Exception failure) when (!http.Response.HasStarted)
        {
            await Answer(http, failure);
        }
    }

    private Task Answer(HttpContext http, Exception failure)
    {
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        switch (failure)
        {
            case BadHttpRequestException invalid:
                return Write(http, RequestFailure.NotReceived(invalid));
            case ServerBusyException:
                return Write(http, RequestFailure.TooManyRequests(failure.Message, ServerBusyException.RetryAfterSeconds));
            case TenantSuspendedException:
                return Write(http, RequestFailure.TenantSuspended);
            case PolicyUnavailableException:
                log.LogError("{Method} {Route} failed. {Reason}", http.Request.Method, route, failure.Message);
                return Write(http, RequestFailure.PolicyUnavailable(failure.Message));
            case TimeoutException:
                log.LogWarning(failure, "{Method} {Route} timed out", http.Request.Method, route);
                return Write(http, RequestFailure.Busy);
            case DatabaseUnavailableException:
                log.LogError("{Method} {Route} failed. {Reason}", http.Request.Method, route, failure.Message);
                return Write(http, RequestFailure.Unavailable);
            default:
                log.LogError(failure, "{Method} {Route} failed", http.Request.Method, route);
                return Write(http, RequestFailure.Unexpected);
        }
    }

    private static Task Write(HttpContext http, RequestFailure failure) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ApiFailureWriter>() is { } writer
            ? writer.WriteWithRetryAfter(http, failure)
            : Results.Text($"{failure.Title} {failure.Remedy}", statusCode: failure.Status).ExecuteAsync(http);
}

/// <summary>Metadata of an endpoint: writes failures in the error format of its API.</summary>
internal sealed record ApiFailureWriter(Func<HttpContext, RequestFailure, Task> Write)
{
    public Task WriteWithRetryAfter(HttpContext http, RequestFailure failure)
    {
        if (failure.RetryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Write(http, failure);
    }
}

/// <summary>A failure that every endpoint can have.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The problem type of the native API.</param>
/// <param name="Title">What failed.</param>
/// <param name="Remedy">What the client can do; null if nothing.</param>
internal sealed record RequestFailure(int Status, string Code, string Title, string? Remedy)
{
    /// <summary>Too many concurrent requests for the same order or stock.</summary>
    public static readonly RequestFailure Busy =
        new(StatusCodes.Status503ServiceUnavailable, "busy", "Too many requests for the same order or stock.", "Try again.")
        {
            RetryAfterSeconds = 1,
        };

    /// <summary>The database does not respond or cannot write.</summary>
    public static readonly RequestFailure Unavailable = new(
        StatusCodes.Status503ServiceUnavailable, "unavailable", "The database is unavailable.",
        "The request was applied completely or not at all. Repeat it with the same Idempotency-Key, or read the resource first.")
    {
        RetryAfterSeconds = 5,
    };

    /// <summary>The tenant of the caller is suspended.</summary>
    public static readonly RequestFailure TenantSuspended = new(
        StatusCodes.Status403Forbidden, "tenant-suspended", "The tenant is suspended.",
        "Nothing is lost. Ask the operator of this Emend to resume the tenant.");

    public static readonly RequestFailure Unexpected = new(
        StatusCodes.Status500InternalServerError, "server-error", "The server failed.",
        "The request was applied completely or not at all. Read the resource before you retry.");

    /// <summary>The value of Retry-After; null if the header is omitted.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The assigned policy exists only in another version.</summary>
    public static RequestFailure PolicyUnavailable(string title) => new(
        StatusCodes.Status503ServiceUnavailable, "policy-unavailable", title,
        "Nothing changed. Start the version that has the policy, or assign another one with PUT /emend/v1/policies/assignments.");

    /// <summary>A limit of the caller, or of a queue of the server.</summary>
    public static RequestFailure TooManyRequests(string title, int seconds) =>
        new(StatusCodes.Status429TooManyRequests, "too-many-requests", title, $"Try again after {seconds} s.")
        {
            RetryAfterSeconds = seconds,
        };

    public static RequestFailure NotReceived(BadHttpRequestException failure) =>
        new(failure.StatusCode, "invalid-request", "The request could not be received: " + failure.Message, null);
}

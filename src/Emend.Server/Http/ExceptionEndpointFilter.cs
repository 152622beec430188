using Emend.Server.Common;

namespace Emend.Server.Http;

/// <summary>
/// Handles unexpected exceptions. Logs them once, without the request body, and answers in the error format of the API without details.
/// </summary>
internal sealed class ExceptionEndpointFilter<TErrorWriter>(ILogger<ExceptionEndpointFilter<TErrorWriter>> log) : IEndpointFilter
    where TErrorWriter : IApiErrorWriter
{
    private const string RetryAfterSeconds = "1";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException e)
        {
            await TErrorWriter.WriteFailure(http, e.StatusCode, "The request could not be received: " + e.Message, null);
        }
        catch (TimeoutException e)
        {
            log.LogWarning(e, "{Method} {Route} timed out", http.Request.Method, Route(http));
            http.Response.Headers.RetryAfter = RetryAfterSeconds;
            await TErrorWriter.WriteFailure(
                http, StatusCodes.Status503ServiceUnavailable, "Too many requests for the same order or stock.", "Try again.");
        }
        catch (ServerBusyException e)
        {
            await RateLimits.WriteTooManyRequests(http, new(TErrorWriter.WriteFailure), e.Message, ServerBusyException.RetryAfterSeconds);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client disconnected.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            log.LogError(e, "{Method} {Route} failed", http.Request.Method, Route(http));
            await TErrorWriter.WriteFailure(
                http,
                StatusCodes.Status500InternalServerError,
                "The server failed.",
                "The request was applied completely or not at all. Read the resource before you retry.");
        }

        return Results.Empty;
    }

    private static string? Route(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}

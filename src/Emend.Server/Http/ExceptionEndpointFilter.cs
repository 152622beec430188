namespace Emend.Server.Http;

/// <summary>What nobody foresaw, in the shape of the face: logged once, without payload, and told without its insides.</summary>
internal sealed class ExceptionEndpointFilter<TFace>(ILogger<ExceptionEndpointFilter<TFace>> log) : IEndpointFilter
    where TFace : IApiErrorWriter
{
    private const string AgainInSeconds = "1";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException e)
        {
            await TFace.Failed(http, e.StatusCode, "The request could not be received: " + e.Message, null);
        }
        catch (TimeoutException e)
        {
            log.LogWarning(e, "{Method} {Route} timed out", http.Request.Method, Route(http));
            http.Response.Headers.RetryAfter = AgainInSeconds;
            await TFace.Failed(
                http, StatusCodes.Status503ServiceUnavailable, "Too many requests for the same order or stock.", "Try again.");
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody is left to answer.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            log.LogError(e, "{Method} {Route} failed", http.Request.Method, Route(http));
            await TFace.Failed(
                http,
                StatusCodes.Status500InternalServerError,
                "The server failed.",
                "Nothing was written, or all of it: read before you try again.");
        }

        return Results.Empty;
    }

    private static string? Route(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}

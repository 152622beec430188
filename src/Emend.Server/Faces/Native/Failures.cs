namespace Emend.Server.Faces.Native;

/// <summary>What nobody foresaw, as a problem: logged once, without payload, and told without its insides.</summary>
internal sealed class Failures(ILogger<Failures> log) : IEndpointFilter
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
            await Problems.Write(http, new("malformed", "The request could not be received.", e.StatusCode) { Detail = e.Message });
        }
        catch (TimeoutException e)
        {
            log.LogWarning(e, "{Method} {Route} timed out", http.Request.Method, Route(http));
            http.Response.Headers.RetryAfter = AgainInSeconds;
            await Problems.Write(http, new("busy", "Too many requests for the same order or stock. Try again.", 503));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody is left to answer.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            log.LogError(e, "{Method} {Route} failed", http.Request.Method, Route(http));
            await Problems.Write(http, new("failed", "The server failed.", 500)
            {
                Detail = "Nothing was written, or all of it: read before you try again.",
            });
        }

        return Results.Empty;
    }

    private static string? Route(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}

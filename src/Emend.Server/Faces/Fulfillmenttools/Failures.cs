using Emend.Server.Faces.Fulfillmenttools.Wire;

namespace Emend.Server.Faces.Fulfillmenttools;

/// <summary>What nobody foresaw, in this face's shape: logged once, without payload, and told without its insides.</summary>
internal sealed class Failures(ILogger<Failures> log) : IEndpointFilter
{
    private const string AgainInSeconds = "1";

    private static readonly ErrorBody Busy = new("Too many requests for the same order or stock.", "Try again.");

    private static readonly ErrorBody Failed = new("The server failed.", "Nothing was written, or all of it: read before you try again.");

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            return await next(context);
        }
        catch (BadHttpRequestException e)
        {
            await Errors.Write(http, e.StatusCode, [new("The request could not be received: " + e.Message)]);
        }
        catch (TimeoutException e)
        {
            log.LogWarning(e, "{Method} {Route} timed out", http.Request.Method, Route(http));
            http.Response.Headers.RetryAfter = AgainInSeconds;
            await Errors.Write(http, StatusCodes.Status503ServiceUnavailable, [Busy]);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client went away; nobody is left to answer.
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            log.LogError(e, "{Method} {Route} failed", http.Request.Method, Route(http));
            await Errors.Write(http, StatusCodes.Status500InternalServerError, [Failed]);
        }

        return Results.Empty;
    }

    private static string? Route(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
}

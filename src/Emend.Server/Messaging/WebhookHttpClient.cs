using Emend.Server.Http;

namespace Emend.Server.Messaging;

/// <summary>HTTP client for receivers. Checks the target, has a timeout, and uses no cookies, proxies, or redirects.</summary>
internal sealed class WebhookHttpClient(OutboundTargetPolicy outboundTargetPolicy, DeliveryOptions options) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        // A host name may resolve to another address later.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectTimeout = options.RequestTimeout,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 64 * 1024,
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, ct) => outboundTargetPolicy.Connect(context.DnsEndPoint, ct),
    });

    /// <summary>Sends the request and returns the status code. Ignores the response body.</summary>
    public async Task<int> Send(HttpRequestMessage request, CancellationToken stoppingToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        timeout.CancelAfter(options.RequestTimeout);
        using var response = await _invoker.SendAsync(request, timeout.Token);
        return (int)response.StatusCode;
    }

    public void Dispose() => _invoker.Dispose();
}

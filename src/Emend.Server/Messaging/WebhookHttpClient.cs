using Emend.Server.Http;

namespace Emend.Server.Messaging;

/// <summary>HTTP client for receivers. Checks the target, has a timeout, and uses no cookies, proxies, or redirects.</summary>
internal sealed class WebhookHttpClient(OutboundTargetPolicy outboundTargetPolicy, DeliveryOptions options, TimeProvider clock)
    : IDisposable
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
        using var timeout = new CancellationTokenSource(options.RequestTimeout, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, timeout.Token);
        using var response = await _invoker.SendAsync(request, end.Token);
        return (int)response.StatusCode;
    }

    public void Dispose() => _invoker.Dispose();
}

using Emend.Server.Http;

namespace Emend.Server.Messaging;

/// <summary>Calls receivers: only those that may be called, without cookies, proxies and redirects, and not for too long.</summary>
internal sealed class WebhookHttpClient(OutboundTargetPolicy outboundTargetPolicy, DeliveryOptions options) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        // A name may come to mean another host.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectTimeout = options.RequestTimeout,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 64 * 1024,
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, ct) => outboundTargetPolicy.Connect(context.DnsEndPoint, ct),
    });

    /// <summary>The status of the answer; what else it says is nobody's business.</summary>
    public async Task<int> Call(HttpRequestMessage request, CancellationToken stop)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stop);
        timeout.CancelAfter(options.RequestTimeout);
        using var response = await _invoker.SendAsync(request, timeout.Token);
        return (int)response.StatusCode;
    }

    public void Dispose() => _invoker.Dispose();
}

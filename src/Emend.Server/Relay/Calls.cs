using Emend.Server.Http;

namespace Emend.Server.Relay;

/// <summary>Calls receivers: only those that may be called, without cookies, proxies and redirects, and not for too long.</summary>
internal sealed class Calls(Targets targets, RelayOptions options) : IDisposable
{
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        // A name may come to mean another host.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectTimeout = options.Patience,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 64 * 1024,
        ActivityHeadersPropagator = null,
        ConnectCallback = (context, ct) => targets.Connect(context.DnsEndPoint, ct),
    });

    /// <summary>The status of the answer; what else it says is nobody's business.</summary>
    public async Task<int> Call(HttpRequestMessage request, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(options.Patience);
        using var response = await _invoker.SendAsync(request, patience.Token);
        return (int)response.StatusCode;
    }

    public void Dispose() => _invoker.Dispose();
}

using System.Collections.Concurrent;

namespace Emend.IntegrationTests.Clients;

/// <summary>A request that a client sent.</summary>
internal sealed record SentRequest(string Method, Uri Address, string? Key, string? Body)
{
    public string Path => Address.AbsolutePath;

    /// <summary>The names of the query parameters and of the request headers, without Accept and Authorization.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];
}

/// <summary>Records the requests. <paramref name="respond"/> can return a response; null sends the request to the server.</summary>
internal sealed class RecordingHandler(Func<int, HttpRequestMessage, HttpResponseMessage?> respond, HttpMessageHandler? innerHandler = null)
    : DelegatingHandler(innerHandler ?? new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<SentRequest> _sent = [];

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    /// <summary>Sends the requests to the server and loses the first responses.</summary>
    public static HttpMessageHandler LosingResponses(int count, out RecordingHandler outer)
    {
        outer = new((_, _) => null, new ResponseLosingHandler(count));
        return outer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        _sent.Enqueue(new(request.Method.Method, request.RequestUri!, key, body) { Parameters = [.. GetParameterNames(request)] });
        return respond(_sent.Count, request) ?? await base.SendAsync(request, cancellationToken);
    }

    private static IEnumerable<string> GetParameterNames(HttpRequestMessage request) =>
        request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')[0])
            .Concat(request.Headers.Select(h => h.Key).Where(name => name is not ("Accept" or "Authorization")));

    private sealed class ResponseLosingHandler(int count) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int _lost;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!request.RequestUri!.AbsolutePath.StartsWith("/emend/", StringComparison.Ordinal) || _lost >= count)
            {
                return response;
            }

            _lost++;
            await response.Content.ReadAsByteArrayAsync(cancellationToken);
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the connection was cut");
        }
    }
}

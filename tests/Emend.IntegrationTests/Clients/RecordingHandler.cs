using System.Collections.Concurrent;

namespace Emend.IntegrationTests.Clients;

/// <summary>What a client sent, in the order in which it did.</summary>
internal sealed record SentRequests(string Method, Uri Address, string? Key, string? Body)
{
    public string Path => Address.AbsolutePath;

    /// <summary>The names of its parameters: of the query, and of those headers that are no matter of the connection.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];
}

/// <summary>Notes what goes out, and may answer itself: a null lets the request through.</summary>
internal sealed class RecordingHandler(Func<int, HttpRequestMessage, HttpResponseMessage?> answer, HttpMessageHandler? further = null)
    : DelegatingHandler(further ?? new SocketsHttpHandler())
{
    private readonly ConcurrentQueue<SentRequests> sent = [];

    public IReadOnlyList<SentRequests> Sent => [.. sent];

    /// <summary>Lets the service do its work, and loses the answers of the first requests.</summary>
    public static HttpMessageHandler Losing(int answers, out RecordingHandler outer)
    {
        outer = new((_, _) => null, new LosingHandler(answers));
        return outer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        sent.Enqueue(new(request.Method.Method, request.RequestUri!, key, body) { Parameters = [.. Named(request)] });
        return answer(sent.Count, request) ?? await base.SendAsync(request, cancellationToken);
    }

    private static IEnumerable<string> Named(HttpRequestMessage request) =>
        request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')[0])
            .Concat(request.Headers.Select(h => h.Key).Where(name => name is not ("Accept" or "Authorization")));

    private sealed class LosingHandler(int answers) : DelegatingHandler(new SocketsHttpHandler())
    {
        private int lost;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (!request.RequestUri!.AbsolutePath.StartsWith("/emend/", StringComparison.Ordinal) || lost >= answers) return response;
            lost++;
            await response.Content.ReadAsByteArrayAsync(cancellationToken);
            response.Dispose();
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "the line was cut");
        }
    }
}

using System.Text.Json;

namespace Emend.Bench.Load;

/// <summary>A running Emend: signs in, and finds orders to work on.</summary>
internal sealed class EmendTarget(Uri server) : IDisposable
{
    private readonly List<HttpConnection> _httpConnections = [];

    public IReadOnlyList<HttpConnection> Connections => _httpConnections;

    public async Task Connect(int clients, string key, string email, string password)
    {
        using var first = new HttpConnection(server);
        var body = JsonSerializer.Serialize(new { email, password, returnSecureToken = true });
        var status = await first.Exchange("POST", $"/v1/accounts:signInWithPassword?key={key}", body);
        if (status != 200)
            throw new InvalidOperationException($"Sign-in answered {status}: {first.Description}");
        using var answer = JsonDocument.Parse(first.Body);
        var token = answer.RootElement.GetProperty("idToken").GetString();
        for (var i = 0; i < clients; i++)
            _httpConnections.Add(new HttpConnection(server) { Token = token });
    }

    /// <summary>Reads these orders once, so that their versions and lines are known.</summary>
    public async Task<IReadOnlyList<TrackedOrder>> Know(IEnumerable<string> ids)
    {
        var orders = ids.Select(id => new TrackedOrder(id)).ToList();
        await Task.WhenAll(_httpConnections.Select((httpConnection, i) => Task.Run(async () =>
        {
            for (var at = i; at < orders.Count; at += _httpConnections.Count)
            {
                if (await httpConnection.Exchange("GET", orders[at].Path) != 200)
                    throw new InvalidOperationException($"GET {orders[at].Path} was not answered.");
                orders[at].Read(httpConnection.Body.Span);
            }
        })));
        return orders;
    }

    /// <summary>The ids of the first orders the server lists.</summary>
    public async Task<IReadOnlyList<string>> List(int max)
    {
        var ids = new List<string>();
        while (ids.Count < max)
        {
            var after = ids.Count == 0 ? "" : $"&startAfterId={ids[^1]}";
            if (await _httpConnections[0].Exchange("GET", $"/api/orders?size=100{after}") != 200)
                throw new InvalidOperationException("The orders could not be listed.");
            using var page = JsonDocument.Parse(_httpConnections[0].Body);
            var orders = page.RootElement.GetProperty("orders");
            if (orders.GetArrayLength() == 0)
                break;
            ids.AddRange(orders.EnumerateArray().Select(o => o.GetProperty("id").GetString()!));
        }
        return ids;
    }

    public void Dispose() => _httpConnections.ForEach(c => c.Dispose());
}

using System.Text.Json;

namespace Emend.Bench.Load;

/// <summary>Connections to a running Emend server. Signs in and reads orders.</summary>
internal sealed class EmendTarget(Uri server) : IDisposable
{
    private readonly List<HttpConnection> _httpConnections = [];

    public IReadOnlyList<HttpConnection> Connections => _httpConnections;

    public async Task Connect(int clients, string key, string email, string password)
    {
        using var first = new HttpConnection(server);
        var body = JsonSerializer.Serialize(new { email, password, returnSecureToken = true });
        var status = await first.Send("POST", $"/v1/accounts:signInWithPassword?key={key}", body);
        if (status != 200)
        {
            throw new InvalidOperationException($"Sign-in returned status {status}: {first.BodyText}");
        }

        using var answer = JsonDocument.Parse(first.Body);
        var token = answer.RootElement.GetProperty("idToken").GetString();
        for (var i = 0; i < clients; i++)
        {
            _httpConnections.Add(new HttpConnection(server) { Token = token });
        }
    }

    /// <summary>Reads the versions and lines of the orders.</summary>
    public async Task<IReadOnlyList<TrackedOrder>> ReadOrders(IEnumerable<string> ids)
    {
        var orders = ids.Select(id => new TrackedOrder(id)).ToList();
        await Task.WhenAll(_httpConnections.Select((httpConnection, i) => Task.Run(async () =>
        {
            for (var index = i; index < orders.Count; index += _httpConnections.Count)
            {
                if (await httpConnection.Send("GET", orders[index].Path) != 200)
                {
                    throw new InvalidOperationException($"GET {orders[index].Path} failed.");
                }

                orders[index].Read(httpConnection.Body.Span);
            }
        })));
        return orders;
    }

    /// <summary>Lists the ids of the first <paramref name="max"/> orders.</summary>
    public async Task<IReadOnlyList<string>> ListOrderIds(int max)
    {
        var ids = new List<string>();
        while (ids.Count < max)
        {
            var after = ids.Count == 0 ? "" : $"&startAfterId={ids[^1]}";
            if (await _httpConnections[0].Send("GET", $"/api/orders?size=100{after}") != 200)
            {
                throw new InvalidOperationException("Could not list the orders.");
            }

            using var page = JsonDocument.Parse(_httpConnections[0].Body);
            var orders = page.RootElement.GetProperty("orders");
            if (orders.GetArrayLength() == 0)
            {
                break;
            }

            ids.AddRange(orders.EnumerateArray().Select(o => o.GetProperty("id").GetString()!));
        }
        return ids;
    }

    public void Dispose() => _httpConnections.ForEach(c => c.Dispose());
}

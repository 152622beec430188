using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>Clients of a running server, and orders for tests.</summary>
internal static class ClientFixture
{
    public const string Mug = "MUG-E-1207";
    public const string Cap = "CAP-R-9082";

    /// <summary>Options with short delays between attempts.</summary>
    public static readonly EmendClientOptions FastRetries = new()
    {
        InitialBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromSeconds(30),
    };

    public static EmendCredentials GetCredentials(string user) =>
        EmendCredentials.FromPassword("demo", $"{user}@demo.emend", "demo-" + user);

    extension(EmendApp app)
    {
        public EmendClient CreateClient(string user = "agent") => new(app.Url, GetCredentials(user), FastRetries);

        /// <summary>Creates a client that sends its requests through a handler. The HTTP client disposes the handler.</summary>
        public (EmendClient Client, HttpClient Http) CreateClientWith(HttpMessageHandler handler)
        {
            var http = new HttpClient(handler) { BaseAddress = app.Url };
            return (new EmendClient(http, GetCredentials("agent"), FastRetries), http);
        }
    }

    extension(EmendClient client)
    {
        public Task<Order> PlaceOrder(decimal quantity = 3) => client.Orders.PlaceAsync(new() { Lines = [new(Mug, quantity)] });
    }

    public static async Task<List<T>> Collect<T>(this IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
        {
            all.Add(item);
        }

        return all;
    }
}

using Emend.Client;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Clients;

/// <summary>Clients of a running Emend, and orders to try things on.</summary>
internal static class ClientFixture
{
    public const string Mug = "MUG-E-1207";
    public const string Cap = "CAP-R-9082";

    /// <summary>Hardly any waiting between attempts.</summary>
    public static readonly EmendClientOptions Hasty = new()
    {
        InitialBackoff = TimeSpan.FromMilliseconds(1), MaxBackoff = TimeSpan.FromSeconds(2), Timeout = TimeSpan.FromSeconds(30),
    };

    public static EmendCredentials Of(string who) => EmendCredentials.SignIn("demo", $"{who}@demo.emend", "demo-" + who);

    extension(EmendApp app)
    {
        public EmendClient Client(string who = "agent") => new(app.Url, Of(who), Hasty);

        /// <summary>A client whose requests go through a handler, which the connections own.</summary>
        public (EmendClient Client, HttpClient Http) Through(HttpMessageHandler handler)
        {
            var http = new HttpClient(handler) { BaseAddress = app.Url };
            return (new EmendClient(http, Of("agent"), Hasty), http);
        }
    }

    extension(EmendClient client)
    {
        public Task<Order> Place(decimal quantity = 3) => client.Orders.PlaceAsync(new() { Lines = [new(Mug, quantity)] });
    }

    public static async Task<List<T>> All<T>(this IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items) all.Add(item);
        return all;
    }
}

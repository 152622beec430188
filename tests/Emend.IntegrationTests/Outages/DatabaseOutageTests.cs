using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Emend.Client;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Emend.IntegrationTests.Outages;

/// <summary>While the database is away or cannot write, both APIs answer 503 with Retry-After, and the node is not ready.</summary>
public sealed class DatabaseOutageTests
{
    private const string Order = """{ "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ] }""";

    private const string VendorOrder = """
        { "orderDate": "2026-11-19T08:45:50.525Z", "consumer": { "addresses": [ { "street": "Prinsengracht", "houseNumber": "263",
            "postalCode": "1016 GV", "city": "Amsterdam", "country": "NL" } ] },
          "orderLineItems": [ { "article": { "tenantArticleId": "MUG-E-1207", "title": "Mug" }, "quantity": 1 } ] }
        """;

    private const string SignIn = """{ "email": "admin@demo.emend", "password": "demo-admin", "returnSecureToken": true }""";

    [Fact]
    public async Task A_full_disk_is_503_and_not_ready_until_there_is_space()
    {
        await using var app = await EmendApp.Start();
        using var http = Connect(app.Url);
        var database = app.Services.GetRequiredService<Database>();
        await LimitPages(database, 1); // the current size

        var refused = await PostUntil(http, "emend/v1/orders", Order, HttpStatusCode.ServiceUnavailable);

        await AssertUnavailable(refused, native: true);
        await AssertUnavailable(await PostUntil(http, "api/orders", VendorOrder, HttpStatusCode.ServiceUnavailable), native: false);
        await WaitForReadiness(http, HttpStatusCode.ServiceUnavailable);

        await LimitPages(database, 1_000_000);

        await WaitForReadiness(http, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Created, (await Post(http, "emend/v1/orders", Order)).StatusCode);
    }

    [Fact]
    public async Task An_absent_PostgreSql_is_503_for_reads_writes_and_sign_ins_until_it_returns()
    {
        using var database = new TestDatabase.PostgreSqlTestDatabase();
        await database.Fill();
        using var proxy = CreateProxy(database);
        await using var app = await EmendApp.Join(database, [Through(proxy, database)], _ => { });
        using var http = Connect(app.Url);
        var id = (string)(await Read(await Post(http, "emend/v1/orders", Order)))["id"]!;

        proxy.Close();

        await AssertUnavailable(await http.GetAsync($"emend/v1/orders/{id}"), native: true);
        await AssertUnavailable(await Post(http, "emend/v1/orders", Order), native: true);
        await AssertUnavailable(await http.GetAsync($"api/orders/{id}"), native: false);
        await AssertUnavailable(await Post(http, "api/orders", VendorOrder), native: false);
        using var unknownKey = new HttpRequestMessage(HttpMethod.Get, $"emend/v1/orders/{id}");
        unknownKey.Headers.Add("X-Api-Key", "a key that is not in the cache");
        using var anonymous = new HttpClient { BaseAddress = app.Url };
        await AssertUnavailable(await anonymous.SendAsync(unknownKey), native: true);
        var signIn = await AssertRetryAfter(await Post(http, "v1/accounts:signInWithPassword?key=demo", SignIn));
        Assert.Equal("UNAVAILABLE", (string)(await Read(signIn))["error"]!["status"]!);
        await WaitForReadiness(http, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("health/live")).StatusCode);

        proxy.Open();

        await WaitForReadiness(http, HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync($"api/orders/{id}")).StatusCode);
    }

    [Fact]
    public async Task The_client_repeats_a_write_after_the_time_of_Retry_After()
    {
        using var database = new TestDatabase.PostgreSqlTestDatabase();
        await database.Fill();
        using var proxy = CreateProxy(database);
        await using var app = await EmendApp.Join(database, [Through(proxy, database)], _ => { });
        using var handler = new StatusRecorder(() => proxy.Open());
        using var http = new HttpClient(handler) { BaseAddress = app.Url };
        using var client = new EmendClient(http, EmendCredentials.FromApiKey("demo-api-key"));
        proxy.Close();

        var placed = await client.Orders.PlaceAsync(new() { Lines = [new("MUG-E-1207", 1)] });

        Assert.Equal(1, placed.Revision);
        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.Created], handler.Statuses);
    }

    [Fact]
    public async Task The_start_waits_for_a_PostgreSql_that_is_not_there_yet()
    {
        using var database = new TestDatabase.PostgreSqlTestDatabase();
        await database.Fill();
        using var proxy = CreateProxy(database, isOpen: false);

        var starting = EmendApp.Join(database, [Through(proxy, database)], _ => { });
        await Wait.Until(() => Task.FromResult(proxy.Refused > 1), "connections are refused");
        proxy.Open();

        await using var app = await starting;
        using var http = Connect(app.Url);
        Assert.Equal("ready", await http.GetStringAsync("health/ready"));
    }

    private static TcpProxy CreateProxy(TestDatabase database, bool isOpen = true) =>
        new(new NpgsqlConnectionStringBuilder(database.Options.Connection).Port, isOpen);

    private static string Through(TcpProxy proxy, TestDatabase database)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.Options.Connection) { Port = proxy.Port };
        return $"--ConnectionStrings:Emend={connection.ConnectionString}";
    }

    // SQLite reports SQLITE_FULL at this limit, as on a full disk. The limit belongs to the connection of the writer.
    private static Task<TransactionResult> LimitPages(Database database, int pages) =>
        database.Write([Statement.From($"PRAGMA max_page_count = {pages}")], CancellationToken.None);

    private static HttpClient Connect(Uri url)
    {
        var http = new HttpClient { BaseAddress = url };
        http.DefaultRequestHeaders.Add("X-Api-Key", "demo-api-key");
        return http;
    }

    private static Task<HttpResponseMessage> Post(HttpClient http, string path, string body) =>
        http.PostAsync(path, new StringContent(body, MediaTypeHeaderValue.Parse("application/json")));

    // Existing pages have space for some orders.
    private static Task WaitForReadiness(HttpClient http, HttpStatusCode status) => Wait.Until(
        async () => (await http.GetAsync("health/ready")).StatusCode == status, $"the readiness is {status}");

    private static async Task<HttpResponseMessage> PostUntil(HttpClient http, string path, string body, HttpStatusCode status)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            var response = await Post(http, path, body);
            if (response.StatusCode == status)
            {
                return response;
            }

            Assert.True(response.StatusCode is HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        }

        throw new InvalidOperationException($"{path} never answered {status}.");
    }

    private static async Task AssertUnavailable(HttpResponseMessage response, bool native)
    {
        var body = await Read(await AssertRetryAfter(response));
        if (native)
        {
            Assert.Equal(("/problems/unavailable", 503), ((string)body["type"]!, (int)body["status"]!));
        }
        else
        {
            Assert.Equal("The database is unavailable.", (string)body[0]!["summary"]!);
        }
    }

    private static async Task<HttpResponseMessage> AssertRetryAfter(HttpResponseMessage response)
    {
        Assert.True(response.StatusCode is HttpStatusCode.ServiceUnavailable, await response.Content.ReadAsStringAsync());
        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
        return response;
    }

    private static async Task<JsonNode> Read(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>Records the statuses, and calls back after the first response.</summary>
    private sealed class StatusRecorder(Action afterFirst) : DelegatingHandler(new HttpClientHandler())
    {
        public List<HttpStatusCode> Statuses { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            Statuses.Add(response.StatusCode);
            if (Statuses.Count == 1)
            {
                afterFirst();
            }

            return response;
        }
    }
}

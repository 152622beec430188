using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Messaging;
using Emend.Server.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Databases;

/// <summary>A tenant that was created on a further server.</summary>
public sealed class TenantOnAnotherServerTests : IAsyncLifetime, IDisposable
{
    private const string Order = """{ "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ] }""";

    private TwoServers _servers = null!;
    private EmendApp _node = null!;
    private OperatorTestClient _operator = null!;

    public async Task InitializeAsync()
    {
        _servers = await TwoServers.Create();
        _node = await _servers.StartNode(services => services.AddSingleton(DeliveryOptions.Default with
        {
            PollInterval = TimeSpan.FromMilliseconds(100),
        }));
        _operator = new(_node.Url);
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _servers.DisposeAsync();
    }

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task Orders_events_and_sign_ins_are_served_by_every_node_from_that_server()
    {
        await using var other = await _servers.StartNode();
        using var client = FulfillmenttoolsTestClient.WithKey(_node.Url, await Create("shop"));
        await using var receiver = await WebhookTestReceiver.Start();
        var subscription = await client.Post(
            "/api/subscriptions",
            $$"""{"name":"one","event":"ORDER_CREATED","target":{"type":"WEBHOOK","callbackUrl":"{{receiver.Url}}/hook"} }""");
        Assert.True(subscription.Status == 201, subscription.Text);

        var order = await client.Post("/emend/v1/orders", Order, "place-1");

        Assert.True(order.Status == 201, order.Text);
        Assert.Equal(order.Text, (await client.Post("/emend/v1/orders", Order, "place-1")).Text);
        Assert.Equal((string)order["id"]!, (await receiver.Until(1))[0].OrderId);
        using var signedIn = FulfillmenttoolsTestClient.WithKey(other.Url, "none");
        var session = await signedIn.Send(
            HttpMethod.Post, "/v1/accounts:signInWithPassword?key=shop",
            """{"email":"admin@shop.example","password":"a long password","returnSecureToken":true}""");
        Assert.Equal(200, session.Status);
        var events = await client.Get($"/emend/v1/events?order={order["id"]}");
        Assert.NotEmpty(events["events"].AsArray());
        Assert.Equal(
            (0, 1),
            (await _servers.CountRows("main", "shop"),
                await _servers.Number("second", "SELECT count(*) FROM orders WHERE tenant_id = 'shop'")));
    }

    [Fact]
    public async Task Operator_sees_suspends_and_removes_the_tenant_where_it_is()
    {
        using var client = FulfillmenttoolsTestClient.WithKey(_node.Url, await Create("shop"));
        Assert.Equal(201, (await client.Post("/emend/v1/orders", Order)).Status);

        var listed = (await _operator.Get(""))["tenants"].AsArray().Select(t => $"{t!["id"]} {t["database"]} {t["state"]}");
        Assert.Equal(["demo main active", "shop second active"], listed);
        Assert.Equal("suspended", (string)(await _operator.Suspend("shop"))["state"]!);
        Assert.Equal(403, (await client.Get("/emend/v1/orders")).Status);
        Assert.Equal("active", (string)(await _operator.Resume("shop"))["state"]!);
        Assert.Equal(200, (await client.Get("/emend/v1/orders")).Status);
        Assert.Equal(409, (await Send("shop", "main")).Status);
        await _operator.Suspend("shop");
        Assert.Equal(202, (await _operator.Remove("shop")).Status);

        await Wait.Until(async () => (await _operator.Get("/shop")).Status == 404, "the tenant is removed");

        Assert.Equal(0, await _servers.CountRows("second", "shop"));
        Assert.Equal(0, await _servers.Number("second", "SELECT count(*) FROM tenants"));
        Assert.Equal(201, (await Send("shop", "second")).Status);
    }

    [Fact]
    public async Task Creation_on_an_unknown_database_is_rejected_with_the_names()
    {
        var rejected = await Send("shop", "third");

        Assert.Equal(400, rejected.Status);
        Assert.Contains("must be one of main, second", rejected.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_is_down_concerns_only_its_tenants()
    {
        using var client = FulfillmenttoolsTestClient.WithKey(_node.Url, await Create("shop"));
        using var demo = FulfillmenttoolsTestClient.WithKey(_node.Url, "demo-api-key");
        using var http = new HttpClient { BaseAddress = _node.Url };

        _servers.Proxy.Close();

        Assert.Equal(503, (await client.Post("/emend/v1/orders", Order)).Status);
        Assert.Equal(201, (await demo.Post("/emend/v1/orders", Order)).Status);
        await Wait.Until(async () => (await http.GetStringAsync("health/ready")).EndsWith(
            "database second: does not respond or cannot write", StringComparison.Ordinal), "the outage is reported");
        Assert.Equal("unavailable", (string)(await _operator.Get("/shop"))["state"]!);
        await using (var started = await _servers.StartNode())
        {
            using var late = FulfillmenttoolsTestClient.WithKey(started.Url, "demo-api-key");
            Assert.Equal(201, (await late.Post("/emend/v1/orders", Order)).Status);

            _servers.Proxy.Open();

            using var again = FulfillmenttoolsTestClient.WithKey(started.Url, "demo-api-key");
            await Wait.Until(async () => (await client.Get("/emend/v1/orders")).Status == 200, "the server is back");
            using var ofLateNode = new HttpClient { BaseAddress = started.Url };
            await Wait.Until(async () => (await ofLateNode.GetStringAsync("health/ready")).EndsWith(
                "database second: ready", StringComparison.Ordinal), "the late node has prepared the server");
        }

        Assert.Equal(201, (await client.Post("/emend/v1/orders", Order)).Status);
    }

    private async Task<string> Create(string id)
    {
        var created = await Send(id, "second");
        Assert.True(created.Status == 201, created.Text);
        Assert.Equal("second", (string)created["tenant"]["database"]!);
        return (string)created["apiKey"]["secret"]!;
    }

    private Task<ApiResponse> Send(string id, string database) => _operator.Send(HttpMethod.Post, "", $$"""
        {"id":"{{id}}","name":"Tenant {{id}}","database":"{{database}}",
         "administrator":{"username":"admin@{{id}}.example","password":"a long password" },"apiKey":{"name":"first"} }
        """);
}

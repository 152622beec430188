using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Messaging;

/// <summary>Orders that a receiver always rejects do not delay other orders of the subscription.</summary>
public sealed class FailingOrderIsolationTests : IAsyncLifetime
{
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;
    private WebhookTestReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start(services => services.AddSingleton(DeliveryOptions.Default with
        {
            PollInterval = TimeSpan.FromMilliseconds(100),
            InitialBackoff = TimeSpan.FromMilliseconds(20),
            MaxBackoff = TimeSpan.FromMilliseconds(200),
        }));
        _client = FulfillmenttoolsTestClient.WithKey(_app.Url, "demo-api-key");
        _receiver = await WebhookTestReceiver.Start();
        var made = await _client.Post(
            "/api/subscriptions", $$"""{"name":"one","event":"ORDER_MODIFIED","callbackUrl":"{{_receiver.Url}}"}""");
        Assert.True(made.Status == 201, made.Text);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(7, 60)]
    public async Task Failing_orders_do_not_delay_other_orders(int stuck, int failures)
    {
        var bad = new List<string>();
        for (var i = 0; i < stuck; i++)
        {
            bad.Add(await Place());
        }

        var good = await Place();
        _receiver.Answer = (_, body) => Task.FromResult(bad.Contains((string)body["payload"]!["id"]!) ? 500 : 200);
        foreach (var order in bad)
        {
            await Modify(order, 1);
        }

        foreach (var order in bad)
        {
            await Modify(order, 2);
        }

        await _receiver.Until(failures);

        for (var version = 1; version <= 3; version++)
        {
            await Modify(good, version);
            await _receiver.Until(calls => calls.Count(c => c.Answered == 200) == version, TimeSpan.FromSeconds(5));
        }

        Assert.Equal([2, 3, 4], _receiver.Taken.Select(c => c.Version));
        Assert.All(_receiver.Calls.Where(c => c.OrderId != good), c => Assert.Equal(2, c.Version));
        _receiver.Answer = (_, _) => Task.FromResult(200);
        await _receiver.Until(calls => calls.Count(c => c.Answered == 200) == 3 + (2 * stuck));
        foreach (var order in bad)
        {
            Assert.Equal([2, 3], _receiver.Taken.Where(c => c.OrderId == order).Select(c => c.Version));
        }
    }

    private async Task<string> Place() => (string)(await _client.Place(("MUG-E-1207", 1)))["id"]!;

    private async Task Modify(string order, int version)
    {
        JsonNode body = JsonNode.Parse($$"""{"version":{{version}},"customAttributes":{"step":{{version}} } }""")!;
        var answer = await _client.Patch($"/api/orders/{order}", body.ToJsonString());
        Assert.True(answer.Status == 200, answer.Text);
    }
}

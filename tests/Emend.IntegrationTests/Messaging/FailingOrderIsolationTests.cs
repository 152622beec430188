using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Messaging;

/// <summary>Orders that a receiver never takes hold up no other order of the same subscription, however long.</summary>
public sealed class FailingOrderIsolationTests : IAsyncLifetime
{
    private EmendApp app = null!;
    private FulfillmenttoolsTestClient client = null!;
    private WebhookTestReceiver receiver = null!;

    public async Task InitializeAsync()
    {
        app = await EmendApp.Start(services => services.AddSingleton(DeliveryOptions.Default with
        {
            PollInterval = TimeSpan.FromMilliseconds(100),
            InitialBackoff = TimeSpan.FromMilliseconds(20),
            MaxBackoff = TimeSpan.FromMilliseconds(200),
        }));
        client = FulfillmenttoolsTestClient.WithKey(app.Url, "demo-api-key");
        receiver = await WebhookTestReceiver.Start();
        var made = await client.Post(
            "/api/subscriptions", $$"""{"name":"one","event":"ORDER_MODIFIED","callbackUrl":"{{receiver.Url}}"}""");
        Assert.True(made.Status == 201, made.Text);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(7, 60)]
    public async Task However_often_some_orders_failed_others_are_told_of_at_once(int stuck, int failures)
    {
        var bad = new List<string>();
        for (var i = 0; i < stuck; i++) bad.Add(await Place());
        var good = await Place();
        receiver.Answer = (_, body) => Task.FromResult(bad.Contains((string)body["payload"]!["id"]!) ? 500 : 200);
        foreach (var order in bad) await Modify(order, 1);
        foreach (var order in bad) await Modify(order, 2);
        await receiver.Until(failures);

        for (var version = 1; version <= 3; version++)
        {
            await Modify(good, version);
            await receiver.Until(calls => calls.Count(c => c.Answered == 200) == version, TimeSpan.FromSeconds(5));
        }

        Assert.Equal([2, 3, 4], receiver.Taken.Select(c => c.Version));
        Assert.All(receiver.Calls.Where(c => c.OrderId != good), c => Assert.Equal(2, c.Version));
        receiver.Answer = (_, _) => Task.FromResult(200);
        await receiver.Until(calls => calls.Count(c => c.Answered == 200) == 3 + (2 * stuck));
        foreach (var order in bad) Assert.Equal([2, 3], receiver.Taken.Where(c => c.OrderId == order).Select(c => c.Version));
    }

    private async Task<string> Place() => (string)(await client.Place(("MUG-E-1207", 1)))["id"]!;

    private async Task Modify(string order, int version)
    {
        JsonNode body = JsonNode.Parse($$"""{"version":{{version}},"customAttributes":{"step":{{version}} } }""")!;
        var answer = await client.Patch($"/api/orders/{order}", body.ToJsonString());
        Assert.True(answer.Status == 200, answer.Text);
    }
}

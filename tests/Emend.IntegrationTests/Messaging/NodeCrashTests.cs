using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Microsoft.AspNetCore.Http;

namespace Emend.IntegrationTests.Messaging;

/// <summary>Runs nodes as separate processes and kills them while events are delivered.</summary>
public sealed class NodeCrashTests
{
    private const int Orders = 8;
    private const int Kills = 50;

    // Maximum lead of the writers over the deliveries: a killed node has events in flight, even on a slow machine.
    private const int MaxLead = 12;

    private readonly ConcurrentDictionary<string, long> _latest = new();

    private static readonly string[] Events = ["ORDER_MODIFIED", "ORDER_CREATED", "PICK_JOB_CREATED"];

    [Fact]
    public async Task Killing_the_delivering_node_fifty_times_loses_no_event_and_keeps_the_order_per_order()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var receiver = await WebhookTestReceiver.Start();
        receiver.Answer = Answer;
        await using var writer = await EmendApp.Join(postgreSqlTestDatabase, ["--Emend:EventDelivery:Enabled=false"], _ => { });
        using var client = FulfillmenttoolsTestClient.WithKey(writer.Url, "demo-api-key");
        foreach (var name in Events)
        {
            var made = await client.Post(
                "/api/subscriptions", $$"""{"name":"{{name}}","event":"{{name}}","callbackUrl":"{{receiver.Url}}/{{name}}"}""");
            Assert.True(made.Status == 201, made.Text);
        }

        var orders = new List<string>();
        for (var i = 0; i < Orders; i++)
        {
            orders.Add((string)(await client.Place(("MUG-E-1207", 1)))["id"]!);
        }

        using var done = new CancellationTokenSource();
        var writers = orders.Select(order => Task.Run(() => Write(client, order, done.Token))).ToList();
        await Kill(postgreSqlTestDatabase, receiver);

        await done.CancelAsync();
        var written = await Task.WhenAll(writers);
        using var last = await Start(postgreSqlTestDatabase);
        await AssertInSequence(receiver, orders, written);
        Assert.Equal(Orders, receiver.Taken.Where(c => c.Path == "/ORDER_CREATED").Select(c => c.OrderId).Distinct().Count());
        Assert.Equal(Orders, receiver.Taken.Where(c => c.Path == "/PICK_JOB_CREATED").Select(c => c.OrderId).Distinct().Count());
    }

    private async Task<int> Answer(HttpContext context, JsonNode body)
    {
        await Task.Delay(3);
        if (Random.Shared.Next(50) == 0)
        {
            return 500;
        }

        if (context.Request.Path == "/ORDER_MODIFIED")
        {
            _latest.AddOrUpdate(
                (string)body["payload"]!["id"]!, _ => (long)body["payload"]!["version"]!,
                (_, known) => Math.Max(known, (long)body["payload"]!["version"]!));
        }

        return 200;
    }

    // The next node starts before the delivering node is killed, and takes over its events.
    private static async Task Kill(TestDatabase database, WebhookTestReceiver receiver)
    {
        var next = Start(database);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var mortal = await next;
            next = Start(database);
            var enough = receiver.Calls.Length + Random.Shared.Next(1, Orders * MaxLead);
            await receiver.Until(calls => calls.Length >= enough, TimeSpan.FromSeconds(60));
            mortal.Kill();
        }

        (await next).Dispose();
    }

    private static async Task AssertInSequence(WebhookTestReceiver receiver, List<string> orders, int[] written)
    {
        await receiver.Until(
            _ => Enumerable.Range(0, Orders).All(i => Heard(receiver, orders[i]).Distinct().Count() == written[i]),
            TimeSpan.FromSeconds(90));
        for (var i = 0; i < Orders; i++)
        {
            // The first receipt of each event follows the first receipts of all earlier events. Repeated receipts are ignored.
            var first = Heard(receiver, orders[i]).Distinct().ToList();
            Assert.Equal(Enumerable.Range(2, written[i]).Select(v => (long)v), first);
        }
    }

    private static Task<EmendProcess> Start(TestDatabase database) => EmendProcess.Start(
        database, "--Emend:EventDelivery:PollInterval=00:00:00.1", "--Emend:EventDelivery:LeaseDuration=00:00:00.5");

    private static List<long> Heard(WebhookTestReceiver receiver, string order) =>
        [.. receiver.Taken.Where(c => c.Path == "/ORDER_MODIFIED" && c.OrderId == order).Select(c => c.Version)];

    private async Task<int> Write(FulfillmenttoolsTestClient client, string order, CancellationToken until)
    {
        var version = 1;
        for (; !until.IsCancellationRequested; version++)
        {
            var answer = await client.Patch(
                $"/api/orders/{order}", $$"""{"version":{{version}},"customAttributes":{"step":{{version}} } }""");
            Assert.True(answer.Status == 200, answer.Text);
            var written = version;
            await Wait.Until(
                () => Task.FromResult(written <= _latest.GetValueOrDefault(order) + MaxLead || until.IsCancellationRequested),
                "the receiver has caught up",
                TimeSpan.FromMinutes(5));
        }

        return version - 1;
    }
}

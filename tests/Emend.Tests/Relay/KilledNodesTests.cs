using Emend.Tests.Fixtures;
using Emend.Tests.Storage;

namespace Emend.Tests.Relay;

/// <summary>Nodes as processes of their own, killed again and again while events happen and are delivered.</summary>
public sealed class KilledNodesTests
{
    private const int Orders = 8;
    private const int Kills = 6;

    [Fact]
    public async Task Of_two_nodes_one_is_killed_again_and_again_and_no_event_is_missing_and_each_order_keeps_its_order()
    {
        using var place = new StorePlace.PostgreSql();
        await using var receiver = await Receiver.Start();
        receiver.Answer = async (_, _) =>
        {
            await Task.Delay(3);
            return Random.Shared.Next(20) == 0 ? 500 : 200;
        };
        using var steady = await Start(place);
        using var client = FaceClient.WithKey(steady.Url, "demo-api-key");
        foreach (var name in (string[])["ORDER_MODIFIED", "ORDER_CREATED", "PICK_JOB_CREATED"])
        {
            var made = await client.Post(
                "/api/subscriptions", $$"""{"name":"{{name}}","event":"{{name}}","callbackUrl":"{{receiver.Url}}/{{name}}"}""");
            Assert.True(made.Status == 201, made.Text);
        }

        var orders = new List<string>();
        for (var i = 0; i < Orders; i++)
            orders.Add((string)(await client.Place(("MUG-E-1207", 1)))["id"]!);
        using var done = new CancellationTokenSource();
        var writers = orders.Select(order => Task.Run(() => Write(client, order, done.Token))).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var mortal = await Start(place);
            await Task.Delay(Random.Shared.Next(700, 1_800));
            mortal.Kill();
        }

        await done.CancelAsync();
        var written = await Task.WhenAll(writers);
        await EachInOrder(receiver, orders, written);
        Assert.Equal(Orders, receiver.Taken.Where(c => c.Path == "/ORDER_CREATED").Select(c => c.OrderId).Distinct().Count());
        Assert.Equal(Orders, receiver.Taken.Where(c => c.Path == "/PICK_JOB_CREATED").Select(c => c.OrderId).Distinct().Count());
    }

    private static async Task EachInOrder(Receiver receiver, List<string> orders, int[] written)
    {
        await receiver.Until(
            _ => Enumerable.Range(0, Orders).All(i => Heard(receiver, orders[i]).Distinct().Count() == written[i]),
            TimeSpan.FromSeconds(90));
        for (var i = 0; i < Orders; i++)
        {
            // Each is heard first after all before it were: what comes again does not count.
            var first = Heard(receiver, orders[i]).Distinct().ToList();
            Assert.Equal(Enumerable.Range(2, written[i]).Select(v => (long)v), first);
        }
    }

    private static Task<EmendProcess> Start(StorePlace place) => EmendProcess.Start(
        place, "--Emend:Webhooks:Look=00:00:00.2", "--Emend:Webhooks:Lease=00:00:02");

    private static List<long> Heard(Receiver receiver, string order) =>
        [.. receiver.Taken.Where(c => c.Path == "/ORDER_MODIFIED" && c.OrderId == order).Select(c => c.Version)];

    private static async Task<int> Write(FaceClient client, string order, CancellationToken until)
    {
        var version = 1;
        for (; !until.IsCancellationRequested; version++)
        {
            var answer = await client.Patch(
                $"/api/orders/{order}", $$"""{"version":{{version}},"customAttributes":{"step":{{version}} } }""");
            Assert.True(answer.Status == 200, answer.Text);
            await Task.Delay(80, CancellationToken.None); // slower than they are delivered, however long the kills take
        }

        return version - 1;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Event streams of several server processes over one database: each listener receives every event exactly once.</summary>
public sealed class EventMultiNodeTests
{
    private const string Path = "/emend/v1/events";
    private const int Orders = 5;
    private const int Writers = 4;
    private const int Writes = 15;

    [Fact]
    public async Task Listener_that_lags_reconnects_and_changes_nodes_receives_every_event_once_under_concurrent_writes()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        using var one = await EmendProcess.Start(postgreSqlTestDatabase);
        using var other = await EmendProcess.Start(postgreSqlTestDatabase);
        using var client = await one.SignIn();
        var orders = new List<(string Id, string Line)>();
        for (var i = 0; i < Orders; i++)
        {
            orders.Add(await PlaceOrder(client));
        }

        using var timeout = new CancellationTokenSource();

        var listeners = new[]
        {
            StartListener([one.Url, other.Url], maxFrames: _ => 7, TimeSpan.Zero, timeout.Token),
            StartListener([other.Url], maxFrames: _ => int.MaxValue, TimeSpan.FromMilliseconds(40), timeout.Token),
            StartListener([other.Url, one.Url], maxFrames: visit => 1 + (visit * 7 % 23), TimeSpan.FromMilliseconds(5), timeout.Token),
        };
        await WriteModifications([one.Url, other.Url], orders);
        var expected = await ReadAllEventIds(client, Orders * (1 + (Writers * Writes / Orders)));
        timeout.CancelAfter(TimeSpan.FromSeconds(90));
        foreach (var received in await Task.WhenAll(listeners.Select(l => l(expected[^1]))))
        {
            Assert.Equal(expected, received);
        }

        Assert.Equal(expected.Count, expected.Distinct().Count());
    }

    [Fact]
    public async Task Listener_resumes_at_its_last_event_after_the_node_is_killed_and_restarted()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        var node = await EmendProcess.Start(postgreSqlTestDatabase);
        string last;
        List<string> before;
        using (node)
        {
            using var client = await node.SignIn();
            await PlaceOrder(client);
            before = await ReadAllEventIds(client, 1);
            using var listener = await SseTestListener.Open(node.Url, "?from=beginning");
            last = (await listener.ReadEvent()).Id!;
            node.Kill();
        }

        using var restarted = await EmendProcess.Start(postgreSqlTestDatabase);
        using var secondClient = await restarted.SignIn();
        await PlaceOrder(secondClient);
        using var resumed = await SseTestListener.Open(restarted.Url, lastId: last);
        var all = await ReadAllEventIds(secondClient, 2);

        Assert.Equal(all[1..], (await resumed.ReadEvents(all.Count - 1)).Select(f => f.Id!));
        Assert.Equal(before, all[..before.Count]);
    }

    [Fact]
    public async Task Node_closes_its_streams_and_exits_within_five_seconds_of_SIGTERM()
    {
        using var sqliteTestDatabase = new TestDatabase.SqliteTestDatabase();
        using var node = await EmendProcess.Start(sqliteTestDatabase);
        var listeners = new List<SseTestListener>();
        for (var i = 0; i < 20; i++)
        {
            listeners.Add(await SseTestListener.Open(node.Url));
            await listeners[^1].ReadNext();
        }

        var started = Stopwatch.GetTimestamp();
        var code = await node.Terminate(TimeSpan.FromSeconds(15));

        Assert.Equal(0, code);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5), $"{Stopwatch.GetElapsedTime(started)}");
        foreach (var listener in listeners)
        {
            Assert.Null(await listener.ReadNext());
            listener.Dispose();
        }
    }

    // Disconnects after `maxFrames` frames and reconnects to the next node with the last event id, until the last event is received.
    private static Func<string, Task<List<string>>> StartListener(Uri[] nodes, Func<int, int> maxFrames, TimeSpan lag, CancellationToken ct)
    {
        var received = new ConcurrentQueue<string>();
        var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listening = Task.Run(async () =>
        {
            string? last = null;
            for (var visit = 0; !IsDone(); visit++)
            {
                using var listener = await SseTestListener.Open(nodes[visit % nodes.Length], "?from=beginning", last);
                for (var frames = maxFrames(visit); frames > 0 && !IsDone() && await listener.ReadNext(ct) is { } sseFrame; frames--)
                {
                    if (sseFrame.Data is not null)
                    {
                        received.Enqueue(sseFrame.Id!);
                    }

                    last = listener.LastId;
                    await Task.Delay(lag, ct);
                }
            }
        }, ct);
        return async last =>
        {
            end.SetResult(last);
            await listening;
            return [.. received];
        };

        bool IsDone() => end.Task.IsCompletedSuccessfully && received.Contains(end.Task.Result);
    }

    private static Task WriteModifications(Uri[] nodes, List<(string Id, string Line)> orders) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            using var client = FulfillmenttoolsTestClient.WithKey(nodes[writer % nodes.Length], "demo-api-key");
            for (var i = 0; i < Writes; i++)
            {
                var response = await client.Post(
                    $"/emend/v1/orders/{orders[(writer + i) % Orders].Id}/modifications",
                    $$"""{ "changes": [ { "type": "setAttributes", "attributes": { "step": {{(writer * 100) + i}} } } ] }""");
                Assert.True(response.Status == 200, response.Text);
            }
        })));

    private static async Task<(string Id, string Line)> PlaceOrder(FulfillmenttoolsTestClient client)
    {
        var order = await client.Post("/emend/v1/orders", """{ "lines": [ { "article": "MUG-E-1207", "quantity": 3 } ] }""");
        return ((string)order["id"]!, (string)order["lines"][0]!["id"]!);
    }

    // Reads all event ids as soon as the pages contain the events of `entries` journal entries.
    private static async Task<List<string>> ReadAllEventIds(FulfillmenttoolsTestClient client, int entries)
    {
        var (ids, _) = await Wait.For(
            ReadAll, read => read.Seen.Count >= entries, read => $"{read.Seen.Count} of {entries} journal entries were received");
        return ids;

        async Task<(List<string> Ids, HashSet<(string, int)> Seen)> ReadAll()
        {
            var (ids, seen) = (new List<string>(), new HashSet<(string, int)>());
            var page = await client.Get(Path + "?size=20");
            while (true)
            {
                foreach (var item in page["events"].AsArray())
                {
                    ids.Add((string)item!["id"]!);
                    seen.Add(((string)item["order"]!, (int)item["revision"]!));
                }
                if (!(bool)page["hasMore"]!)
                {
                    break;
                }

                page = await client.Get($"{Path}?size=20&after={page["cursor"]}");
            }

            return (ids, seen);
        }
    }
}

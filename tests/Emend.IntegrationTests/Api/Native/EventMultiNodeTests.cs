using System.Collections.Concurrent;
using System.Diagnostics;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Over HTTP, several nodes as processes of their own: who listens misses no event and hears none twice.</summary>
public sealed class EventMultiNodeTests
{
    private const string Path = "/emend/v1/events";
    private const int Orders = 5;
    private const int Writers = 4;
    private const int Writes = 15;

    [Fact]
    public async Task A_listener_that_lags_restarts_and_changes_nodes_under_concurrent_writers_misses_none_and_hears_none_twice()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        using var one = await EmendProcess.Start(postgreSqlTestDatabase);
        using var other = await EmendProcess.Start(postgreSqlTestDatabase);
        using var client = await one.SignIn();
        var orders = new List<(string Id, string Line)>();
        for (var i = 0; i < Orders; i++)
            orders.Add(await Place(client));
        using var done = new CancellationTokenSource();
        var patience = TimeSpan.FromSeconds(90);

        var listeners = new[]
        {
            Listen([one.Url, other.Url], most: _ => 7, TimeSpan.Zero, done.Token),
            Listen([other.Url], most: _ => int.MaxValue, TimeSpan.FromMilliseconds(40), done.Token),
            Listen([other.Url, one.Url], most: visit => 1 + (visit * 7 % 23), TimeSpan.FromMilliseconds(5), done.Token),
        };
        await Write([one.Url, other.Url], orders);
        var truth = await All(client, Orders * (1 + (Writers * Writes / Orders)));
        done.CancelAfter(patience);
        foreach (var heard in await Task.WhenAll(listeners.Select(l => l(truth[^1]))))
            Assert.Equal(truth, heard);
        Assert.Equal(truth.Count, truth.Distinct().Count());
    }

    [Fact]
    public async Task A_node_that_is_killed_and_started_again_goes_on_where_its_listener_was()
    {
        using var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        var node = await EmendProcess.Start(postgreSqlTestDatabase);
        string last;
        List<string> truth;
        using (node)
        {
            using var client = await node.SignIn();
            await Place(client);
            truth = await All(client, 1);
            using var listener = await SseTestListener.Open(node.Url, "?from=beginning");
            last = (await listener.Event()).Id!;
            node.Kill();
        }

        using var again = await EmendProcess.Start(postgreSqlTestDatabase);
        using var anew = await again.SignIn();
        await Place(anew);
        using var back = await SseTestListener.Open(again.Url, lastId: last);
        var all = await All(anew, 2);

        Assert.Equal(all[1..], (await back.Events(all.Count - 1)).Select(f => f.Id!));
        Assert.Equal(truth, all[..truth.Count]);
    }

    [Fact]
    public async Task A_node_that_is_told_to_stop_ends_its_streams_and_stops_at_once()
    {
        using var sqliteTestDatabase = new TestDatabase.SqliteTestDatabase();
        using var node = await EmendProcess.Start(sqliteTestDatabase);
        var listeners = new List<SseTestListener>();
        for (var i = 0; i < 20; i++)
        {
            listeners.Add(await SseTestListener.Open(node.Url));
            await listeners[^1].Next();
        }

        var begun = Stopwatch.GetTimestamp();
        var code = await node.Terminate(TimeSpan.FromSeconds(15));

        Assert.Equal(0, code);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(5), $"{Stopwatch.GetElapsedTime(begun)}");
        foreach (var listener in listeners)
        {
            Assert.Null(await listener.Next());
            listener.Dispose();
        }
    }

    // Goes away after so many frames and comes back with the last id, at the next node; until it has heard the last event.
    private static Func<string, Task<List<string>>> Listen(Uri[] nodes, Func<int, int> most, TimeSpan lag, CancellationToken ct)
    {
        var heard = new ConcurrentQueue<string>();
        var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listening = Task.Run(async () =>
        {
            string? last = null;
            for (var visit = 0; !IsDone(); visit++)
            {
                using var listener = await SseTestListener.Open(nodes[visit % nodes.Length], "?from=beginning", last);
                for (var frames = most(visit); frames > 0 && !IsDone() && await listener.Next(ct) is { } sseFrame; frames--)
                {
                    if (sseFrame.Data is not null) heard.Enqueue(sseFrame.Id!);
                    last = listener.LastId;
                    await Task.Delay(lag, ct);
                }
            }
        }, ct);
        return async last =>
        {
            end.SetResult(last);
            await listening;
            return [.. heard];
        };

        bool IsDone() => end.Task.IsCompletedSuccessfully && heard.Contains(end.Task.Result);
    }

    private static Task Write(Uri[] nodes, List<(string Id, string Line)> orders) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            using var client = FulfillmenttoolsTestClient.WithKey(nodes[writer % nodes.Length], "demo-api-key");
            for (var i = 0; i < Writes; i++)
            {
                var answer = await client.Post(
                    $"/emend/v1/orders/{orders[(writer + i) % Orders].Id}/modifications",
                    $$"""{ "changes": [ { "type": "setAttributes", "attributes": { "step": {{(writer * 100) + i}} } } ] }""");
                Assert.True(answer.Status == 200, answer.Text);
            }
        })));

    private static async Task<(string Id, string Line)> Place(FulfillmenttoolsTestClient client)
    {
        var order = await client.Post("/emend/v1/orders", """{ "lines": [ { "article": "MUG-E-1207", "quantity": 3 } ] }""");
        return ((string)order["id"]!, (string)order["lines"][0]!["id"]!);
    }

    // All there are, as soon as that many entries of the journal are told.
    private static async Task<List<string>> All(FulfillmenttoolsTestClient client, int entries)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (ids, seen) = (new List<string>(), new HashSet<(string, int)>());
            var page = await client.Get(Path + "?size=20");
            while (true)
            {
                foreach (var told in page["events"].AsArray())
                {
                    ids.Add((string)told!["id"]!);
                    seen.Add(((string)told["order"]!, (int)told["revision"]!));
                }
                if (!(bool)page["more"]!)
                    break;
                page = await client.Get($"{Path}?size=20&after={page["cursor"]}");
            }
            if (seen.Count >= entries)
                return ids;
            Assert.True(attempt < 100, $"{seen.Count} of {entries} entries were told.");
            await Task.Delay(100);
        }
    }
}

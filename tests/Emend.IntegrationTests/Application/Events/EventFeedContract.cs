using System.Collections.Immutable;
using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Events;
using Emend.Server.Application.Orders;
using Emend.Server.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application.Events;

public sealed class SqliteEventFeedTests : EventFeedContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();

    // SQLite supports only one node.
    private protected override async Task<TestNodes> Start()
    {
        var only = await EmendApp.Start(CreateDatabase());
        return new(only, only);
    }
}

public sealed class PostgreSqlEventFeedTests : EventFeedContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();

    private protected override async Task<TestNodes> Start()
    {
        var database = CreateDatabase();
        var one = await EmendApp.Start(database);
        return new(one, await EmendApp.Join(database));
    }
}

internal sealed record TestNodes(EmendApp One, EmendApp Other) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        if (!ReferenceEquals(One, Other))
        {
            await Other.DisposeAsync();
        }

        await One.DisposeAsync();
    }
}

/// <summary>Listeners receive each event exactly once under load, restarts and node changes.</summary>
public abstract class EventFeedContract
{
    private const int Orders = 6;
    private const int Writers = 8;
    private const int Writes = 12;

    private protected abstract TestDatabase CreateDatabase();

    private protected abstract Task<TestNodes> Start();

    [Fact]
    public async Task Listeners_that_lag_or_reconnect_to_another_node_receive_each_event_once_under_concurrent_writes()
    {
        await using var testNodes = await Start();
        using var client = await testNodes.One.SignIn();
        var (_, caller) = await TestCallers.Get(testNodes.One);
        var orders = await Place(client);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var tenant = caller.Tenant;

        var written = new TaskCompletionSource();
        var listeners = new[]
        {
            Listen(testNodes.One, tenant, ReceivedEvents.Lagging(written.Task), end.Token),
            Listen(testNodes.Other, tenant, new(), end.Token),
            ListenWithReconnects(testNodes, tenant, end.Token),
            Poll(testNodes.Other, tenant, end.Token),
        };
        await Write(testNodes, caller, orders);
        written.SetResult();
        var all = await Task.WhenAll(listeners);
        var truth = (await Poll(testNodes.One, tenant, end.Token)).Events;

        Assert.All(all, heard => Assert.Equal(truth.Select(Name), heard.Events.Select(Name)));
        Assert.Equal(truth.Count, truth.Select(Name).Distinct().Count());
        Assert.All(
            truth.GroupBy(e => e.Order, (_, of) => of.Select(e => e.Revision).Distinct().ToList()),
            revisions => Assert.Equal(Enumerable.Range(1, revisions.Count).Select(r => (long)r), revisions));
    }

    [Fact]
    public async Task A_filter_limits_the_events_and_a_cursor_after_the_head_is_detected()
    {
        await using var testNodes = await Start();
        using var client = await testNodes.One.SignIn();
        var (orderService, caller) = await TestCallers.Get(testNodes.One);
        var orders = await Place(client);
        var reader = testNodes.Other.Services.GetRequiredService<EventReader>();
        IntegrationEventKind[] kinds = [IntegrationEventKind.OrderCreated, IntegrationEventKind.OrderModified];
        var filter = new EventFilter { Orders = [orders[1]], Kinds = [.. kinds] };
        var now = (await WaitUntilSettled(reader, caller.Tenant, EventPosition.Beginning, filter, 1))[0].Position;
        await orderService.Execute(Request(caller, orders[1], 1), CancellationToken.None);

        var all = await WaitUntilSettled(reader, caller.Tenant, EventPosition.Beginning, filter, 2);
        Assert.Equal(kinds, all.Select(e => e.Event.Kind));
        Assert.Equal(["/attributes/step"], all[1].Event.Differences.Select(d => d.Path));
        Assert.Equal(all[1..].Select(Name), (await WaitUntilSettled(reader, caller.Tenant, now, filter, 1)).Select(Name));
        Assert.Empty((await reader.ReadAfter(caller.Tenant, EventPosition.Beginning, new() { Apis = ["vtex"] }, 500, default)).Events);
        Assert.Empty((await reader.ReadAfter(new("other"), EventPosition.Beginning, EventFilter.All, 500, default)).Events);
        var future = now with { Transaction = now.Transaction + 1_000_000, Sequence = 1 };
        Assert.True((await reader.ReadAfter(caller.Tenant, future, EventFilter.All, 500, default)).IsAhead);
    }

    private static async Task<List<FeedEvent>> WaitUntilSettled(
        EventReader reader, TenantId tenant, EventPosition from, EventFilter filter, int count) =>
        [
            .. await Wait.For(
                async () => (await reader.ReadAfter(tenant, from, filter, 500, default)).Events,
                events => events.Length >= count,
                events => $"{events.Length} of {count} events are in the feed"),
        ];

    private static async Task<List<OrderId>> Place(FulfillmenttoolsTestClient client)
    {
        var placed = await Task.WhenAll(Enumerable.Range(0, Orders).Select(_ => client.Place(("MUG-E-1207", 2))));
        return [.. placed.Select(order => new OrderId((string)order["id"]!))];
    }

    private static Task Write(TestNodes testNodes, Caller caller, List<OrderId> orders) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var orderService = (writer % 2 == 0 ? testNodes.One : testNodes.Other).Services.GetRequiredService<OrderService>();
            for (var i = 0; i < Writes; i++)
            {
                var done = await orderService.Execute(Request(caller, orders[(writer + i) % orders.Count], (writer * 1000) + i), default);
                Assert.IsType<Decision.Accepted>(Assert.IsType<OrderCommandResult.Decided>(done).Decision);
            }
        })));

    private static async Task<ReceivedEvents> Listen(EmendApp node, TenantId tenant, ReceivedEvents heard, CancellationToken ct)
    {
        var hub = node.Services.GetRequiredService<EventHub>();
        await foreach (var item in hub.Listen(tenant, EventFilter.All, EventPosition.Beginning, ct))
        {
            if (await heard.Add(item.Event))
            {
                break;
            }
        }

        return heard;
    }

    // Receives some events, disconnects, and reconnects to the other node after the last received event.
    private static async Task<ReceivedEvents> ListenWithReconnects(TestNodes testNodes, TenantId tenant, CancellationToken ct)
    {
        var (heard, position) = (new ReceivedEvents(), EventPosition.Beginning);
        for (var visit = 0; !heard.IsComplete; visit++)
        {
            var hub = (visit % 2 == 0 ? testNodes.One : testNodes.Other).Services.GetRequiredService<EventHub>();
            var max = 1 + (visit * 7 % 23);
            await foreach (var item in hub.Listen(tenant, EventFilter.All, position, ct))
            {
                position = item.Position;
                if (await heard.Add(item.Event) || --max == 0)
                {
                    break;
                }
            }
        }
        return heard;
    }

    private static async Task<ReceivedEvents> Poll(EmendApp node, TenantId tenant, CancellationToken ct)
    {
        var reader = node.Services.GetRequiredService<EventReader>();
        var (heard, position) = (new ReceivedEvents(), EventPosition.Beginning);
        while (!heard.IsComplete)
        {
            var after = position;
            var page = await Wait.For(
                () => reader.ReadAfter(tenant, after, EventFilter.All, 7, ct), read => read.Events.Length > 0, _ => "events follow");
            foreach (var feedEvent in page.Events)
            {
                await heard.Add(feedEvent);
            }

            position = page.Passed;
        }
        return heard;
    }

    private static (OrderId, long, int, IntegrationEventKind) Name(FeedEvent feedEvent) =>
        (feedEvent.Order, feedEvent.Revision, feedEvent.Position.Index, feedEvent.Event.Kind);

    private static OrderCommandRequest Request(Caller caller, OrderId order, int value) => new(
        caller,
        new OrderKey.ById(order),
        new OrderCommand.Modify(
            [new SetAttributes(ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal).Add("step", new($"{value}")))],
            null, null, UnroutableBehavior.Accept),
        "fulfillmenttools");

    /// <summary>The events that one listener received, up to the first event of the last journal entry.</summary>
    private sealed class ReceivedEvents
    {
        private readonly HashSet<(OrderId, long)> _entries = [];
        private Task _pause = Task.CompletedTask;

        public List<FeedEvent> Events { get; } = [];

        public bool IsComplete => _entries.Count == Orders + (Writers * Writes);

        public static ReceivedEvents Lagging(Task until) => new() { _pause = until };

        public async Task<bool> Add(FeedEvent? feedEvent)
        {
            if (feedEvent is not null && !IsComplete)
            {
                Events.Add(feedEvent);
                _entries.Add((feedEvent.Order, feedEvent.Revision));
            }

            if (Events.Count == 10)
            {
                await _pause;
            }

            return IsComplete;
        }
    }
}

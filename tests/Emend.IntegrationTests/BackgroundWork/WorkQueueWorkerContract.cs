using System.Reflection;
using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Storage;
using Emend.Server.Storage.ReferenceData;
using Microsoft.Extensions.DependencyInjection;
using static Emend.IntegrationTests.BackgroundWork.WorkQueueTestExtensions;

namespace Emend.IntegrationTests.BackgroundWork;

public sealed class SqliteWorkQueueWorkerTests : WorkQueueWorkerContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlWorkQueueWorkerTests : WorkQueueWorkerContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>Contract of background work on both databases.</summary>
public abstract class WorkQueueWorkerContract
{
    private protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task Waiting_order_is_routed_when_stock_arrives()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var order = await client.Place(("RARE-1", 3), ("MUG-E-1207", 1));
        Assert.False(await client.IsRouted(order));

        await client.Count(Depot, "RARE-1", 2);
        await app.WaitUntilIdle();
        Assert.False(await client.IsRouted(order));
        await client.Count(Depot, "RARE-1", 3);

        await Wait.Until(() => client.IsRouted(order), "the order is routed");
        var plan = (await client.Plans(order)).Single(p => (string)p["runType"]! == "REACTIVATION");
        Assert.Equal(("ROUTED", "WAITING_THEN_ROUTED"), ((string?)plan["status"], (string?)plan["consolidatedStatus"]));
        Assert.Equal(1, (int)(await client.Get($"/api/orders/{order["id"]}"))["version"]!);
        Assert.Equal(2, (await client.PickJobs(order)).Count);
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Longest_waiting_order_gets_scarce_stock()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        var orders = new List<JsonNode>();
        for (var i = 0; i < 6; i++)
        {
            orders.Add(await client.Place(("RARE-2", 1)));
        }

        await client.Count(Depot, "RARE-2", 4);
        await Wait.Until(async () => await client.IsRouted(orders[3]), "the fourth is routed");
        await app.WaitUntilIdle();

        var routed = await Task.WhenAll(orders.Select(client.IsRouted));
        Assert.Equal([true, true, true, true, false, false], routed);
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Released_stock_goes_to_a_waiting_order()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await client.Count(Depot, "RARE-3", 5);
        var holder = await client.Place(("RARE-3", 5));
        var waits = await client.Place(("RARE-3", 2));

        var line = holder["orderLineItems"]![0]!["id"];
        var less = $$"""{"version":1,"orderLineItems":[{"id":"{{line}}","quantity":3}]}""";
        var answer = await client.Patch($"/api/orders/{holder["id"]}", less);
        Assert.True(answer.Status == 200, answer.Text);

        await Wait.Until(() => client.IsRouted(waits), "the order is routed");
        await ConsistencyAssertions.AssertConsistent(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task Facility_that_comes_online_gets_waiting_orders()
    {
        await using var app = await EmendApp.Start(CreateDatabase());
        using var client = await app.SignIn();
        await client.Count(Depot, "RARE-4", 5);
        await client.Turn(Depot, "OFFLINE");
        var order = await client.Place(("RARE-4", 2));
        Assert.False(await client.IsRouted(order));

        await client.Turn(Depot, "ONLINE");

        await Wait.Until(() => client.IsRouted(order), "the order is routed");
    }

    [Fact]
    public async Task Routing_is_abandoned_after_the_maximum_time()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(CreateDatabase(), clock);
        using var client = await app.SignIn();
        var database = app.Services.GetRequiredService<Database>();
        var order = await client.Place(("RARE-5", 2));
        Assert.Equal(1, await Waiting());

        clock.Advance(TimeSpan.FromHours(7.9));
        await Wait.Until(async () => await ReadEarliestDue(database) > clock.GetUtcNow(), "it was tried once more");
        Assert.Equal(1, await Waiting());
        clock.Advance(TimeSpan.FromHours(0.2));

        await Wait.Until(async () => await Waiting() == 0, "it is given up");
        using var later = await app.SignIn();
        await later.Count(Depot, "RARE-5", 2);
        await app.WaitUntilIdle();
        Assert.Equal("NOT_ROUTABLE", (string?)(await later.Plans(order)).Single()["status"]);
        Assert.Equal(0L, await database.First(Statement.From("SELECT count(*) FROM work_items"), r => r.Long(0), CancellationToken.None));

        Task<long> Waiting() =>
            database.First(Statement.From("SELECT count(*) FROM unroutable_articles"), r => r.Long(0), CancellationToken.None);
    }

    [Fact]
    public async Task Held_order_is_released_at_its_release_time()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(CreateDatabase(), services => services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(p => DelayedReleaseReferenceData.Wrap(new ReferenceDataReader(p.GetRequiredService<Database>()))));
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));
        Assert.Empty(await client.PickJobs(order));

        clock.Advance(TimeSpan.FromMinutes(59));
        await app.ProcessDueWork();
        Assert.Empty(await client.PickJobs(order));
        clock.Advance(TimeSpan.FromMinutes(2));

        using var later = await app.SignIn();
        await Wait.Until(async () => (await later.PickJobs(order)).Count == 1, "there is a pick job");
        Assert.Equal(1, (int)(await later.Get($"/api/orders/{order["id"]}"))["version"]!);
    }

    private static async Task<DateTimeOffset> ReadEarliestDue(Database database) =>
        await database.First(Statement.From("SELECT min(due_at) FROM work_items"), r => r.Instant(0), CancellationToken.None);

    /// <summary>Reference data of a tenant with a release delay of one hour.</summary>
    public class DelayedReleaseReferenceData : DispatchProxy
    {
        private object? _source;

        internal static IReferenceDataReader Wrap(IReferenceDataReader source)
        {
            var proxy = Create<IReferenceDataReader, DelayedReleaseReferenceData>();
            ((DelayedReleaseReferenceData)proxy)._source = source;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var answer = targetMethod!.Invoke(_source, args);
            return answer is Task<TenantSettings> settings ? Held(settings) : answer;
        }

        private static async Task<TenantSettings> Held(Task<TenantSettings> settings) =>
            await settings with { ReleaseAfter = TimeSpan.FromHours(1) };
    }
}

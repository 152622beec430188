using System.Reflection;
using System.Text.Json.Nodes;
using Emend.Core;
using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Identity;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application;
using Emend.Server.Storage;
using Emend.Server.Storage.ReferenceData;
using Microsoft.Extensions.DependencyInjection;
using static Emend.IntegrationTests.BackgroundWork.WorkQueueTestExtensions;

namespace Emend.IntegrationTests.BackgroundWork;

public sealed class SqliteWorkQueueWorkerTests : WorkQueueWorkerContract
{
    private protected override TestDatabase NewPlace() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlWorkQueueWorkerTests : WorkQueueWorkerContract
{
    private protected override TestDatabase NewPlace() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>What a node does without anybody asking; the same on both databases.</summary>
public abstract class WorkQueueWorkerContract
{
    private protected abstract TestDatabase NewPlace();

    [Fact]
    public async Task What_waits_is_routed_when_its_stock_arrives()
    {
        await using var app = await EmendApp.Start(NewPlace());
        using var client = await app.SignIn();
        var order = await client.Place(("RARE-1", 3), ("MUG-E-1207", 1));
        Assert.False(await client.IsRouted(order));

        await client.Count(Depot, "RARE-1", 2);
        await app.Settled();
        Assert.False(await client.IsRouted(order));
        await client.Count(Depot, "RARE-1", 3);

        await Until(() => client.IsRouted(order), "the order is routed");
        var plan = (await client.Plans(order)).Single(p => (string)p["runType"]! == "REACTIVATION");
        Assert.Equal(("ROUTED", "WAITING_THEN_ROUTED"), ((string?)plan["status"], (string?)plan["consolidatedStatus"]));
        Assert.Equal(1, (int)(await client.Get($"/api/orders/{order["id"]}"))["version"]!);
        Assert.Equal(2, (await client.PickJobs(order)).Count);
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task The_longest_waiting_gets_what_is_scarce()
    {
        await using var app = await EmendApp.Start(NewPlace());
        using var client = await app.SignIn();
        var orders = new List<JsonNode>();
        for (var i = 0; i < 6; i++)
            orders.Add(await client.Place(("RARE-2", 1)));

        await client.Count(Depot, "RARE-2", 4);
        await Until(async () => await client.IsRouted(orders[3]), "the fourth is routed");
        await app.Settled();

        var routed = await Task.WhenAll(orders.Select(client.IsRouted));
        Assert.Equal([true, true, true, true, false, false], routed);
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task What_one_order_gives_back_goes_to_one_that_waits()
    {
        await using var app = await EmendApp.Start(NewPlace());
        using var client = await app.SignIn();
        await client.Count(Depot, "RARE-3", 5);
        var holder = await client.Place(("RARE-3", 5));
        var waits = await client.Place(("RARE-3", 2));

        var line = holder["orderLineItems"]![0]!["id"];
        var less = $$"""{"version":1,"orderLineItems":[{"id":"{{line}}","quantity":3}]}""";
        var answer = await client.Patch($"/api/orders/{holder["id"]}", less);
        Assert.True(answer.Status == 200, answer.Text);

        await Until(() => client.IsRouted(waits), "the order is routed");
        await ConsistencyAssertions.Balance(app.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_facility_that_comes_online_takes_what_waits()
    {
        await using var app = await EmendApp.Start(NewPlace());
        using var client = await app.SignIn();
        await client.Count(Depot, "RARE-4", 5);
        await client.Turn(Depot, "OFFLINE");
        var order = await client.Place(("RARE-4", 2));
        Assert.False(await client.IsRouted(order));

        await client.Turn(Depot, "ONLINE");

        await Until(() => client.IsRouted(order), "the order is routed");
    }

    [Fact]
    public async Task What_waited_for_too_long_is_given_up()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(NewPlace(), clock);
        using var client = await app.SignIn();
        var database = app.Services.GetRequiredService<Database>();
        var order = await client.Place(("RARE-5", 2));
        Assert.Equal(1, await Waiting());

        clock.Pass(TimeSpan.FromHours(7.9));
        await Until(async () => await Due(database) > clock.GetUtcNow(), "it was tried once more");
        Assert.Equal(1, await Waiting());
        clock.Pass(TimeSpan.FromHours(0.2));

        await Until(async () => await Waiting() == 0, "it is given up");
        using var later = await app.SignIn();
        await later.Count(Depot, "RARE-5", 2);
        await app.Settled();
        Assert.Equal("NOT_ROUTABLE", (string?)(await later.Plans(order)).Single()["status"]);
        Assert.Equal(0L, await database.First(Statement.From("SELECT count(*) FROM work"), r => r.Long(0), CancellationToken.None));

        Task<long> Waiting() => database.First(Statement.From("SELECT count(*) FROM waiting"), r => r.Long(0), CancellationToken.None);
    }

    [Fact]
    public async Task What_is_held_back_is_offered_when_its_time_has_come()
    {
        var clock = new FixedTimeProvider();
        await using var app = await EmendApp.Start(NewPlace(), services => services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(p => DelayedReleaseReferenceData.Of(new ReferenceDataReader(p.GetRequiredService<Database>()))));
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));
        Assert.Empty(await client.PickJobs(order));

        clock.Pass(TimeSpan.FromMinutes(59));
        await Task.Delay(300);
        Assert.Empty(await client.PickJobs(order));
        clock.Pass(TimeSpan.FromMinutes(2));

        using var later = await app.SignIn();
        await Until(async () => (await later.PickJobs(order)).Count == 1, "there is a pick job");
        Assert.Equal(1, (int)(await later.Get($"/api/orders/{order["id"]}"))["version"]!);
    }

    private static async Task<DateTimeOffset> Due(Database database) =>
        await database.First(Statement.From("SELECT min(due_at) FROM work"), r => r.Instant(0), CancellationToken.None);

    /// <summary>The world of a tenant that holds its orders back for an hour.</summary>
    public class DelayedReleaseReferenceData : DispatchProxy
    {
        private object? source;

        internal static IReferenceDataReader Of(IReferenceDataReader source)
        {
            var proxy = Create<IReferenceDataReader, DelayedReleaseReferenceData>();
            ((DelayedReleaseReferenceData)proxy).source = source;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var answer = targetMethod!.Invoke(source, args);
            return answer is Task<TenantSettings> settings ? Held(settings) : answer;
        }

        private static async Task<TenantSettings> Held(Task<TenantSettings> settings) =>
            await settings with { ReleaseAfter = TimeSpan.FromHours(1) };
    }
}

using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Application;
using Emend.Server.Storage;
using Emend.Server.Storage.ReferenceData;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteRoutingTests() : RoutingContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlRoutingTests() : RoutingContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Strategies, carriers, what facilities offer, and the work that waits.</summary>
public abstract class RoutingContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Tenant = new("main");
    private static readonly TenantId Other = new("other");

    private protected RoutingContract(TestDatabase database)
        : base(database)
    {
    }

    private StrategyStore Strategies => new(Database);

    private CarrierStore Carriers => new(Database);

    private ReferenceDataReader World => new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var tenant in (string[])["main", "other"])
        {
            await Database.Write([Statement.One("INSERT INTO tenants (tenant_id, sign_in_key, name) VALUES ($1, $1, $1)", tenant)], Never);
        }
    }

    [Fact]
    public async Task A_strategy_keeps_all_its_versions_and_only_one_is_in_use()
    {
        await Strategies.Add(Tenant, Strategy("s1", 1, 10), Never);
        await Strategies.Add(Tenant, Strategy("s2", 1, 10), Never);
        Assert.Equal(StoreWriteResult.Written, await Strategies.Replace(Tenant, Strategy("s1", 2, 20), Never));
        Assert.Equal(StoreWriteResult.Stale, await Strategies.Replace(Tenant, Strategy("s1", 2, 30), Never));
        Assert.Equal(StoreWriteResult.Missing, await Strategies.Replace(Tenant, Strategy("s9", 2, 30), Never));
        Assert.Equal(10, (await Strategies.Find(Tenant, "s1", 1, Never))!.Strategy.Ratings[0].Weight);
        Assert.Null(await Strategies.Find(Other, "s1", null, Never));

        Assert.Equal(RoutingStrategy.Default, (await World.Routing(Tenant, Never)).Strategy);
        var versions = (await World.Versions(Tenant, Never))!.Value;
        Assert.Equal(StoreWriteResult.Stale, await Strategies.Use(Tenant, new("s1", 1), Never));
        Assert.Equal(StoreWriteResult.Written, await Strategies.Use(Tenant, new("s2", 1), Never));
        Assert.Equal(StoreWriteResult.Written, await Strategies.Use(Tenant, new("s1", 2), Never));
        Assert.True((await World.Versions(Tenant, Never))!.Value.IsNewerThan(versions));

        var used = (await World.Routing(Tenant, Never)).Strategy;
        Assert.Equal((new StrategyRef("s1", 2), 20), (used.Ref, used.Ratings[0].Weight));
        var page = await Strategies.List(Tenant, null, 10, Never);
        Assert.Equal([("s1", true), ("s2", false)], page.Items.Select(s => (s.Id, s.InUse)));
        Assert.Equal(StoreWriteResult.Written, await Strategies.Use(Tenant, null, Never));
        Assert.False(await Strategies.AnyInUse(Tenant, Never));
    }

    [Fact]
    public async Task Strategies_that_are_put_to_use_at_once_leave_one_in_use()
    {
        foreach (var id in (string[])["s1", "s2", "s3", "s4"]) await Strategies.Add(Tenant, Strategy(id, 1, 10), Never);
        await AtOnce(4, n => Strategies.Use(Tenant, new($"s{n + 1}", 1), Never));
        Assert.Single((await Strategies.List(Tenant, null, 10, Never)).Items, s => s.InUse);
    }

    [Fact]
    public async Task A_facility_comes_with_its_offers_and_the_carriers_that_are_active()
    {
        var place = new PostalLocation("NL", "1012", null);
        var facility = new Facility(new("f1"), FacilityStatus.Online, FacilityKind.Store, place) { Terms = FullyPopulatedOrder.Terms };
        await new FacilityStore(Database).Add(Tenant, new(facility, null, 1, new("{}"), Noon, Noon), Never);
        foreach (var (id, active) in new[] { ("c1", true), ("c2", false), ("c3", true) })
        {
            var carrier = new StoredCarrier(id, id.ToUpperInvariant(), active, id == "c1", 1, new("{}"), Noon, Noon);
            await Carriers.Add(Tenant, carrier, Never);
            await Carriers.Connect(Tenant, new(facility.Id, carrier, id != "c3", 600, 1, new("{}"), Noon, Noon), Never);
        }

        var read = Assert.Single(await World.Facilities(Tenant, Never));
        Assert.Equal(new CarrierConnection("c1", "C1", true, 600), Assert.Single(read.Carriers));
        Assert.True(FullyPopulatedOrder.Terms.PickingTimes!.Value.SequenceEqual(read.Terms.PickingTimes!.Value));
        Assert.Equal(FullyPopulatedOrder.Terms.TimeZone, read.Terms.TimeZone);
        Assert.Equal(8, (await World.Versions(Tenant, Never))!.Value.Facilities);

        var storedCarrierConnection = (await Carriers.Connection(Tenant, facility.Id, "c3", Never))!;
        Assert.Equal(StoreWriteResult.Taken, await Carriers.Connect(Tenant, storedCarrierConnection, Never));
        Assert.Equal(StoreWriteResult.Written, await Carriers.Replace(Tenant, storedCarrierConnection with { Active = true, Cutoff = null, Version = 2 }, Never));
        Assert.Equal(StoreWriteResult.Stale, await Carriers.Replace(Tenant, storedCarrierConnection with { Version = 2 }, Never));
        Assert.Equal(new CarrierConnection("c3", "C3", false, null), (await World.Facilities(Tenant, Never))[0].Carriers[1]);
        Assert.Equal(3, (await Carriers.Connections(Tenant, facility.Id, Never)).Count);
        Assert.Null(await Carriers.Find(Other, "c1", Never));
    }

    [Fact]
    public async Task Work_is_what_is_set_aside_by_facility()
    {
        foreach (var (line, facility, order) in new[] { ("l1", "f1", "o1"), ("l2", "f1", "o1"), ("l3", "f1", "o2"), ("l4", "f2", "o2") })
        {
            await Database.Write(
                [
                    Statement.One(
                        """
                        INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at)
                        VALUES ($1, $2, $3, $4, $5, $6, $7)
                        """,
                        "main", line, facility, order, "A", 1500L, 0L),
                ],
                Never);
        }

        Assert.Equal(
            [new FacilityWorkload(new("f1"), 2, new(4500)), new FacilityWorkload(new("f2"), 1, new(1500))],
            (await World.Work(Tenant, Never)).OrderBy(w => w.Facility.Value, StringComparer.Ordinal));
        Assert.Empty(await World.Work(Other, Never));
    }

    [Fact]
    public async Task Another_node_routes_by_the_strategy_in_use_from_its_next_request_on()
    {
        var (one, other) = (new ReferenceDataCache(World, TimeProvider.System), new ReferenceDataCache(World, TimeProvider.System));
        await Strategies.Add(Tenant, Strategy("s1", 1, 10), Never);
        Assert.Null((await Known(one)).Routing.Strategy.Ref);
        Assert.Null((await Known(other)).Routing.Strategy.Ref);

        await Strategies.Use(Tenant, new("s1", 1), Never);
        Assert.Equal(new StrategyRef("s1", 1), (await Known(other)).Routing.Strategy.Ref);
        await Strategies.Replace(Tenant, Strategy("s1", 2, 20), Never);
        Assert.Equal(new StrategyRef("s1", 2), (await Known(one)).Routing.Strategy.Ref);
        await new SettingStore(Database).Write(
            Tenant, ISettingStore.OrderRouting, new(1, new("""{"infiniteStockEnabled":true}""")), Never);
        Assert.True((await Known(other)).Routing.InfiniteStock);
    }

    [Fact]
    public async Task Work_is_read_only_where_the_strategy_asks_and_again_where_it_must_be_fresh()
    {
        var referenceData = new ReferenceDataCache(World, TimeProvider.System);
        var (tenantReferenceData, asks) = (await Known(referenceData), RoutingStrategy.Default with { Ratings = [new(RatingKind.Capacity, 1)] });
        var before = Database.Trips;
        Assert.Null(await referenceData.Work(Tenant, tenantReferenceData, RoutingStrategy.Default, StockFreshness.Fresh, Never));
        Assert.Equal(before, Database.Trips);

        foreach (var (age, trips) in new[] { (StockFreshness.Snapshot, 1), (StockFreshness.Snapshot, 1), (StockFreshness.Fresh, 2) })
        {
            Assert.NotNull(await referenceData.Work(Tenant, tenantReferenceData, asks, age, Never));
            Assert.Equal(before + trips, Database.Trips);
        }
    }

    private async Task<TenantReferenceData> Known(ReferenceDataCache referenceData) =>
        await referenceData.Of(Tenant, (await World.Versions(Tenant, Never))!.Value, Never);

    private static StoredStrategy Strategy(string id, long version, int weight) => new(
        id, version, false, RoutingStrategy.Default with { Ratings = [new(RatingKind.Zone, weight)] }, new("{}"), Noon, Noon);
}

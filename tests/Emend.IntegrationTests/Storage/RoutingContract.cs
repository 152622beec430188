using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Core.Routing;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Shipping;
using Emend.Server.Storage;
using Emend.Server.Storage.ReferenceData;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteRoutingTests() : RoutingContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlRoutingTests() : RoutingContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of routing strategies, carriers, facility capabilities, and workload.</summary>
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

    private ReferenceDataReader ReferenceData => new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var tenant in (string[])["main", "other"])
        {
            await CreateTenant(new(tenant));
        }
    }

    [Fact]
    public async Task All_strategy_versions_are_stored_and_only_one_strategy_is_in_use()
    {
        await Strategies.Add(Tenant, Strategy("s1", 1, 10), Never);
        await Strategies.Add(Tenant, Strategy("s2", 1, 10), Never);
        Assert.Equal(StoreWriteResult.Written, await Strategies.Replace(Tenant, Strategy("s1", 2, 20), Never));
        Assert.Equal(StoreWriteResult.VersionConflict, await Strategies.Replace(Tenant, Strategy("s1", 2, 30), Never));
        Assert.Equal(StoreWriteResult.NotFound, await Strategies.Replace(Tenant, Strategy("s9", 2, 30), Never));
        Assert.Equal(10, (await Strategies.Find(Tenant, "s1", 1, Never))!.Strategy.Ratings[0].Weight);
        Assert.Null(await Strategies.Find(Other, "s1", null, Never));

        Assert.Equal(RoutingStrategy.Default, (await ReferenceData.ReadRouting(Tenant, Never)).Strategy);
        var versions = (await ReferenceData.ReadVersions(Tenant, Never))!.Value;
        Assert.Equal(StoreWriteResult.VersionConflict, await Strategies.Activate(Tenant, new("s1", 1), Never));
        Assert.Equal(StoreWriteResult.Written, await Strategies.Activate(Tenant, new("s2", 1), Never));
        Assert.Equal(StoreWriteResult.Written, await Strategies.Activate(Tenant, new("s1", 2), Never));
        Assert.True((await ReferenceData.ReadVersions(Tenant, Never))!.Value.IsNewerThan(versions));

        var used = (await ReferenceData.ReadRouting(Tenant, Never)).Strategy;
        Assert.Equal((new StrategyRef("s1", 2), 20), (used.Ref, used.Ratings[0].Weight));
        var page = await Strategies.List(Tenant, null, 10, Never);
        Assert.Equal([("s1", true), ("s2", false)], page.Items.Select(s => (s.Id, s.InUse)));
        Assert.Equal(StoreWriteResult.Written, await Strategies.Activate(Tenant, null, Never));
        Assert.False(await Strategies.HasActive(Tenant, Never));
    }

    [Fact]
    public async Task Concurrent_activation_leaves_one_strategy_in_use()
    {
        foreach (var id in (string[])["s1", "s2", "s3", "s4"])
        {
            await Strategies.Add(Tenant, Strategy(id, 1, 10), Never);
        }

        await RunConcurrently(4, n => Strategies.Activate(Tenant, new($"s{n + 1}", 1), Never));
        Assert.Single((await Strategies.List(Tenant, null, 10, Never)).Items, s => s.InUse);
    }

    [Fact]
    public async Task Facility_is_read_with_capabilities_and_active_carriers()
    {
        var location = new PostalLocation("NL", "1012", null);
        var facility = new Facility(
            new("f1"), FacilityStatus.Online, FacilityKind.Store, location) { Capabilities = FullyPopulatedOrder.Capabilities };
        await new FacilityStore(Database).Add(Tenant, new(facility, null, 1, new("{}"), Noon, Noon), Never);
        foreach (var (id, active) in new[] { ("c1", true), ("c2", false), ("c3", true) })
        {
            var carrier = new StoredCarrier(id, id.ToUpperInvariant(), active, id == "c1", 1, new("{}"), Noon, Noon);
            await Carriers.Add(Tenant, carrier, Never);
            await Carriers.Connect(Tenant, new(facility.Id, carrier, id != "c3", 600, 1, new("{}"), Noon, Noon), Never);
        }

        var read = Assert.Single(await ReferenceData.ReadFacilities(Tenant, Never));
        Assert.Equal(new CarrierConnection("c1", "C1", true, 600), Assert.Single(read.Carriers));
        Assert.True(FullyPopulatedOrder.Capabilities.PickingTimes!.Value.SequenceEqual(read.Capabilities.PickingTimes!.Value));
        Assert.Equal(FullyPopulatedOrder.Capabilities.TimeZone, read.Capabilities.TimeZone);
        Assert.Equal(8, (await ReferenceData.ReadVersions(Tenant, Never))!.Value.Facilities);

        var connection = (await Carriers.FindConnection(Tenant, facility.Id, "c3", Never))!;
        Assert.Equal(StoreWriteResult.AlreadyExists, await Carriers.Connect(Tenant, connection, Never));
        Assert.Equal(
            StoreWriteResult.Written, await Carriers.Replace(Tenant, connection with { Active = true, Cutoff = null, Version = 2 }, Never));
        Assert.Equal(StoreWriteResult.VersionConflict, await Carriers.Replace(Tenant, connection with { Version = 2 }, Never));
        Assert.Equal(new CarrierConnection("c3", "C3", false, null), (await ReferenceData.ReadFacilities(Tenant, Never))[0].Carriers[1]);
        Assert.Equal(3, (await Carriers.ListConnections(Tenant, facility.Id, Never)).Count);
        Assert.Null(await Carriers.Find(Other, "c1", Never));
    }

    [Fact]
    public async Task Workload_is_the_reserved_quantity_per_facility()
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
            (await ReferenceData.ReadWorkload(Tenant, Never)).OrderBy(w => w.Facility.Value, StringComparer.Ordinal));
        Assert.Empty(await ReferenceData.ReadWorkload(Other, Never));
    }

    [Fact]
    public async Task Other_nodes_use_the_active_strategy_from_their_next_request()
    {
        var (one, other) = (CreateCache(), CreateCache());
        await Strategies.Add(Tenant, Strategy("s1", 1, 10), Never);
        Assert.Null((await Known(one)).Routing.Strategy.Ref);
        Assert.Null((await Known(other)).Routing.Strategy.Ref);

        await Strategies.Activate(Tenant, new("s1", 1), Never);
        Assert.Equal(new StrategyRef("s1", 1), (await Known(other)).Routing.Strategy.Ref);
        await Strategies.Replace(Tenant, Strategy("s1", 2, 20), Never);
        Assert.Equal(new StrategyRef("s1", 2), (await Known(one)).Routing.Strategy.Ref);
        await new SettingStore(Database).Write(
            Tenant, ISettingStore.OrderRouting, new(1, new("""{"infiniteStockEnabled":true}""")), Never);
        Assert.True((await Known(other)).Routing.InfiniteStock);
    }

    [Fact]
    public async Task Workload_is_read_only_if_the_strategy_needs_it_and_again_for_fresh_decisions()
    {
        var referenceData = CreateCache();
        var (tenantReferenceData, asks) = (
            await Known(referenceData), RoutingStrategy.Default with { Ratings = [new(RatingKind.Capacity, 1)] });
        var before = Database.RoundTripCount;
        Assert.Null(await referenceData.GetWorkload(Tenant, tenantReferenceData, RoutingStrategy.Default, StockFreshness.Fresh, Never));
        Assert.Equal(before, Database.RoundTripCount);

        foreach (var (age, trips) in new[] { (StockFreshness.Snapshot, 1), (StockFreshness.Snapshot, 1), (StockFreshness.Fresh, 2) })
        {
            Assert.NotNull(await referenceData.GetWorkload(Tenant, tenantReferenceData, asks, age, Never));
            Assert.Equal(before + trips, Database.RoundTripCount);
        }
    }

    private async Task<TenantReferenceData> Known(ReferenceDataCache referenceData) =>
        await referenceData.Get(Tenant, (await ReferenceData.ReadVersions(Tenant, Never))!.Value, Never);

    private static StoredStrategy Strategy(string id, long version, int weight) => new(
        id, version, false, RoutingStrategy.Default with { Ratings = [new(RatingKind.Zone, weight)] }, new("{}"), Noon, Noon);

    private ReferenceDataCache CreateCache() => new(ReferenceData, PolicyRegistry.BuiltIn, TimeProvider.System);
}

using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Storage.ReferenceData;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteListingTests() : ListingContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlListingTests() : ListingContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of listings, stock totals, and the deletion of facilities.</summary>
public abstract class ListingContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Tenant = new("main");
    private static readonly TenantId Other = new("other");
    private static readonly FacilityId First = new("f1");
    private static readonly FacilityId Second = new("f2");

    private protected ListingContract(TestDatabase database)
        : base(database)
    {
    }

    private ListingStore Listings => new(Database);

    private StockTotalsReader Totals => new(Database);

    private FacilityDeleter Removal => new(Database);

    private ReferenceDataReader ReferenceData => new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var tenant in (string[])["main", "other"])
        {
            await CreateTenant(new(tenant));
        }

        foreach (var (id, status) in ((FacilityId, FacilityStatus)[])[(First, FacilityStatus.Online), (Second, FacilityStatus.Offline)])
        {
            var facility = new Facility(id, status, FacilityKind.Store, new("NL", "1012", null));
            await new FacilityStore(Database)
                .Add(Tenant, new(facility, null, 1, new("""{"name":"A"}"""), Noon, Noon), Never);
        }
    }

    [Fact]
    public async Task Listing_is_read_back_and_updates_the_catalog()
    {
        var shirt = new Article(new("SHIRT"), "Shirt", false, 9.90m, "EUR");
        var listing = Listing("l1", "SHIRT");

        Assert.Equal(StoreWriteResult.Written, await Listings.Put(Tenant, First, [listing], [shirt], Never));

        Assert.Equal(listing, await Listings.Find(Tenant, First, new("SHIRT"), Never));
        Assert.Null(await Listings.Find(Tenant, Second, new("SHIRT"), Never));
        Assert.Null(await Listings.Find(Other, First, new("SHIRT"), Never));
        Assert.Equal([shirt], await ReferenceData.ReadArticles(Tenant, [shirt.Id], Never));
        Assert.Equal(2, (await ReferenceData.ReadVersions(Tenant, Never))!.Value.Articles);
        Assert.Equal(StoreWriteResult.NotFound, await Listings.Put(Tenant, new("none"), [listing], [], Never));
    }

    [Fact]
    public async Task Listings_are_written_all_or_none_and_only_for_the_stored_version()
    {
        await Listings.Put(Tenant, First, [Listing("l1", "SHIRT")], [], Never);
        var next = Listing("l1", "SHIRT") with { Version = 2, Active = false };

        Assert.Equal(
            StoreWriteResult.VersionConflict,
            await Listings.Put(Tenant, First, [Listing("l2", "JEANS"), Listing("l3", "SHIRT")], [], Never));
        Assert.Equal(StoreWriteResult.Written, await Listings.Put(Tenant, First, [next, Listing("l2", "JEANS")], [], Never));
        Assert.Equal(StoreWriteResult.VersionConflict, await Listings.Put(Tenant, First, [next], [], Never));

        var page = await Listings.List(Tenant, new(First, "l1", 5, []), Never);
        Assert.Equal((2, "l2"), (page.Total, Assert.Single(page.Items).Id));
        Assert.Equal(1, await Listings.Remove(Tenant, First, new("SHIRT"), Never));
        Assert.Equal(1, await Listings.Remove(Tenant, First, null, Never));
        Assert.Equal(0, await Listings.Remove(Tenant, First, null, Never));
    }

    [Fact]
    public async Task Stock_totals_are_computed_per_article()
    {
        await Stock(First, "A", 5);
        await Stock(Second, "A", 2);
        await Stock(Second, "B", 1);

        var all = await Totals.ListArticles(Tenant, new(null, 1), Never);
        var online = await Totals.ListArticles(Tenant, new(null, 5) { Status = [FacilityStatus.Online] }, Never);
        var second = await Totals.ListArticles(
            Tenant, new("A", 5) { Facilities = [Second], AccessibleFacilities = [Second, First] }, Never);

        Assert.Equal((2, "A", 2), (all.Total, Assert.Single(all.Items).Article.Value, all.Items[0].Levels.Count));
        Assert.Equal((1, First), (online.Total, Assert.Single(Assert.Single(online.Items).Levels).Facility));
        Assert.Equal("B", Assert.Single(second.Items).Article.Value);
        Assert.Empty((await Totals.ListArticles(Other, new(null, 5), Never)).Items);
        Assert.Equal(
            [5, 2], (await Totals.ListByFacility(Tenant, new("A"), Never)).Select(s => s.Level.OnHand.Thousandths / Quantity.Scale));
    }

    [Fact]
    public async Task Facility_without_dependents_is_deleted()
    {
        await Stock(First, "A", 0);
        await Listings.Put(Tenant, First, [Listing("l1", "A")], [], Never);

        Assert.Equal(new FacilityDependents(1, 1, 0), await Removal.Remove(Tenant, First, Never));
        Assert.Equal(default(FacilityDependents), await Removal.Remove(Tenant, Second, Never));
        Assert.Null(await Removal.Remove(Tenant, Second, Never));
        Assert.Null(await Removal.Remove(Other, First, Never));
        Assert.Equal(First, Assert.Single(await ReferenceData.ReadFacilities(Tenant, Never)).Id);
    }

    [Fact]
    public async Task Concurrent_facility_deletion_and_stock_creation_do_not_both_succeed()
    {
        var stockBulkStore = new StockBulkStore(Database);
        await RunConcurrently(8, async n => n < 6
            ? (await stockBulkStore.Put(Tenant, [new(Second, new($"A-{n}"), Quantity.From(1), null, null)], Noon, Never))[0].IsSuccess
            : await Removal.Remove(Tenant, Second, Never) is { Any: false });

        var there = await Number("SELECT count(*) FROM facilities WHERE tenant_id = $1 AND facility_id = $2", "main", "f2");
        var stocks = await Number("SELECT count(*) FROM stock WHERE tenant_id = $1 AND facility_id = $2", "main", "f2");
        Assert.True(there == 1 ? stocks > 0 : stocks == 0, $"{there} facilities, {stocks} stocks");
    }

    private Task<StoreWriteResult> Stock(FacilityId facility, string article, long pieces) =>
        new StockStore(Database, new(TimeProvider.System)).Add(
        Tenant, new($"{facility}-{article}", new(facility, new(article), Quantity.From(pieces), Quantity.Zero), 1, Noon, Noon), Never);

    private static StoredListing Listing(string id, string article) =>
        new(id, First, new(article), true, 1, new("""{"title":"Köln"}""")) { CreatedAt = Noon, ModifiedAt = Noon.AddTicks(10) };
}

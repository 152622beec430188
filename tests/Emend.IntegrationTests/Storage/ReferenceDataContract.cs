using Emend.Core.Orders;
using Emend.Core.Routing;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Configuration;
using Emend.Server.Inventory;
using Emend.Server.Storage;
using Emend.Server.Storage.ReferenceData;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteReferenceDataTests() : ReferenceDataContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlReferenceDataTests() : ReferenceDataContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of facilities, stock, articles, and settings.</summary>
public abstract class ReferenceDataContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TenantId Tenant = new("main");
    private static readonly TenantId Other = new("other");

    private protected ReferenceDataContract(TestDatabase database)
        : base(database)
    {
    }

    private FacilityStore Facilities => new(Database);

    private StockStore Stocks => new(Database, new(TimeProvider.System));

    private SettingStore Settings => new(Database);

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
    public async Task Facility_is_read_back_only_by_its_tenant()
    {
        var facility = Facility("f1", "NL-AMS-01");

        Assert.Equal(StoreWriteResult.Written, await Facilities.Add(Tenant, facility, Never));

        Assert.Equal(facility, await Facilities.Find(Tenant, facility.Facility.Id, Never));
        Assert.Equal(facility, await Facilities.FindByTenantId(Tenant, "NL-AMS-01", Never));
        Assert.Null(await Facilities.Find(Other, facility.Facility.Id, Never));
        Assert.Equal(facility.Facility, Assert.Single(await ReferenceData.ReadFacilities(Tenant, Never)));
        Assert.Equal(2, (await ReferenceData.ReadVersions(Tenant, Never))!.Value.Facilities);
        Assert.Equal(1, (await ReferenceData.ReadVersions(Other, Never))!.Value.Facilities);
    }

    [Fact]
    public async Task A_tenant_facility_id_is_unique_in_its_tenant()
    {
        await Facilities.Add(Tenant, Facility("f1", "A"), Never);

        Assert.Equal(StoreWriteResult.AlreadyExists, await Facilities.Add(Tenant, Facility("f2", "A"), Never));
        Assert.Equal(StoreWriteResult.Written, await Facilities.Add(Other, Facility("f2", "A"), Never));
        Assert.Equal(StoreWriteResult.Written, await Facilities.Add(Tenant, Facility("f3", null), Never));
        Assert.Equal(StoreWriteResult.Written, await Facilities.Add(Tenant, Facility("f4", null), Never));
        Assert.Equal(4, (await ReferenceData.ReadVersions(Tenant, Never))!.Value.Facilities);
    }

    [Fact]
    public async Task Facility_is_replaced_only_for_the_stored_version()
    {
        var facility = Facility("f1", null);
        await Facilities.Add(Tenant, facility, Never);
        var offline = facility with { Version = 2, Facility = facility.Facility with { Status = FacilityStatus.Offline } };

        Assert.Equal(StoreWriteResult.Written, await Facilities.Replace(Tenant, offline, Never));
        Assert.Equal(StoreWriteResult.VersionConflict, await Facilities.Replace(Tenant, offline, Never));
        Assert.Equal(StoreWriteResult.NotFound, await Facilities.Replace(Tenant, Facility("f9", null) with { Version = 2 }, Never));
        Assert.Equal(offline, await Facilities.Find(Tenant, facility.Facility.Id, Never));
        Assert.Equal(3, (await ReferenceData.ReadVersions(Tenant, Never))!.Value.Facilities);
    }

    [Fact]
    public async Task Facilities_are_listed_by_id_in_pages()
    {
        foreach (var id in (string[])["f3", "f1", "F2", "f4"])
        {
            await Facilities.Add(Tenant, Facility(id, null), Never);
        }

        var first = await Facilities.List(Tenant, new(null, 2, null, []), Never);
        var second = await Facilities.List(Tenant, new(first.Items[^1].Facility.Id, 5, null, [FacilityStatus.Online]), Never);

        Assert.Equal(4, first.Total);
        Assert.Equal(["F2", "f1"], first.Items.Select(facility => facility.Facility.Id.Value));
        Assert.Equal(["f3", "f4"], second.Items.Select(facility => facility.Facility.Id.Value));
        Assert.Equal(0, (await Facilities.List(Tenant, new(null, 5, null, [FacilityStatus.Offline]), Never)).Total);
    }

    [Fact]
    public async Task Stock_is_read_back_and_unique_per_facility_and_article()
    {
        var stock = Stock("s1", "f1", "SHIRT", 5);

        Assert.Equal(StoreWriteResult.Written, await Stocks.Add(Tenant, stock, Never));
        Assert.Equal(StoreWriteResult.AlreadyExists, await Stocks.Add(Tenant, Stock("s2", "f1", "SHIRT", 1), Never));

        Assert.Equal(stock, await Stocks.Find(Tenant, "s1", Never));
        Assert.Null(await Stocks.Find(Other, "s1", Never));
        Assert.Equal([stock.Level], await ReferenceData.ReadStock(Tenant, [new("SHIRT"), new("JEANS")], Never));
        Assert.Empty(await ReferenceData.ReadStock(Tenant, [], Never));
    }

    [Fact]
    public async Task Setting_the_on_hand_quantity_keeps_reservations()
    {
        await Stocks.Add(Tenant, Stock("s1", "f1", "SHIRT", 5), Never);
        await Reserve("s1", 3);

        Assert.Equal(StoreWriteResult.Written, await Stocks.SetOnHand(Tenant, "s1", Quantity.From(2), 1, Noon, Never));
        Assert.Equal(StoreWriteResult.VersionConflict, await Stocks.SetOnHand(Tenant, "s1", Quantity.From(9), 1, Noon, Never));
        Assert.Equal(StoreWriteResult.Written, await Stocks.SetOnHand(Tenant, "s1", Quantity.From(4), null, Noon, Never));
        Assert.Equal(StoreWriteResult.NotFound, await Stocks.SetOnHand(Tenant, "s9", Quantity.From(4), null, Noon, Never));

        var stock = (await Stocks.Find(Tenant, "s1", Never))!;
        Assert.Equal((Quantity.From(4), Quantity.From(3), 3L), (stock.Level.OnHand, stock.Level.Reserved, stock.Version));
    }

    [Fact]
    public async Task Reserved_stock_is_not_deleted()
    {
        await Stocks.Add(Tenant, Stock("s1", "f1", "SHIRT", 5), Never);
        await Reserve("s1", 1);

        Assert.Equal(StoreWriteResult.HasReservations, await Stocks.Remove(Tenant, "s1", Never));
        await Reserve("s1", 0);
        Assert.Equal(StoreWriteResult.Written, await Stocks.Remove(Tenant, "s1", Never));
        Assert.Equal(StoreWriteResult.NotFound, await Stocks.Remove(Tenant, "s1", Never));
    }

    [Fact]
    public async Task Stock_is_listed_by_facility_and_articles()
    {
        await Stocks.Add(Tenant, Stock("s1", "f1", "SHIRT", 1), Never);
        await Stocks.Add(Tenant, Stock("s2", "f1", "JEANS", 1), Never);
        await Stocks.Add(Tenant, Stock("s3", "f2", "SHIRT", 1), Never);

        var page = await Stocks.List(Tenant, new("s1", 5, null, [new("SHIRT")]), Never);

        Assert.Equal((2L, "s3"), (page.Total, Assert.Single(page.Items).Id));
        Assert.Equal(2, (await Stocks.List(Tenant, new(null, 5, new("f1"), []), Never)).Items.Count);
    }

    [Fact]
    public async Task Articles_are_written_and_found()
    {
        var shirt = new Article(new("SHIRT"), "Shirt", false, 9.90m, "EUR");
        var apples = new Article(new("APPLES"), "Äpfel", true, null, null);
        var store = new ArticleStore(Database);

        await store.Put(Tenant, [shirt with { Title = "Old" }], Never);
        await store.Put(Tenant, [shirt, apples], Never);

        Assert.Equal(
            [apples, shirt], (
                await ReferenceData.ReadArticles(Tenant, [shirt.Id, apples.Id, new("NONE")], Never)).OrderBy(a => a.Id.Value));
        Assert.Empty(await ReferenceData.ReadArticles(Other, [shirt.Id], Never));
        Assert.Equal(3, (await ReferenceData.ReadVersions(Tenant, Never))!.Value.Articles);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.Put(new("nobody"), [shirt], Never));
    }

    [Fact]
    public async Task Setting_is_written_only_for_the_stored_version_and_increments_the_tenant_version()
    {
        var on = new StoredSetting(1, new("""{"allowOrderLineItemModification":true}"""));

        Assert.Equal(TenantSettings.Default, await ReferenceData.ReadSettings(Tenant, Never));
        Assert.Equal(StoreWriteResult.Written, await Settings.Write(Tenant, ISettingStore.OrderModification, on, Never));
        Assert.Equal(StoreWriteResult.VersionConflict, await Settings.Write(Tenant, ISettingStore.OrderModification, on, Never));
        Assert.Equal(StoreWriteResult.Written, await Settings.Write(Tenant, "x", new(1, new("{}")), Never));
        Assert.Equal(StoreWriteResult.Written, await Settings.Write(Tenant, "x", new(2, new("{}")), Never));
        Assert.Equal(StoreWriteResult.VersionConflict, await Settings.Write(Tenant, "x", new(2, new("{}")), Never));

        Assert.Equal(on, await Settings.Read(Tenant, ISettingStore.OrderModification, Never));
        Assert.Null(await Settings.Read(Other, ISettingStore.OrderModification, Never));
        Assert.True((await ReferenceData.ReadSettings(Tenant, Never)).AllowLineItemModification);
        Assert.Equal(4, (await ReferenceData.ReadVersions(Tenant, Never))!.Value.Settings);
    }

    private Task<TransactionResult> Reserve(string id, long pieces) => Database.Write(
        [Statement.One("UPDATE stock SET reserved = $2 WHERE stock_id = $1", id, Quantity.From(pieces).Thousandths)], Never);

    private static StoredFacility Facility(string id, string? tenantFacilityId) => new(
        new(new(id), FacilityStatus.Online, FacilityKind.Warehouse, new("NL", "1012", new(52.37, 4.89))),
        tenantFacilityId,
        1,
        new("""{"name":"Köln"}"""),
        Noon,
        Noon.AddTicks(10));

    private static StoredStock Stock(string id, string facility, string article, long pieces) =>
        new(id, new(new(facility), new(article), Quantity.From(pieces), Quantity.Zero), 1, Noon, Noon);
}

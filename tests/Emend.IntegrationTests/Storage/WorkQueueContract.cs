using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Storage;
using Emend.Server.Storage.BackgroundWork;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteWorkQueueTests() : WorkQueueContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlWorkQueueTests() : WorkQueueContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of unroutable articles and work items on both databases.</summary>
public abstract class WorkQueueContract : StoreContract
{
    private static readonly DateTimeOffset Later = Noon.AddMinutes(1);
    private static readonly DateTimeOffset Lease = Later.AddSeconds(30);
    private readonly OrderStoreFixture _orderStoreFixture;
    private readonly WorkQueue _queue;

    private protected WorkQueueContract(TestDatabase database)
        : base(database) => (_orderStoreFixture, _queue) = (new(Database), new(Database, new(Database)));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await _orderStoreFixture.Prepare(pieces: 10);
    }

    [Fact]
    public async Task Unroutable_articles_and_work_items_equal_those_computed_from_the_orders()
    {
        await _orderStoreFixture.CountNothing();
        var waits = await _orderStoreFixture.Place();
        await _orderStoreFixture.Count("f1", Jeans, 10);
        var partly = await _orderStoreFixture.Place();
        await _orderStoreFixture.Count("f1", Shirt, 99);
        var routed = await _orderStoreFixture.Place();

        var found = await _orderStoreFixture.Modify(waits, new OrderCommand.RerouteUnroutable(false));
        await AssertRebuilt(found, partly, routed);
        await AssertRebuilt(found, await _orderStoreFixture.Modify(partly, SetQuantity(partly, 1)), routed);
    }

    [Fact]
    public async Task Due_work_item_is_claimed_by_one_node_until_the_lease_expires()
    {
        await _orderStoreFixture.CountNothing();
        var order = await _orderStoreFixture.Place();

        var taken = await RunConcurrently(8, node => _queue.Claim($"node {node}", 5, Later, Lease, Never));

        var claim = Assert.Single(taken.SelectMany(workItemClaims => workItemClaims));
        Assert.Equal((WorkItemKind.Route, order.Id, Noon, Shop), (claim.Kind, claim.Order, claim.Since, claim.Tenant));
        Assert.Empty(await _queue.Claim("late", 5, Later, Lease, Never));
        Assert.Single(await _queue.Claim("heir", 5, Lease, Lease.AddSeconds(30), Never));
        Assert.False(await _queue.Renew(claim, Lease.AddHours(1), Never));
        await _queue.Complete(claim, Never);
        Assert.Equal(1L, await Number("SELECT count(*) FROM work_items"));
    }

    [Fact]
    public async Task Completed_work_item_is_deleted_and_rescheduled_one_is_due_later()
    {
        await _orderStoreFixture.CountNothing();
        await _orderStoreFixture.Place();
        var claim = (await _queue.Claim("node", 5, Later, Lease, Never))[0];

        await _queue.Reschedule(claim, Later.AddHours(1), Never);
        Assert.Empty(await _queue.Claim("node", 5, Later, Lease, Never));
        claim = (await _queue.Claim("node", 5, Later.AddHours(1), Lease.AddHours(1), Never))[0];
        Assert.True(await _queue.Renew(claim, Lease.AddHours(2), Never));
        await _queue.Complete(claim, Never);

        Assert.Equal(0L, await Number("SELECT count(*) FROM work_items"));
    }

    [Fact]
    public async Task Work_item_requested_during_processing_is_processed_again()
    {
        await _orderStoreFixture.CountNothing();
        await _orderStoreFixture.Place();
        await _orderStoreFixture.Count("f1", Shirt, 1);
        var arrival = await Arrival();

        await _orderStoreFixture.Count("f1", Shirt, 2);
        await _queue.Complete(arrival, Never);
        arrival = await Arrival();
        await _orderStoreFixture.Count("f1", Shirt, 3);
        await _queue.Reschedule(arrival, Lease.AddHours(1), Never);

        arrival = await Arrival();
        await _queue.Complete(arrival, Never);
        Assert.Equal(0L, await Number("SELECT count(*) FROM work_items WHERE kind = 'ARRIVAL'"));
    }

    [Fact]
    public async Task Released_work_item_is_claimed_by_another_node_at_once()
    {
        await _orderStoreFixture.CountNothing();
        await _orderStoreFixture.Place();
        var claim = Assert.Single(await _queue.Claim("stopping", 5, Later, Lease, Never));

        await _queue.Release(claim, Never);

        Assert.Single(await _queue.Claim("other", 5, Later, Lease, Never));
    }

    [Fact]
    public async Task Stock_without_waiting_orders_and_shortage_creates_no_work_item()
    {
        await _orderStoreFixture.Place();
        await _orderStoreFixture.Count("f1", Shirt, 50);
        Assert.Equal(0L, await Number("SELECT count(*) FROM work_items"));
    }

    [Fact]
    public async Task Stock_below_reservations_creates_a_shortage_with_its_orders()
    {
        var first = await _orderStoreFixture.Place(pieces: 4);
        var facility = first.Plans[0].Facility!.Value;
        var second = await _orderStoreFixture.Place(pieces: 3);
        var both = second.Plans[0].Facility == facility;

        await _orderStoreFixture.Count(facility.Value, Shirt, 1);

        var claim = Assert.Single(await _queue.Claim("node", 5, Later, Lease, Never));
        Assert.Equal((WorkItemKind.Shortage, facility, Shirt.Value), (claim.Kind, claim.Facility, claim.Article));
        Assert.Equal(Quantity.From(both ? 6 : 3), await _queue.FindShortage(Shop, facility, Shirt, Never));
        Assert.Equal(Quantity.Zero, await _queue.FindShortage(Shop, facility, Jeans, Never));
        var holders = (await _queue.FindReservingOrders(Shop, facility, Shirt, 9, Never)).Select(o => o.Id).ToHashSet();
        Assert.Equal(both ? [first.Id, second.Id] : [first.Id], holders);
        Assert.Single(await _queue.FindReservingOrders(Shop, facility, Shirt, 1, Never));
    }

    [Fact]
    public async Task Bulk_stock_change_creates_work_items_for_all_shortages_and_awaited_articles()
    {
        var order = await _orderStoreFixture.Place(pieces: 2);
        var facility = order.Plans[0].Facility!.Value;
        await _orderStoreFixture.CountNothing();
        await _orderStoreFixture.Place();
        await Database.Write([Statement.From("DELETE FROM work_items")], Never);
        (FacilityId Facility, ArticleId Article)[] pairs =
            [new(new("f1"), Shirt), new(new("f1"), Shirt), new(new("f2"), Jeans), new(new("f2"), Shirt), new(new("f1"), Jeans)];
        FreedStock[] freed = [.. pairs.Select(p => new FreedStock(p.Facility, p.Article, Quantity.From(1)))];

        Assert.True((await Database.Write(StockWorkItems.ForChangedStock(Database.Dialect, Shop, freed, Noon), Never)).IsCommitted);

        var workItemClaims = await _queue.Claim("node", 9, Later, Lease, Never);
        Assert.Equal(
            [(WorkItemKind.Arrival, "", "JEANS"), (WorkItemKind.Arrival, "", "SHIRT"),
                (WorkItemKind.Shortage, facility.Value, "JEANS"), (WorkItemKind.Shortage, facility.Value, "SHIRT")],
            workItemClaims.Select(c => (c.Kind, c.Subject, c.Article)).Order());
    }

    [Fact]
    public async Task Waiting_orders_are_paged_longest_waiting_first()
    {
        await _orderStoreFixture.CountNothing();
        var orders = new List<Order>
        {
            await _orderStoreFixture.Place(),
            await _orderStoreFixture.Place(),
            await _orderStoreFixture.Place(),
        };
        await Database.Write(
            [Statement.From("UPDATE unroutable_articles SET since = since - 1000 WHERE order_id = $1", orders[1].Id.Value)], Never);

        var first = await _queue.ListUnroutableOrders(Shop, Shirt, null, 2, Never);
        var rest = await _queue.ListUnroutableOrders(Shop, Shirt, first[^1], 2, Never);

        var others = new[] { orders[0].Id, orders[2].Id }.OrderBy(id => id.Value, StringComparer.Ordinal);
        Assert.Equal([orders[1].Id, .. others], first.Concat(rest).Select(w => w.Order));
        Assert.False(await _queue.HasFreeStock(Shop, Shirt, Never));
        await _orderStoreFixture.Count("f2", Shirt, 1);
        Assert.True(await _queue.HasFreeStock(Shop, Shirt, Never));
    }

    [Fact]
    public async Task Released_stock_creates_an_arrival_for_waiting_orders()
    {
        var holder = await _orderStoreFixture.Place(pieces: 5);
        await _orderStoreFixture.Count("f1", Shirt, holder.Plans[0].Facility!.Value.Value == "f1" ? 5 : 0);
        await _orderStoreFixture.Count("f2", Shirt, holder.Plans[0].Facility!.Value.Value == "f2" ? 5 : 0);
        await _orderStoreFixture.Place(pieces: 3);
        Assert.Equal(0L, await Number("SELECT count(*) FROM work_items WHERE kind = 'ARRIVAL'"));

        await _orderStoreFixture.Modify(holder, SetQuantity(holder, 2));

        Assert.Equal(1L, await Number("SELECT count(*) FROM work_items WHERE kind = 'ARRIVAL' AND article_id = 'SHIRT'"));
    }

    private async Task<WorkItemClaim> Arrival() =>
        Assert.Single(await _queue.Claim("node", 9, Later, Lease, Never), c => c.Kind is WorkItemKind.Arrival);

    private async Task AssertRebuilt(params Order[] orders)
    {
        var waiting = await Database.List(
            Statement.From("SELECT order_id, article_id, since, quantity FROM unroutable_articles"),
            row => $"{row.Text(0)} {row.Text(1)} {row.Instant(2):O} {row.Long(3)}",
            Never);
        var work = await Database.List(
            Statement.From("SELECT subject, kind, due_at FROM work_items WHERE kind IN ('ROUTE', 'RELEASE')"),
            row => $"{row.Text(0)} {row.Text(1)} {row.Instant(2):O}",
            Never);
        Assert.Equal(
            orders.SelectMany(
                o => WorkItemProjection.GetUnroutableArticles(o).Select(
                    w => $"{o.Id} {w.Article} {w.Since:O} {w.Quantity.Thousandths}")).Order(),
            waiting.Order());
        Assert.Equal(
            orders.SelectMany(
                o => WorkItemProjection.GetWorkItems(o).Select(w => $"{o.Id} {WorkItemKindNames.All[w.Kind]} {w.Due:O}")).Order(),
            work.Order());
    }
}

using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Storage;
using Emend.Server.Storage.BackgroundWork;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteWorkQueueTests() : WorkQueueContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlWorkQueueTests() : WorkQueueContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Who waits for what, and what is to be done: the same on both databases.</summary>
public abstract class WorkQueueContract : StoreContract
{
    private static readonly DateTimeOffset Later = Noon.AddMinutes(1);
    private static readonly DateTimeOffset Lease = Later.AddSeconds(30);
    private readonly OrderStoreFixture orderStoreFixture;
    private readonly WorkQueue queue;

    private protected WorkQueueContract(TestDatabase database)
        : base(database) => (orderStoreFixture, queue) = (new(Database), new(Database));

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await orderStoreFixture.Prepare(pieces: 10);
    }

    [Fact]
    public async Task Who_waits_for_what_is_what_the_orders_say_rebuilt()
    {
        await orderStoreFixture.CountNothing();
        var waits = await orderStoreFixture.Place();
        await orderStoreFixture.Count("f1", Jeans, 10);
        var partly = await orderStoreFixture.Place();
        await orderStoreFixture.Count("f1", Shirt, 99);
        var routed = await orderStoreFixture.Place();

        var found = await orderStoreFixture.Modify(waits, new OrderCommand.RerouteUnroutable(false));
        await IsRebuilt(found, partly, routed);
        await IsRebuilt(found, await orderStoreFixture.Modify(partly, SetQuantity(partly, 1)), routed);
    }

    [Fact]
    public async Task What_is_due_is_taken_by_one_node_until_its_time_is_up()
    {
        await orderStoreFixture.CountNothing();
        var order = await orderStoreFixture.Place();

        var taken = await AtOnce(8, node => queue.Claim($"node {node}", 5, Later, Lease, Never));

        var workItemClaim = Assert.Single(taken.SelectMany(workItemClaims => workItemClaims));
        Assert.Equal((WorkItemKind.Route, order.Id, Noon, Shop), (workItemClaim.Kind, workItemClaim.Order, workItemClaim.Since, workItemClaim.Tenant));
        Assert.Empty(await queue.Claim("late", 5, Later, Lease, Never));
        Assert.Single(await queue.Claim("heir", 5, Lease, Lease.AddSeconds(30), Never));
        Assert.False(await queue.Renew(workItemClaim, Lease.AddHours(1), Never));
        await queue.Complete(workItemClaim, Never);
        Assert.Equal(1L, await Number("SELECT count(*) FROM work"));
    }

    [Fact]
    public async Task What_is_done_is_gone_and_what_is_to_be_done_again_is_due_then()
    {
        await orderStoreFixture.CountNothing();
        await orderStoreFixture.Place();
        var workItemClaim = (await queue.Claim("node", 5, Later, Lease, Never))[0];

        await queue.Reschedule(workItemClaim, Later.AddHours(1), Never);
        Assert.Empty(await queue.Claim("node", 5, Later, Lease, Never));
        workItemClaim = (await queue.Claim("node", 5, Later.AddHours(1), Lease.AddHours(1), Never))[0];
        Assert.True(await queue.Renew(workItemClaim, Lease.AddHours(2), Never));
        await queue.Complete(workItemClaim, Never);

        Assert.Equal(0L, await Number("SELECT count(*) FROM work"));
    }

    [Fact]
    public async Task What_is_asked_for_while_it_is_done_is_done_again()
    {
        await orderStoreFixture.CountNothing();
        await orderStoreFixture.Place();
        await orderStoreFixture.Count("f1", Shirt, 1);
        var arrival = await Arrival();

        await orderStoreFixture.Count("f1", Shirt, 2);
        await queue.Complete(arrival, Never);
        arrival = await Arrival();
        await orderStoreFixture.Count("f1", Shirt, 3);
        await queue.Reschedule(arrival, Lease.AddHours(1), Never);

        arrival = await Arrival();
        await queue.Complete(arrival, Never);
        Assert.Equal(0L, await Number("SELECT count(*) FROM work WHERE kind = 'ARRIVAL'"));
    }

    [Fact]
    public async Task What_a_node_gives_back_another_takes_at_once()
    {
        await orderStoreFixture.CountNothing();
        await orderStoreFixture.Place();
        await queue.Claim("stopping", 5, Later, Lease, Never);

        await queue.Release("stopping", Never);

        Assert.Single(await queue.Claim("other", 5, Later, Lease, Never));
    }

    [Fact]
    public async Task Stock_that_nobody_waits_for_and_that_is_not_short_makes_no_work()
    {
        await orderStoreFixture.Place();
        await orderStoreFixture.Count("f1", Shirt, 50);
        Assert.Equal(0L, await Number("SELECT count(*) FROM work"));
    }

    [Fact]
    public async Task Stock_set_below_what_is_reserved_is_a_shortage_with_its_holders()
    {
        var first = await orderStoreFixture.Place(pieces: 4);
        var facility = first.Plans[0].Facility!.Value;
        var second = await orderStoreFixture.Place(pieces: 3);
        var both = second.Plans[0].Facility == facility;

        await orderStoreFixture.Count(facility.Value, Shirt, 1);

        var workItemClaim = Assert.Single(await queue.Claim("node", 5, Later, Lease, Never));
        Assert.Equal((WorkItemKind.Shortage, facility, Shirt.Value), (workItemClaim.Kind, workItemClaim.Facility, workItemClaim.Article));
        Assert.Equal(Quantity.From(both ? 6 : 3), await queue.FindShortage(Shop, facility, Shirt, Never));
        Assert.Equal(Quantity.Zero, await queue.FindShortage(Shop, facility, Jeans, Never));
        var holders = (await queue.FindReservingOrders(Shop, facility, Shirt, 9, Never)).Select(o => o.Id).ToHashSet();
        Assert.Equal(both ? [first.Id, second.Id] : [first.Id], holders);
        Assert.Single(await queue.FindReservingOrders(Shop, facility, Shirt, 1, Never));
    }

    [Fact]
    public async Task A_change_of_much_stock_finds_each_pair_that_is_short_and_each_article_that_is_waited_for()
    {
        var order = await orderStoreFixture.Place(pieces: 2);
        var facility = order.Plans[0].Facility!.Value;
        await orderStoreFixture.CountNothing();
        await orderStoreFixture.Place();
        await Database.Write([Statement.From("DELETE FROM work")], Never);
        (FacilityId, ArticleId)[] pairs =
            [new(new("f1"), Shirt), new(new("f1"), Shirt), new(new("f2"), Jeans), new(new("f2"), Shirt), new(new("f1"), Jeans)];

        Assert.True((await Database.Write(StockWorkItems.Set(Database.Dialect, Shop, pairs, Noon), Never)).Written);

        var workItemClaims = await queue.Claim("node", 9, Later, Lease, Never);
        Assert.Equal(
            [(WorkItemKind.Arrival, "", "JEANS"), (WorkItemKind.Arrival, "", "SHIRT"),
                (WorkItemKind.Shortage, facility.Value, "JEANS"), (WorkItemKind.Shortage, facility.Value, "SHIRT")],
            workItemClaims.Select(c => (c.Kind, c.Subject, c.Article)).Order());
    }

    [Fact]
    public async Task The_longest_waiting_come_first_page_by_page()
    {
        await orderStoreFixture.CountNothing();
        var orders = new List<Order> { await orderStoreFixture.Place(), await orderStoreFixture.Place(), await orderStoreFixture.Place() };
        await Database.Write(
            [Statement.From("UPDATE waiting SET since = since - 1000 WHERE order_id = $1", orders[1].Id.Value)], Never);

        var first = await queue.Waiting(Shop, Shirt, null, 2, Never);
        var rest = await queue.Waiting(Shop, Shirt, first[^1], 2, Never);

        var others = new[] { orders[0].Id, orders[2].Id }.OrderBy(id => id.Value, StringComparer.Ordinal);
        Assert.Equal([orders[1].Id, .. others], first.Concat(rest).Select(w => w.Order));
        Assert.False(await queue.AnyFree(Shop, Shirt, Never));
        await orderStoreFixture.Count("f2", Shirt, 1);
        Assert.True(await queue.AnyFree(Shop, Shirt, Never));
    }

    [Fact]
    public async Task What_an_order_gives_back_arrives_for_those_who_wait()
    {
        var holder = await orderStoreFixture.Place(pieces: 5);
        await orderStoreFixture.Count("f1", Shirt, holder.Plans[0].Facility!.Value.Value == "f1" ? 5 : 0);
        await orderStoreFixture.Count("f2", Shirt, holder.Plans[0].Facility!.Value.Value == "f2" ? 5 : 0);
        await orderStoreFixture.Place(pieces: 3);
        Assert.Equal(0L, await Number("SELECT count(*) FROM work WHERE kind = 'ARRIVAL'"));

        await orderStoreFixture.Modify(holder, SetQuantity(holder, 2));

        Assert.Equal(1L, await Number("SELECT count(*) FROM work WHERE kind = 'ARRIVAL' AND article_id = 'SHIRT'"));
    }

    private async Task<WorkItemClaim> Arrival() =>
        Assert.Single(await queue.Claim("node", 9, Later, Lease, Never), c => c.Kind is WorkItemKind.Arrival);

    private async Task IsRebuilt(params Order[] orders)
    {
        var waiting = await Database.List(
            Statement.From("SELECT order_id, article_id, since FROM waiting"),
            row => $"{row.Text(0)} {row.Text(1)} {row.Instant(2):O}",
            Never);
        var work = await Database.List(
            Statement.From("SELECT subject, kind, due_at FROM work WHERE kind IN ('ROUTE', 'RELEASE')"),
            row => $"{row.Text(0)} {row.Text(1)} {row.Instant(2):O}",
            Never);
        Assert.Equal(
            orders.SelectMany(o => WorkItemProjection.Waiting(o).Select(w => $"{o.Id} {w.Article} {w.Since:O}")).Order(), waiting.Order());
        Assert.Equal(
            orders.SelectMany(o => WorkItemProjection.Work(o).Select(w => $"{o.Id} {WorkItemKindNames.All[w.Kind]} {w.Due:O}")).Order(),
            work.Order());
    }
}

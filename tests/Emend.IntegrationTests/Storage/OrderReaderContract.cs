using System.Collections.Immutable;
using System.Text;
using Emend.Core.Orders;
using Emend.IntegrationTests.BackgroundWork;
using Emend.Server.Application.Orders;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteOrderReaderTests() : OrderReaderContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlOrderReaderTests() : OrderReaderContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of the journal and of the readers of the APIs.</summary>
public abstract class OrderReaderContract : StoreContract
{
    private readonly OrderStoreFixture _orderStoreFixture;

    private protected OrderReaderContract(TestDatabase database)
        : base(database) => _orderStoreFixture = new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await _orderStoreFixture.Prepare(pieces: 1000);
    }

    [Fact]
    public async Task Journal_returns_the_order_as_of_each_revision()
    {
        List<Order> states = [await _orderStoreFixture.Place()];
        while (states.Count < (2 * OrderWriteStatements.SnapshotInterval) + 5)
        {
            var command = states.Count % 2 == 0 ? SetQuantity(states[^1], 2 + states.Count) : SetAttribute("gift", $"{states.Count}");
            states.Add(await _orderStoreFixture.Modify(states[^1], command));
        }

        foreach (var state in states)
        {
            Assert.Equal(Json(state), Json((await AsOf(state, state.Revision))!));
        }

        Assert.Null(await AsOf(states[0], states.Count + 1));
        Assert.Null(await AsOf(states[0], 0));
        Assert.Equal(2L, await Number("SELECT count(*) FROM journal WHERE snapshot IS NOT NULL"));
    }

    [Fact]
    public async Task Order_and_history_are_readable_without_personal_data()
    {
        var first = await _orderStoreFixture.Place();
        var second = await _orderStoreFixture.Modify(first, SetAttribute("gift", "false"));
        await Database.Write([Statement.From("DELETE FROM personal_data")], Never);

        Assert.Equal(Json(second with { PersonalData = PersonalData.None }), Json((await _orderStoreFixture.Load(first)).Order!));
        Assert.Equal(Json(first with { PersonalData = PersonalData.None }), Json((await AsOf(first, 1))!));
    }

    [Fact]
    public async Task Personal_data_is_stored_only_in_its_table()
    {
        var order = await _orderStoreFixture.Place();
        await _orderStoreFixture.Modify(order, SetAttribute("note", "\"for Jansen\""));

        foreach (var sql in (string[])["SELECT doc FROM orders", "SELECT doc FROM journal", "SELECT doc FROM order_ended_entities"])
        {
            var docs = await Database.List(Statement.From(sql), row => Encoding.UTF8.GetString(row.Bytes(0)), Never);
            Assert.All(docs, doc => Assert.DoesNotContain("Jansen", doc, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Modification_details_are_the_most_recent_ones_oldest_first_with_comments()
    {
        var order = await _orderStoreFixture.Place();
        for (var pieces = 3; pieces < 7; pieces++)
        {
            order = await _orderStoreFixture.Modify(order, SetQuantity(order, pieces, pieces == 5 ? "customer called" : null));
        }

        var details = await _orderStoreFixture.Reads.ListModifications(Shop, order.Id, 3, Never);

        Assert.Equal([3L, 4L, 5L], details.Select(detail => detail.Revision));
        Assert.Equal([null, "customer called", null], details.Select(detail => detail.Comment));
        Assert.All(details, detail => Assert.Equal(("u1", "Ann Agent"), (detail.Actor.Value, detail.ActorName)));
        Assert.Contains(new OrderEvent.LineQuantityChanged(order.Lines[0].Id, Quantity.From(5), Quantity.From(6)), details[2].Events);
    }

    [Fact]
    public async Task Orders_are_listed_by_id_in_pages_and_by_tenant_order_id()
    {
        var orders = new[] { await _orderStoreFixture.Place("A"), await _orderStoreFixture.Place("B"), await _orderStoreFixture.Place() };
        var ids = orders.Select(order => order.Id.Value).Order(StringComparer.Ordinal).ToArray();

        var first = await _orderStoreFixture.Reads.ListOrders(Shop, new(null, 2, null, null), Never);
        var second = await _orderStoreFixture.Reads.ListOrders(Shop, new(first.Items[^1].Id, 2, null, "c1"), Never);
        var named = await _orderStoreFixture.Reads.ListOrders(Shop, new(null, 2, "B", null), Never);

        Assert.Equal((3L, 3L, 1L), (first.Total, second.Total, named.Total));
        Assert.Equal(ids, first.Items.Concat(second.Items).Select(order => order.Id.Value));
        Assert.Equal(Json(orders[1]), Json(named.Items[0]));
        Assert.Empty((await _orderStoreFixture.Reads.ListOrders(new("other"), new(null, 2, null, null), Never)).Items);
    }

    [Fact]
    public async Task Superseded_routing_plans_and_pick_jobs_stay_readable()
    {
        var first = await _orderStoreFixture.Place("A");
        var second = await _orderStoreFixture.Modify(first, SetQuantity(first, 4));

        var plans = await _orderStoreFixture.Reads.ListPlans(Shop, first.Id, Never);
        var ended = await _orderStoreFixture.Reads.FindPlan(Shop, first.Plans[0].Id, Never);
        var live = await _orderStoreFixture.Reads.FindPickJob(Shop, second.PickJobs[0].Id, Never);

        Assert.Equal([first.Plans[0].Id, second.Plans[0].Id], plans.Select(plan => plan.Entity.Id));
        Assert.Equal(RoutingPlanStatus.Rerouted, ended!.Entity.Status);
        Assert.Equal(
            PickJobStatus.Rerouted, (await _orderStoreFixture.Reads.FindPickJob(Shop, first.PickJobs[0].Id, Never))!.Entity.Status);
        Assert.Equal((PickJobStatus.Open, 2L), (live!.Entity.Status, live.Order.Revision));
        Assert.Null(await _orderStoreFixture.Reads.FindPlan(new("other"), first.Plans[0].Id, Never));
        Assert.Equal(first.Id, (await _orderStoreFixture.Reads.FindByProcess(Shop, first.ProcessId, Never))!.Id);
    }

    [Fact]
    public async Task Pick_jobs_are_listed_by_order_facility_and_status()
    {
        var first = await _orderStoreFixture.Place("A");
        var second = await _orderStoreFixture.Modify(first, SetQuantity(first, 4));
        var other = await _orderStoreFixture.Place("B");
        var facility = first.PickJobs[0].Facility;
        var openThere = new[] { second, other }.Count(order => order.PickJobs[0].Facility == facility);

        Assert.Equal(3, (await Jobs(new(null, 9, null, null, null, []))).Count);
        Assert.Contains(first.PickJobs[0].Id, await Jobs(new(null, 9, first.Id, null, facility, [])));
        Assert.Equal(2, (await Jobs(new(null, 9, null, "A", null, []))).Count);
        Assert.Equal([second.PickJobs[0].Id], await Jobs(new(null, 9, null, "A", null, [PickJobStatus.Open])));
        Assert.Equal([first.PickJobs[0].Id], await Jobs(new(null, 9, null, null, facility, [PickJobStatus.Rerouted])));
        Assert.Equal(openThere, (await Jobs(new(null, 9, null, null, facility, [PickJobStatus.Open]))).Count);
        Assert.Equal(other.PickJobs[0].Id, (await Jobs(new(null, 9, other.Id, null, null, [])))[0]);
        Assert.Empty(await Jobs(new(second.PickJobs[0].Id, 9, first.Id, null, null, [PickJobStatus.Open])));
    }

    [Fact]
    public async Task Entity_and_reservation_rows_equal_those_computed_from_the_order()
    {
        var order = await _orderStoreFixture.Place();
        for (var pieces = 3; pieces < 9; pieces++)
        {
            order = await _orderStoreFixture.Modify(order, SetQuantity(order, pieces));
        }

        var index = await Database.List(
            Statement.From("SELECT kind, entity_id FROM order_entities WHERE ended_at_revision IS NULL ORDER BY kind, entity_id"),
            row => (row.Text(0), row.Text(1)),
            Never);
        var held = await Database.List(
            Statement.From("SELECT line_id, facility_id, quantity FROM reservations ORDER BY line_id, facility_id"),
            row => (row.Text(0), row.Text(1), row.Long(2)),
            Never);

        Assert.Equal(
            OrderProjection.GetEntityRows(order).Select(orderEntityRow => (orderEntityRow.Kind, orderEntityRow.Entity.Value)).Order(),
            index);
        Assert.Equal(
            OrderProjection.GetReservationRows(order).Select(
                row => (row.Line.Value, row.Facility.Value, row.Quantity.Thousandths)).Order(), held);
        Assert.Equal(12L, await Number("SELECT count(*) FROM order_entities WHERE ended_at_revision IS NOT NULL"));
    }

    [Fact]
    public async Task Reservations_are_listed_in_pages_and_found_by_id()
    {
        var order = await _orderStoreFixture.Place();
        await _orderStoreFixture.Place();
        var facility = order.Plans[0].Facility!.Value;

        var first = await _orderStoreFixture.Reads.ListReservations(Shop, new(null, 3, null, null, null), Never);
        var rest = await _orderStoreFixture.Reads.ListReservations(Shop, new(first.Items[^1].Entity.Id, 3, null, null, null), Never);
        var shirts = await _orderStoreFixture.Reads.ListReservations(Shop, new(null, 9, order.Id, facility, Shirt), Never);

        Assert.Equal((4L, 3, 1), (first.Total, first.Items.Count, rest.Items.Count));
        Assert.Equal(4, first.Items.Concat(rest.Items).Select(owned => owned.Entity.Id).Distinct().Count());
        Assert.Equal(Quantity.From(2), Assert.Single(shirts.Items).Entity.Quantity);
        var found = await _orderStoreFixture.Reads.FindReservation(Shop, shirts.Items[0].Entity.Id, Never);
        Assert.Equal((order.Id, Shirt, Noon), (found!.Order.Id, found.Entity.Article, found.Entity.CreatedAt));
        Assert.Null(await _orderStoreFixture.Reads.FindReservation(Shop, new("nothing"), Never));
    }

    [Fact]
    public async Task Pick_jobs_are_filtered_by_a_condition_and_sorted_page_by_page()
    {
        for (var i = 0; i < 4; i++)
        {
            await _orderStoreFixture.Place($"N-{i}");
        }

        var condition = new EntityCondition<PickJob>(owned => owned.Order.TenantOrderId != "N-2")
        {
            Order = (one, other) => -string.CompareOrdinal(one.Order.TenantOrderId, other.Order.TenantOrderId),
        };
        var filter = new PickJobFilter(null, 3, null, null, null, [PickJobStatus.Open]) { Condition = condition };
        var first = (await _orderStoreFixture.Reads.ListPickJobs(Shop, filter, Never))!;
        var rest = (await _orderStoreFixture.Reads.ListPickJobs(Shop, filter with { StartAfter = first.Items[^1].Entity.Id }, Never))!;
        var numbers = first.Items.Concat(rest.Items).Select(owned => owned.Order.TenantOrderId).ToList();

        Assert.Equal(["N-3", "N-1", "N-0"], numbers.Distinct());
        Assert.Equal(numbers.OrderDescending(StringComparer.Ordinal), numbers);
        Assert.Equal((numbers.Count, first.Total), (first.Total, rest.Total));
        var ids = first.Items.Select(owned => owned.Entity.Id).Take(1).ToImmutableArray();
        Assert.Equal(ids, await Jobs(filter with { Ids = ids }));
        Assert.Empty(await Jobs(filter with { StartAfter = new("unknown") }));
    }

    [Fact]
    public async Task Processes_are_listed_by_id_with_their_entities()
    {
        var first = await _orderStoreFixture.Place("A");
        await _orderStoreFixture.Modify(first, SetQuantity(first, 4));
        var second = await _orderStoreFixture.Place("B");
        string[] ids = [first.ProcessId.Value, second.ProcessId.Value];

        var page = await _orderStoreFixture.Reads.ListProcesses(Shop, null, 1, (null, null), Never);
        var rest = await _orderStoreFixture.Reads.ListProcesses(Shop, page.Items[0].ProcessId, 9, (null, "c1"), Never);
        var named = await _orderStoreFixture.Reads.ListProcesses(Shop, null, 9, ("B", null), Never);
        var entities = await _orderStoreFixture.Reads.ListEntities(Shop, [first.Id, second.Id], Never);

        Assert.Equal(ids.Order(StringComparer.Ordinal), page.Items.Concat(rest.Items).Select(order => order.ProcessId.Value));
        Assert.Equal((2L, second.Id), (page.Total, Assert.Single(named.Items).Id));
        Assert.Equal(2, entities.Plans[first.Id].Select(owned => owned.Entity.RunNumber).Distinct().Count());
        Assert.Equal(second.PickJobs.Select(job => job.Id), entities.PickJobs[second.Id].Select(owned => owned.Entity.Id));
    }

    private static string Json(Order order) =>
        Encoding.UTF8.GetString(OrderSerializer.Write(order)) + Encoding.UTF8.GetString(OrderSerializer.Write(order.PersonalData));

    private Task<Order?> AsOf(Order order, long revision) => _orderStoreFixture.Orders.LoadRevision(Shop, order.Id, revision, Never);

    private async Task<List<EntityId>> Jobs(PickJobFilter filter) =>
        [.. (await _orderStoreFixture.Reads.ListPickJobs(Shop, filter, Never))!.Items.Select(owned => owned.Entity.Id)];
}

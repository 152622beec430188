using System.Text;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Application.ReferenceData;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteOrderStoreTests() : OrderStoreContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlOrderStoreTests() : OrderStoreContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of the order store on both databases.</summary>
public abstract partial class OrderStoreContract : StoreContract
{
    private readonly OrderStoreFixture _orderStoreFixture;

    private protected OrderStoreContract(TestDatabase database)
        : base(database) => _orderStoreFixture = new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await _orderStoreFixture.Prepare(pieces: 10);
    }

    [Fact]
    public async Task Order_is_read_back_with_its_personal_data()
    {
        var order = await _orderStoreFixture.Place("A-1");

        var loaded = await _orderStoreFixture.Load(order);

        Assert.Equal(Json(order), Json(loaded.Order!));
        Assert.Equal("Jansen", loaded.Order!.PersonalData.Consumer.Addresses[0].LastName);
        Assert.Equal(new TenantVersions(1, 1, 1, 1), loaded.Versions);
        Assert.Equal(Json(order), Json((await _orderStoreFixture.Orders.Load(Shop, PickJobKey(order), null, Never)).Order!));
    }

    [Fact]
    public async Task An_ended_entity_is_found_in_its_order_only()
    {
        var (order, other) = (await _orderStoreFixture.Place(), await _orderStoreFixture.Place());
        var job = order.PickJobs[0].Id;
        Assert.Null(await _orderStoreFixture.Orders.LoadEndedEntity(Shop, order.Id, job, Never));
        await _orderStoreFixture.Modify(order, new OrderCommand.UpdatePickJob(job, new PickJobAction.Cancel(false), null));

        var ended = await _orderStoreFixture.Orders.LoadEndedEntity(Shop, order.Id, job, Never);

        Assert.Equal(PickJobStatus.Canceled, Assert.IsType<EndedEntity.OfPickJob>(ended).Job.Status);
        Assert.Null(await _orderStoreFixture.Orders.LoadEndedEntity(Shop, other.Id, job, Never));
    }

    [Fact]
    public async Task Orders_of_other_or_unknown_tenants_are_not_found()
    {
        var order = await _orderStoreFixture.Place();
        await CreateTenant(new("other"));

        var other = await _orderStoreFixture.Orders.Load(new("other"), new OrderKey.ById(order.Id), null, Never);
        var unknownTenant = await _orderStoreFixture.Orders.Load(new("nobody"), new OrderKey.ById(order.Id), null, Never);

        Assert.Equal(((TenantVersions?)new TenantVersions(1, 1, 1, 1), (Order?)null), (other.Versions, other.Order));
        Assert.Equal(((TenantVersions?)null, (Order?)null), (unknownTenant.Versions, unknownTenant.Order));
    }

    [Fact]
    public async Task Load_takes_one_round_trip_and_modification_at_most_four()
    {
        var order = await _orderStoreFixture.Place();
        var write = await _orderStoreFixture.DecideAccepted(order, SetQuantity(order, 5));
        var before = Database.RoundTripCount;

        await _orderStoreFixture.Orders.Load(Shop, new OrderKey.ById(order.Id), new("k", "c", "r"), Never);
        Assert.Equal(1, Database.RoundTripCount - before);
        await _orderStoreFixture.Orders.Write(write, Never);
        Assert.InRange(Database.RoundTripCount - before, 2, 3);
    }

    [Fact]
    public async Task Modification_updates_reservations()
    {
        var order = await _orderStoreFixture.Place(pieces: 2);

        var after = await _orderStoreFixture.Modify(order, SetQuantity(order, 7));

        Assert.Equal(Json(after), Json((await _orderStoreFixture.Load(order)).Order!));
        Assert.Equal((8_000L, 8_000L), await _orderStoreFixture.Reserved());
    }

    [Fact]
    public async Task Outdated_revision_writes_nothing()
    {
        var order = await _orderStoreFixture.Place();
        var second = await _orderStoreFixture.DecideAccepted(order, SetQuantity(order, 5));
        var first = await _orderStoreFixture.Modify(order, SetQuantity(order, 3));
        var trace = await Trace();

        Assert.Equal(OrderWriteResult.RevisionConflict, await _orderStoreFixture.Orders.Write(second, Never));

        Assert.Equal(trace, await Trace());
        Assert.Equal(Json(first), Json((await _orderStoreFixture.Load(order)).Order!));
    }

    [Fact]
    public async Task Increase_above_available_stock_writes_nothing()
    {
        var order = await _orderStoreFixture.Place(pieces: 2);
        var write = await _orderStoreFixture.DecideAccepted(order, SetQuantity(order, 9));
        await Database.Write([Statement.From("UPDATE stock SET on_hand = reserved + 1000")], Never);
        var trace = await Trace();

        Assert.Equal(OrderWriteResult.InsufficientStock, await _orderStoreFixture.Orders.Write(write, Never));

        Assert.Equal(trace, await Trace());
        Assert.Equal(Json(order), Json((await _orderStoreFixture.Load(order)).Order!));
    }

    [Fact]
    public async Task Decrease_is_possible_during_a_shortage()
    {
        var order = await _orderStoreFixture.Place(pieces: 5);
        await Database.Write([Statement.From("UPDATE stock SET on_hand = 3000")], Never);
        var write = await _orderStoreFixture.DecideAccepted(order, SetQuantity(order, 1));

        Assert.Equal(OrderWriteResult.Written, await _orderStoreFixture.Orders.Write(write, Never));

        Assert.Equal((2_000L, 2_000L), await _orderStoreFixture.Reserved());
    }

    [Fact]
    public async Task Active_tenant_order_id_is_unique_with_32_concurrent_orders()
    {
        var writes = new List<OrderWrite>();
        for (var number = 0; number < 32; number++)
        {
            writes.Add(await _orderStoreFixture.CreatePlaceWrite("SAME", pieces: 1));
        }

        var outcomes = await RunConcurrently(32, number => _orderStoreFixture.Orders.Write(writes[number], Never));

        Assert.Single(outcomes, OrderWriteResult.Written);
        Assert.Equal(31, outcomes.Count(orderWriteResult => orderWriteResult == OrderWriteResult.TenantOrderIdTaken));
        Assert.Equal(1L, await Number("SELECT count(*) FROM orders"));
        Assert.True((await _orderStoreFixture.Orders.Load(Shop, new OrderKey.ForNewOrder("SAME"), null, Never)).TenantOrderIdTaken);
        Assert.False((await _orderStoreFixture.Orders.Load(Shop, new OrderKey.ForNewOrder("OTHER"), null, Never)).TenantOrderIdTaken);
        Assert.False((await _orderStoreFixture.Orders.Load(Shop, new OrderKey.ForNewOrder(null), null, Never)).TenantOrderIdTaken);
    }

    [Theory]
    [InlineData("sp-1")]
    [InlineData("SP-1 ")]
    [InlineData("ＳＰ-1")]
    public async Task Tenant_order_id_in_another_spelling_is_taken(string spelling)
    {
        await _orderStoreFixture.Place("SP-1");
        var write = await _orderStoreFixture.CreatePlaceWrite(spelling);

        Assert.True((await _orderStoreFixture.Orders.Load(Shop, new OrderKey.ForNewOrder(spelling), null, Never)).TenantOrderIdTaken);
        Assert.Equal(OrderWriteResult.TenantOrderIdTaken, await _orderStoreFixture.Orders.Write(write, Never));
    }

    [Fact]
    public async Task Ended_order_releases_its_tenant_order_id()
    {
        await End(await _orderStoreFixture.Place("SAME"));

        await _orderStoreFixture.Place("SAME");
    }

    [Fact]
    public async Task Idempotency_key_is_stored_with_its_result_and_unique()
    {
        var key = new IdempotencyKey("key", "caller", "hash");
        var writes = new[]
        {
            await _orderStoreFixture.CreatePlaceWrite("A", 1, key),
            await _orderStoreFixture.CreatePlaceWrite("B", 1, key),
        };

        Assert.Equal(OrderWriteResult.Written, await _orderStoreFixture.Orders.Write(writes[0], Never));
        Assert.Equal(OrderWriteResult.IdempotencyKeyTaken, await _orderStoreFixture.Orders.Write(writes[1], Never));

        Assert.Equal(new IdempotencyRecord("hash", writes[0].After.Id, 1), await FindKey(key));
        Assert.Null(await FindKey(key with { Credential = "somebody else" }));
        Assert.Equal(1L, await Number("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task A_batch_has_the_key_and_its_parts_of_the_written_orders_only()
    {
        var key = new IdempotencyKey("import", "caller", "hash");
        var keys = new IdempotencyKeyStore(Database);
        await _orderStoreFixture.Place("A", 1, key with { Key = "import/1" });
        Assert.Empty((await keys.FindBatch(Shop, key, Never)).Records);

        var part = await PlaceUnder(order => key with { Key = $"import/{order.Value}" });
        await PlaceUnder(order => key with { Key = $"import/1/{order.Value}" });
        await PlaceUnder(order => key with { Key = $"import/{order.Value}", Credential = "other" });
        var begun = await keys.FindBatch(Shop, key, Never);
        Assert.Equal((new IdempotencyRecord("hash", part, 1), false), (Assert.Single(begun.Records), begun.IsComplete));

        var last = await PlaceUnder(_ => key);
        var complete = await keys.FindBatch(Shop, key, Never);
        Assert.True(complete.IsComplete);
        Assert.Equivalent(new[] { part, last }, complete.Records.Select(r => r.Order), strict: true);

        async Task<OrderId> PlaceUnder(Func<OrderId, IdempotencyKey> createKey)
        {
            var write = await _orderStoreFixture.CreatePlaceWrite(pieces: 1);
            Assert.Equal(
                OrderWriteResult.Written,
                await _orderStoreFixture.Orders.Write(write with { Key = createKey(write.After.Id) }, Never));
            return write.After.Id;
        }
    }

    private static string Json(Order order) =>
        Encoding.UTF8.GetString(OrderSerializer.Write(order)) + Encoding.UTF8.GetString(OrderSerializer.Write(order.PersonalData));

    private static OrderKey.ByPickJob PickJobKey(Order order) => new(order.PickJobs[0].Id);

    private async Task AssertReserved()
    {
        var (stock, reservations) = await _orderStoreFixture.Reserved();
        Assert.Equal(stock, reservations);
    }

    private async Task<IdempotencyRecord?> FindKey(IdempotencyKey key) =>
        (await _orderStoreFixture.Orders.Load(Shop, new OrderKey.ForNewOrder(null), key, Never)).IdempotencyRecord;

    /// <summary>Number of rows in all tables that an order writes.</summary>
    private Task<long> Trace() => Number(
        """
        SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM journal) + (SELECT count(*) FROM personal_data)
            + (SELECT count(*) FROM order_ended_entities) + (SELECT count(*) FROM order_entities) + (SELECT count(*) FROM reservations)
            + (SELECT count(*) FROM idempotency_keys) + (SELECT sum(reserved) FROM stock) + (SELECT sum(revision) FROM orders)
        """);
}

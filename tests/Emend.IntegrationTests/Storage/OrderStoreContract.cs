using System.Text;
using Emend.Core.Orders;
using Emend.Server.Application;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteOrderStoreTests() : OrderStoreContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlOrderStoreTests() : OrderStoreContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>What the order store promises on both databases.</summary>
public abstract class OrderStoreContract : StoreContract
{
    private readonly OrderStoreFixture orderStoreFixture;

    private protected OrderStoreContract(TestDatabase database)
        : base(database) => orderStoreFixture = new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await orderStoreFixture.Prepare(pieces: 10);
    }

    [Fact]
    public async Task An_order_comes_back_as_it_was_written_with_its_personal_data()
    {
        var order = await orderStoreFixture.Place("A-1");

        var loaded = await orderStoreFixture.Load(order);

        Assert.Equal(Json(order), Json(loaded.Order!));
        Assert.Equal("Jansen", loaded.Order!.PersonalData.Consumer.Addresses[0].LastName);
        Assert.Equal(new TenantVersions(1, 1, 1, 1), loaded.Versions);
        Assert.Equal(Json(order), Json((await orderStoreFixture.Orders.Load(Shop, PickJobKey(order), null, Never)).Order!));
    }

    [Fact]
    public async Task Another_tenants_order_is_not_there_and_without_a_tenant_there_is_nothing()
    {
        var order = await orderStoreFixture.Place();
        await Database.Write(
            [Statement.One("INSERT INTO tenants (tenant_id, sign_in_key, name) VALUES ('other', 'other', 'other')")], Never);

        var other = await orderStoreFixture.Orders.Load(new("other"), new OrderKey.ById(order.Id), null, Never);
        var nobody = await orderStoreFixture.Orders.Load(new("nobody"), new OrderKey.ById(order.Id), null, Never);

        Assert.Equal(((TenantVersions?)new TenantVersions(1, 1, 1, 1), (Order?)null), (other.Versions, other.Order));
        Assert.Equal(((TenantVersions?)null, (Order?)null), (nobody.Versions, nobody.Order));
    }

    [Fact]
    public async Task A_load_is_one_round_trip_and_a_modification_four_at_most()
    {
        var order = await orderStoreFixture.Place();
        var write = await orderStoreFixture.Decided(order, SetQuantity(order, 5));
        var before = Database.Trips;

        await orderStoreFixture.Orders.Load(Shop, new OrderKey.ById(order.Id), new("k", "c", "r"), Never);
        Assert.Equal(1, Database.Trips - before);
        await orderStoreFixture.Orders.Write(write, Never);
        Assert.InRange(Database.Trips - before, 2, 3);
    }

    [Fact]
    public async Task A_modification_moves_what_is_reserved()
    {
        var order = await orderStoreFixture.Place(pieces: 2);

        var after = await orderStoreFixture.Modify(order, SetQuantity(order, 7));

        Assert.Equal(Json(after), Json((await orderStoreFixture.Load(order)).Order!));
        Assert.Equal((8_000L, 8_000L), await orderStoreFixture.Reserved());
    }

    [Fact]
    public async Task A_stale_revision_writes_nothing()
    {
        var order = await orderStoreFixture.Place();
        var second = await orderStoreFixture.Decided(order, SetQuantity(order, 5));
        var first = await orderStoreFixture.Modify(order, SetQuantity(order, 3));
        var trace = await Trace();

        Assert.Equal(OrderWriteResult.Stale, await orderStoreFixture.Orders.Write(second, Never));

        Assert.Equal(trace, await Trace());
        Assert.Equal(Json(first), Json((await orderStoreFixture.Load(order)).Order!));
    }

    [Fact]
    public async Task An_increase_that_does_not_fit_writes_nothing()
    {
        var order = await orderStoreFixture.Place(pieces: 2);
        var write = await orderStoreFixture.Decided(order, SetQuantity(order, 9));
        await Database.Write([Statement.From("UPDATE stock SET on_hand = reserved + 1000")], Never);
        var trace = await Trace();

        Assert.Equal(OrderWriteResult.StockShort, await orderStoreFixture.Orders.Write(write, Never));

        Assert.Equal(trace, await Trace());
        Assert.Equal(Json(order), Json((await orderStoreFixture.Load(order)).Order!));
    }

    [Fact]
    public async Task A_decrease_fits_also_where_less_is_on_hand_than_was_reserved()
    {
        var order = await orderStoreFixture.Place(pieces: 5);
        await Database.Write([Statement.From("UPDATE stock SET on_hand = 3000")], Never);
        var write = await orderStoreFixture.Decided(order, SetQuantity(order, 1));

        Assert.Equal(OrderWriteResult.Written, await orderStoreFixture.Orders.Write(write, Never));

        Assert.Equal((2_000L, 2_000L), await orderStoreFixture.Reserved());
    }

    [Fact]
    public async Task An_active_tenant_order_id_is_taken_once_also_by_32_at_a_time()
    {
        var writes = new List<OrderWrite>();
        for (var number = 0; number < 32; number++)
        {
            writes.Add(await orderStoreFixture.Placing("SAME", pieces: 1));
        }

        var outcomes = await AtOnce(32, number => orderStoreFixture.Orders.Write(writes[number], Never));

        Assert.Single(outcomes, OrderWriteResult.Written);
        Assert.Equal(31, outcomes.Count(orderWriteResult => orderWriteResult == OrderWriteResult.TenantOrderIdTaken));
        Assert.Equal(1L, await Number("SELECT count(*) FROM orders"));
        Assert.True((await orderStoreFixture.Orders.Load(Shop, new OrderKey.ForNewOrder("SAME"), null, Never)).TenantOrderIdTaken);
        Assert.False((await orderStoreFixture.Orders.Load(Shop, new OrderKey.ForNewOrder("OTHER"), null, Never)).TenantOrderIdTaken);
        Assert.False((await orderStoreFixture.Orders.Load(Shop, new OrderKey.ForNewOrder(null), null, Never)).TenantOrderIdTaken);
    }

    [Fact]
    public async Task An_order_that_is_no_longer_active_gives_its_tenant_order_id_back()
    {
        var first = await orderStoreFixture.Place("SAME");
        var ended = new OrderWrite
        {
            Tenant = Shop,
            Before = first,
            After = first with { Status = OrderStatus.Canceled, Revision = 2 },
            Events = [],
            DecisionEffects = new([], Emend.Core.EndedEntities.None, null),
            Provenance = new(new("u1"), "Ann", "fulfillmenttools", "fulfillmenttools", 1),
        };

        Assert.Equal(OrderWriteResult.Written, await orderStoreFixture.Orders.Write(ended, Never));

        await orderStoreFixture.Place("SAME");
    }

    [Fact]
    public async Task An_idempotency_key_is_kept_with_its_answer_and_taken_once()
    {
        var key = new IdempotencyKey("key", "caller", "hash");
        var writes = new[] { await orderStoreFixture.Placing("A", 1, key), await orderStoreFixture.Placing("B", 1, key) };

        Assert.Equal(OrderWriteResult.Written, await orderStoreFixture.Orders.Write(writes[0], Never));
        Assert.Equal(OrderWriteResult.KeyTaken, await orderStoreFixture.Orders.Write(writes[1], Never));

        Assert.Equal(new IdempotencyRecord("hash", writes[0].After.Id, 1), await Kept(key));
        Assert.Null(await Kept(key with { Credential = "somebody else" }));
        Assert.Equal(1L, await Number("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Of_32_modifications_of_one_revision_one_is_written()
    {
        var order = await orderStoreFixture.Place(pieces: 1);
        var writes = new List<OrderWrite>();
        for (var number = 0; number < 32; number++)
        {
            writes.Add(await orderStoreFixture.Decided(order, SetQuantity(order, 2 + (number % 5))));
        }

        var outcomes = await AtOnce(32, number => orderStoreFixture.Orders.Write(writes[number], Never));

        Assert.Single(outcomes, OrderWriteResult.Written);
        Assert.Equal(31, outcomes.Count(orderWriteResult => orderWriteResult == OrderWriteResult.Stale));
        Assert.Equal(2L, await Number("SELECT count(*) FROM journal"));
        await ReservedIsRight();
    }

    [Fact]
    public async Task Of_32_orders_for_the_last_units_as_many_are_written_as_fit()
    {
        await Database.Write([Statement.From("UPDATE stock SET on_hand = 5000 WHERE facility_id = 'f1'")], Never);
        await Database.Write([Statement.From("UPDATE stock SET on_hand = 0 WHERE facility_id = 'f2'")], Never);
        var writes = new List<OrderWrite>();
        for (var number = 0; number < 32; number++)
        {
            writes.Add(await orderStoreFixture.Placing(pieces: 1));
        }

        var outcomes = await AtOnce(32, number => orderStoreFixture.Orders.Write(writes[number], Never));

        Assert.Equal(5, outcomes.Count(orderWriteResult => orderWriteResult == OrderWriteResult.Written));
        Assert.Equal(27, outcomes.Count(orderWriteResult => orderWriteResult == OrderWriteResult.StockShort));
        Assert.Equal((10_000L, 10_000L), await orderStoreFixture.Reserved());
    }

    [Fact]
    public async Task Under_locks_32_modifications_follow_each_other()
    {
        var order = await orderStoreFixture.Place(pieces: 1);

        var outcomes = await AtOnce(32, number => orderStoreFixture.Orders.WriteLocked(
            Shop,
            new OrderKey.ById(order.Id),
            null,
            loaded => Emend.Core.Decider.ArticlesOf(loaded.Order, Command(number)),
            (loaded, levels) => orderStoreFixture.Decide(loaded.Order, Command(number), levels),
            Never));

        Assert.All(outcomes, orderWriteResult => Assert.Equal(OrderWriteResult.Written, orderWriteResult));
        Assert.Equal(33, (await orderStoreFixture.Load(order)).Order!.Revision);
        Assert.Equal(32, (await orderStoreFixture.Load(order)).Order!.PersonalData.Attributes.Count - 1);
        await ReservedIsRight();

        static OrderCommand Command(int number) => SetAttribute($"a{number}", "1");
    }

    [Fact]
    public async Task What_is_decided_under_locks_to_be_nothing_writes_nothing()
    {
        var order = await orderStoreFixture.Place();
        var trace = await Trace();

        var orderWriteResult = await orderStoreFixture.Orders.WriteLocked(Shop, PickJobKey(order), null, _ => [Shirt], (_, _) => null, Never);

        Assert.Equal((OrderWriteResult.Written, trace), (orderWriteResult, await Trace()));
    }

    private static string Json(Order order) =>
        Encoding.UTF8.GetString(OrderSerializer.Write(order)) + Encoding.UTF8.GetString(OrderSerializer.Write(order.PersonalData));

    private static OrderKey.ByPickJob PickJobKey(Order order) => new(order.PickJobs[0].Id);

    private async Task ReservedIsRight()
    {
        var (stock, reservations) = await orderStoreFixture.Reserved();
        Assert.Equal(stock, reservations);
    }

    private async Task<IdempotencyRecord?> Kept(IdempotencyKey key) =>
        (await orderStoreFixture.Orders.Load(Shop, new OrderKey.ForNewOrder(null), key, Never)).IdempotencyRecord;

    /// <summary>How much is stored, in every table that an order writes.</summary>
    private Task<long> Trace() => Number(
        """
        SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM journal) + (SELECT count(*) FROM personal)
            + (SELECT count(*) FROM order_past) + (SELECT count(*) FROM order_index) + (SELECT count(*) FROM reservations)
            + (SELECT count(*) FROM idempotency) + (SELECT sum(reserved) FROM stock) + (SELECT sum(revision) FROM orders)
        """);
}

using System.Text;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using static Emend.Tests.Storage.OrderScene;

namespace Emend.Tests.Storage;

public sealed class SqliteOrderStoreTests() : OrderStoreContract(new StorePlace.Sqlite());

public sealed class PostgreSqlOrderStoreTests() : OrderStoreContract(new StorePlace.PostgreSql());

/// <summary>What the order store promises on both databases.</summary>
public abstract class OrderStoreContract : StoreContract
{
    private readonly OrderScene scene;

    private protected OrderStoreContract(StorePlace place)
        : base(place) => scene = new(Database);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await scene.Prepare(pieces: 10);
    }

    [Fact]
    public async Task An_order_comes_back_as_it_was_written_with_its_personal_data()
    {
        var order = await scene.Place("A-1");

        var loaded = await scene.Load(order);

        Assert.Equal(Json(order), Json(loaded.Order!));
        Assert.Equal("Jansen", loaded.Order!.Personal.Consumer.Addresses[0].LastName);
        Assert.Equal(new TenantVersions(1, 1, 1, 1), loaded.Versions);
        Assert.Equal(Json(order), Json((await scene.Orders.Load(Shop, PickJobKey(order), null, Never)).Order!));
    }

    [Fact]
    public async Task Another_tenants_order_is_not_there_and_without_a_tenant_there_is_nothing()
    {
        var order = await scene.Place();
        await Database.Write(
            [Statement.One("INSERT INTO tenants (tenant_id, sign_in_key, name) VALUES ('other', 'other', 'other')")], Never);

        var other = await scene.Orders.Load(new("other"), new OrderKey.ById(order.Id), null, Never);
        var nobody = await scene.Orders.Load(new("nobody"), new OrderKey.ById(order.Id), null, Never);

        Assert.Equal(((TenantVersions?)new TenantVersions(1, 1, 1, 1), (Order?)null), (other.Versions, other.Order));
        Assert.Equal(((TenantVersions?)null, (Order?)null), (nobody.Versions, nobody.Order));
    }

    [Fact]
    public async Task A_load_is_one_round_trip_and_a_modification_four_at_most()
    {
        var order = await scene.Place();
        var write = await scene.Decided(order, SetQuantity(order, 5));
        var before = Database.Trips;

        await scene.Orders.Load(Shop, new OrderKey.ById(order.Id), new("k", "c", "r"), Never);
        Assert.Equal(1, Database.Trips - before);
        await scene.Orders.Write(write, Never);
        Assert.InRange(Database.Trips - before, 2, 3);
    }

    [Fact]
    public async Task A_modification_moves_what_is_reserved()
    {
        var order = await scene.Place(pieces: 2);

        var after = await scene.Modify(order, SetQuantity(order, 7));

        Assert.Equal(Json(after), Json((await scene.Load(order)).Order!));
        Assert.Equal((8_000L, 8_000L), await scene.Reserved());
    }

    [Fact]
    public async Task A_stale_revision_writes_nothing()
    {
        var order = await scene.Place();
        var second = await scene.Decided(order, SetQuantity(order, 5));
        var first = await scene.Modify(order, SetQuantity(order, 3));
        var trace = await Trace();

        Assert.Equal(WriteOutcome.Stale, await scene.Orders.Write(second, Never));

        Assert.Equal(trace, await Trace());
        Assert.Equal(Json(first), Json((await scene.Load(order)).Order!));
    }

    [Fact]
    public async Task An_increase_that_does_not_fit_writes_nothing()
    {
        var order = await scene.Place(pieces: 2);
        var write = await scene.Decided(order, SetQuantity(order, 9));
        await Database.Write([Statement.Of("UPDATE stock SET on_hand = reserved + 1000")], Never);
        var trace = await Trace();

        Assert.Equal(WriteOutcome.StockShort, await scene.Orders.Write(write, Never));

        Assert.Equal(trace, await Trace());
        Assert.Equal(Json(order), Json((await scene.Load(order)).Order!));
    }

    [Fact]
    public async Task A_decrease_fits_also_where_less_is_on_hand_than_was_reserved()
    {
        var order = await scene.Place(pieces: 5);
        await Database.Write([Statement.Of("UPDATE stock SET on_hand = 3000")], Never);
        var write = await scene.Decided(order, SetQuantity(order, 1));

        Assert.Equal(WriteOutcome.Written, await scene.Orders.Write(write, Never));

        Assert.Equal((2_000L, 2_000L), await scene.Reserved());
    }

    [Fact]
    public async Task An_active_tenant_order_id_is_taken_once_also_by_32_at_a_time()
    {
        var writes = new List<OrderWrite>();
        for (var number = 0; number < 32; number++)
        {
            writes.Add(await scene.Placing("SAME", pieces: 1));
        }

        var outcomes = await AtOnce(32, number => scene.Orders.Write(writes[number], Never));

        Assert.Single(outcomes, WriteOutcome.Written);
        Assert.Equal(31, outcomes.Count(outcome => outcome == WriteOutcome.TenantOrderIdTaken));
        Assert.Equal(1L, await Number("SELECT count(*) FROM orders"));
        Assert.True((await scene.Orders.Load(Shop, new OrderKey.ToPlace("SAME"), null, Never)).TenantOrderIdTaken);
        Assert.False((await scene.Orders.Load(Shop, new OrderKey.ToPlace("OTHER"), null, Never)).TenantOrderIdTaken);
        Assert.False((await scene.Orders.Load(Shop, new OrderKey.ToPlace(null), null, Never)).TenantOrderIdTaken);
    }

    [Fact]
    public async Task An_order_that_is_no_longer_active_gives_its_tenant_order_id_back()
    {
        var first = await scene.Place("SAME");
        var ended = new OrderWrite
        {
            Tenant = Shop,
            Before = first,
            After = first with { Status = OrderStatus.Cancelled, Revision = 2 },
            Events = [],
            Effects = new([], Emend.Core.PastEntities.None, null),
            Provenance = new(new("u1"), "Ann", "fulfillmenttools", "fulfillmenttools", 1),
        };

        Assert.Equal(WriteOutcome.Written, await scene.Orders.Write(ended, Never));

        await scene.Place("SAME");
    }

    [Fact]
    public async Task An_idempotency_key_is_kept_with_its_answer_and_taken_once()
    {
        var key = new IdempotencyKey("key", "caller", "hash");
        var writes = new[] { await scene.Placing("A", 1, key), await scene.Placing("B", 1, key) };

        Assert.Equal(WriteOutcome.Written, await scene.Orders.Write(writes[0], Never));
        Assert.Equal(WriteOutcome.KeyTaken, await scene.Orders.Write(writes[1], Never));

        Assert.Equal(new KeptAnswer("hash", writes[0].After.Id, 1), await Kept(key));
        Assert.Null(await Kept(key with { Credential = "somebody else" }));
        Assert.Equal(1L, await Number("SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Of_32_modifications_of_one_revision_one_is_written()
    {
        var order = await scene.Place(pieces: 1);
        var writes = new List<OrderWrite>();
        for (var number = 0; number < 32; number++)
        {
            writes.Add(await scene.Decided(order, SetQuantity(order, 2 + (number % 5))));
        }

        var outcomes = await AtOnce(32, number => scene.Orders.Write(writes[number], Never));

        Assert.Single(outcomes, WriteOutcome.Written);
        Assert.Equal(31, outcomes.Count(outcome => outcome == WriteOutcome.Stale));
        Assert.Equal(2L, await Number("SELECT count(*) FROM journal"));
        await ReservedIsRight();
    }

    [Fact]
    public async Task Of_32_orders_for_the_last_units_as_many_are_written_as_fit()
    {
        await Database.Write([Statement.Of("UPDATE stock SET on_hand = 5000 WHERE facility_id = 'f1'")], Never);
        await Database.Write([Statement.Of("UPDATE stock SET on_hand = 0 WHERE facility_id = 'f2'")], Never);
        var writes = new List<OrderWrite>();
        for (var number = 0; number < 32; number++)
        {
            writes.Add(await scene.Placing(pieces: 1));
        }

        var outcomes = await AtOnce(32, number => scene.Orders.Write(writes[number], Never));

        Assert.Equal(5, outcomes.Count(outcome => outcome == WriteOutcome.Written));
        Assert.Equal(27, outcomes.Count(outcome => outcome == WriteOutcome.StockShort));
        Assert.Equal((10_000L, 10_000L), await scene.Reserved());
    }

    [Fact]
    public async Task Under_locks_32_modifications_follow_each_other()
    {
        var order = await scene.Place(pieces: 1);

        var outcomes = await AtOnce(32, number => scene.Orders.WriteLocked(
            Shop,
            new OrderKey.ById(order.Id),
            null,
            loaded => Emend.Core.Decider.ArticlesOf(loaded.Order, Command(number)),
            (loaded, levels) => scene.Decide(loaded.Order, Command(number), levels),
            Never));

        Assert.All(outcomes, outcome => Assert.Equal(WriteOutcome.Written, outcome));
        Assert.Equal(33, (await scene.Load(order)).Order!.Revision);
        Assert.Equal(32, (await scene.Load(order)).Order!.Personal.Attributes.Count - 1);
        await ReservedIsRight();

        static OrderCommand Command(int number) => SetAttribute($"a{number}", "1");
    }

    [Fact]
    public async Task What_is_decided_under_locks_to_be_nothing_writes_nothing()
    {
        var order = await scene.Place();
        var trace = await Trace();

        var outcome = await scene.Orders.WriteLocked(Shop, PickJobKey(order), null, _ => [Shirt], (_, _) => null, Never);

        Assert.Equal((WriteOutcome.Written, trace), (outcome, await Trace()));
    }

    private static string Json(Order order) =>
        Encoding.UTF8.GetString(OrderDocuments.Write(order)) + Encoding.UTF8.GetString(OrderDocuments.Write(order.Personal));

    private static OrderKey.ByPickJob PickJobKey(Order order) => new(order.PickJobs[0].Id);

    private async Task ReservedIsRight()
    {
        var (stock, reservations) = await scene.Reserved();
        Assert.Equal(stock, reservations);
    }

    private async Task<KeptAnswer?> Kept(IdempotencyKey key) =>
        (await scene.Orders.Load(Shop, new OrderKey.ToPlace(null), key, Never)).Kept;

    /// <summary>How much is stored, in every table that an order writes.</summary>
    private Task<long> Trace() => Number(
        """
        SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM journal) + (SELECT count(*) FROM personal)
            + (SELECT count(*) FROM order_past) + (SELECT count(*) FROM order_index) + (SELECT count(*) FROM reservations)
            + (SELECT count(*) FROM idempotency) + (SELECT sum(reserved) FROM stock) + (SELECT sum(revision) FROM orders)
        """);
}

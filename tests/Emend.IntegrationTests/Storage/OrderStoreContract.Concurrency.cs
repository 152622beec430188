using Emend.Core.Commands;
using Emend.Server.Application.Orders;
using Emend.Server.Storage;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

/// <summary>Concurrent writes of orders.</summary>
public abstract partial class OrderStoreContract
{
    [Fact]
    public async Task Only_one_of_32_modifications_of_the_same_revision_is_written()
    {
        var order = await _orderStoreFixture.Place(pieces: 1);
        var writes = new List<OrderWrite>();
        for (var number = 0; number < 32; number++)
        {
            writes.Add(await _orderStoreFixture.DecideAccepted(order, SetQuantity(order, 2 + (number % 5))));
        }

        var outcomes = await RunConcurrently(32, number => _orderStoreFixture.Orders.Write(writes[number], Never));

        Assert.Single(outcomes, OrderWriteResult.Written);
        Assert.Equal(31, outcomes.Count(orderWriteResult => orderWriteResult == OrderWriteResult.RevisionConflict));
        Assert.Equal(2L, await Number("SELECT count(*) FROM journal"));
        await AssertReserved();
    }

    [Fact]
    public async Task Of_32_orders_for_the_last_units_only_those_with_stock_are_written()
    {
        await Database.Write([Statement.From("UPDATE stock SET on_hand = 5000 WHERE facility_id = 'f1'")], Never);
        await Database.Write([Statement.From("UPDATE stock SET on_hand = 0 WHERE facility_id = 'f2'")], Never);
        var writes = new List<OrderWrite>();
        for (var number = 0; number < 32; number++)
        {
            writes.Add(await _orderStoreFixture.CreatePlaceWrite(pieces: 1));
        }

        var outcomes = await RunConcurrently(32, number => _orderStoreFixture.Orders.Write(writes[number], Never));

        Assert.Equal(5, outcomes.Count(orderWriteResult => orderWriteResult == OrderWriteResult.Written));
        Assert.Equal(27, outcomes.Count(orderWriteResult => orderWriteResult == OrderWriteResult.InsufficientStock));
        Assert.Equal((10_000L, 10_000L), await _orderStoreFixture.Reserved());
    }

    [Fact]
    public async Task With_locks_32_concurrent_modifications_all_succeed()
    {
        var order = await _orderStoreFixture.Place(pieces: 1);

        var outcomes = await RunConcurrently(32, number => _orderStoreFixture.Orders.WriteLocked(
            Shop,
            new OrderKey.ById(order.Id),
            null,
            loaded => Emend.Core.Decider.GetArticles(loaded.Order, Command(number)),
            (loaded, levels) => _orderStoreFixture.Decide(loaded.Order, Command(number), levels),
            Never));

        Assert.All(outcomes, orderWriteResult => Assert.Equal(OrderWriteResult.Written, orderWriteResult));
        Assert.Equal(33, (await _orderStoreFixture.Load(order)).Order!.Revision);
        Assert.Equal(32, (await _orderStoreFixture.Load(order)).Order!.PersonalData.Attributes.Count - 1);
        await AssertReserved();

        static OrderCommand Command(int number) => SetAttribute($"a{number}", "1");
    }

    [Fact]
    public async Task Locked_decision_without_change_writes_nothing()
    {
        var order = await _orderStoreFixture.Place();
        var trace = await Trace();

        var orderWriteResult = await _orderStoreFixture.Orders.WriteLocked(
            Shop, PickJobKey(order), null, _ => [Shirt], (_, _) => null, Never);

        Assert.Equal((OrderWriteResult.Written, trace), (orderWriteResult, await Trace()));
    }
}

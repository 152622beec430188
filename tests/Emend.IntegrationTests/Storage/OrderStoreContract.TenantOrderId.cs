using Emend.Core.Orders;
using Emend.Server.Application.Orders;
using static Emend.IntegrationTests.Storage.OrderStoreFixture;

namespace Emend.IntegrationTests.Storage;

/// <summary>Orders by tenant order id.</summary>
public abstract partial class OrderStoreContract
{
    [Fact]
    public async Task Newest_order_with_a_tenant_order_id_is_found_in_any_spelling()
    {
        var first = await PlaceAt("SP-1", 0);
        await End(first);
        var second = await PlaceAt("sp-1", 1);
        Assert.Equal(second.Id, (await Find("SP-1"))?.Id);
        await End(second);

        Assert.Equal(second.Id, (await Find("ＳＰ-1 "))?.Id);
        Assert.True((await Find("SP-1"))!.IsCanceled);
        Assert.Equal(first.Id, (await _orderStoreFixture.Load(first)).Order!.Id);
        Assert.Null(await Find("SP-2"));
        Assert.Null(await Find(""));
        var elsewhere = await _orderStoreFixture.Orders.Load(new("other"), new OrderKey.ByTenantOrderId("SP-1"), null, Never);
        Assert.Null(elsewhere.Order);
    }

    [Fact]
    public async Task Active_order_is_found_before_a_newer_ended_order()
    {
        var confirmed = await PlaceAt("OTHER", 0);
        var ended = await PlaceAt("SP-1", 1);
        await End(ended);
        await Database.Write(
            [
                Server.Storage.Statement.One(
                    "UPDATE orders SET tenant_order_id = 'SP-1', tenant_order_key = 'sp-1' WHERE order_id = $1", confirmed.Id.Value),
            ],
            Never);

        Assert.Equal(confirmed.Id, (await Find("SP-1"))?.Id);
    }

    [Fact]
    public async Task Order_by_tenant_order_id_is_loaded_with_personal_data_and_whether_its_new_number_is_taken()
    {
        var order = await PlaceAt("SP-1", 0);
        await PlaceAt("SP-2", 1);

        var taken = await Load("sp-2");
        Assert.Equal((Json(order), true), (Json(taken.Order!), taken.TenantOrderIdTaken));
        Assert.False((await Load("sp-3")).TenantOrderIdTaken);
        Assert.False((await Load("SP-1")).TenantOrderIdTaken);

        Task<LoadedOrder> Load(string number) => _orderStoreFixture.Orders.Load(
            Shop, new OrderKey.ByTenantOrderId("SP-1") { NewTenantOrderId = number }, null, Never);
    }

    [Fact]
    public async Task Order_by_tenant_order_id_is_written_under_its_lock()
    {
        var order = await PlaceAt("SP-1", 0);
        var written = await _orderStoreFixture.Orders.WriteLocked(
            Shop, new OrderKey.ByTenantOrderId("SP-1"), null, _ => [], (loaded, _) => CreateEnd(loaded.Order!), Never);

        Assert.Equal(OrderWriteResult.Written, written);
        Assert.True((await _orderStoreFixture.Load(order)).Order!.IsCanceled);
    }

    private async Task<Order?> Find(string number) =>
        (await _orderStoreFixture.Orders.Load(Shop, new OrderKey.ByTenantOrderId(number), null, Never)).Order;

    private async Task<Order> PlaceAt(string number, int minute)
    {
        var write = await _orderStoreFixture.CreatePlaceWrite(number, pieces: 1);
        write = write with { After = write.After with { CreatedAt = Noon.AddMinutes(minute) } };
        Assert.Equal(OrderWriteResult.Written, await _orderStoreFixture.Orders.Write(write, Never));
        return write.After;
    }

    private async Task End(Order order) =>
        Assert.Equal(OrderWriteResult.Written, await _orderStoreFixture.Orders.Write(CreateEnd(order), Never));

    private static OrderWrite CreateEnd(Order order) => new()
    {
        Tenant = Shop,
        Before = order,
        After = order with { IsCanceled = true, Revision = order.Revision + 1 },
        Events = [],
        DecisionEffects = new([], Emend.Core.EndedEntities.None, null),
        Provenance = new(new("u1"), "Ann", "fulfillmenttools", "fulfillmenttools", 1),
    };
}

using Emend.Core;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Application.Orders;
using Emend.Server.Inventory;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Application;

/// <summary>A tenant order id is used again while a request for its order is decided.</summary>
public sealed class ReusedOrderNumberTests
{
    private const string Numbered = """{"tenantOrderId":"SP-1","lines":[{"article":"MUG-E-1207","quantity":1}]}""";

    [Fact]
    public async Task A_request_stays_with_the_order_that_it_found()
    {
        InterruptedOrderStore? store = null;
        await using var app = await EmendApp.Start(services => services.AddSingleton<IOrderStore>(
            all => store = new(new OrderStore(all.GetRequiredService<Database>()))));
        using var client = await app.SignIn();
        var first = (string)(await client.Post("/emend/v1/orders", Numbered))["id"]!;
        var second = "";
        store!.BeforeWrite = async () =>
        {
            Assert.Equal(200, (await client.Post($"/emend/v1/orders/{first}/actions/cancel-order", "{}")).Status);
            second = (string)(await client.Post("/emend/v1/orders", Numbered))["id"]!;
        };
        var (orderService, caller) = await TestCallers.Get(app);
        var change = new SetAttributes(
            System.Collections.Immutable.ImmutableSortedDictionary.Create<string, JsonText?>(StringComparer.Ordinal)
                .Add("gift", new("true")));
        var result = await orderService.Execute(
            new(
                caller,
                new OrderKey.ByTenantOrderId("SP-1"),
                new OrderCommand.Modify([change], null, null, UnroutableBehavior.Accept),
                "native",
                null),
            CancellationToken.None);

        var decided = Assert.IsType<OrderCommandResult.Decided>(result);
        Assert.Equal((first, true), (decided.Before!.Id.Value, decided.Before.IsCanceled));
        Assert.IsType<Decision.Rejected>(decided.Decision);
        Assert.Equal(
            (second, 1), ((string?)(await client.Get("/emend/v1/orders/tenantOrderId:SP-1"))["id"],
                (int)(await client.Get($"/emend/v1/orders/{second}"))["revision"]!));
    }

    /// <summary>Calls a function before the next write.</summary>
    private sealed class InterruptedOrderStore(IOrderStore store) : IOrderStore
    {
        public Func<Task>? BeforeWrite { get; set; }

        public Task<LoadedOrder> Load(TenantId tenant, OrderKey key, IdempotencyKey? idempotency, CancellationToken ct) =>
            store.Load(tenant, key, idempotency, ct);

        public async Task<OrderWriteResult> Write(OrderWrite write, CancellationToken ct)
        {
            if (BeforeWrite is { } interrupt)
            {
                BeforeWrite = null;
                await interrupt();
            }

            return await store.Write(write, ct);
        }

        public Task<OrderWriteResult> WriteLocked(
            TenantId tenant,
            OrderKey key,
            IdempotencyKey? idempotency,
            Func<LoadedOrder, IReadOnlyCollection<ArticleId>> articles,
            Func<LoadedOrder, IReadOnlyList<StockLevel>, OrderWrite?> decide,
            CancellationToken ct) => store.WriteLocked(tenant, key, idempotency, articles, decide, ct);

        public Task<Order?> LoadRevision(TenantId tenant, OrderId order, long revision, CancellationToken ct) =>
            store.LoadRevision(tenant, order, revision, ct);

        public Task<StoredDecision?> LoadDecision(TenantId tenant, OrderId order, long revision, CancellationToken ct) =>
            store.LoadDecision(tenant, order, revision, ct);

        public Task<Order?> LoadVersion(TenantId tenant, OrderId order, long version, CancellationToken ct) =>
            store.LoadVersion(tenant, order, version, ct);

        public Task<EndedEntity?> LoadEndedEntity(TenantId tenant, OrderId order, EntityId entity, CancellationToken ct) =>
            store.LoadEndedEntity(tenant, order, entity, ct);
    }
}

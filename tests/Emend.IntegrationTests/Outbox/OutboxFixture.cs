using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Orders;
using Emend.Server.Application.Outbox;
using Emend.Server.Application.WorkQueue;
using Emend.Server.BackgroundWork;
using Emend.Server.Shipping;
using Emend.Server.Storage;
using Emend.Server.Storage.BackgroundWork;
using Emend.Server.Storage.Orders;
using Emend.Server.Storage.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Outbox;

/// <summary>The application with a fixed clock and a carrier double. Work items are processed only when a test says so.</summary>
internal sealed class OutboxFixture : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private readonly EmendApp _app;
    private int _claims;

    private OutboxFixture(EmendApp app, FixedTimeProvider clock, CarrierDouble carrier, Interruption interruption)
    {
        (_app, Clock, Carrier, Interruption) = (app, clock, carrier, interruption);
        Client = FulfillmenttoolsTestClient.WithKey(app.Url, "demo-api-key");
        Database = app.Services.GetRequiredService<Database>();
    }

    public FixedTimeProvider Clock { get; }

    public CarrierDouble Carrier { get; }

    public Interruption Interruption { get; }

    public FulfillmenttoolsTestClient Client { get; }

    public Database Database { get; }

    public IOutboxStore Outbox => _app.Services.GetRequiredService<IOutboxStore>();

    public TenantId Tenant { get; } = new("demo");

    public static async Task<OutboxFixture> Start(TestDatabase database)
    {
        var (clock, carrier, interruption) = (new FixedTimeProvider(), new CarrierDouble(), new Interruption());
        var app = await EmendApp.Start(database, services => services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(BackgroundWorkOptions.Default with { Enabled = false })
            .AddSingleton(interruption.Wrap<ICarrierGateway>(carrier))
            .AddSingleton(p => interruption.Wrap<IOrderStore>(new OrderStore(p.GetRequiredService<Database>())))
            .AddSingleton(p => interruption.Wrap<ILabelStore>(new LabelStore(p.GetRequiredService<Database>())))
            .AddSingleton(p => interruption.Wrap<IOutboxStore>(new OutboxStore(p.GetRequiredService<Database>())))
            .AddSingleton(p => interruption.Wrap<IWorkQueue>(
                new WorkQueue(p.GetRequiredService<Database>(), p.GetRequiredService<TenantFinder>()))));
        return new(app, clock, carrier, interruption);
    }

    /// <summary>A picked order with two parcels of one shipment.</summary>
    public async Task<(string Order, string[] Parcels)> CreateOrder()
    {
        var (handover, _) = await PickedOrder.Create(Client);
        var order = (string)handover["orderRef"]!;
        var line = (string)(await Client.Get($"/emend/v1/orders/{order}"))["lines"][0]!["id"]!;
        var whole = (await ReadParcels(order)).Single();
        await Act(order, new JsonObject
        {
            ["type"] = "split",
            ["parcel"] = (string)whole["id"]!,
            ["version"] = (int)whole["version"]!,
            ["lines"] = new JsonArray(new JsonObject { ["line"] = line, ["quantity"] = 1 }),
        });
        return (order, [.. (await ReadParcels(order)).Select(p => (string)p["id"]!)]);
    }

    /// <summary>An order with requested labels of both parcels.</summary>
    public async Task<(string Order, string[] Parcels)> CreateRequestedOrder()
    {
        var (order, parcels) = await CreateOrder();
        foreach (var parcel in parcels)
        {
            await RequestLabel(order, parcel);
        }

        return (order, parcels);
    }

    public Task RequestLabel(string order, string parcel) => Act(order, new JsonObject { ["type"] = "request", ["parcel"] = parcel });

    public Task VoidLabel(string order, string parcel) => Act(order, new JsonObject { ["type"] = "void", ["parcel"] = parcel });

    /// <summary>The states of the parcels, with the failures of failed ones.</summary>
    public async Task<string[]> ReadStates(string order) =>
        [.. (await ReadParcels(order)).Select(p => p["failure"] is { } failure ? $"{p["status"]} {failure}" : $"{p["status"]}")];

    private async Task<IEnumerable<JsonNode>> ReadParcels(string order) =>
        (await Client.Get($"/emend/v1/orders/{order}"))["shipments"][0]!["parcels"]!.AsArray().Select(p => p!);

    /// <summary>The outbox of an order in the native API.</summary>
    public async Task<JsonArray> List(string order, string filter = "") =>
        (await Client.Get($"/emend/v1/outbox?order={order}{filter}"))["effects"].AsArray();

    /// <summary>Processes all due work items as one node whose process ends without releasing its claims.</summary>
    public async Task Process(CancellationToken ct = default)
    {
        foreach (var claim in await Claim())
        {
            await Node().Process(claim, ct);
        }
    }

    /// <summary>Lets all attempts that an effect has at least fail, except the last one.</summary>
    public async Task FailAttempts()
    {
        for (var attempt = 1; attempt < 5; attempt++)
        {
            await Process();
            Clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    public async Task<IReadOnlyList<WorkItemClaim>> Claim()
    {
        var now = Clock.GetUtcNow();
        var claims = await _app.Services.GetRequiredService<IWorkQueue>().Claim($"node/{++_claims}", 50, now, now + Lease, default);
        return [.. claims.Where(c => c.Kind is WorkItemKind.Outbox)];
    }

    /// <summary>The handler of another node.</summary>
    public WorkItemHandler Node()
    {
        var services = _app.Services;
        var runner = new SystemCommandRunner(ActivatorUtilities.CreateInstance<OrderService>(services));
        return new(
            services.GetRequiredService<IWorkQueue>(),
            runner,
            new OutboxHandler(
                services.GetRequiredService<IOrderStore>(), Outbox, services.GetRequiredService<EffectSender>(), runner, Clock),
            BackgroundWorkOptions.Default,
            Clock);
    }

    public Task<long> Number(string sql) =>
        Database.First(Statement.From(sql), row => row.Long(0), CancellationToken.None);

    public Task Execute(string sql) => Database.Write([Statement.From(sql)], CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }

    private async Task Act(string order, JsonObject action)
    {
        var answer = await Client.Post($"/emend/v1/orders/{order}/actions/shipping-label", action.ToJsonString());
        Assert.True(answer.Status == 200, answer.Text);

        // The events of an order are later than each other even if the clock stands still.
        Clock.Advance(TimeSpan.FromMilliseconds(1));
    }
}

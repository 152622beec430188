using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Demo;

public sealed class DemoOrdersTests(DemoOrdersTests.DemoOrdersFixture demo) : IClassFixture<DemoOrdersTests.DemoOrdersFixture>
{
    [Fact]
    public async Task About_sixty_orders_in_every_state_are_loaded_and_loading_again_adds_none()
    {
        var client = demo.Client;
        var before = await Versions(client);

        await Load(demo.App);

        Assert.Equal(DemoOrderScripts.All.Length + DemoShippingScripts.All.Length + DemoShippingScripts.Strict.Length, before.Count);
        Assert.Equal(before, await Versions(client));
        Assert.All(before, o => Assert.InRange(o.Created, DateTimeOffset.UtcNow.AddDays(-6), DateTimeOffset.UtcNow));
        Assert.Contains(before, o => o.Version == 11);
        Assert.Contains(before, o => o.Lines == 60);
    }

    [Theory]
    [InlineData("DEMO-1001", "ROUTED", "OPEN")]
    [InlineData("DEMO-1020", "ROUTED", "IN_PROGRESS")]
    [InlineData("DEMO-1021", "ROUTED", "IN_PROGRESS")]
    [InlineData("DEMO-1023", "ROUTED", "CLOSED")]
    [InlineData("DEMO-1026", "REROUTED,ROUTED", "ABORTED,OPEN")]
    [InlineData("DEMO-1028", "ROUTED,ROUTED", "OPEN,OPEN")]
    [InlineData("DEMO-1029", "ROUTED,ROUTED", "CLOSED,OPEN")]
    [InlineData("DEMO-1031", "NOT_ROUTABLE", "")]
    [InlineData("DEMO-1033", "NOT_ROUTABLE,ROUTED", "OPEN")]
    [InlineData("DEMO-1034", "NOT_ROUTABLE", "")]
    [InlineData("DEMO-1036", "NOT_ROUTABLE,REROUTED,ROUTED", "OPEN,REROUTED")]
    [InlineData("DEMO-1040", "ROUTED", "IN_PROGRESS")]
    [InlineData("DEMO-1042", "CANCELED", "CANCELED")]
    [InlineData("DEMO-1043", "CANCELED", "CANCELED")]
    [InlineData("DEMO-1044", "CANCELED", "CLOSED")]
    [InlineData("DEMO-1045", "REROUTED,ROUTED", "OPEN,REROUTED")]
    [InlineData("DEMO-1047", "ROUTED", "PAUSED")]
    [InlineData("DEMO-1055", "NOT_ROUTABLE", "")]
    [InlineData("DEMO-1056", "CANCELED", "CLOSED")]
    [InlineData("DEMO-1058", "REROUTED,ROUTED", "OPEN,REROUTED")]
    [InlineData("DEMO-1059", "LOCKED", "")]
    [InlineData("DEMO-1060", "PROMISED", "")]
    public async Task Each_order_has_the_final_state_of_its_script(string number, string plans, string jobs)
    {
        var client = demo.Client;
        var order = (await client.Get($"/api/orders?tenantOrderId={number}"))["orders"]!.AsArray().Single()!["id"];

        var routed = (await client.Get($"/api/routingplans?orderRef={order}"))["routingPlans"];
        var picked = (await client.Get($"/api/pickjobs?orderRef={order}"))["pickjobs"];

        Assert.Equal((plans, jobs), (States(routed), States(picked)));
    }

    [Theory]
    [InlineData("DEMO-1048", "OPEN")]
    [InlineData("DEMO-1049", "WAITING_FOR_INPUT")]
    [InlineData("DEMO-1050", "HANDED_OVER")]
    [InlineData("DEMO-1051", "HANDED_OVER", "COMPLETED", "OPEN")]
    [InlineData("DEMO-1053", "OPEN", "RETRYABLE", "FAILED")]
    [InlineData("DEMO-1057", "OPEN")]
    public async Task Each_shipped_order_has_the_final_state_of_its_script(
        string number, string handovers, string? shipments = null, string? parcels = null)
    {
        var client = demo.Client;
        Assert.Equal(handovers, States((await client.Get($"/api/handoverjobs?tenantOrderId={number}"))["handoverjobs"]));
        var shipped = (await client.Get($"/api/shipments?tenantOrderId={number}"))["shipments"].AsArray();
        if (shipments is not null)
        {
            Assert.Equal((shipments, parcels), (States(shipped), States(shipped[0]!["parcels"])));
        }
    }

    [Fact]
    public async Task Labels_are_available_and_an_address_change_made_one_obsolete()
    {
        var client = demo.Client;
        Assert.Equal("DONE", (string?)(await PickedOrder.WaitForLabel(client, await Parcel("DEMO-1052")))["status"]);
        Assert.Equal("OBSOLETE", (string?)(await PickedOrder.WaitForLabel(client, await Parcel("DEMO-1054")))["status"]);
        var open = (await client.Get("/emend/v1/return-tasks?status=open"))["returnTasks"].AsArray();
        Assert.Equal(["DEMO-1043", "DEMO-1044"], open.Select(t => (string?)t!["tenantOrderId"]).Order(StringComparer.Ordinal));

        async Task<JsonNode> Parcel(string number) =>
            (await client.Get($"/api/shipments?tenantOrderId={number}"))["shipments"][0]!["parcels"]![0]!["parcelRef"]!;
    }

    private static Task Load(EmendApp app) =>
        app.Services.GetRequiredService<DemoOrderSeeder>().Load(TimeProvider.System, CancellationToken.None);

    private static string States(JsonNode? entities) =>
        string.Join(',', entities!.AsArray().Select(e => (string)e!["status"]!).Order(StringComparer.Ordinal));

    private static async Task<List<(
        string Id, DateTimeOffset Created, int Version, int Lines)>> Versions(FulfillmenttoolsTestClient client) =>
    [
        .. (await client.Get("/api/orders?size=100"))["orders"]!.AsArray().Select(o => (
            (string)o!["id"]!, (DateTimeOffset)o["created"]!, (int)o["version"]!, o["orderLineItems"]!.AsArray().Count)),
    ];

    /// <summary>The demo orders, loaded once. Tests only read them.</summary>
    public sealed class DemoOrdersFixture : IAsyncLifetime
    {
        internal EmendApp App { get; private set; } = null!;

        internal FulfillmenttoolsTestClient Client { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await EmendApp.Start();
            await Load(App);
            Client = await App.SignIn();
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await App.DisposeAsync();
        }
    }
}

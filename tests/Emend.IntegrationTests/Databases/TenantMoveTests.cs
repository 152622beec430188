using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Messaging;
using Emend.IntegrationTests.Outbox;
using Emend.Server.Application.Tenants;
using Emend.Server.Common;
using Emend.Server.Messaging;
using Emend.Server.Shipping;
using Emend.Server.Storage;
using Emend.Server.Storage.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emend.IntegrationTests.Databases;

/// <summary>Moves of the demo tenant from server to server.</summary>
public sealed class TenantMoveTests : IAsyncLifetime
{
    private const string Demo = "demo";
    private const string Order = """{ "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ] }""";
    private const string Article = "MUG-E-1207";

    private readonly CarrierDouble _carrier = new();
    private TwoServers _servers = null!;
    private EmendApp _node = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _servers = await TwoServers.Create();
        _node = await _servers.StartNode(services => services
            .AddSingleton<ICarrierGateway>(_carrier)
            .AddSingleton(DeliveryOptions.Default with
            {
                PollInterval = TimeSpan.FromMilliseconds(100),
                InitialBackoff = TimeSpan.FromMilliseconds(100),
                MaxBackoff = TimeSpan.FromMilliseconds(400),
            }));
        _client = FulfillmenttoolsTestClient.WithKey(_node.Url, "demo-api-key");
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _node.DisposeAsync();
        await _servers.DisposeAsync();
    }

    [Fact]
    public async Task Orders_history_stock_users_and_idempotency_keys_move_and_every_node_serves_them()
    {
        await using var other = await _servers.StartNode();
        var order = await _client.Post("/emend/v1/orders", Order, "place-1");
        var patched = await _client.Patch($"/api/orders/{order["id"]}", """{"version":1,"customAttributes":{"step":1} }""");
        Assert.Equal(200, patched.Status);
        string[] paths =
        [
            $"/emend/v1/orders/{order["id"]}", $"/emend/v1/orders/{order["id"]}/modifications", $"/api/orders/{order["id"]}",
            "/api/stocks?size=100", "/api/facilities", "/api/users",
        ];
        var before = await Read(_client, paths);

        await TwoServers.Move(_node, Demo, "second");

        using var client = FulfillmenttoolsTestClient.WithKey(other.Url, "demo-api-key");
        Assert.Equal(before, await Read(_client, paths));
        Assert.Equal(before, await Read(client, paths));
        Assert.Equal(order.Text, (await client.Post("/emend/v1/orders", Order, "place-1")).Text);
        Assert.Equal(201, (await client.Post("/emend/v1/orders", Order)).Status);
        using var signedIn = await other.SignIn();
        Assert.Equal(200, (await signedIn.Patch($"/api/orders/{order["id"]}", """{"version":2,"customAttributes":{"step":2} }""")).Status);
        Assert.Equal(0, await _servers.CountRows("main", Demo));
        Assert.Equal(2, await _servers.Number("second", "SELECT count(*) FROM orders"));
    }

    [Fact]
    public async Task Pending_effects_and_deliveries_are_completed_by_the_new_server_and_nothing_is_skipped()
    {
        await using var receiver = await WebhookTestReceiver.Start();
        await Subscribe(receiver);
        var delivered = await _client.Place((Article, 1));
        await receiver.Until(1);
        receiver.Answer = (_, _) => Task.FromResult(500);
        _carrier.IsReachable = _ => false;
        var pending = await _client.Place((Article, 1));
        var (handover, _) = await PickedOrder.Create(_client);
        var (picked, parcel) = await RequestLabel(handover);
        await Wait.Until(() => Task.FromResult(_carrier.Keys.Length > 0), "the carrier was called");
        await Wait.Until(() => Task.FromResult(receiver.Calls.Any(call => call.Answered == 500)), "a delivery failed");
        var key = _carrier.Keys[0];
        await BurnTransactions("main"); // the numbers of the source are higher than those of the target

        await TwoServers.Move(_node, Demo, "second");
        receiver.Answer = (_, _) => Task.FromResult(200);
        _carrier.IsReachable = _ => true;
        var later = await _client.Place((Article, 1));

        string[] expected = [(string)delivered["id"]!, (string)pending["id"]!, picked, (string)later["id"]!];
        await receiver.Until(calls => expected.All(id => calls.Any(call => call.Answered == 200 && call.OrderId == id)));
        Assert.Equal(expected.Order(), receiver.Taken.Select(call => call.OrderId).Order());
        await Wait.Until(async () => (string?)(await FindParcel(picked, parcel))["status"] == "done", "the label is there");
        Assert.Equal([key], _carrier.Keys.Distinct());
        Assert.Equal(0, await _servers.Number("second", "SELECT count(*) FROM outbox"));
    }

    [Fact]
    public async Task Cursors_of_before_are_told_to_start_over_and_the_feed_has_all_events_in_their_order()
    {
        var first = await _client.Place((Article, 1));
        var old = await ReadEvents(_client, "?size=500");
        await BurnTransactions("main");

        await TwoServers.Move(_node, Demo, "second");
        var second = await _client.Place((Article, 1));

        var told = await _client.Get($"/emend/v1/events?after={old[^1].Id}");
        Assert.Equal((410, "/problems/restored"), (told.Status, (string)told["type"]!));
        var all = await ReadEvents(_client, $"?size=500&after={told["cursor"]}");
        Assert.Equal(old.Select(e => e.Order + e.Type), all.Take(old.Count).Select(e => e.Order + e.Type));
        Assert.All(all.Skip(old.Count), e => Assert.Equal((string)second["id"]!, e.Order));
        Assert.True(all.Count > old.Count);
        Assert.Empty(old.Select(e => e.Id).Intersect(all.Select(e => e.Id)));
        Assert.NotEqual((string)first["id"]!, (string)second["id"]!);

        await TwoServers.Move(_node, Demo, "main");

        Assert.Equal(410, (await _client.Get($"/emend/v1/events?after={old[^1].Id}")).Status);
        Assert.Equal(410, (await _client.Get($"/emend/v1/events?after={all[^1].Id}")).Status);
        var back = await ReadEvents(_client, "?size=500");
        Assert.Equal(all.Select(e => e.Order + e.Type), back.Select(e => e.Order + e.Type));
    }

    [Fact]
    public async Task Move_that_is_interrupted_at_any_step_is_completed_by_its_repetition()
    {
        var order = await _client.Place((Article, 1));
        var text = (await _client.Get($"/emend/v1/orders/{order["id"]}")).Text;
        using var operatorClient = new OperatorTestClient(_node.Url);
        var (here, there) = ("main", "second");
        foreach (var step in Enum.GetValues<TenantMoveStep>())
        {
            await operatorClient.Suspend(Demo);
            var interrupted = TwoServers.CreateMover(
                _node, reached => reached == step ? throw new InvalidOperationException(step.ToString()) : Task.CompletedTask);

            await Assert.ThrowsAsync<InvalidOperationException>(() => interrupted.Move(new(Demo), there, default));

            var isSwitched = step >= TenantMoveStep.Switched;
            Assert.Equal(isSwitched ? there : here, (string)(await operatorClient.Get($"/{Demo}"))["database"]!);
            Assert.Equal(403, (await _client.Get("/emend/v1/orders")).Status);
            var repeated = await TwoServers.CreateMover(_node).Move(new(Demo), there, default);
            Assert.IsType<TenantMove.Moved>(repeated);
            Assert.Equal(200, (await operatorClient.Resume(Demo)).Status);
            Assert.Equal(text, (await _client.Get($"/emend/v1/orders/{order["id"]}")).Text);
            Assert.Equal(0, await _servers.CountRows(here, Demo));
            Assert.Equal(201, (await _client.Post("/emend/v1/orders", Order)).Status);
            (here, there) = (there, here);
        }
    }

    [Fact]
    public async Task Interrupted_move_is_given_up_by_moving_the_tenant_to_where_it_is()
    {
        using var operatorClient = new OperatorTestClient(_node.Url);
        await operatorClient.Suspend(Demo);
        var interrupted = TwoServers.CreateMover(
            _node, step => step is TenantMoveStep.Copied ? throw new InvalidOperationException() : Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidOperationException>(() => interrupted.Move(new(Demo), "second", default));
        var refused = await operatorClient.Resume(Demo);
        Assert.Equal((422, "moving"), (refused.Status, (string)(await operatorClient.Get($"/{Demo}"))["state"]!));

        var givenUp = await operatorClient.Send(HttpMethod.Post, $"/{Demo}/move", """{"database":"main"}""");

        Assert.Equal((200, "suspended", "main"), (givenUp.Status, (string)givenUp["state"]!, (string)givenUp["database"]!));
        await operatorClient.Resume(Demo);
        Assert.Equal(201, (await _client.Post("/emend/v1/orders", Order)).Status);
        Assert.Equal(0, await _servers.CountRows("second", Demo));
    }

    [Fact]
    public async Task Only_a_suspended_tenant_moves_and_only_to_a_known_database()
    {
        using var operatorClient = new OperatorTestClient(_node.Url);

        var active = await operatorClient.Send(HttpMethod.Post, $"/{Demo}/move", """{"database":"second"}""");
        var unknown = await operatorClient.Send(HttpMethod.Post, $"/{Demo}/move", """{"database":"third"}""");
        var nobody = await operatorClient.Send(HttpMethod.Post, "/nobody/move", """{"database":"second"}""");

        Assert.Equal((422, 400, 404), (active.Status, unknown.Status, nobody.Status));
        Assert.Contains("Suspend the tenant first.", active.Text, StringComparison.Ordinal);
        Assert.Contains("must be one of main, second", unknown.Text, StringComparison.Ordinal);
        Assert.Equal(201, (await _client.Post("/emend/v1/orders", Order)).Status);
    }

    [Fact]
    public async Task Move_to_a_server_that_is_down_stops_and_the_tenant_stays()
    {
        using var operatorClient = new OperatorTestClient(_node.Url);
        await operatorClient.Suspend(Demo);
        _servers.Proxy.Close();

        var stopped = await operatorClient.Send(HttpMethod.Post, $"/{Demo}/move", """{"database":"second"}""");

        Assert.Equal((409, "/problems/move-stopped"), (stopped.Status, (string)stopped["type"]!));
        Assert.Equal(("main", "moving"), (
            (string)(await operatorClient.Get($"/{Demo}"))["database"]!, (string)(await operatorClient.Get($"/{Demo}"))["state"]!));
        _servers.Proxy.Open();
        await operatorClient.Send(HttpMethod.Post, $"/{Demo}/move", """{"database":"main"}""");
        await operatorClient.Resume(Demo);
        Assert.Equal(201, (await _client.Post("/emend/v1/orders", Order)).Status);
    }

    [Fact]
    public async Task Node_with_an_outdated_directory_writes_nothing_on_the_former_server()
    {
        await using var outdated = await _servers.StartNode(UseFirstDirectory);
        using var client = FulfillmenttoolsTestClient.WithKey(outdated.Url, "demo-api-key");
        Assert.Equal(201, (await client.Post("/emend/v1/orders", Order)).Status);

        await TwoServers.Move(_node, Demo, "second");

        Assert.Equal(403, (await client.Post("/emend/v1/orders", Order)).Status);
        var former = outdated.Services.GetRequiredService<DatabaseServers>().Main;
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() => former.Write(
            [
                Statement.One(
                    "INSERT INTO work_items (tenant_id, kind, subject, article_id, since, due_at) VALUES ($1, 'ROUTE', 'x', '', 0, 0)",
                    Demo),
            ],
            default));
        Assert.Equal(0, await _servers.CountRows("main", Demo));
        await outdated.Services.GetRequiredService<TenantDirectory>().Refresh(default);
        Assert.Equal(201, (await client.Post("/emend/v1/orders", Order)).Status);
    }

    [Fact]
    public async Task Transaction_that_wrote_before_the_fence_is_part_of_the_move()
    {
        await _client.Place((Article, 1));
        using var operatorClient = new OperatorTestClient(_node.Url);
        await operatorClient.Suspend(Demo);
        await using var connection = await _servers.Source("main").OpenConnectionAsync();
        await using var late = await connection.BeginTransactionAsync();
        await using var write = connection.CreateCommand();
        write.CommandText = "UPDATE articles SET version = 4711 WHERE tenant_id = 'demo'";
        var written = await write.ExecuteNonQueryAsync();
        var marked = new TaskCompletionSource();
        var moving = TwoServers.CreateMover(_node, step =>
        {
            marked.TrySetResult();
            return Task.CompletedTask;
        }).Move(new(Demo), "second", default);
        await marked.Task;
        await WaitForLock();

        await late.CommitAsync();

        Assert.IsType<TenantMove.Moved>(await moving);
        Assert.True(written > 0);
        Assert.Equal(written, await _servers.Number("second", "SELECT count(*) FROM articles WHERE version = 4711"));
    }

    // The move waits for the lock of the table that the late transaction has written.
    private Task WaitForLock() => Wait.Until(async () => await _servers.Number(
        "main", "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'articles'::regclass") > 0, "the move waits for the lock");

    // The directory that the node has read at its start.
    private static void UseFirstDirectory(IServiceCollection services)
    {
        foreach (var refresher in services.Where(
            s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name == "DirectoryRefresher").ToArray())
        {
            services.Remove(refresher);
        }

        services.AddSingleton(all => new TenantDirectory(
            all.GetRequiredService<DatabaseServers>(), new StoppedClock(), NullLogger<TenantDirectory>.Instance));
    }

    private async Task BurnTransactions(string server)
    {
        for (var i = 0; i < 3_000; i++)
        {
            await using var command = _servers.Source(server).CreateCommand("SELECT pg_current_xact_id()::text");
            await command.ExecuteScalarAsync();
        }
    }

    private async Task Subscribe(WebhookTestReceiver receiver)
    {
        var made = await _client.Post(
            "/api/subscriptions",
            $$"""{"name":"one","event":"ORDER_CREATED","target":{"type":"WEBHOOK","callbackUrl":"{{receiver.Url}}/hook"} }""");
        Assert.True(made.Status == 201, made.Text);
    }

    private async Task<(string Order, string Parcel)> RequestLabel(JsonNode handover)
    {
        var order = (string)handover["orderRef"]!;
        var parcel = (string)(await _client.Get($"/emend/v1/orders/{order}"))["shipments"][0]!["parcels"]![0]!["id"]!;
        var asked = await _client.Post(
            $"/emend/v1/orders/{order}/actions/shipping-label", $$"""{"type":"request","parcel":"{{parcel}}"}""");
        Assert.True(asked.Status == 200, asked.Text);
        return (order, parcel);
    }

    private async Task<JsonNode> FindParcel(string order, string parcel) =>
        (await _client.Get($"/emend/v1/orders/{order}"))["shipments"][0]!["parcels"]!.AsArray()
            .Single(p => (string)p!["id"]! == parcel)!;

    private static async Task<string[]> Read(FulfillmenttoolsTestClient client, string[] paths)
    {
        var texts = new List<string>();
        foreach (var path in paths)
        {
            var answer = await client.Get(path);
            Assert.True(answer.Status == 200, path + answer.Text);
            texts.Add(answer.Text);
        }

        return [.. texts];
    }

    private static async Task<List<(string Id, string Order, string Type)>> ReadEvents(FulfillmenttoolsTestClient client, string query) =>
    [
        .. (await client.Get("/emend/v1/events" + query))["events"].AsArray()
            .Select(e => ((string)e!["id"]!, (string)e["order"]!, (string)e["type"]!)),
    ];

    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}

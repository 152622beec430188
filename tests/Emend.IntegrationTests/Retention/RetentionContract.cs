using System.Text.Json.Nodes;
using Emend.Core.Orders;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Retention;
using Emend.Server.Application.Search;
using Emend.Server.Maintenance;
using Emend.Server.Storage;
using Emend.Server.Storage.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Retention;

public sealed class SqliteRetentionTests() : RetentionContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlRetentionTests() : RetentionContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of retention on both databases: personal data is erased everywhere, sales data stays.</summary>
public abstract class RetentionContract : IAsyncLifetime
{
    private readonly TestDatabase _database;
    private readonly OffsetTimeProvider _clock = new();
    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    private protected RetentionContract(TestDatabase database) => this._database = database;

    private RetentionService RetentionService => _app.Services.GetRequiredService<RetentionService>();

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Join(_database, _clock);
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task No_personal_data_remains_after_anonymization()
    {
        var order = await CompleteOrder();
        var path = $"/api/orders/{order["id"]}";
        var events = await _client.Get("/emend/v1/events?from=beginning&size=500"); // caches order states in memory
        Assert.Contains("Vlinderpadstraat", events.Text, StringComparison.Ordinal);
        var known = await Found();
        Assert.Contains("personal_data.doc", known);
        Assert.Contains("journal.doc", known);
        Assert.Contains("orders.doc", known);
        Assert.Contains("order_search_terms.terms", known);
        Assert.Contains("bulk_jobs.definition", known);

        await AdvanceClock(TimeSpan.FromDays(29));
        Assert.Equal(0, await RetentionService.RunOnce(CancellationToken.None));
        await AdvanceClock(TimeSpan.FromDays(2));
        Assert.Equal(1, await RetentionService.RunOnce(CancellationToken.None));

        Assert.Empty(await Found());
        foreach (var url in (string[])[
            path, $"/emend/v1/orders/{order["id"]}", $"/emend/v1/orders/{order["id"]}/modifications?includeFulfillment=true",
            "/emend/v1/events?from=beginning&size=500", $"/emend/v1/orders/{order["id"]}?revision=2",
            $"/api/processes/{order["processId"]}/historylogs",
            "/api/shipments?tenantOrderId=KEEP-1", "/api/handoverjobs?tenantOrderId=KEEP-1"])
        {
            var response = await _client.Get(url);
            Assert.True(response.Status == 200, $"{url}: {response.Text}");
            Assert.Empty(FindTraits(response.Text).Select(trait => $"{url}: {trait}"));
        }
        Assert.Equal(0, await RetentionService.RunOnce(CancellationToken.None));
    }

    [Fact]
    public async Task Anonymized_order_keeps_totals_and_lines()
    {
        var order = await CompleteOrder();
        var native = $"/emend/v1/orders/{order["id"]}";
        var before = await _client.Get(native);
        var stocks = (await _client.Get("/api/stocks?size=100")).Text;
        await Anonymize();

        var after = await _client.Get(native);
        Assert.True((bool)after["anonymized"]!);
        Assert.Equal((before["total"].ToJsonString(), before["tenantOrderId"].ToJsonString()), (
            after["total"].ToJsonString(), after["tenantOrderId"].ToJsonString()));
        Assert.Equal(stocks, (await _client.Get("/api/stocks?size=100")).Text);
        Assert.True((bool)(await _client.Get($"/api/orders/{order["id"]}"))["anonymized"]!);
        var process = await _client.Get($"/api/processes/{order["processId"]}");
        Assert.Equal(("FINISHED", true), ((string?)process["status"], (bool)process["isAnonymized"]!));
        var rejected = await _client.Patch($"/api/orders/{order["id"]}", $$"""
            {"version":{{after["version"]}},"consumer":{"email":"again@wanda.example"} }
            """);
        Assert.Equal(422, rejected.Status);
        Assert.Contains("the order is not anonymized", rejected.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Idempotency_keys_return_the_anonymized_order()
    {
        await _client.Put("/api/configurations/gdpr", """{"version":0,"retentionTime":1,"deletionTimeAfterRetention":1}""");
        await CompleteOrder();
        await Anonymize(days: 1);
        var second = await _client.Post("/api/orders", RetentionTestPerson.Order, RetentionTestPerson.Key);
        Assert.Equal(200, second.Status);
        Assert.Empty(FindTraits(second.Text));
        Assert.Empty(await Found());
    }

    [Fact]
    public async Task Order_is_deleted_after_retention_and_only_the_deletion_event_remains()
    {
        var order = await CompleteOrder();
        var stocks = (await _client.Get("/api/stocks?size=100")).Text;
        await Anonymize();
        await AddDeadLetter((string)order["id"]!);
        await AdvanceClock(TimeSpan.FromDays(181));
        Assert.Equal(1, await RetentionService.RunOnce(CancellationToken.None));

        Assert.Equal(404, (await _client.Get($"/api/orders/{order["id"]}")).Status);
        Assert.Equal(404, (await _client.Get($"/emend/v1/orders/{order["id"]}/modifications")).Status);
        Assert.Equal(stocks, (await _client.Get("/api/stocks?size=100")).Text);
        var response = (await ReadEvents("PROCESS_DELETED"))["events"].AsArray();
        Assert.Equal(["PROCESS_DELETED"], response.Where(e => IsOfOrder(e, order)).Select(e => (string?)e!["type"]));
        var left = (await DatabaseDump.ReadAll(_database.Options)).Where(
            c => c.Text.Contains((string)order["id"]!, StringComparison.Ordinal));
        Assert.Equal(
            [
                "bulk_items.order_id", "event_deliveries.order_id", "idempotency_keys.order_id", "journal.doc", "journal.order_id",
                "journal.snapshot",
            ],
            left.Select(c => c.Column).Concat(["bulk_items.order_id", "event_deliveries.order_id", "idempotency_keys.order_id"])
                .Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(0, await RetentionService.RunOnce(CancellationToken.None));
    }

    [Fact]
    public async Task A_tenant_that_is_suspended_during_a_pass_keeps_the_rest()
    {
        var order = await CompleteOrder();
        await AdvanceClock(TimeSpan.FromDays(31));
        using var operatorClient = new OperatorTestClient(_app.Url);
        var suspending = new SuspendingStore(
            _app.Services.GetRequiredService<IRetentionStore>(), () => operatorClient.Suspend("demo"));
        var service = ActivatorUtilities.CreateInstance<RetentionService>(_app.Services, suspending);

        Assert.Equal(0, await service.RunOnce(CancellationToken.None));

        await operatorClient.Resume("demo");
        Assert.Equal(1, await RetentionService.RunOnce(CancellationToken.None));
        Assert.NotNull(order["id"]);
    }

    private async Task AddDeadLetter(string order)
    {
        var write = await _app.Services.GetRequiredService<Database>().Write(
            [
                Statement.One(
                    """
                    INSERT INTO outbox (tenant_id, order_id, position, effect_id, kind, facility_id, doc, state, created_at, since, due_at)
                    SELECT tenant_id, order_id, 1000, 'parcel/1', 'REQUEST_LABEL', 'f',
                        $2, 'DEAD_LETTERED', created_at, created_at, created_at
                    FROM orders WHERE order_id = $1
                    """,
                    order,
                    """{"format":1,"shipment":"s","parcel":"p","facility":"f","requestedAt":1}"""u8.ToArray()),
            ],
            CancellationToken.None);
        Assert.True(write.IsCommitted);
    }

    [Fact]
    public async Task Cached_states_do_not_reveal_personal_data_in_old_events()
    {
        var order = await RetentionTestPerson.PlaceOrder(_client);
        await _client.Get("/emend/v1/events?from=beginning&size=1"); // the state after the first event is cached
        await RetentionTestPerson.CompleteOrder(_client, order);
        _clock.Late += TimeSpan.FromDays(31);
        await using var other = await EmendApp.Join(_database, _clock);
        Assert.Equal(1, await other.Services.GetRequiredService<RetentionService>().RunOnce(CancellationToken.None));

        _client = await _app.SignIn();
        var response = await ReadEvents("PROCESS_ANONYMIZED");
        Assert.Empty(FindTraits(response.Text));
    }

    [Fact]
    public async Task Active_order_is_not_anonymized_and_its_own_cleanup_date_applies()
    {
        var order = await RetentionTestPerson.PlaceOrder(_client);
        var process = await _client.Get($"/api/processes/{order["processId"]}");
        var actions = $"/api/processes/{order["processId"]}/actions";
        var moved = await _client.Post(actions, $$"""
            {"name":"UPDATE_GDPR_CLEANUP_DATE","version":{{process["version"]}},"gdprCleanupDate":"2026-11-21"}
            """);
        Assert.Equal((200, "2026-11-21T00:00:00.000Z"), (moved.Status, (string?)moved["gdprCleanupDate"]));
        Assert.Equal(0, await RetentionService.RunOnce(CancellationToken.None));

        await RetentionTestPerson.CompleteOrder(_client, order);
        Assert.Equal(1, await RetentionService.RunOnce(CancellationToken.None));
        var rejected = await _client.Post(actions, $$"""
            {"name":"UPDATE_GDPR_CLEANUP_DATE","version":{{(await _client.Get($"/api/processes/{order["processId"]}"))["version"]}},
             "gdprCleanupDate":"2030-01-01"}
            """);
        Assert.Equal(422, rejected.Status);
        Assert.Contains("gdprCleanupDate", rejected.Text, StringComparison.Ordinal);
        var bad = await _client.Post(actions, """{"name":"UPDATE_PROCESS_DELETION_DATE","version":1,"deletionDate":"tomorrow"}""");
        Assert.Equal(400, bad.Status);
        Assert.Contains("deletionDate", bad.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> FindTraits(string text) =>
        RetentionTestPerson.Traits.Where(trait => text.Contains(trait, StringComparison.Ordinal));

    private static bool IsOfOrder(JsonNode? response, JsonNode order) => (string?)response!["order"] == (string?)order["id"];

    private async Task<JsonNode> CompleteOrder()
    {
        var order = await RetentionTestPerson.PlaceOrder(_client);
        await RetentionTestPerson.CompleteOrder(_client, order);
        return order;
    }

    private async Task Anonymize(int days = 30)
    {
        await AdvanceClock(TimeSpan.FromDays(days) + TimeSpan.FromHours(1));
        Assert.Equal(1, await RetentionService.RunOnce(CancellationToken.None));
    }

    // The tokens expire in between.
    private async Task AdvanceClock(TimeSpan time)
    {
        _clock.Late += time;
        _client.Dispose();
        _client = await _app.SignIn();
    }

    private async Task<List<string>> Found()
    {
        var tenant = new TenantId("demo");
        string[] traits =
        [
            .. RetentionTestPerson.Traits,
            Number("address.lastName", "Quorbeek"), Number("email", "nieuw@wanda.example"), Number("consumerId", "klant-zyx"),
        ];
        return [.. (await DatabaseDump.ReadAll(_database.Options))
            .Where(cell => traits.Any(trait => cell.Text.Contains(trait, StringComparison.Ordinal)))
            .Select(cell => cell.Column).Distinct().Order(StringComparer.Ordinal)];

        string Number(string field, string value) => $"{SearchTermHasher.Compute(tenant, field, FieldValue.From(value))}";
    }

    /// <summary>Reads the event feed when it shows an event of this type: after all older transactions have ended.</summary>
    private async Task<ApiResponse> ReadEvents(string type)
    {
        const string Path = "/emend/v1/events?from=beginning&size=500";
        await Wait.Until(async () => (await _client.Get(Path)).Text.Contains(type, StringComparison.Ordinal), $"the feed shows {type}");
        return await _client.Get(Path);
    }

    /// <summary>The operator suspends the tenant after its due orders are listed.</summary>
    private sealed class SuspendingStore(IRetentionStore inner, Func<Task> suspend) : IRetentionStore
    {
        public Task<IReadOnlyList<TenantId>> ListTenants(CancellationToken ct) => inner.ListTenants(ct);

        public Task<bool> IsActive(TenantId tenant, CancellationToken ct) => inner.IsActive(tenant, ct);

        public async Task<IReadOnlyList<RetentionCandidate>> ListDue(
            TenantId tenant, RetentionStage stage, DateTimeOffset before, DateTimeOffset now, int max, CancellationToken ct)
        {
            var due = await inner.ListDue(tenant, stage, before, now, max, ct);
            await suspend();
            return due;
        }

        public Task Exclude(TenantId tenant, RetentionCandidate order, CancellationToken ct) => inner.Exclude(tenant, order, ct);

        public Task<int> DeleteBulkJobs(TenantId tenant, DateTimeOffset before, int max, CancellationToken ct) =>
            inner.DeleteBulkJobs(tenant, before, max, ct);
    }
}

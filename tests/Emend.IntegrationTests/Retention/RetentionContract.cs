using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Search;
using Emend.Server.Maintenance;
using Emend.Server.Storage.Search;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Retention;

public sealed class SqliteRetentionTests() : RetentionContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlRetentionTests() : RetentionContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Who bought is forgotten when its time has come, everywhere, and what was bought is not: the same on both databases.</summary>
public abstract class RetentionContract : IAsyncLifetime
{
    private readonly TestDatabase database;
    private readonly OffsetTimeProvider clock = new();
    private EmendApp app = null!;
    private FulfillmenttoolsTestClient client = null!;

    private protected RetentionContract(TestDatabase database) => this.database = database;

    private RetentionService RetentionService => app.Services.GetRequiredService<RetentionService>();

    public async Task InitializeAsync()
    {
        app = await EmendApp.Join(database, clock);
        client = await app.SignIn();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task Nothing_that_was_known_of_a_person_is_found_anywhere_afterwards()
    {
        var order = await Over();
        var path = $"/api/orders/{order["id"]}";
        var events = await client.Get("/emend/v1/events?from=beginning&size=500"); // which keeps states in memory
        Assert.Contains("Vlinderpadstraat", events.Text, StringComparison.Ordinal);
        var known = await Found();
        Assert.Contains("personal.doc", known);
        Assert.Contains("journal.doc", known);
        Assert.Contains("orders.doc", known);
        Assert.Contains("order_terms.terms", known);
        Assert.Contains("bulk_jobs.asked", known);

        await Pass(TimeSpan.FromDays(29));
        Assert.Equal(0, await RetentionService.RunOnce(CancellationToken.None));
        await Pass(TimeSpan.FromDays(2));
        Assert.Equal(1, await RetentionService.RunOnce(CancellationToken.None));

        Assert.Empty(await Found());
        foreach (var url in (string[])[
            path, $"/emend/v1/orders/{order["id"]}", $"/emend/v1/orders/{order["id"]}/modifications?all=true",
            "/emend/v1/events?from=beginning&size=500", $"/emend/v1/orders/{order["id"]}?revision=2",
            $"/api/processes/{order["processId"]}/historylogs",
            "/api/shipments?tenantOrderId=KEEP-1", "/api/handoverjobs?tenantOrderId=KEEP-1"])
        {
            var told = await client.Get(url);
            Assert.True(told.Status == 200, $"{url}: {told.Text}");
            Assert.Empty(TraitsIn(told.Text).Select(trait => $"{url}: {trait}"));
        }
        Assert.Equal(0, await RetentionService.RunOnce(CancellationToken.None));
    }

    [Fact]
    public async Task Sums_and_what_was_sold_stay_and_the_order_says_so()
    {
        var order = await Over();
        var native = $"/emend/v1/orders/{order["id"]}";
        var before = await client.Get(native);
        var stocks = (await client.Get("/api/stocks?size=100")).Text;
        await Forgotten();

        var after = await client.Get(native);
        Assert.True((bool)after["anonymized"]!);
        Assert.Equal((before["total"].ToJsonString(), before["tenantOrderId"].ToJsonString()), (
            after["total"].ToJsonString(), after["tenantOrderId"].ToJsonString()));
        Assert.Equal(stocks, (await client.Get("/api/stocks?size=100")).Text);
        Assert.True((bool)(await client.Get($"/api/orders/{order["id"]}"))["anonymized"]!);
        var process = await client.Get($"/api/processes/{order["processId"]}");
        Assert.Equal(("FINISHED", true), ((string?)process["status"], (bool)process["isAnonymized"]!));
        var refused = await client.Patch($"/api/orders/{order["id"]}", $$"""
            {"version":{{after["version"]}},"consumer":{"email":"again@wanda.example"} }
            """);
        Assert.Equal(422, refused.Status);
        Assert.Contains("what speaks of persons in the order was not erased", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_keys_of_its_writes_answer_with_what_is_left()
    {
        await client.Put("/api/configurations/gdpr", """{"version":0,"retentionTime":1,"deletionTimeAfterRetention":1}""");
        await Over();
        await Forgotten(days: 1);
        var second = await client.Post("/api/orders", RetentionTestPerson.Order, RetentionTestPerson.Key);
        Assert.Equal(200, second.Status);
        Assert.Empty(TraitsIn(second.Text));
        Assert.Empty(await Found());
    }

    [Fact]
    public async Task It_is_deleted_in_the_end_and_only_that_is_told()
    {
        var order = await Over();
        var stocks = (await client.Get("/api/stocks?size=100")).Text;
        await Forgotten();
        await Pass(TimeSpan.FromDays(181));
        Assert.Equal(1, await RetentionService.RunOnce(CancellationToken.None));

        Assert.Equal(404, (await client.Get($"/api/orders/{order["id"]}")).Status);
        Assert.Equal(404, (await client.Get($"/emend/v1/orders/{order["id"]}/modifications")).Status);
        Assert.Equal(stocks, (await client.Get("/api/stocks?size=100")).Text);
        var told = (await client.Get("/emend/v1/events?from=beginning&size=500"))["events"].AsArray();
        Assert.Equal(["PROCESS_DELETED"], told.Where(e => Is(e, order)).Select(e => (string?)e!["kind"]));
        var left = (await DatabaseDump.In(database.Options)).Where(c => c.Text.Contains((string)order["id"]!, StringComparison.Ordinal));
        Assert.Equal(
            ["bulk_items.order_id", "deliveries.order_id", "idempotency.order_id", "journal.doc", "journal.order_id", "journal.snapshot"],
            left.Select(c => c.Column).Concat(["bulk_items.order_id", "deliveries.order_id", "idempotency.order_id"])
                .Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(0, await RetentionService.RunOnce(CancellationToken.None));
    }

    [Fact]
    public async Task A_listener_that_reads_old_events_hears_nothing_from_the_memory_of_a_node()
    {
        var order = await RetentionTestPerson.Orders(client);
        await client.Get("/emend/v1/events?from=beginning&size=1"); // the state after the first event is kept in memory
        await RetentionTestPerson.Ends(client, order);
        clock.Late += TimeSpan.FromDays(31);
        await using var other = await EmendApp.Join(database, clock);
        Assert.Equal(1, await other.Services.GetRequiredService<RetentionService>().RunOnce(CancellationToken.None));

        client = await app.SignIn();
        var told = await client.Get("/emend/v1/events?from=beginning&size=500");
        Assert.Empty(TraitsIn(told.Text));
        Assert.Contains("PROCESS_ANONYMIZED", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_at_work_is_not_forgotten_and_a_day_named_for_it_counts()
    {
        var order = await RetentionTestPerson.Orders(client);
        var process = await client.Get($"/api/processes/{order["processId"]}");
        var actions = $"/api/processes/{order["processId"]}/actions";
        var moved = await client.Post(actions, $$"""
            {"name":"UPDATE_GDPR_CLEANUP_DATE","version":{{process["version"]}},"gdprCleanupDate":"2026-11-21"}
            """);
        Assert.Equal((200, "2026-11-21T00:00:00.000Z"), (moved.Status, (string?)moved["gdprCleanupDate"]));
        Assert.Equal(0, await RetentionService.RunOnce(CancellationToken.None));

        await RetentionTestPerson.Ends(client, order);
        Assert.Equal(1, await RetentionService.RunOnce(CancellationToken.None));
        var refused = await client.Post(actions, $$"""
            {"name":"UPDATE_GDPR_CLEANUP_DATE","version":{{(await client.Get($"/api/processes/{order["processId"]}"))["version"]}},
             "gdprCleanupDate":"2030-01-01"}
            """);
        Assert.Equal(422, refused.Status);
        Assert.Contains("gdprCleanupDate", refused.Text, StringComparison.Ordinal);
        var bad = await client.Post(actions, """{"name":"UPDATE_PROCESS_DELETION_DATE","version":1,"deletionDate":"tomorrow"}""");
        Assert.Equal(400, bad.Status);
        Assert.Contains("deletionDate", bad.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<string> TraitsIn(string text) =>
        RetentionTestPerson.Traits.Where(trait => text.Contains(trait, StringComparison.Ordinal));

    private static bool Is(JsonNode? told, JsonNode order) => (string?)told!["order"] == (string?)order["id"];

    private async Task<JsonNode> Over()
    {
        var order = await RetentionTestPerson.Orders(client);
        await RetentionTestPerson.Ends(client, order);
        return order;
    }

    private async Task Forgotten(int days = 30)
    {
        await Pass(TimeSpan.FromDays(days) + TimeSpan.FromHours(1));
        Assert.Equal(1, await RetentionService.RunOnce(CancellationToken.None));
    }

    // Tokens end meanwhile.
    private async Task Pass(TimeSpan time)
    {
        clock.Late += time;
        client.Dispose();
        client = await app.SignIn();
    }

    private async Task<List<string>> Found()
    {
        var tenant = new Emend.Core.Orders.TenantId("demo");
        string[] traits =
        [
            .. RetentionTestPerson.Traits,
            Number("address.lastName", "Quorbeek"), Number("email", "nieuw@wanda.example"), Number("consumerId", "klant-zyx"),
        ];
        return [.. (await DatabaseDump.In(database.Options))
            .Where(cell => traits.Any(trait => cell.Text.Contains(trait, StringComparison.Ordinal)))
            .Select(cell => cell.Column).Distinct().Order(StringComparer.Ordinal)];

        string Number(string field, string value) => $"{SearchTermHasher.Of(tenant, field, FieldValue.From(value))}";
    }
}

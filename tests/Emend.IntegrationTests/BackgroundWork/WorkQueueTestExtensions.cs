using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.BackgroundWork;

/// <summary>Helpers for tests of background work.</summary>
internal static class WorkQueueTestExtensions
{
    public const string Depot = "NL-UTR-DC";

    /// <summary>The current routing plans of an order.</summary>
    public static async Task<IReadOnlyList<JsonNode>> Plans(this FulfillmenttoolsTestClient client, JsonNode order) =>
    [
        .. (await client.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"].AsArray()
            .Where(p => (string)p!["status"]! != "REROUTED").Select(p => p!),
    ];

    public static async Task<bool> IsRouted(this FulfillmenttoolsTestClient client, JsonNode order) =>
        (await client.Plans(order)).All(p => (string)p["status"]! == "ROUTED");

    public static async Task<IReadOnlyList<JsonNode>> PickJobs(this FulfillmenttoolsTestClient client, JsonNode order) =>
        [
            .. await Task.WhenAll((await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"].AsArray()
                .Select(async j => (await client.Get($"/api/pickjobs/{j!["id"]}")).Body!)),
        ];

    public static async Task<string> Facility(this FulfillmenttoolsTestClient client, string own) =>
        (string)(await client.Get($"/api/facilities/urn:fft:facility:tenantFacilityId:{own}"))["id"]!;

    /// <summary>Sets the stock of an article in a facility.</summary>
    public static async Task Count(this FulfillmenttoolsTestClient client, string own, string article, int quantity)
    {
        var found = (await client.Get($"/api/stocks?tenantFacilityId={own}&tenantArticleId={article}"))["stocks"].AsArray();
        var answer = found.Count == 0
            ? await client.Post(
                "/api/stocks",
                $$"""{ "facilityRef": "{{await client.Facility(own)}}", "tenantArticleId": "{{article}}", "value": {{quantity}} }""")
            : await client.Put($"/api/stocks/{found[0]!["id"]}", $$"""{ "value": {{quantity}} }""");
        Assert.True(answer.Status is 200 or 201, answer.Text);
    }

    public static async Task Turn(this FulfillmenttoolsTestClient client, string own, string status)
    {
        var facility = await client.Get($"/api/facilities/urn:fft:facility:tenantFacilityId:{own}");
        var body = $$"""{"version":{{facility["version"]}},"actions":[{"action":"ModifyFacility","status":"{{status}}"}]}""";
        var answer = await client.Patch($"/api/facilities/{facility["id"]}", body);
        Assert.True(answer.Status == 200, answer.Text);
    }

    /// <summary>
    /// Waits until the worker has processed all work that is due now. A work item that this method adds, and that is due before all
    /// others, shows that the worker has looked for work since the call.
    /// </summary>
    public static async Task ProcessDueWork(this EmendApp app)
    {
        var database = app.Services.GetRequiredService<Database>();
        const string Marker = """
            INSERT INTO work_items (tenant_id, kind, subject, article_id, since, due_at)
            VALUES ('demo', 'ARRIVAL', '', 'NOBODY-WAITS', 0, 0)
            """;
        await database.Write([Statement.One(Marker)], CancellationToken.None);
        database.WorkSignal.Signal();
        await WaitUntilIdle(database);
    }

    /// <summary>Waits until no work item is due or claimed.</summary>
    public static Task WaitUntilIdle(this EmendApp app) => WaitUntilIdle(app.Services.GetRequiredService<Database>());

    public static Task WaitUntilIdle(Database database) => Wait.Until(
        async () => await database.First(
            Statement.From("SELECT count(*) FROM work_items WHERE kind = 'ARRIVAL' OR claimed_until > 0"),
            r => r.Long(0),
            CancellationToken.None) == 0,
        "the work is done");
}

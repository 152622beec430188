using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.BulkJobs;

/// <summary>Helpers for tests of bulk jobs.</summary>
internal static class BulkJobTestExtensions
{
    public const string Article = "MUG-E-1207";

    /// <summary>Places orders of one mug each.</summary>
    public static async Task<List<string>> Orders(this FulfillmenttoolsTestClient client, int count)
    {
        var orders = new List<string>();
        for (var i = 0; i < count; i++)
        {
            orders.Add((string)(await client.Place((Article, 1)))["id"]!);
        }

        return orders;
    }

    public static string ToNamedOrders(IEnumerable<string> orders) =>
        string.Join(',', orders.Select(o => $$"""{"order":"{{o}}"}"""));

    public static string Attributes(string name) =>
        $$"""{ "modify": { "changes": [ { "type": "setAttributes", "attributes": { "campaign": "{{name}}" } } ] } }""";

    public static async Task<string> CreateJob(
        this FulfillmenttoolsTestClient client, string what, IEnumerable<string> orders, string more = "")
    {
        var made = await client.Post("/emend/v1/bulk-jobs", $$"""{"action":{{what}},"orders":[{{ToNamedOrders(orders)}}]{{more}}}""");
        Assert.True(made.Status == 202, made.Text);
        return (string)made["id"]!;
    }

    public static async Task<JsonNode> Job(this FulfillmenttoolsTestClient client, string id) =>
        (await client.Get($"/emend/v1/bulk-jobs/{id}")).Body!;

    public static async Task<JsonNode> WaitForEnd(this FulfillmenttoolsTestClient client, string id)
    {
        JsonNode job = null!;
        await Wait.Until(
            async () => (string)(job = await client.Job(id))["state"]! is "completed" or "canceled", "the job has ended");
        return job;
    }

    public static async Task<List<JsonNode>> Results(this FulfillmenttoolsTestClient client, string id, string filter = "")
    {
        var (all, after) = (new List<JsonNode>(), 0L);
        while (true)
        {
            var page = await client.Get($"/emend/v1/bulk-jobs/{id}/results?size=100&after={after}{filter}");
            Assert.True(page.Status == 200, page.Text);
            all.AddRange(page["results"].AsArray().Select(r => r!));
            if (page.Body!["next"] is not { } next)
            {
                return all;
            }

            after = (long)next;
        }
    }

    public static string ToComparable(JsonNode job) =>
        $"{job["state"]} {job["total"]}: {job["succeeded"]} {job["unchanged"]} {job["rejected"]} {job["failed"]}, {job["remaining"]}";
}

using Emend.IntegrationTests.Api.Fulfillmenttools;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api;

/// <summary>
/// Executes actions with an Idempotency-Key. After all actions, each request is repeated and must get its first response, although the
/// order was changed, picked, handed over or canceled since then.
/// </summary>
public abstract class RepeatedRequestFixture : FulfillmenttoolsFixture
{
    private protected List<(HttpMethod Method, string Path, string Body, string Key, ApiResponse First)> Requests { get; } = [];

    private protected HashSet<string> Executed { get; } = [];

    private protected async Task Prepare()
    {
        await Admin.Put("/api/configurations/ordercancelation", """{"version":1,"allowForceCancelOrder":true}""");
        foreach (var carrier in new[] { "PARCELS", "BIKES" })
        {
            var created = await Admin.Post("/api/carriers", $$"""{"key":"{{carrier}}","name":"{{carrier}}","status":"ACTIVE"}""");
            foreach (var facility in (await Admin.Get("/api/facilities"))["facilities"].AsArray())
            {
                await Admin.Post($"/api/facilities/{facility!["id"]}/carriers/{created["id"]}", "{}");
            }
        }
    }

    private protected async Task<ApiResponse> Execute(string name, HttpMethod method, string path, string body)
    {
        var key = Guid.NewGuid().ToString();
        var answer = await Admin.Send(method, path, body, key);
        Assert.True(answer.Status is 200 or 201, $"{name} {path} {body}: {answer.Text}");
        Executed.Add(name);
        Requests.Add((method, path, body, key, answer));
        return answer;
    }

    private protected async Task RepeatAll()
    {
        var differences = new List<string>();
        foreach (var (method, path, body, key, first) in Requests)
        {
            var again = await Admin.Send(method, path, body, key);
            if ((again.Status, again.Text) != (first.Status, first.Text))
            {
                differences.Add($"{method} {path} {body}\n first {first.Text}\n again {again.Text}");
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }
}

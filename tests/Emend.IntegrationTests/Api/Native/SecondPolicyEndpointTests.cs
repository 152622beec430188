using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.Core.Tests;
using Emend.IntegrationTests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>A policy that only the registry knows, through the whole server.</summary>
public sealed class SecondPolicyEndpointTests
{
    [Fact]
    public async Task A_policy_of_the_registry_decides_previews_explains_undoes_and_is_simulated()
    {
        await using var app = await EmendApp.Start(services =>
            services.AddSingleton(new PolicyRegistry([.. PolicyRegistry.BuiltIn.All, SecondPolicy.Policy])));
        using var client = await app.SignIn();
        await client.AssignPolicies("""{ "apis": { "native": "second" } }""");
        var order = await client.PlaceOrderAndStartPicking();
        var path = $"/emend/v1/orders/{order.Id}";
        var raise = $$"""{ "changes": [{ "type": "setQuantity", "line": "{{order.Line}}", "quantity": 4 }] }""";

        var actions = (await client.Get(path + "/actions"))["actions"].AsArray();
        var preview = await client.Post(path + "/modifications/preview", raise);
        var applied = await client.Post(path + "/modifications", raise);
        Assert.Contains(SecondPolicy.AddItems, actions.Select(a => (string)a!["action"]!));
        Assert.DoesNotContain("cancel-order", actions.Select(a => (string)a!["action"]!));
        Assert.True(preview.Status == 200 && applied.Status == 200, preview.Text + applied.Text);
        Assert.Equal("second", (string)applied["policy"]!);
        var job = Assert.Single((await client.Get($"/api/pickjobs?orderRef={order.Id}"))["pickjobs"].AsArray())!;
        var pickJob = await client.Get($"/api/pickjobs/{job["id"]}");
        Assert.Equal(("IN_PROGRESS", 4), ((string)pickJob["status"]!, (int)pickJob["pickLineItems"][0]!["quantity"]!));

        var rejected = await client.Post(path + "/actions/cancel-order", "{}");
        Assert.Equal(["PA-1"], rejected.GetViolatedRules());
        var many = await client.Post(path + "/modifications", raise.Replace(": 4", ": 40", StringComparison.Ordinal));
        Assert.Equal(["X-4"], many.GetViolatedRules());
        Assert.Equal("/changes/0/quantity", (string)many["violations"][0]!["pointer"]!);

        var record = await client.Get(path + "/modifications/3");
        Assert.Contains("X-4", record["decisionRecord"]["rules"]!.AsArray().Select(r => (string)r!));
        var undone = await client.Post($"{path}/modifications/{record["revision"]}/undo", "{}");
        Assert.True(undone.Status == 200, undone.Text);
        Assert.Equal(2, (int)(await client.Get($"/api/pickjobs/{job["id"]}"))["pickLineItems"][0]!["quantity"]!);

        var vendor = await Simulate(client, "fulfillmenttools");
        Assert.Contains("EL-4", vendor.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0, (int)(await Simulate(client, "second"))["rejected"]!);
        var types = (await client.Get($"/emend/v1/events?order={order.Id}"))["events"].AsArray().Select(e => (string)e!["type"]!).ToList();
        Assert.Contains("PICK_JOB_AMENDED", types);
    }

    private static async Task<JsonNode> Simulate(FulfillmenttoolsTestClient client, string policy)
    {
        var result = await client.Post($"{PolicyTestExtensions.PoliciesPath}/{policy}/simulate", "{}");
        Assert.True(result.Status == 200, result.Text);
        return result.Body!;
    }
}

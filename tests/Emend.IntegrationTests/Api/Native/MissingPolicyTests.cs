using System.Text.Json.Nodes;
using Emend.Core.Rules;
using Emend.Core.Tests;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Policies that only the version before had.</summary>
public sealed class MissingPolicyTests
{
    private const string Missing = "/problems/policy-unavailable";

    [Theory]
    [InlineData("""{ "default": "second", "apis": { "fulfillmenttools": "second" } }""")]
    [InlineData("""{ "default": "ours", "apis": { "fulfillmenttools": "ours" } }""")]
    public async Task A_missing_policy_is_a_problem_of_requests_and_is_replaced_through_the_list(string assignments)
    {
        using var place = new TestDatabase.SqliteTestDatabase();
        await place.Fill();
        var order = await AssignWithSecondPolicy(place, assignments);
        await using var app = await EmendApp.Join(place);
        using var client = await app.SignIn();
        var name = (string)JsonNode.Parse(assignments)!["default"]!;

        var native = await client.Post($"/emend/v1/orders/{order}/modifications/preview", Change);
        var actions = await client.Get($"/emend/v1/orders/{order}/actions");
        var vendor = await client.Post("/api/orders", FulfillmenttoolsTestClient.Order(("MUG-E-1207", 1)));

        Assert.Equal((503, Missing, 503, Missing), (native.Status, (string)native["type"]!, actions.Status, (string)actions["type"]!));
        Assert.Contains($"Policy {name} decides at API native", native.Text, StringComparison.Ordinal);
        Assert.Contains("PUT /emend/v1/policies/assignments", native.Text, StringComparison.Ordinal);
        Assert.Equal(503, vendor.Status);
        Assert.Contains($"Policy {name} decides at API fulfillmenttools", vendor.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await client.Get($"/api/orders/{order}")).Status);

        var list = await client.Get(PolicyTestExtensions.PoliciesPath);
        Assert.Equal(200, list.Status);
        var entry = Assert.Single(list["policies"].AsArray(), p => (bool?)p!["missing"] == true && (string)p["name"]! == name)!;
        Assert.Equal((true, "fulfillmenttools,native"), ((bool)entry["default"]!, string.Join(',', entry["apis"]!.AsArray())));
        Assert.Contains(list["policies"].AsArray(), p => (string)p!["name"]! == "flexible" && p["missing"] is null);
        Assert.All(list["assignments"]!["effective"]!.AsArray(), e => Assert.True((bool)e!["missing"]!));

        await client.AssignPolicies("{}");
        Assert.Equal(200, (await client.Post($"/emend/v1/orders/{order}/modifications/preview", Change)).Status);
    }

    private const string Change = """{ "changes": [{ "type": "setAttributes", "attributes": { "gift": true } }] }""";

    private static async Task<string> AssignWithSecondPolicy(TestDatabase place, string assignments)
    {
        await using var app = await EmendApp.Join(
            place, [], services => services.AddSingleton(new PolicyRegistry([.. PolicyRegistry.BuiltIn.All, SecondPolicy.Policy])));
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 1));
        var custom = await client.Put($"{PolicyTestExtensions.PoliciesPath}/ours", """{ "base": "second", "ruleSettings": [] }""");
        Assert.True(custom.Status == 201, custom.Text);
        await client.AssignPolicies(assignments);
        return (string)order["id"]!;
    }
}

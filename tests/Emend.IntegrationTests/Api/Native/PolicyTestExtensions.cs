using System.Globalization;
using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Helpers of the policy tests: write policies, and place an order with a started pick job.</summary>
internal static class PolicyTestExtensions
{
    public const string PoliciesPath = "/emend/v1/policies";
    public const string AssignmentsPath = PoliciesPath + "/assignments";
    public const string Penalty = "5 EUR for late changes";

    /// <summary>
    /// The body of a policy with rule settings such as <c>EL-4 disabled</c> or <c>EL-8 overridable</c> (with <see cref="Penalty"/>).
    /// </summary>
    public static string CreatePolicyBody(params string[] settings) =>
        $$"""{ "base": "fulfillmenttools", "ruleSettings": [{{string.Join(',', settings.Select(CreateRuleSetting))}}] }""";

    /// <summary>Writes a policy and fails the test if the server rejects it.</summary>
    public static async Task<ApiResponse> PutPolicy(this FulfillmenttoolsTestClient client, string name, params string[] settings)
    {
        var response = await client.Put($"{PoliciesPath}/{name}", CreatePolicyBody(settings));
        Assert.True(response.Status is 200 or 201, response.Text);
        return response;
    }

    public static async Task<ApiResponse> AssignPolicies(this FulfillmenttoolsTestClient client, string body)
    {
        var response = await client.Put(AssignmentsPath, body);
        Assert.True(response.Status is 200, response.Text);
        return response;
    }

    /// <summary>Places an order of two mugs and starts its pick job.</summary>
    public static async Task<OrderWithStartedPicking> PlaceOrderAndStartPicking(this FulfillmenttoolsTestClient client)
    {
        var order = await client.Place(("MUG-E-1207", 2));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["id"];
        var started = await client.Post($"/api/pickjobs/{job}/actions", """{ "name": "START", "version": 1 }""");
        Assert.True(started.Status == 200, started.Text);
        return new((string)order["id"]!, (string)order["orderLineItems"]![0]!["id"]!);
    }

    public static string[] GetViolatedRules(this ApiResponse response) =>
        [.. response["violations"].AsArray().Select(r => (string)r!["rule"]!)];

    public static JsonNode FindRule(this ApiResponse policy, string rule) =>
        policy["actions"].AsArray().SelectMany(a => a!["rules"]!.AsArray()).Single(r => (string)r!["rule"]! == rule)!;

    private static string CreateRuleSetting(string setting)
    {
        var (id, enforcement) = (setting.Split(' ')[0], setting.Split(' ')[1]);
        var penalty = enforcement == "overridable" ? $$""", "penalty": "{{Penalty}}" """ : "";
        return $$"""{ "rule": "{{id}}", "enforcement": "{{enforcement}}"{{penalty}} }""";
    }
}

internal sealed record OrderWithStartedPicking(string Id, string Line)
{
    public string Path => "/emend/v1/orders/" + Id;

    public Task<ApiResponse> Modify(FulfillmenttoolsTestClient client, decimal quantity, string more = "") =>
        client.Post(Path + "/modifications", CreateBody(quantity, more));

    public Task<ApiResponse> Preview(FulfillmenttoolsTestClient client, decimal quantity, string more = "") =>
        client.Post(Path + "/modifications/preview", CreateBody(quantity, more));

    public Task<ApiResponse> Patch(FulfillmenttoolsTestClient client, int version, int quantity) => client.Patch(
        "/api/orders/" + Id,
        $$"""{ "version": {{version}}, "orderLineItems": [ { "id": "{{Line}}", "quantity": {{quantity}} } ] }""");

    private string CreateBody(decimal quantity, string more)
    {
        var number = quantity.ToString(CultureInfo.InvariantCulture);
        return $$"""{ "changes": [ { "type": "setQuantity", "line": "{{Line}}", "quantity": {{number}} } ]{{more}} }""";
    }
}

using Emend.IntegrationTests.Fixtures;
using static Emend.IntegrationTests.Api.Native.PolicyTestExtensions;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Invalid policies and assignments: all errors are reported at once with pointers, and nothing is written.</summary>
public sealed class PolicyValidationTests
{
    [Fact]
    public async Task All_errors_of_a_policy_are_reported_together_with_their_pointers()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        const string Body = """
            { "base": "fulfillmenttools", "ruleSettings": [
              { "rule": "el-4", "enforcement": "disabled" },
              { "rule": "IN-1", "enforcement": "disabled" },
              { "rule": "EL-8", "enforcement": "overridable", "permission": "ORDER_FORCE_CANCLE" },
              { "rule": "EL-8", "enforcement": "disabled" },
              { "rule": "CO-3", "enforcement": "overridable" },
              { "rule": "CO-4", "enforcement": "disabled", "penalty": "5 EUR" },
              { "rule": "ZZ-99", "enforcement": "disabled" } ] }
            """;

        var put = await client.Put(PoliciesPath + "/Late", Body);
        var simulated = await client.Post(PoliciesPath + "/Late/simulate", $$"""{ "policy": {{Body}} }""");

        Assert.Equal((422, "/problems/invalid-policy"), (put.Status, (string)put["type"]!));
        string[] pointers =
        [
            "/name", "/ruleSettings/0/rule", "/ruleSettings/1/rule", "/ruleSettings/2/permission", "/ruleSettings/3/rule",
            "/ruleSettings/4/enforcement", "/ruleSettings/5/enforcement", "/ruleSettings/6/rule",
        ];
        Assert.Equal(pointers, GetPointers(put));
        Assert.Equal(pointers.Select(p => p == "/name" ? p : "/policy" + p), GetPointers(simulated));
        var errors = put["errors"].AsArray();
        Assert.Equal("did you mean EL-4?", (string)errors[1]!["expected"]!);
        Assert.Contains("is not configurable", (string)errors[2]!["detail"]!);
        Assert.Equal("did you mean ORDER_FORCE_CANCEL?", (string)errors[3]!["expected"]!);
        Assert.Equal(["fulfillmenttools", "flexible"], await GetPolicyNames(client));
    }

    [Theory]
    [InlineData("late", """{ "base": "fulfilmenttools", "ruleSettings": [] }""", 422, "/base", "did you mean fulfillmenttools?")]
    [InlineData(
        "fulfillmenttools", """{ "base": "fulfillmenttools", "ruleSettings": [] }""", 422, "/name", "use the built-in policy as base")]
    [InlineData("late", """{ "base": "fulfillmenttools", "ruleSetting": [] }""", 400, "/ruleSetting", "did you mean ruleSettings?")]
    [InlineData("late", """{ "ruleSettings": [] }""", 400, "/base", "must be")]
    [InlineData(
        "late", """{ "base": "b", "ruleSettings": [ { "rule": "EL-4", "enforcement": "disable" } ] }""",
        400, "/ruleSettings/0/enforcement", "did you mean disabled?")]
    [InlineData(
        "late", """{ "base": "b", "ruleSettings": [ { "rule": "EL-4", "enforcement": "overridable", "penalty": " " } ] }""",
        400, "/ruleSettings/0/penalty", "1 to")]
    [InlineData("late", """{ "base": "fulfillmenttools", "ruleSettings": [], "baseVersion": -1 }""", 400, "/baseVersion", "must be")]
    public async Task Invalid_policy_is_rejected_with_pointer_and_expected_value(
        string name, string body, int status, string pointer, string expected)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();

        var response = await client.Put($"{PoliciesPath}/{name}", body);

        Assert.Equal((status, pointer), (response.Status, GetPointers(response).First()));
        Assert.Contains(expected, (string)response["errors"][0]!["expected"]!, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["fulfillmenttools", "flexible"], await GetPolicyNames(client));
    }

    [Theory]
    [InlineData("""{ "default": "lat", "apis": { "nativ": "late", "native": "none" } }""", 422, "/default /apis/nativ /apis/native")]
    [InlineData("""{ "apis": { "native": 1 } }""", 400, "/apis/native")]
    [InlineData("""{ "defualt": "late" }""", 400, "/defualt")]
    public async Task Invalid_assignment_is_rejected_with_pointers_and_assigns_nothing(string body, int status, string pointers)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.PutPolicy("late");

        var response = await client.Put(AssignmentsPath, body);

        Assert.Equal((status, pointers), (response.Status, string.Join(' ', GetPointers(response))));
        Assert.Equal(0, (int)(await client.Get(AssignmentsPath))["version"]!);
    }

    [Theory]
    [InlineData("late", """{ "sampleSize": 0 }""", 400, "/sampleSize")]
    [InlineData("late", """{ "sampleSize": 501 }""", 400, "/sampleSize")]
    [InlineData("late", """{ "sampleSize": 1.5 }""", 400, "/sampleSize")]
    [InlineData("late", """{ "policy": { "base": "fulfillmenttools" } }""", 400, "/policy/ruleSettings")]
    [InlineData("later", "{}", 404, "")]
    [InlineData("later", """{ "sampleSize": 0 }""", 404, "")]
    public async Task Invalid_simulation_request_is_rejected_with_its_reason(string name, string body, int status, string pointer)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.PutPolicy("late");

        var response = await client.Post($"{PoliciesPath}/{name}/simulate", body);

        Assert.Equal(status, response.Status);
        if (pointer.Length > 0)
        {
            Assert.Equal([pointer], GetPointers(response));
        }
        else
        {
            Assert.Contains("Did you mean late?", (string)response["detail"]!);
        }
    }

    [Theory]
    [InlineData("DELETE", "/fulfillmenttools", 422, "/name")]
    [InlineData("GET", "/late/versions/2", 404, "")]
    [InlineData("GET", "/late/versions/one", 404, "")]
    [InlineData("GET", "/late/versions/99999999999999999999", 404, "")]
    [InlineData("GET", "/fulfillmenttools/versions/2", 404, "")]
    [InlineData("GET", "/late/versions?size=0", 400, "/size")]
    [InlineData("GET", "/later/versions?size=0", 404, "")]
    public async Task Missing_policy_or_version_and_removal_of_a_built_in_policy_return_a_problem(
        string method, string path, int status, string pointer)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.PutPolicy("late");

        var response = await client.Send(new(method), PoliciesPath + path, null);

        Assert.Equal(status, response.Status);
        if (pointer.Length > 0)
        {
            Assert.Equal([pointer], GetPointers(response));
        }
    }

    private static string[] GetPointers(ApiResponse response) => [.. response["errors"].AsArray().Select(e => (string)e!["pointer"]!)];

    private static async Task<string[]> GetPolicyNames(FulfillmenttoolsTestClient client) =>
        [.. (await client.Get(PoliciesPath))["policies"].AsArray().Select(p => (string)p!["name"]!)];
}

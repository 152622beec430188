using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using static Emend.IntegrationTests.Api.Native.PolicyTestExtensions;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Custom policies apply to the APIs they are assigned to, from the next request until they are unassigned.</summary>
public sealed class PolicyAssignmentTests
{
    [Fact]
    public async Task Disabled_rule_accepts_what_the_built_in_policy_rejects_and_nothing_else()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.PlaceOrderAndStartPicking();
        await client.PutPolicy("late", "EL-4 disabled");
        var before = await order.Modify(client, 3);
        Assert.Equal((422, "EL-4"), (before.Status, before.GetViolatedRules().Single()));

        await client.AssignPolicies("""{ "default": "late" }""");

        Assert.Equal(["IN-7"], (await order.Modify(client, 1)).GetViolatedRules());
        const string Cap = """{ "type": "addLine", "article": "CAP-R-9082", "title": "Cap", "quantity": 1 }""";
        var added = await client.Post(order.Path + "/modifications", $$"""{ "changes": [ {{Cap}} ] }""");
        Assert.Equal(["AL-5"], added.GetViolatedRules());
        var accepted = await order.Modify(client, 3);
        Assert.True(accepted.Status == 200, accepted.Text);
        Assert.Empty(accepted["consequences"]["overrides"]!.AsArray());
        Assert.Equal(("late", 1), await GetPolicyOfRevision(client, order, (int)accepted["revision"]!));
    }

    [Fact]
    public async Task Overridable_rule_requires_its_penalty_and_the_accepted_penalty_is_stored()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        using var agent = await app.SignIn("agent");
        var order = await client.PlaceOrderAndStartPicking();
        await client.PutPolicy("late", "EL-4 overridable");
        await client.AssignPolicies("""{ "apis": { "native": "late" } }""");

        var preview = await order.Preview(agent, 3);
        Assert.False((bool)preview["accepted"]!);
        var violation = preview["violations"].AsArray().Single()!;
        Assert.Equal(
            ("EL-4", true, Penalty), ((string)violation["rule"]!, (bool)violation["overridable"]!, (string)violation["penalty"]!));
        Assert.Equal(3, (int)preview["consequences"]["lines"]![0]!["after"]!);
        Assert.Equal(422, (await order.Modify(agent, 3)).Status);
        Assert.Equal(422, (await order.Modify(agent, 3, """, "acceptPenalties": [ "EL-8" ]""")).Status);

        var applied = await order.Modify(agent, 3, """, "acceptPenalties": [ "EL-4" ]""");
        Assert.True(applied.Status == 200, applied.Text);
        Assert.Equal(Penalty, (string)applied["consequences"]["overrides"]!.AsArray().Single()!["penalty"]!);
        var entry = await agent.Get($"{order.Path}/modifications/{applied["revision"]}");
        Assert.Equal(("late", 1), ((string)entry["policy"]!, (int)entry["policyVersion"]!));
        var stored = entry["decisionRecord"]["overrides"]!.AsArray().Single()!;
        Assert.Equal(("EL-4", Penalty), ((string)stored["rule"]!, (string)stored["penalty"]!));
    }

    [Fact]
    public async Task Quote_is_not_honored_with_another_penalty_or_under_another_policy()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        using var agent = await app.SignIn("agent");
        var order = await client.PlaceOrderAndStartPicking();
        await client.PutPolicy("late", "EL-4 overridable");
        await client.AssignPolicies("""{ "apis": { "native": "late" } }""");
        const string Accepted = """, "acceptPenalties": [ "EL-4" ]""";
        var preview = await order.Preview(agent, 3, Accepted);
        var quoted = $$"""{{Accepted}}, "quoteToken": "{{preview["quoteToken"]}}" """;

        const string Rule = """{ "rule": "EL-4", "enforcement": "overridable", "penalty": "50 EUR" }""";
        var settings = $$"""{ "base": "fulfillmenttools", "ruleSettings": [ {{Rule}} ] }""";
        Assert.Equal(200, (await client.Put("/emend/v1/policies/late", settings)).Status);
        var dearer = await order.Modify(agent, 3, quoted);
        Assert.Equal((409, "/problems/quote-deviation"), (dearer.Status, (string)dearer["type"]!));
        Assert.Equal(["penalties"], dearer["deviations"].AsArray().Select(d => (string)d!));
        Assert.Equal(
            (Penalty, "50 EUR"),
            ((string)dearer["quoted"]["penalties"]![0]!["penalty"]!, (string)dearer["actual"]["penalties"]![0]!["penalty"]!));

        await client.PutPolicy("later", "EL-4 overridable");
        await client.AssignPolicies("""{ "apis": { "native": "later" } }""");
        var other = await order.Modify(agent, 3, quoted);
        Assert.Equal(["policy"], other["deviations"].AsArray().Select(d => (string)d!));

        await client.AssignPolicies("""{ "apis": { "native": "late" } }""");
        var again = await order.Preview(agent, 3, Accepted);
        var applied = await order.Modify(agent, 3, $$"""{{Accepted}}, "quoteToken": "{{again["quoteToken"]}}" """);
        Assert.True(applied.Status == 200, applied.Text);
    }

    [Fact]
    public async Task Assignment_to_the_fulfillmenttools_api_applies_there_until_it_is_removed()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.PlaceOrderAndStartPicking();
        await client.PutPolicy("late", "EL-4 disabled");
        await client.AssignPolicies("""{ "default": "late" }""");
        Assert.Contains("EL-4", (await order.Patch(client, 1, 3)).Problems);

        await client.AssignPolicies("""{ "apis": { "fulfillmenttools": "late" } }""");
        var changed = await order.Patch(client, 1, 3);
        Assert.True(changed.Status == 200, changed.Text);
        await client.AssignPolicies("""{ "apis": { "fulfillmenttools": null } }""");

        Assert.Contains("EL-4", (await order.Patch(client, 2, 4)).Problems);
        var revision = (await client.Get(order.Path + "/modifications"))["entries"][0]!;
        Assert.Equal(("late", "fulfillmenttools"), ((string)revision["policy"]!, (string)revision["api"]!));
    }

    [Fact]
    public async Task New_policy_version_applies_from_the_next_request_and_history_keeps_the_deciding_version()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.PlaceOrderAndStartPicking();
        await client.PutPolicy("late", "EL-4 disabled");
        await client.AssignPolicies("""{ "default": "late" }""");
        var first = (int)(await order.Modify(client, 3))["revision"]!;

        await client.PutPolicy("late");
        Assert.Equal(["EL-4"], (await order.Modify(client, 4)).GetViolatedRules());
        await client.PutPolicy("late", "EL-4 disabled", "EL-8 disabled");
        var second = (int)(await order.Modify(client, 4.5m))["revision"]!;

        Assert.Equal(
            (("late", 1), ("late", 3)),
            (await GetPolicyOfRevision(client, order, first), await GetPolicyOfRevision(client, order, second)));
    }

    [Fact]
    public async Task Policy_changed_on_one_node_applies_on_the_other_node_from_the_next_request()
    {
        var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var app = await EmendApp.Start(postgreSqlTestDatabase);
        await using var other = await EmendApp.Join(postgreSqlTestDatabase);
        using var first = await app.SignIn();
        using var second = await other.SignIn();
        var order = await first.PlaceOrderAndStartPicking();
        Assert.Contains("EL-4", (await order.Patch(second, 1, 3)).Problems);

        await first.PutPolicy("late", "EL-4 disabled");
        await first.AssignPolicies("""{ "apis": { "fulfillmenttools": "late" } }""");
        Assert.Equal(200, (await order.Patch(second, 1, 3)).Status);
        await second.PutPolicy("late");

        Assert.Contains("EL-4", (await order.Patch(first, 2, 4)).Problems);
    }

    [Fact]
    public async Task Available_actions_and_modifications_can_name_another_policy_and_modifications_need_a_permission()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        using var agent = await app.SignIn("agent");
        var order = await client.PlaceOrderAndStartPicking();
        await client.PutPolicy("late", "EL-4 overridable");

        Assert.False(await IsOverridable(""));
        Assert.True(await IsOverridable("?policy=late"));
        Assert.Equal(403, (await order.Modify(agent, 3, """, "policy": "late", "acceptPenalties": [ "EL-4" ]""")).Status);
        var named = await order.Modify(client, 3, """, "policy": "late", "acceptPenalties": [ "EL-4" ]""");
        Assert.True(named.Status == 200, named.Text);
        Assert.Equal(("late", 1), await GetPolicyOfRevision(client, order, (int)named["revision"]!));

        async Task<bool> IsOverridable(string query) => (bool)FindEdit(await agent.Get($"{order.Path}/actions{query}"))["overridable"]!;
        static JsonNode FindEdit(ApiResponse response) =>
            response["actions"].AsArray().Single(a => (string)a!["action"]! == "edit-line-items")!;
    }

    [Fact]
    public async Task Simulation_evaluates_saved_and_unsaved_policies_on_past_modifications_and_writes_nothing()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.PlaceOrderAndStartPicking();
        await client.PutPolicy("late", "EL-4 overridable");
        await client.AssignPolicies("""{ "default": "late" }""");
        var overridden = (int)(await order.Modify(client, 3, """, "acceptPenalties": [ "EL-4" ]"""))["revision"]!;
        var plain = await client.Post(
            order.Path + "/modifications", """{ "changes": [ { "type": "setConsumer", "email": "a@example.org" } ] }""");
        Assert.True(plain.Status == 200, plain.Text);

        var strict = await Simulate("fulfillmenttools", "{}");
        Assert.Equal((2, 1, 0, 0), Counts(strict));
        var rejected = strict["differences"].AsArray().Single()!;
        Assert.Equal(
            (order.Id, overridden, "rejected", "EL-4"),
            (
                (string)rejected["order"]!, (int)rejected["revision"]!, (string)rejected["verdict"]!,
                (string)rejected["violations"]![0]!["rule"]!));
        Assert.Equal((2, 0, 0, 0), Counts(await Simulate("late", "{}")));
        var unsaved = await Simulate("unsaved", $$"""{ "policy": {{CreatePolicyBody("EL-4 disabled")}} }""");
        Assert.Equal((2, 0, 0, 1), Counts(unsaved));
        var relaxed = unsaved["differences"].AsArray().Single()!;
        Assert.Equal(("relaxed", "EL-4"), ((string)relaxed["verdict"]!, (string)relaxed["unneededOverrides"]![0]!));
        Assert.Equal((1, 0, 0, 0), Counts(await Simulate("fulfillmenttools", """{ "sampleSize": 1 }""")));
        Assert.Equal(404, (await client.Get(PoliciesPath + "/unsaved")).Status);

        async Task<ApiResponse> Simulate(string name, string body)
        {
            var response = await client.Post($"{PoliciesPath}/{name}/simulate", body);
            Assert.True(response.Status == 200, response.Text);
            return response;
        }

        static (int Evaluated, int Rejected, int Penalized, int Relaxed) Counts(ApiResponse simulation) =>
            ((int)simulation["evaluated"]!, (int)simulation["rejected"]!, (int)simulation["penalized"]!, (int)simulation["relaxed"]!);
    }

    private static async Task<(string, int)> GetPolicyOfRevision(
        FulfillmenttoolsTestClient client, OrderWithStartedPicking order, int revision)
    {
        var entry = await client.Get($"{order.Path}/modifications/{revision}");
        return ((string)entry["policy"]!, (int)entry["policyVersion"]!);
    }
}

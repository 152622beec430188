using Emend.IntegrationTests.Fixtures;
using static Emend.IntegrationTests.Api.Native.PolicyTestExtensions;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Custom policies: create, read, version, and remove.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task Policy_lists_every_rule_with_its_enforcement_and_whether_it_is_configurable()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();

        var created = await client.PutPolicy("late", "EL-10 disabled", "EL-4 overridable", "EL-8 required");
        var read = await client.Get(PoliciesPath + "/late");

        Assert.Equal((201, 200), (created.Status, read.Status));
        Assert.Equal(created.Text, read.Text);
        Assert.Equal(
            ("late", 1, "fulfillmenttools", false),
            ((string)read["name"]!, (int)read["version"]!, (string)read["base"]!, (bool)read["builtIn"]!));
        Assert.Equal(
            ("overridable", Penalty, true), (Enforcement("EL-4"), (string)read.FindRule("EL-4")["penalty"]!, IsConfigurable("EL-4")));
        Assert.Equal(("disabled", true), (Enforcement("EL-10"), IsConfigurable("EL-10")));
        Assert.Equal(("required", true), (Enforcement("EL-8"), IsConfigurable("EL-8")));
        foreach (var rule in (string[])["EL-1", "EL-5", "IN-1", "RT-1", "UN-1", "PJ-5", "RE-3"])
        {
            Assert.Equal((rule, "required", false), (rule, Enforcement(rule), IsConfigurable(rule)));
        }

        Assert.NotEmpty((string)read.FindRule("EL-4")["condition"]!);
        Assert.NotEmpty((string)read.FindRule("EL-4")["remedy"]!);

        string Enforcement(string rule) => (string)read.FindRule(rule)["enforcement"]!;
        bool IsConfigurable(string rule) => (bool)read.FindRule(rule)["configurable"]!;
    }

    [Fact]
    public async Task List_marks_built_in_and_default_policies_and_names_the_effective_policy_of_each_api()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.PutPolicy("late");
        Assert.Equal(["fulfillmenttools", "native"], await ApisWith("fulfillmenttools"));

        await client.AssignPolicies("""{ "default": "late" }""");

        Assert.Equal(["native"], await ApisWith("late"));
        Assert.Equal(["fulfillmenttools"], await ApisWith("fulfillmenttools"));
        var listed = await client.Get(PoliciesPath);
        Assert.Equal(
            [("late", false, true), ("fulfillmenttools", true, false), ("flexible", true, false)],
            listed["policies"].AsArray().Select(p => ((string)p!["name"]!, (bool)p["builtIn"]!, (bool)p["default"]!)));
        Assert.Equal(
            [("fulfillmenttools", "fulfillmenttools", "own"), ("native", "late", "default")],
            listed["assignments"]["effective"]!.AsArray().Select(d => ((string)d!["api"]!, (string)d["policy"]!, (string)d["source"]!)));

        async Task<string[]> ApisWith(string policy) => [.. (await client.Get(PoliciesPath))["policies"].AsArray()
            .Single(p => (string)p!["name"]! == policy)!["apis"]!.AsArray().Select(f => (string)f!)];
    }

    [Fact]
    public async Task Every_change_creates_a_readable_version_and_an_identical_write_creates_none()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.PutPolicy("late", "EL-4 overridable", "EL-8 disabled");
        var second = await client.PutPolicy("late", "EL-8 disabled", "EL-4 overridable", "EL-10 required");
        await client.PutPolicy("late", "EL-4 disabled");
        Assert.Equal((200, 1), (second.Status, (int)second["version"]!));

        Assert.Equal("disabled", (string)(await client.Get(PoliciesPath + "/late")).FindRule("EL-4")["enforcement"]!);
        Assert.Equal("overridable", (string)(await client.Get(PoliciesPath + "/late/versions/1")).FindRule("EL-4")["enforcement"]!);
        var newest = await client.Get(PoliciesPath + "/late/versions?size=1");
        Assert.Equal((2, 2), ((int)newest["versions"].AsArray().Single()!["version"]!, (int)newest["next"]!));
        var rest = await client.Get(PoliciesPath + "/late/versions?size=1&before=2");
        Assert.Equal(1, (int)rest["versions"].AsArray().Single()!["version"]!);
        Assert.Null(rest.Body!["next"]);
    }

    [Fact]
    public async Task Removed_policy_is_not_found_and_its_versions_stay_readable_and_its_numbers_are_not_reused()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.PutPolicy("late", "EL-4 disabled");

        Assert.Equal(204, (await client.Send(HttpMethod.Delete, PoliciesPath + "/late", null)).Status);

        Assert.Equal(404, (await client.Get(PoliciesPath + "/late")).Status);
        Assert.Equal(404, (await client.Send(HttpMethod.Delete, PoliciesPath + "/late", null)).Status);
        Assert.Equal("disabled", (string)(await client.Get(PoliciesPath + "/late/versions/1")).FindRule("EL-4")["enforcement"]!);
        Assert.True((bool)(await client.Get(PoliciesPath + "/late/versions"))["versions"][0]!["removed"]!);
        Assert.Equal("/problems/invalid-policy", (string)(await client.Put(AssignmentsPath, """{ "default": "late" }"""))["type"]!);
        var recreated = await client.PutPolicy("late", "EL-4 disabled");
        Assert.Equal((201, 3), (recreated.Status, (int)recreated["version"]!));
    }

    [Fact]
    public async Task Assigned_policy_cannot_be_removed_and_the_error_names_its_assignments()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.PutPolicy("late", "EL-4 disabled");
        await client.AssignPolicies("""{ "default": "late", "apis": { "native": "late" } }""");

        var rejected = await client.Send(HttpMethod.Delete, PoliciesPath + "/late", null);

        Assert.Equal((409, "/problems/policy-in-use"), (rejected.Status, (string)rejected["type"]!));
        Assert.Equal(["default", "native"], rejected["assignedTo"].AsArray().Select(w => (string)w!));
        Assert.Equal(200, (await client.Get(PoliciesPath + "/late")).Status);
        await client.AssignPolicies("{}");
        Assert.Equal(204, (await client.Send(HttpMethod.Delete, PoliciesPath + "/late", null)).Status);
    }

    [Fact]
    public async Task Outdated_version_is_rejected_unless_the_write_changes_nothing()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.PutPolicy("late", "EL-4 disabled");
        await client.PutPolicy("late", "EL-4 overridable");

        var conflict = await client.SendFor("\"1\"", HttpMethod.Put, PoliciesPath + "/late", CreatePolicyBody());
        Assert.Equal((412, 2, 1), (conflict.Status, (int)conflict["current"]!, (int)conflict["expected"]!));
        var outdated = CreatePolicyBody().Replace("\"base\"", "\"baseVersion\":0,\"base\"");
        Assert.Equal(409, (await client.Put(PoliciesPath + "/late", outdated)).Status);
        Assert.Equal(412, (await client.SendFor("\"1\"", HttpMethod.Delete, PoliciesPath + "/late", null)).Status);
        Assert.Equal(400, (await client.SendFor("1", HttpMethod.Put, PoliciesPath + "/late", CreatePolicyBody())).Status);
        Assert.Equal(400, (await client.SendFor("late", HttpMethod.Delete, PoliciesPath + "/late", null)).Status);
        Assert.Equal(404, (await client.SendFor("late", HttpMethod.Delete, PoliciesPath + "/later", null)).Status);
        Assert.Equal(412, (await client.SendFor("\"3\"", HttpMethod.Put, AssignmentsPath, """{ "default": "late" }""")).Status);
        Assert.Equal(2, (int)(await client.Get(PoliciesPath + "/late"))["version"]!);

        var unchanged = CreatePolicyBody("EL-4 overridable");
        Assert.Equal(200, (await client.SendFor("\"1\"", HttpMethod.Put, PoliciesPath + "/late", unchanged)).Status);
        Assert.Equal(200, (await client.SendFor("\"2\"", HttpMethod.Put, PoliciesPath + "/late", CreatePolicyBody())).Status);
        Assert.Equal(204, (await client.SendFor("\"3\"", HttpMethod.Delete, PoliciesPath + "/late", null)).Status);
    }

    [Fact]
    public async Task If_None_Match_guards_creation_and_answers_304_for_an_unchanged_version()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();

        Assert.Equal(201, (await SendIfNoneMatch("*", HttpMethod.Put, CreatePolicyBody("EL-4 disabled"))).Status);
        var exists = await SendIfNoneMatch("*", HttpMethod.Put, CreatePolicyBody("EL-8 disabled"));
        Assert.Equal((412, 1, 0), (exists.Status, (int)exists["current"]!, (int)exists["expected"]!));
        Assert.Equal(400, (await SendIfNoneMatch("\"1\"", HttpMethod.Put, CreatePolicyBody("EL-8 disabled"))).Status);
        Assert.Equal(304, (await SendIfNoneMatch("\"1\"", HttpMethod.Get, null)).Status);
        await client.PutPolicy("late", "EL-10 disabled");
        Assert.Equal(200, (await SendIfNoneMatch("\"1\"", HttpMethod.Get, null)).Status);

        Task<ApiResponse> SendIfNoneMatch(string value, HttpMethod method, string? body) =>
            client.SendWith("If-None-Match", value, method, PoliciesPath + "/late", body);
    }

    [Fact]
    public async Task Reading_policies_needs_the_read_permission_and_writing_and_simulating_need_the_write_permission()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        using var agent = await app.SignIn("agent");
        using var picker = await app.SignIn("picker");
        await client.PutPolicy("late");

        Assert.Equal(200, (await agent.Get(PoliciesPath + "/late")).Status);
        Assert.Equal(403, (await agent.Put(PoliciesPath + "/late", CreatePolicyBody())).Status);
        Assert.Equal(403, (await agent.Post(PoliciesPath + "/late/simulate", "{}")).Status);
        Assert.Equal(400, (await agent.Put(PoliciesPath + "/late", "{}")).Status);
        Assert.Equal(403, (await picker.Get(PoliciesPath + "/late")).Status);
        Assert.Equal(404, (await picker.Get(PoliciesPath + "/later")).Status);
    }
}

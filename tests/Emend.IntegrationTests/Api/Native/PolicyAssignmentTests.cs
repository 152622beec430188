using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using static Emend.IntegrationTests.Api.Native.PolicyTestExtensions;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>A tenant's own policy decides: at each face it is assigned to, from the next request on, and no longer once revoked.</summary>
public sealed class PolicyAssignmentTests
{
    [Fact]
    public async Task A_row_switched_off_lets_pass_what_the_built_in_policy_refused_and_nothing_else()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Begun();
        await client.Has("late", "EL-4 off");
        var before = await order.Modify(client, 3);
        Assert.Equal((422, "EL-4"), (before.Status, before.Rows().Single()));

        await client.Assign("""{ "default": "late" }""");

        Assert.Equal(["IN-7"], (await order.Modify(client, 1)).Rows());
        const string Cap = """{ "type": "addLine", "article": "CAP-R-9082", "title": "Cap", "quantity": 1 }""";
        var added = await client.Post(order.Path + "/modifications", $$"""{ "changes": [ {{Cap}} ] }""");
        Assert.Equal(["AL-5"], added.Rows());
        var passed = await order.Modify(client, 3);
        Assert.True(passed.Status == 200, passed.Text);
        Assert.Empty(passed["consequences"]["passed"]!.AsArray());
        Assert.Equal(("late", 1), await DecidedBy(client, order, (int)passed["revision"]!));
    }

    [Fact]
    public async Task A_soft_row_asks_for_its_penalty_and_who_takes_it_has_it_written_down()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        using var agent = await app.SignIn("agent");
        var order = await client.Begun();
        await client.Has("late", "EL-4 soft");
        await client.Assign("""{ "faces": { "native": "late" } }""");

        var asked = await order.Preview(agent, 3);
        Assert.False((bool)asked["accepted"]!);
        var row = asked["refusals"].AsArray().Single()!;
        Assert.Equal(("EL-4", true, Fee), ((string)row["row"]!, (bool)row["soft"]!, (string)row["penalty"]!));
        Assert.Equal(3, (int)asked["consequences"]["lines"]![0]!["after"]!);
        Assert.Equal(422, (await order.Modify(agent, 3)).Status);
        Assert.Equal(422, (await order.Modify(agent, 3, """, "accept": [ "EL-8" ]""")).Status);

        var taken = await order.Modify(agent, 3, """, "accept": [ "EL-4" ]""");
        Assert.True(taken.Status == 200, taken.Text);
        Assert.Equal(Fee, (string)taken["consequences"]["passed"]!.AsArray().Single()!["penalty"]!);
        var entry = await agent.Get($"{order.Path}/modifications/{taken["revision"]}");
        Assert.Equal(("late", 1), ((string)entry["policy"]!, (int)entry["policyVersion"]!));
        var written = entry["decidedOn"]["passed"]!.AsArray().Single()!;
        Assert.Equal(("EL-4", Fee), ((string)written["row"]!, (string)written["penalty"]!));
    }

    [Fact]
    public async Task Assigned_to_the_fulfillmenttools_face_it_decides_there_and_revoked_it_does_no_more_from_the_next_request_on()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Begun();
        await client.Has("late", "EL-4 off");
        await client.Assign("""{ "default": "late" }""");
        Assert.Contains("EL-4", (await order.Patch(client, 1, 3)).Problems);

        await client.Assign("""{ "faces": { "fulfillmenttools": "late" } }""");
        var changed = await order.Patch(client, 1, 3);
        Assert.True(changed.Status == 200, changed.Text);
        await client.Assign("""{ "faces": { "fulfillmenttools": null } }""");

        Assert.Contains("EL-4", (await order.Patch(client, 2, 4)).Problems);
        var revision = (await client.Get(order.Path + "/modifications"))["entries"][0]!;
        Assert.Equal(("late", "fulfillmenttools"), ((string)revision["policy"]!, (string)revision["face"]!));
    }

    [Fact]
    public async Task A_new_version_decides_from_the_next_request_on_and_the_history_keeps_the_one_that_decided()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Begun();
        await client.Has("late", "EL-4 off");
        await client.Assign("""{ "default": "late" }""");
        var first = (int)(await order.Modify(client, 3))["revision"]!;

        await client.Has("late");
        Assert.Equal(["EL-4"], (await order.Modify(client, 4)).Rows());
        await client.Has("late", "EL-4 off", "EL-8 off");
        var second = (int)(await order.Modify(client, 4.5m))["revision"]!;

        Assert.Equal((("late", 1), ("late", 3)), (await DecidedBy(client, order, first), await DecidedBy(client, order, second)));
    }

    [Fact]
    public async Task What_one_node_is_told_decides_at_the_other_from_the_next_request_on()
    {
        var postgreSqlTestDatabase = new TestDatabase.PostgreSqlTestDatabase();
        await using var app = await EmendApp.Start(postgreSqlTestDatabase);
        await using var other = await EmendApp.Join(postgreSqlTestDatabase);
        using var here = await app.SignIn();
        using var client = await other.SignIn();
        var order = await here.Begun();
        Assert.Contains("EL-4", (await order.Patch(client, 1, 3)).Problems);

        await here.Has("late", "EL-4 off");
        await here.Assign("""{ "faces": { "fulfillmenttools": "late" } }""");
        Assert.Equal(200, (await order.Patch(client, 1, 3)).Status);
        await client.Has("late");

        Assert.Contains("EL-4", (await order.Patch(here, 2, 4)).Problems);
    }

    [Fact]
    public async Task Actions_are_told_under_another_policy_to_read_and_one_request_can_name_another_with_a_permission()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        using var agent = await app.SignIn("agent");
        var order = await client.Begun();
        await client.Has("late", "EL-4 soft");

        Assert.False(await Soft(""));
        Assert.True(await Soft("?policy=late"));
        Assert.Equal(403, (await order.Modify(agent, 3, """, "policy": "late", "accept": [ "EL-4" ]""")).Status);
        var named = await order.Modify(client, 3, """, "policy": "late", "accept": [ "EL-4" ]""");
        Assert.True(named.Status == 200, named.Text);
        Assert.Equal(("late", 1), await DecidedBy(client, order, (int)named["revision"]!));

        async Task<bool> Soft(string query) => (bool)Edit(await agent.Get($"{order.Path}/actions{query}"))["soft"]!;
        static JsonNode Edit(ApiResponse told) => told["actions"].AsArray().Single(a => (string)a!["action"]! == "edit-line-items")!;
    }

    [Fact]
    public async Task A_variant_is_tried_against_the_past_before_it_is_kept_and_nothing_is_written()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Begun();
        await client.Has("late", "EL-4 soft");
        await client.Assign("""{ "default": "late" }""");
        var taken = (int)(await order.Modify(client, 3, """, "accept": [ "EL-4" ]"""))["revision"]!;
        var whole = await client.Post(
            order.Path + "/modifications", """{ "changes": [ { "type": "setConsumer", "email": "a@example.org" } ] }""");
        Assert.True(whole.Status == 200, whole.Text);

        var strict = await Tried("fulfillmenttools", "{}");
        Assert.Equal((2, 1, 0, 0), Counts(strict));
        var refused = strict["differing"].AsArray().Single()!;
        Assert.Equal(
            (order.Id, taken, "refused", "EL-4"),
            ((string)refused["order"]!, (int)refused["revision"]!, (string)refused["verdict"]!, (string)refused["because"]![0]!["row"]!));
        Assert.Equal((2, 0, 0, 0), Counts(await Tried("late", "{}")));
        var free = await Tried("free", $$"""{ "variant": {{With("EL-4 off")}} }""");
        Assert.Equal((2, 0, 0, 1), Counts(free));
        Assert.Equal(("freed", "EL-4"), ((string)free["differing"][0]!["verdict"]!, (string)free["differing"][0]!["freed"]![0]!));
        Assert.Equal((1, 0, 0, 0), Counts(await Tried("fulfillmenttools", """{ "last": 1 }""")));
        Assert.Equal(404, (await client.Get(Policies + "/free")).Status);

        async Task<ApiResponse> Tried(string name, string body)
        {
            var answer = await client.Post($"{Policies}/{name}/try", body);
            Assert.True(answer.Status == 200, answer.Text);
            return answer;
        }

        static (int, int, int, int) Counts(ApiResponse trial) =>
            ((int)trial["tried"]!, (int)trial["refused"]!, (int)trial["priced"]!, (int)trial["freed"]!);
    }

    private static async Task<(string, int)> DecidedBy(FulfillmenttoolsTestClient client, OrderWithStartedPicking order, int revision)
    {
        var entry = await client.Get($"{order.Path}/modifications/{revision}");
        return ((string)entry["policy"]!, (int)entry["policyVersion"]!);
    }
}

using Emend.IntegrationTests.Fixtures;
using static Emend.IntegrationTests.Api.Native.PolicyTestExtensions;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Policies of a tenant: written, read, in versions, and removed.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task A_policy_is_told_row_by_row_as_it_counts_and_whether_each_row_can_be_changed()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();

        var made = await client.Has("late", "EL-10 off", "EL-4 soft", "EL-8 on");
        var read = await client.Get(Policies + "/late");

        Assert.Equal((201, 200), (made.Status, read.Status));
        Assert.Equal(made.Text, read.Text);
        Assert.Equal(
            ("late", 1, "fulfillmenttools", false),
            ((string)read["name"]!, (int)read["version"]!, (string)read["base"]!, (bool)read["builtIn"]!));
        Assert.Equal(("soft", Fee, true), (Stance("EL-4"), (string)read.RowOf("EL-4")["penalty"]!, Changeable("EL-4")));
        Assert.Equal(("off", true), (Stance("EL-10"), Changeable("EL-10")));
        Assert.Equal(("on", true), (Stance("EL-8"), Changeable("EL-8")));
        foreach (var same in (string[])["EL-1", "EL-5", "IN-1", "RT-1", "UN-1", "PJ-5", "RE-3"])
            Assert.Equal((same, "on", false), (same, Stance(same), Changeable(same)));
        Assert.NotEmpty((string)read.RowOf("EL-4")["condition"]!);
        Assert.NotEmpty((string)read.RowOf("EL-4")["remedy"]!);

        string Stance(string row) => (string)read.RowOf(row)["stance"]!;
        bool Changeable(string row) => (bool)read.RowOf(row)["changeable"]!;
    }

    [Fact]
    public async Task The_list_says_what_comes_with_the_product_which_is_the_default_and_what_decides_where()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.Has("late");
        Assert.Equal(["fulfillmenttools", "native"], await At("fulfillmenttools"));

        await client.Assign("""{ "default": "late" }""");

        Assert.Equal(["native"], await At("late"));
        Assert.Equal(["fulfillmenttools"], await At("fulfillmenttools"));
        var listed = await client.Get(Policies);
        Assert.Equal(
            [("late", false, true), ("fulfillmenttools", true, false)],
            listed["policies"].AsArray().Select(p => ((string)p!["name"]!, (bool)p["builtIn"]!, (bool)p["default"]!)));
        Assert.Equal(
            [("fulfillmenttools", "fulfillmenttools", "own"), ("native", "late", "default")],
            listed["assignments"]["deciding"]!.AsArray().Select(d => ((string)d!["face"]!, (string)d["policy"]!, (string)d["because"]!)));

        async Task<string[]> At(string policy) => [.. (await client.Get(Policies))["policies"].AsArray()
            .Single(p => (string)p!["name"]! == policy)!["faces"]!.AsArray().Select(f => (string)f!)];
    }

    [Fact]
    public async Task Every_write_makes_a_version_that_can_be_read_for_ever_and_the_same_again_makes_none()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.Has("late", "EL-4 soft", "EL-8 off");
        var second = await client.Has("late", "EL-8 off", "EL-4 soft", "EL-10 on");
        await client.Has("late", "EL-4 off");
        Assert.Equal((200, 1), (second.Status, (int)second["version"]!));

        Assert.Equal("off", (string)(await client.Get(Policies + "/late")).RowOf("EL-4")["stance"]!);
        Assert.Equal("soft", (string)(await client.Get(Policies + "/late/versions/1")).RowOf("EL-4")["stance"]!);
        var newest = await client.Get(Policies + "/late/versions?size=1");
        Assert.Equal((2, 2), ((int)newest["versions"].AsArray().Single()!["version"]!, (int)newest["next"]!));
        var rest = await client.Get(Policies + "/late/versions?size=1&before=2");
        Assert.Equal(1, (int)rest["versions"].AsArray().Single()!["version"]!);
        Assert.Null(rest.Body!["next"]);
    }

    [Fact]
    public async Task What_was_removed_is_gone_its_versions_stay_and_their_numbers_are_never_used_again()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.Has("late", "EL-4 off");

        Assert.Equal(204, (await client.Send(HttpMethod.Delete, Policies + "/late", null)).Status);

        Assert.Equal(404, (await client.Get(Policies + "/late")).Status);
        Assert.Equal(404, (await client.Send(HttpMethod.Delete, Policies + "/late", null)).Status);
        Assert.Equal("off", (string)(await client.Get(Policies + "/late/versions/1")).RowOf("EL-4")["stance"]!);
        Assert.True((bool)(await client.Get(Policies + "/late/versions"))["versions"][0]!["removed"]!);
        Assert.Equal("/problems/unsound-policy", (string)(await client.Put(Assignments, """{ "default": "late" }"""))["type"]!);
        var anew = await client.Has("late", "EL-4 off");
        Assert.Equal((201, 3), (anew.Status, (int)anew["version"]!));
    }

    [Fact]
    public async Task What_decides_somewhere_is_not_removed_and_it_is_told_where()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.Has("late", "EL-4 off");
        await client.Assign("""{ "default": "late", "faces": { "native": "late" } }""");

        var refused = await client.Send(HttpMethod.Delete, Policies + "/late", null);

        Assert.Equal((409, "/problems/policy-in-use"), (refused.Status, (string)refused["type"]!));
        Assert.Equal(["default", "native"], refused["where"].AsArray().Select(w => (string)w!));
        Assert.Equal(200, (await client.Get(Policies + "/late")).Status);
        await client.Assign("{}");
        Assert.Equal(204, (await client.Send(HttpMethod.Delete, Policies + "/late", null)).Status);
    }

    [Fact]
    public async Task A_version_that_is_not_the_current_one_writes_nothing_unless_all_is_so_already()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        await client.Has("late", "EL-4 off");
        await client.Has("late", "EL-4 soft");

        var stale = await client.SendFor("\"1\"", HttpMethod.Put, Policies + "/late", With());
        Assert.Equal((412, 2, 1), (stale.Status, (int)stale["current"]!, (int)stale["named"]!));
        Assert.Equal(409, (await client.Put(Policies + "/late", With().Replace("\"base\"", "\"baseVersion\":0,\"base\""))).Status);
        Assert.Equal(412, (await client.SendFor("\"1\"", HttpMethod.Delete, Policies + "/late", null)).Status);
        Assert.Equal(400, (await client.SendFor("1", HttpMethod.Put, Policies + "/late", With())).Status);
        Assert.Equal(400, (await client.SendFor("late", HttpMethod.Delete, Policies + "/late", null)).Status);
        Assert.Equal(404, (await client.SendFor("late", HttpMethod.Delete, Policies + "/later", null)).Status);
        Assert.Equal(412, (await client.SendFor("\"3\"", HttpMethod.Put, Assignments, """{ "default": "late" }""")).Status);
        Assert.Equal(2, (int)(await client.Get(Policies + "/late"))["version"]!);

        Assert.Equal(200, (await client.SendFor("\"1\"", HttpMethod.Put, Policies + "/late", With("EL-4 soft"))).Status);
        Assert.Equal(200, (await client.SendFor("\"2\"", HttpMethod.Put, Policies + "/late", With())).Status);
        Assert.Equal(204, (await client.SendFor("\"3\"", HttpMethod.Delete, Policies + "/late", null)).Status);
    }

    [Fact]
    public async Task It_is_written_only_where_there_is_none_and_read_only_where_it_is_another_for_whoever_says_so()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();

        Assert.Equal(201, (await Unless("*", HttpMethod.Put, With("EL-4 off"))).Status);
        var taken = await Unless("*", HttpMethod.Put, With("EL-8 off"));
        Assert.Equal((412, 1, 0), (taken.Status, (int)taken["current"]!, (int)taken["named"]!));
        Assert.Equal(400, (await Unless("\"1\"", HttpMethod.Put, With("EL-8 off"))).Status);
        Assert.Equal(304, (await Unless("\"1\"", HttpMethod.Get, null)).Status);
        await client.Has("late", "EL-10 off");
        Assert.Equal(200, (await Unless("\"1\"", HttpMethod.Get, null)).Status);

        Task<ApiResponse> Unless(string value, HttpMethod method, string? body) =>
            client.SendWith("If-None-Match", value, method, Policies + "/late", body);
    }

    [Fact]
    public async Task Who_may_read_policies_reads_them_and_only_who_may_write_them_writes_and_tries()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        using var agent = await app.SignIn("agent");
        using var picker = await app.SignIn("picker");
        await client.Has("late");

        Assert.Equal(200, (await agent.Get(Policies + "/late")).Status);
        Assert.Equal(403, (await agent.Put(Policies + "/late", With())).Status);
        Assert.Equal(403, (await agent.Post(Policies + "/late/try", "{}")).Status);
        Assert.Equal(400, (await agent.Put(Policies + "/late", "{}")).Status);
        Assert.Equal(403, (await picker.Get(Policies + "/late")).Status);
        Assert.Equal(404, (await picker.Get(Policies + "/later")).Status);
    }
}

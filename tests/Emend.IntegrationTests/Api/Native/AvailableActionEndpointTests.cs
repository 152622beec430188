using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>rivals.md, design 8: what may be done, and all reasons why not, before anybody tries.</summary>
public sealed class AvailableActionEndpointTests
{
    [Fact]
    public async Task Of_a_new_order_everything_is_allowed_and_says_what_it_brings_with_it()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var order = await client.Place(("MUG-E-1207", 2));

        var asked = await client.Get($"/emend/v1/orders/{order["id"]}/actions");

        Assert.Equal(200, asked.Status);
        Assert.Equal(1, (int)asked["revision"]!);
        var edit = Action(asked["actions"], "edit-line-items");
        Assert.True((bool)edit["allowed"]!);
        Assert.Contains(edit["effects"]!.AsArray(), e => (string)e!["name"]! == "reroute");
        Assert.Contains(edit["steps"]!.AsArray(), s => (string)s!["step"]! == "increase" && (bool)s["allowed"]!);
    }

    [Fact]
    public async Task What_is_too_late_names_its_rows_and_what_can_be_done_and_the_address_is_still_open()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["id"];
        await client.Post($"/api/pickjobs/{job}/actions", """{ "name": "START", "version": 1 }""");

        var actions = (await client.Get($"/emend/v1/orders/{order["id"]}/actions"))["actions"];

        var row = Action(actions, "edit-line-items")["because"]!.AsArray().Single()!;
        Assert.Equal("EL-4", (string)row["row"]!);
        Assert.NotEmpty((string)row["remedy"]!);
        Assert.True((bool)Action(actions, "consumer")["allowed"]!);
    }

    [Theory]
    [InlineData("/emend/v1/orders/none/actions", 404, "not-found")]
    [InlineData("/emend/v1/orders/{order}/actions?polici=x", 400, "malformed")]
    [InlineData("/emend/v1/orders/{order}/actions?policy=strict", 422, "unknown-policy")]
    [InlineData("/emend/v1/nothing", 404, "not-found")]
    public async Task What_cannot_be_asked_is_a_problem_with_a_type(string path, int status, string code)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));

        var answer = await client.Get(path.Replace("{order}", (string)order["id"]!, StringComparison.Ordinal));

        Assert.Equal((status, "/problems/" + code), (answer.Status, (string)answer["type"]!));
        Assert.NotEmpty((string)answer["detail"]!);
    }

    private static JsonNode Action(JsonNode? actions, string name) =>
        actions!.AsArray().Single(a => (string)a!["action"]! == name)!;
}

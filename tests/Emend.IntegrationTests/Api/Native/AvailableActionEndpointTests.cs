using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Native;

/// <summary>Design 8 of rivals.md: the available actions of an order, with every rule violation of the forbidden ones.</summary>
public sealed class AvailableActionEndpointTests
{
    [Fact]
    public async Task New_order_allows_line_item_edits_and_lists_their_effects()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn("agent");
        var order = await client.Place(("MUG-E-1207", 2));

        var response = await client.Get($"/emend/v1/orders/{order["id"]}/actions");

        Assert.Equal(200, response.Status);
        Assert.Equal(1, (int)response["revision"]!);
        var edit = FindAction(response["actions"], "edit-line-items");
        Assert.True((bool)edit["allowed"]!);
        Assert.Contains(edit["effects"]!.AsArray(), e => (string)e!["name"]! == "reroute");
        Assert.Contains(edit["steps"]!.AsArray(), s => (string)s!["step"]! == "increase" && (bool)s["allowed"]!);
    }

    [Fact]
    public async Task Started_picking_forbids_line_item_edits_with_rule_and_remedy_and_allows_consumer_edits()
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));
        var job = (await client.Get($"/api/pickjobs?orderRef={order["id"]}"))["pickjobs"][0]!["id"];
        await client.Post($"/api/pickjobs/{job}/actions", """{ "name": "START", "version": 1 }""");

        var actions = (await client.Get($"/emend/v1/orders/{order["id"]}/actions"))["actions"];

        var violation = FindAction(actions, "edit-line-items")["violations"]!.AsArray().Single()!;
        Assert.Equal("EL-4", (string)violation["rule"]!);
        Assert.NotEmpty((string)violation["remedy"]!);
        Assert.True((bool)FindAction(actions, "consumer")["allowed"]!);
    }

    [Theory]
    [InlineData("/emend/v1/orders/none/actions", 404, "not-found")]
    [InlineData("/emend/v1/orders/{order}/actions?polici=x", 400, "invalid-request")]
    [InlineData("/emend/v1/orders/{order}/actions?policy=strict", 422, "unknown-policy")]
    [InlineData("/emend/v1/nothing", 404, "not-found")]
    public async Task Invalid_request_returns_a_problem_type(string path, int status, string code)
    {
        await using var app = await EmendApp.Start();
        using var client = await app.SignIn();
        var order = await client.Place(("MUG-E-1207", 2));

        var response = await client.Get(path.Replace("{order}", (string)order["id"]!, StringComparison.Ordinal));

        Assert.Equal((status, "/problems/" + code), (response.Status, (string)response["type"]!));
        Assert.NotEmpty((string)response["detail"]!);
    }

    private static JsonNode FindAction(JsonNode? actions, string name) =>
        actions!.AsArray().Single(a => (string)a!["action"]! == name)!;
}

using System.Text;

namespace Emend.Tests.Pains;

/// <summary>
/// An edit changes the order that there is, wholly or not at all. The numbers are those of the pains other systems' users report.
/// </summary>
public sealed class OneOrderTests
{
    [Fact]
    public async Task P2_A_request_that_is_sent_twice_is_done_once_and_told_alike()
    {
        await using var scene = await PainScene.Open();

        var first = await scene.Quantity(6, key: "once");
        var again = await scene.Quantity(6, key: "once");
        var unkeyed = await scene.Quantity(6);

        Assert.Equal(first.Text, again.Text);
        Assert.NotEqual(0, (decimal)again["consequences"]["money"]!["delta"]!);
        Assert.Equal((200, false), (unkeyed.Status, (bool)unkeyed["changed"]!));
        Assert.Equal(2, (int)(await scene.Order())["revision"]!);
    }

    [Fact]
    public async Task P4_Who_changes_their_mind_before_paying_edits_again_and_owes_what_the_order_costs_then()
    {
        await using var scene = await PainScene.Open();

        var answers = new[] { await scene.Quantity(9), await scene.Quantity(2), await scene.Quantity(5) };

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Equal(0, answers.Sum(a => (decimal)a["consequences"]["money"]!["delta"]!));
        Assert.Equal(scene.Placed["total"].ToJsonString(), (await scene.Order())["total"].ToJsonString());
        Assert.True((bool)(await scene.Admin.Get(scene.Path + "/actions"))["actions"].AsArray()
            .Single(a => (string)a!["action"]! == "edit-line-items")!["allowed"]!);
    }

    [Fact]
    public async Task P5_An_edit_of_what_was_picked_and_one_that_changes_nothing_reserve_nothing()
    {
        await using var scene = await PainScene.Open();
        await Picking.Close(scene, await Picking.Pick(scene, 5));
        var before = await scene.Stored();

        var nothing = await scene.Quantity(5);
        var other = await scene.Modify("""{ "type": "setConsumer", "email": "ada@example.org" }""");
        var after = await scene.Stored();

        Assert.Equal((200, false), (nothing.Status, (bool)nothing["changed"]!));
        Assert.Equal((200, true), (other.Status, (bool)other["changed"]!));
        Assert.Equal(before.Where(IsStock), after.Where(IsStock));
        await scene.BooksBalance();
    }

    [Fact]
    public async Task Pain_1_Who_saves_and_leaves_at_once_leaves_an_order_that_is_wholly_changed_or_not_at_all()
    {
        await using var scene = await PainScene.Open();
        for (var i = 0; i < 40; i++)
        {
            var changes = $"{scene.ToQuantity(6 + i)}, {PainScene.Attribute("try", 6 + i)}";
            await Abandon(scene, TimeSpan.FromMilliseconds(i % 8), "/modifications", changes);
        }

        await scene.Modify(PainScene.Attribute("last", 1)); // behind all that are under way, in the order's own line

        var order = await scene.Order();
        var quantity = (int)order["lines"][0]!["quantity"]!;
        Assert.Equal(quantity == 5 ? null : quantity, (int?)order["attributes"]["try"]);
        Assert.Equal((int)order["revision"]! - 1, (await scene.History()).Count);
        await scene.BooksBalance();
    }

    [Fact]
    public async Task Pain_2_Who_leaves_a_preview_before_it_is_told_breaks_nothing()
    {
        await using var scene = await PainScene.Open();
        var before = await scene.Stored();
        for (var i = 0; i < 20; i++)
            await Abandon(scene, TimeSpan.FromMilliseconds(i % 4), "/modifications/preview", scene.ToQuantity(6 + i));

        Assert.Equal(200, (await scene.Preview(scene.ToQuantity(9))).Status);
        Assert.Equal(before, await scene.Stored());
    }

    [Fact]
    public async Task Pain_3_An_edit_that_is_looked_at_and_given_up_leaves_nothing_behind()
    {
        await using var scene = await PainScene.Open();
        var before = await scene.Stored();

        for (var i = 0; i < 10; i++)
            await scene.Preview($"{scene.ToQuantity(6 + i)}, {PainScene.Add("CAP-R-9082")}", $"key-{i}");

        Assert.Equal(before, await scene.Stored());
        Assert.Equal(scene.Placed.Text, (await scene.Order()).Text);
    }

    [Theory]
    [InlineData("/modifications", """{ "changes": [ { "type": "setAttributes", "attributes": {} } ], "baseRevision": 7 }""", 409)]
    [InlineData("/modifications", """{ "changes": [ { "type": "removeLine", "line": "l" } ], "baseRevision": 7, "rebase": true }""", 409)]
    [InlineData("/modifications/7/undo", "{}", 422)]
    public async Task Pain_4_What_names_a_version_that_never_was_is_refused_and_the_order_stays(string path, string body, int status)
    {
        await using var scene = await PainScene.Open();

        var answer = await scene.Admin.Post(scene.Path + path, body);

        Assert.Equal((status, 1), (answer.Status, (int)answer["current"]));
        Assert.Equal(scene.Placed.Text, (await scene.Order()).Text);
    }

    [Fact]
    public async Task Pain_5_From_two_tabs_one_order_is_edited_and_none_is_made_or_cancelled()
    {
        await using var scene = await PainScene.Open();
        using var other = await Fixtures.FaceClient.SignIn(scene.Url, "admin");
        var body = $$"""{ "changes": [ {{scene.ToQuantity(3)}} ] }""";

        var one = await scene.Admin.PostFor("\"1\"", scene.Path + "/modifications", body);
        var two = await other.PostFor("\"1\"", scene.Path + "/modifications", body);

        Assert.Equal((200, 412), (one.Status, two.Status));
        Assert.Contains("orders 1", await scene.Stored());
        Assert.Equal("open", (string)(await scene.Order())["status"]!);
    }

    [Fact]
    public async Task Pain_7_and_8_An_edited_order_is_the_same_order_under_the_same_number_and_the_only_one()
    {
        await using var scene = await PainScene.Open();

        await scene.Modify($"{scene.ToQuantity(1)}, {PainScene.Add("CAP-R-9082")}");

        var order = await scene.Order();
        Assert.Equal(("SHOP-1", (string)scene.Placed["id"]!), ((string)order["tenantOrderId"]!, (string)order["id"]!));
        Assert.Contains("orders 1", await scene.Stored());
        var again = await scene.Admin.Post(
            "/emend/v1/orders", """{ "tenantOrderId": "SHOP-1", "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ] }""");
        Assert.Equal(422, again.Status);
    }

    [Fact]
    public async Task Pain_11_A_double_submit_without_a_key_changes_nothing_twice()
    {
        await using var scene = await PainScene.Open();
        var changes = $"{scene.ToQuantity(7)}, {PainScene.Add("CAP-R-9082")}";

        var answers = await Task.WhenAll(scene.Modify(changes), scene.Modify(changes));

        Assert.Single(answers, a => a.Status == 200);
        var refused = Assert.Single(answers, a => a.Status == 422);
        Assert.Contains("no article stands on more than one line", refused.Text, StringComparison.Ordinal);
        var order = await scene.Order();
        Assert.Equal((2, 7, 2), (order["lines"].AsArray().Count, (int)order["lines"][0]!["quantity"]!, (int)order["revision"]!));
    }

    private static bool IsStock(string row) => row.StartsWith("reserv", StringComparison.Ordinal);

    private static async Task Abandon(PainScene scene, TimeSpan after, string path, string changes)
    {
        using var leaving = new CancellationTokenSource(after);
        using var content = new StringContent($$"""{ "changes": [ {{changes}} ] }""", Encoding.UTF8, "application/json");
        try
        {
            await scene.Admin.SendContent(HttpMethod.Post, scene.Path + path, content, null, leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // That is the point.
        }
    }
}

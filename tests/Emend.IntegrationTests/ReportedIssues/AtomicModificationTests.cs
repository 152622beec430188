using System.Text;

namespace Emend.IntegrationTests.ReportedIssues;

/// <summary>
/// An edit changes the order that there is, wholly or not at all. The numbers are those of the pains other systems' users report.
/// </summary>
public sealed class AtomicModificationTests
{
    [Fact]
    public async Task P2_A_request_that_is_sent_twice_is_done_once_and_told_alike()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();

        var first = await reportedIssueFixture.Quantity(6, key: "once");
        var second = await reportedIssueFixture.Quantity(6, key: "once");
        var unkeyed = await reportedIssueFixture.Quantity(6);

        Assert.Equal(first.Text, second.Text);
        Assert.NotEqual(0, (decimal)second["consequences"]["money"]!["delta"]!);
        Assert.Equal((200, false), (unkeyed.Status, (bool)unkeyed["changed"]!));
        Assert.Equal(2, (int)(await reportedIssueFixture.Order())["revision"]!);
    }

    [Fact]
    public async Task P4_Who_changes_their_mind_before_paying_edits_again_and_owes_what_the_order_costs_then()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();

        var answers = new[] { await reportedIssueFixture.Quantity(9), await reportedIssueFixture.Quantity(2), await reportedIssueFixture.Quantity(5) };

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Equal(0, answers.Sum(a => (decimal)a["consequences"]["money"]!["delta"]!));
        Assert.Equal(reportedIssueFixture.Placed["total"].ToJsonString(), (await reportedIssueFixture.Order())["total"].ToJsonString());
        Assert.True((bool)(await reportedIssueFixture.Admin.Get(reportedIssueFixture.Path + "/actions"))["actions"].AsArray()
            .Single(a => (string)a!["action"]! == "edit-line-items")!["allowed"]!);
    }

    [Fact]
    public async Task P5_An_edit_of_what_was_picked_and_one_that_changes_nothing_reserve_nothing()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();
        await PickingTestExtensions.Close(reportedIssueFixture, await PickingTestExtensions.Pick(reportedIssueFixture, 5));
        var before = await reportedIssueFixture.Stored();

        var nothing = await reportedIssueFixture.Quantity(5);
        var other = await reportedIssueFixture.Modify("""{ "type": "setConsumer", "email": "ada@example.org" }""");
        var after = await reportedIssueFixture.Stored();

        Assert.Equal((200, false), (nothing.Status, (bool)nothing["changed"]!));
        Assert.Equal((200, true), (other.Status, (bool)other["changed"]!));
        Assert.Equal(before.Where(IsStock), after.Where(IsStock));
        await reportedIssueFixture.BooksBalance();
    }

    [Fact]
    public async Task Pain_1_Who_saves_and_leaves_at_once_leaves_an_order_that_is_wholly_changed_or_not_at_all()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();
        for (var i = 0; i < 40; i++)
        {
            var changes = $"{reportedIssueFixture.ToQuantity(6 + i)}, {ReportedIssueFixture.Attribute("try", 6 + i)}";
            await Abandon(reportedIssueFixture, TimeSpan.FromMilliseconds(i % 8), "/modifications", changes);
        }

        await reportedIssueFixture.Modify(ReportedIssueFixture.Attribute("last", 1)); // behind all that are under way, in the order's own line

        var order = await reportedIssueFixture.Order();
        var quantity = (int)order["lines"][0]!["quantity"]!;
        Assert.Equal(quantity == 5 ? null : quantity, (int?)order["attributes"]["try"]);
        Assert.Equal((int)order["revision"]! - 1, (await reportedIssueFixture.History()).Count);
        await reportedIssueFixture.BooksBalance();
    }

    [Fact]
    public async Task Pain_2_Who_leaves_a_preview_before_it_is_told_breaks_nothing()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();
        var before = await reportedIssueFixture.Stored();
        for (var i = 0; i < 20; i++)
            await Abandon(reportedIssueFixture, TimeSpan.FromMilliseconds(i % 4), "/modifications/preview", reportedIssueFixture.ToQuantity(6 + i));

        Assert.Equal(200, (await reportedIssueFixture.Preview(reportedIssueFixture.ToQuantity(9))).Status);
        Assert.Equal(before, await reportedIssueFixture.Stored());
    }

    [Fact]
    public async Task Pain_3_An_edit_that_is_looked_at_and_given_up_leaves_nothing_behind()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();
        var before = await reportedIssueFixture.Stored();

        for (var i = 0; i < 10; i++)
            await reportedIssueFixture.Preview($"{reportedIssueFixture.ToQuantity(6 + i)}, {ReportedIssueFixture.Add("CAP-R-9082")}", $"key-{i}");

        Assert.Equal(before, await reportedIssueFixture.Stored());
        Assert.Equal(reportedIssueFixture.Placed.Text, (await reportedIssueFixture.Order()).Text);
    }

    [Theory]
    [InlineData("/modifications", """{ "changes": [ { "type": "setAttributes", "attributes": {} } ], "baseRevision": 7 }""", 409)]
    [InlineData("/modifications", """{ "changes": [ { "type": "removeLine", "line": "l" } ], "baseRevision": 7, "rebase": true }""", 409)]
    [InlineData("/modifications/7/undo", "{}", 422)]
    public async Task Pain_4_What_names_a_version_that_never_was_is_refused_and_the_order_stays(string path, string body, int status)
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();

        var answer = await reportedIssueFixture.Admin.Post(reportedIssueFixture.Path + path, body);

        Assert.Equal((status, 1), (answer.Status, (int)answer["current"]));
        Assert.Equal(reportedIssueFixture.Placed.Text, (await reportedIssueFixture.Order()).Text);
    }

    [Fact]
    public async Task Pain_5_From_two_tabs_one_order_is_edited_and_none_is_made_or_cancelled()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();
        using var other = await Fixtures.FulfillmenttoolsTestClient.SignIn(reportedIssueFixture.Url, "admin");
        var body = $$"""{ "changes": [ {{reportedIssueFixture.ToQuantity(3)}} ] }""";

        var one = await reportedIssueFixture.Admin.PostFor("\"1\"", reportedIssueFixture.Path + "/modifications", body);
        var two = await other.PostFor("\"1\"", reportedIssueFixture.Path + "/modifications", body);

        Assert.Equal((200, 412), (one.Status, two.Status));
        Assert.Contains("orders 1", await reportedIssueFixture.Stored());
        Assert.Equal("open", (string)(await reportedIssueFixture.Order())["status"]!);
    }

    [Fact]
    public async Task Pain_7_and_8_An_edited_order_is_the_same_order_under_the_same_number_and_the_only_one()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();

        await reportedIssueFixture.Modify($"{reportedIssueFixture.ToQuantity(1)}, {ReportedIssueFixture.Add("CAP-R-9082")}");

        var order = await reportedIssueFixture.Order();
        Assert.Equal(("SHOP-1", (string)reportedIssueFixture.Placed["id"]!), ((string)order["tenantOrderId"]!, (string)order["id"]!));
        Assert.Contains("orders 1", await reportedIssueFixture.Stored());
        var second = await reportedIssueFixture.Admin.Post(
            "/emend/v1/orders", """{ "tenantOrderId": "SHOP-1", "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ] }""");
        Assert.Equal(422, second.Status);
    }

    [Fact]
    public async Task Pain_11_A_double_submit_without_a_key_changes_nothing_twice()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open();
        var changes = $"{reportedIssueFixture.ToQuantity(7)}, {ReportedIssueFixture.Add("CAP-R-9082")}";

        var answers = await Task.WhenAll(reportedIssueFixture.Modify(changes), reportedIssueFixture.Modify(changes));

        Assert.Single(answers, a => a.Status == 200);
        var refused = Assert.Single(answers, a => a.Status == 422);
        Assert.Contains("no article stands on more than one line", refused.Text, StringComparison.Ordinal);
        var order = await reportedIssueFixture.Order();
        Assert.Equal((2, 7, 2), (order["lines"].AsArray().Count, (int)order["lines"][0]!["quantity"]!, (int)order["revision"]!));
    }

    private static bool IsStock(string row) => row.StartsWith("reserv", StringComparison.Ordinal);

    private static async Task Abandon(ReportedIssueFixture reportedIssueFixture, TimeSpan after, string path, string changes)
    {
        using var leaving = new CancellationTokenSource(after);
        using var content = new StringContent($$"""{ "changes": [ {{changes}} ] }""", Encoding.UTF8, "application/json");
        try
        {
            await reportedIssueFixture.Admin.SendContent(HttpMethod.Post, reportedIssueFixture.Path + path, content, null, leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // That is the point.
        }
    }
}

using System.Text;

namespace Emend.IntegrationTests.ReportedIssues;

/// <summary>
/// A modification changes the existing order completely or not at all. The numbers refer to issues that users of other systems reported.
/// </summary>
public sealed class AtomicModificationTests
{
    [Fact]
    public async Task P2_A_repeated_request_is_applied_once_and_has_the_same_response()
    {
        await using var fixture = await ReportedIssueFixture.Open();

        var first = await fixture.Quantity(6, key: "once");
        var second = await fixture.Quantity(6, key: "once");
        var unkeyed = await fixture.Quantity(6);

        Assert.Equal(first.Text, second.Text);
        Assert.NotEqual(0, (decimal)second["consequences"]["total"]!["delta"]!);
        Assert.Equal((200, false), (unkeyed.Status, (bool)unkeyed["changed"]!));
        Assert.Equal(2, (int)(await fixture.Order())["revision"]!);
    }

    [Fact]
    public async Task P4_After_several_modifications_before_payment_the_total_is_that_of_the_last_one()
    {
        await using var fixture = await ReportedIssueFixture.Open();

        var answers = new[] { await fixture.Quantity(9), await fixture.Quantity(2), await fixture.Quantity(5) };

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        Assert.Equal(0, answers.Sum(a => (decimal)a["consequences"]["total"]!["delta"]!));
        Assert.Equal(fixture.Placed["total"].ToJsonString(), (await fixture.Order())["total"].ToJsonString());
        Assert.True((bool)(await fixture.Admin.Get(fixture.Path + "/actions"))["actions"].AsArray()
            .Single(a => (string)a!["action"]! == "edit-line-items")!["allowed"]!);
    }

    [Fact]
    public async Task P5_Modifications_of_picked_lines_and_modifications_without_effect_reserve_nothing()
    {
        await using var fixture = await ReportedIssueFixture.Open();
        await PickingTestExtensions.Close(fixture, await PickingTestExtensions.Pick(fixture, 5));
        var before = await fixture.CountStoredRows();

        var nothing = await fixture.Quantity(5);
        var other = await fixture.Modify("""{ "type": "setConsumer", "email": "ada@example.org" }""");
        var after = await fixture.CountStoredRows();

        Assert.Equal((200, false), (nothing.Status, (bool)nothing["changed"]!));
        Assert.Equal((200, true), (other.Status, (bool)other["changed"]!));
        Assert.Equal(before.Where(IsStock), after.Where(IsStock));
        await fixture.AssertConsistent();
    }

    [Fact]
    public async Task Issue_1_A_client_that_disconnects_after_saving_leaves_the_order_changed_completely_or_not_at_all()
    {
        await using var fixture = await ReportedIssueFixture.Open();
        for (var i = 0; i < 40; i++)
        {
            var changes = $"{fixture.ToQuantity(6 + i)}, {ReportedIssueFixture.Attribute("try", 6 + i)}";
            await Abandon(fixture, TimeSpan.FromMilliseconds(i % 8), "/modifications", changes);
        }

        await fixture.Modify(ReportedIssueFixture.Attribute("last", 1)); // waits for all active requests in the lock of the order

        var order = await fixture.Order();
        var quantity = (int)order["lines"][0]!["quantity"]!;
        Assert.Equal(quantity == 5 ? null : quantity, (int?)order["attributes"]["try"]);
        Assert.Equal((int)order["revision"]! - 1, (await fixture.History()).Count);
        await fixture.AssertConsistent();
    }

    [Fact]
    public async Task Issue_2_A_client_that_disconnects_during_a_preview_changes_nothing()
    {
        await using var fixture = await ReportedIssueFixture.Open();
        var before = await fixture.CountStoredRows();
        for (var i = 0; i < 20; i++)
        {
            await Abandon(fixture, TimeSpan.FromMilliseconds(i % 4), "/modifications/preview", fixture.ToQuantity(6 + i));
        }

        Assert.Equal(200, (await fixture.Preview(fixture.ToQuantity(9))).Status);
        Assert.Equal(before, await fixture.CountStoredRows());
    }

    [Fact]
    public async Task Issue_3_A_preview_without_a_modification_writes_nothing()
    {
        await using var fixture = await ReportedIssueFixture.Open();
        var before = await fixture.CountStoredRows();

        for (var i = 0; i < 10; i++)
        {
            await fixture.Preview($"{fixture.ToQuantity(6 + i)}, {ReportedIssueFixture.Add("CAP-R-9082")}", $"key-{i}");
        }

        Assert.Equal(before, await fixture.CountStoredRows());
        Assert.Equal(fixture.Placed.Text, (await fixture.Order()).Text);
    }

    [Theory]
    [InlineData("/modifications", """{ "changes": [ { "type": "setAttributes", "attributes": {} } ], "baseRevision": 7 }""", 409)]
    [InlineData("/modifications", """{ "changes": [ { "type": "removeLine", "line": "l" } ], "baseRevision": 7, "rebase": true }""", 409)]
    [InlineData("/modifications/7/undo", "{}", 422)]
    public async Task Issue_4_An_unknown_version_is_rejected_and_the_order_is_unchanged(string path, string body, int status)
    {
        await using var fixture = await ReportedIssueFixture.Open();

        var answer = await fixture.Admin.Post(fixture.Path + path, body);

        Assert.Equal((status, 1), (answer.Status, (int)answer["current"]));
        Assert.Equal(fixture.Placed.Text, (await fixture.Order()).Text);
    }

    [Fact]
    public async Task Issue_5_Two_browser_tabs_modify_one_order_and_create_or_cancel_none()
    {
        await using var fixture = await ReportedIssueFixture.Open();
        using var other = await Fixtures.FulfillmenttoolsTestClient.SignIn(fixture.Url, "admin");
        var body = $$"""{ "changes": [ {{fixture.ToQuantity(3)}} ] }""";

        var one = await fixture.Admin.PostFor("\"1\"", fixture.Path + "/modifications", body);
        var two = await other.PostFor("\"1\"", fixture.Path + "/modifications", body);

        Assert.Equal((200, 412), (one.Status, two.Status));
        Assert.Contains("orders 1", await fixture.CountStoredRows());
        Assert.Equal("open", (string)(await fixture.Order())["status"]!);
    }

    [Fact]
    public async Task Issues_7_and_8_A_modified_order_keeps_its_id_and_number_and_is_the_only_order()
    {
        await using var fixture = await ReportedIssueFixture.Open();

        await fixture.Modify($"{fixture.ToQuantity(1)}, {ReportedIssueFixture.Add("CAP-R-9082")}");

        var order = await fixture.Order();
        Assert.Equal(("SHOP-1", (string)fixture.Placed["id"]!), ((string)order["tenantOrderId"]!, (string)order["id"]!));
        Assert.Contains("orders 1", await fixture.CountStoredRows());
        var second = await fixture.Admin.Post(
            "/emend/v1/orders", """{ "tenantOrderId": "SHOP-1", "lines": [ { "article": "MUG-E-1207", "quantity": 1 } ] }""");
        Assert.Equal(422, second.Status);
    }

    [Fact]
    public async Task Issue_11_A_double_submit_without_an_idempotency_key_is_applied_once()
    {
        await using var fixture = await ReportedIssueFixture.Open();
        var changes = $"{fixture.ToQuantity(7)}, {ReportedIssueFixture.Add("CAP-R-9082")}";

        var answers = await Task.WhenAll(fixture.Modify(changes), fixture.Modify(changes));

        Assert.Single(answers, a => a.Status == 200);
        var rejected = Assert.Single(answers, a => a.Status == 422);
        Assert.Contains("the modification does not put an article on another line", rejected.Text, StringComparison.Ordinal);
        var order = await fixture.Order();
        Assert.Equal((2, 7, 2), (order["lines"].AsArray().Count, (int)order["lines"][0]!["quantity"]!, (int)order["revision"]!));
    }

    private static bool IsStock(string ruleId) => ruleId.StartsWith("reserv", StringComparison.Ordinal);

    private static async Task Abandon(ReportedIssueFixture fixture, TimeSpan after, string path, string changes)
    {
        using var leaving = new CancellationTokenSource(after);
        using var content = new StringContent($$"""{ "changes": [ {{changes}} ] }""", Encoding.UTF8, "application/json");
        try
        {
            await fixture.Admin.SendContent(HttpMethod.Post, fixture.Path + path, content, null, leaving.Token);
        }
        catch (OperationCanceledException)
        {
            // Expected.
        }
    }
}

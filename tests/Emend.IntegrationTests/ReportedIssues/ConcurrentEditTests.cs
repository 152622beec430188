using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.ReportedIssues;

public sealed class SqliteConcurrentEditTests : ConcurrentEditContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlConcurrentEditTests : ConcurrentEditContract
{
    private protected override TestDatabase CreateDatabase() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>Several users modify one order. The numbers refer to issues that users of other systems reported.</summary>
public abstract class ConcurrentEditContract
{
    private const int Many = 16;

    private protected abstract TestDatabase CreateDatabase();

    [Fact]
    public async Task P1_The_reported_changes_of_concurrent_modifications_add_up_to_the_total_change()
    {
        await using var fixture = await ReportedIssueFixture.Open(CreateDatabase());

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => fixture.Quantity(5 + i)));

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        var order = await fixture.Order();
        var deltas = answers.Where(a => (bool)a["changed"]!).Sum(a => (decimal)a["consequences"]["total"]!["delta"]!);
        Assert.Equal((decimal)order["total"]["amount"]! - (decimal)fixture.Placed["total"]["amount"]!, deltas);
        var steps = (await fixture.History()).Reverse()
            .Select(e => e!["differences"]!.AsArray().Single(d => (string)d!["path"]! == $"/lines/{fixture.Line}/quantity")!)
            .Select(d => ((int)d["before"]!, (int)d["after"]!)).ToList();
        Assert.Equal(steps.Select(s => s.Item2), steps.Skip(1).Select(s => s.Item1).Append((int)order["lines"][0]!["quantity"]!));
        await fixture.AssertConsistent();
    }

    [Fact]
    public async Task P1_Of_concurrent_modifications_of_one_revision_one_is_applied_and_the_others_get_a_conflict()
    {
        await using var fixture = await ReportedIssueFixture.Open(CreateDatabase());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => fixture.Quantity(6 + i, more: """, "baseRevision": 1""")));

        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal((409, 2, 1), (a.Status, (int)a["current"], (int)a["expected"])));
        Assert.Equal(2, (int)(await fixture.Order())["revision"]!);
    }

    [Fact]
    public async Task Issue_9_The_second_of_two_users_gets_the_changed_fields_of_the_first()
    {
        await using var fixture = await ReportedIssueFixture.Open(CreateDatabase());
        await fixture.Agent.Post(fixture.Path + "/modifications", $$"""{ "changes": [ {{fixture.ToQuantity(3)}} ] }""");

        var blind = await fixture.Quantity(8, more: """, "baseRevision": 1""");
        var same = await fixture.Quantity(8, more: """, "baseRevision": 1, "rebase": true""");
        var other = await fixture.Modify(ReportedIssueFixture.Attribute("gift", 1), more: """, "baseRevision": 1, "rebase": true""");

        Assert.Equal((409, "/problems/version-conflict"), (blind.Status, (string)blind["type"]!));
        var conflict = same["conflicts"].AsArray().Single()!;
        Assert.Equal((5, 3, 8), ((int)conflict["base"]!, (int)conflict["current"]!, (int)conflict["requested"]!));
        Assert.Equal(200, other.Status);
        Assert.Equal(3, (int)(await fixture.Order())["lines"][0]!["quantity"]!);
    }

    [Fact]
    public async Task Issue_10_An_outdated_form_overwrites_neither_picks_nor_changes_of_another_API()
    {
        await using var fixture = await ReportedIssueFixture.Open(CreateDatabase());
        var fromTheShop = await fixture.Admin.Patch(
            $"/api/orders/{fixture.Placed["id"]}", """{ "version": 1, "customAttributes": { "fromTheShop": true } }""");
        await PickingTestExtensions.Pick(fixture, 2);

        const string Mail = """{ "type": "setConsumer", "email": "sanne@example.org" }""";
        var stale = await fixture.Modify($"{fixture.ToQuantity(1)}, {Mail}", more: """, "baseRevision": 1""");
        var rebased = await fixture.Modify(Mail, more: """, "baseRevision": 1, "rebase": true""");

        Assert.Equal((200, 409), (fromTheShop.Status, stale.Status));
        var order = await fixture.Order();
        Assert.Equal(2, (int)order["pickJobs"][0]!["lines"]![0]!["picked"]!);
        Assert.True((bool)order["attributes"]["fromTheShop"]!);
        Assert.Equal((200, "sanne@example.org"), (rebased.Status, (string)order["consumer"]["email"]!));
    }

    [Fact]
    public async Task Issue_12_Concurrent_changes_without_edit_locks_are_not_lost()
    {
        await using var fixture = await ReportedIssueFixture.Open(CreateDatabase());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, Many).Select(i => fixture.Modify(ReportedIssueFixture.Attribute($"client{i}", i))));

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        var order = await fixture.Order();
        Assert.Equal(Many, order["attributes"].AsObject().Count);
        Assert.Equal(Many, (await fixture.History()).Count);
        Assert.Equal(Enumerable.Range(2, Many), answers.Select(a => (int)a["revision"]!).Order());
    }

    [Fact]
    public async Task Issue_13_A_preview_does_not_block_other_modifications()
    {
        await using var fixture = await ReportedIssueFixture.Open(CreateDatabase());
        var preview = await fixture.Agent.Post(
            fixture.Path + "/modifications/preview", $$"""{ "changes": [ {{fixture.ToQuantity(3)}} ] }""");

        var other = await fixture.Quantity(4);
        var first = await fixture.Agent.Post(fixture.Path + "/modifications", $$"""{ "changes": [ {{fixture.ToQuantity(3)}} ] }""");

        Assert.Equal((200, 200, 200), (preview.Status, other.Status, first.Status));
    }

    [Fact]
    public async Task Issue_14_Concurrent_commands_keep_stock_consistent_and_the_history_complete()
    {
        await using var fixture = await ReportedIssueFixture.Open(CreateDatabase());

        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => i % 4 == 3
            ? fixture.Admin.Post(fixture.Path + "/modifications/2/undo", "{}")
            : fixture.Quantity(1 + i)));

        Assert.All(answers, a => Assert.True(a.Status is 200 or 422, a.Text));
        var revision = (int)(await fixture.Order())["revision"]!;
        Assert.Equal(answers.Count(a => a.Status == 200 && (bool)a["changed"]!), revision - 1);
        Assert.Equal(revision - 1, (await fixture.History()).Count);
        await fixture.AssertConsistent();
    }
}

/// <summary>Warehouse actions on the order of a fixture through the fulfillmenttools API.</summary>
internal static class PickingTestExtensions
{
    /// <summary>Picks a quantity of mugs. The pick job stays open.</summary>
    public static async Task<ApiResponse> Pick(ReportedIssueFixture fixture, int quantity)
    {
        var job = (await fixture.Order())["pickJobs"][0]!;
        var started = await Act(fixture, (string)job["id"]!, (int)job["version"]!, "START");
        var line = (string)started["pickLineItems"][0]!["id"]!;
        return await Act(
            fixture, (string)job["id"]!, (int)started["version"]!, "PICK",
            $$""", "lineItems": [ { "id": "{{line}}", "picked": {{quantity}} } ]""");
    }

    public static async Task<ApiResponse> Close(ReportedIssueFixture fixture, ApiResponse picked) =>
        await Act(fixture, (string)picked["id"]!, (int)picked["version"]!, "CLOSE");

    private static async Task<ApiResponse> Act(ReportedIssueFixture fixture, string job, int version, string name, string more = "")
    {
        var body = $$"""{ "name": "{{name}}", "version": {{version}} {{more}} }""";
        var answer = await fixture.Admin.Post($"/api/pickjobs/{job}/actions", body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }
}

using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;

namespace Emend.IntegrationTests.ReportedIssues;

public sealed class SqliteConcurrentEditTests : ConcurrentEditContract
{
    private protected override TestDatabase Place() => new TestDatabase.SqliteTestDatabase();
}

public sealed class PostgreSqlConcurrentEditTests : ConcurrentEditContract
{
    private protected override TestDatabase Place() => new TestDatabase.PostgreSqlTestDatabase();
}

/// <summary>Several people at one order. The numbers are those of the pains other systems' users report.</summary>
public abstract class ConcurrentEditContract
{
    private const int Many = 16;

    private protected abstract TestDatabase Place();

    [Fact]
    public async Task P1_What_edits_made_at_once_say_they_changed_adds_up_to_what_has_changed()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open(Place());

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => reportedIssueFixture.Quantity(5 + i)));

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        var order = await reportedIssueFixture.Order();
        var deltas = answers.Where(a => (bool)a["changed"]!).Sum(a => (decimal)a["consequences"]["money"]!["delta"]!);
        Assert.Equal((decimal)order["total"]["amount"]! - (decimal)reportedIssueFixture.Placed["total"]["amount"]!, deltas);
        var steps = (await reportedIssueFixture.History()).Reverse()
            .Select(e => e!["differences"]!.AsArray().Single(d => (string)d!["path"]! == $"/lines/{reportedIssueFixture.Line}/quantity")!)
            .Select(d => ((int)d["before"]!, (int)d["after"]!)).ToList();
        Assert.Equal(steps.Select(s => s.Item2), steps.Skip(1).Select(s => s.Item1).Append((int)order["lines"][0]!["quantity"]!));
        await reportedIssueFixture.BooksBalance();
    }

    [Fact]
    public async Task P1_Of_edits_made_at_once_on_what_all_of_them_saw_one_is_done_and_the_others_are_told()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open(Place());

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => reportedIssueFixture.Quantity(6 + i, more: """, "baseRevision": 1""")));

        Assert.Single(answers, a => a.Status == 200);
        Assert.All(answers.Where(a => a.Status != 200), a => Assert.Equal((409, 2, 1), (a.Status, (int)a["current"], (int)a["named"])));
        Assert.Equal(2, (int)(await reportedIssueFixture.Order())["revision"]!);
    }

    [Fact]
    public async Task Pain_9_Of_two_users_who_update_one_order_the_second_is_told_field_by_field_what_the_first_did()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open(Place());
        await reportedIssueFixture.Agent.Post(reportedIssueFixture.Path + "/modifications", $$"""{ "changes": [ {{reportedIssueFixture.ToQuantity(3)}} ] }""");

        var blind = await reportedIssueFixture.Quantity(8, more: """, "baseRevision": 1""");
        var same = await reportedIssueFixture.Quantity(8, more: """, "baseRevision": 1, "rebase": true""");
        var other = await reportedIssueFixture.Modify(ReportedIssueFixture.Attribute("gift", 1), more: """, "baseRevision": 1, "rebase": true""");

        Assert.Equal((409, "/problems/stale"), (blind.Status, (string)blind["type"]!));
        var conflict = same["conflicts"].AsArray().Single()!;
        Assert.Equal((5, 3, 8), ((int)conflict["then"]!, (int)conflict["now"]!, (int)conflict["wanted"]!));
        Assert.Equal(200, other.Status);
        Assert.Equal(3, (int)(await reportedIssueFixture.Order())["lines"][0]!["quantity"]!);
    }

    [Fact]
    public async Task Pain_10_A_stale_form_overwrites_neither_what_was_picked_nor_what_came_by_another_face()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open(Place());
        var fromTheShop = await reportedIssueFixture.Admin.Patch(
            $"/api/orders/{reportedIssueFixture.Placed["id"]}", """{ "version": 1, "customAttributes": { "fromTheShop": true } }""");
        await PickingTestExtensions.Pick(reportedIssueFixture, 2);

        const string Mail = """{ "type": "setConsumer", "email": "sanne@example.org" }""";
        var stale = await reportedIssueFixture.Modify($"{reportedIssueFixture.ToQuantity(1)}, {Mail}", more: """, "baseRevision": 1""");
        var rebased = await reportedIssueFixture.Modify(Mail, more: """, "baseRevision": 1, "rebase": true""");

        Assert.Equal((200, 409), (fromTheShop.Status, stale.Status));
        var order = await reportedIssueFixture.Order();
        Assert.Equal(2, (int)order["pickJobs"][0]!["lines"]![0]!["picked"]!);
        Assert.True((bool)order["attributes"]["fromTheShop"]!);
        Assert.Equal((200, "sanne@example.org"), (rebased.Status, (string)order["consumer"]["email"]!));
    }

    [Fact]
    public async Task Pain_12_Nobody_takes_a_lock_and_no_change_of_many_clients_is_lost()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open(Place());

        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => reportedIssueFixture.Modify(ReportedIssueFixture.Attribute($"client{i}", i))));

        Assert.All(answers, a => Assert.Equal(200, a.Status));
        var order = await reportedIssueFixture.Order();
        Assert.Equal(Many, order["attributes"].AsObject().Count);
        Assert.Equal(Many, (await reportedIssueFixture.History()).Count);
        Assert.Equal(Enumerable.Range(2, Many), answers.Select(a => (int)a["revision"]!).Order());
    }

    [Fact]
    public async Task Pain_13_Whoever_looks_at_an_edit_keeps_nobody_from_editing()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open(Place());
        var preview = await reportedIssueFixture.Agent.Post(reportedIssueFixture.Path + "/modifications/preview", $$"""{ "changes": [ {{reportedIssueFixture.ToQuantity(3)}} ] }""");

        var other = await reportedIssueFixture.Quantity(4);
        var first = await reportedIssueFixture.Agent.Post(reportedIssueFixture.Path + "/modifications", $$"""{ "changes": [ {{reportedIssueFixture.ToQuantity(3)}} ] }""");

        Assert.Equal((200, 200, 200), (preview.Status, other.Status, first.Status));
    }

    [Fact]
    public async Task Pain_14_Whatever_many_clients_do_at_once_the_books_balance_and_the_history_tells_every_step()
    {
        await using var reportedIssueFixture = await ReportedIssueFixture.Open(Place());

        var answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(i => i % 4 == 3
            ? reportedIssueFixture.Admin.Post(reportedIssueFixture.Path + "/modifications/2/undo", "{}")
            : reportedIssueFixture.Quantity(1 + i)));

        Assert.All(answers, a => Assert.True(a.Status is 200 or 422, a.Text));
        var revision = (int)(await reportedIssueFixture.Order())["revision"]!;
        Assert.Equal(answers.Count(a => a.Status == 200 && (bool)a["changed"]!), revision - 1);
        Assert.Equal(revision - 1, (await reportedIssueFixture.History()).Count);
        await reportedIssueFixture.BooksBalance();
    }
}

/// <summary>Work on the order of a scene, reported through the face of the picking app.</summary>
internal static class PickingTestExtensions
{
    /// <summary>Picks so many of the mugs; the job stays open.</summary>
    public static async Task<ApiResponse> Pick(ReportedIssueFixture reportedIssueFixture, int quantity)
    {
        var job = (await reportedIssueFixture.Order())["pickJobs"][0]!;
        var started = await Act(reportedIssueFixture, (string)job["id"]!, (int)job["version"]!, "START");
        var line = (string)started["pickLineItems"][0]!["id"]!;
        return await Act(
            reportedIssueFixture, (string)job["id"]!, (int)started["version"]!, "PICK",
            $$""", "lineItems": [ { "id": "{{line}}", "picked": {{quantity}} } ]""");
    }

    public static async Task<ApiResponse> Close(ReportedIssueFixture reportedIssueFixture, ApiResponse picked) =>
        await Act(reportedIssueFixture, (string)picked["id"]!, (int)picked["version"]!, "CLOSE");

    private static async Task<ApiResponse> Act(ReportedIssueFixture reportedIssueFixture, string job, int version, string name, string more = "")
    {
        var body = $$"""{ "name": "{{name}}", "version": {{version}} {{more}} }""";
        var answer = await reportedIssueFixture.Admin.Post($"/api/pickjobs/{job}/actions", body);
        Assert.True(answer.Status == 200, answer.Text);
        return answer;
    }
}

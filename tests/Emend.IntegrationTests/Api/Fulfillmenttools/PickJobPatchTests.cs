using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Changes of pick jobs in the older form.</summary>
public sealed class PickJobPatchTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task A_job_is_started_picked_in_one_report_and_closed()
    {
        var job = await GetPickJob(await Admin.Place((Shirt, 2)));
        var started = await Change(job, """{"action":"ModifyPickJob","status":"IN_PROGRESS"}""");
        Assert.Equal("IN_PROGRESS", (string?)started["status"]);

        var picked = await Change(started, $$"""
            {"action":"ModifyPickLineItem","id":"{{started["pickLineItems"]![0]!["id"]}}","picked":2,"status":"CLOSED"}
            """);
        Assert.Equal(2, (int)picked["pickLineItems"]![0]!["picked"]!);
        var closed = await Change(picked, """{"action":"ModifyPickJob","status":"CLOSED"}""");
        Assert.Equal("CLOSED", (string?)closed["status"]);
    }

    [Fact]
    public async Task A_job_is_paused_reset_restarted_and_aborted()
    {
        var job = await GetPickJob(await Admin.Place((Shirt, 2)));
        var started = await Change(job, """{"action":"ModifyPickJob","status":"IN_PROGRESS"}""");
        var paused = await Change(started, """{"action":"ModifyPickJob","status":"PAUSED"}""");
        Assert.Equal("PAUSED", (string?)paused["status"]);
        var reset = await Change(paused, """{"action":"ResetPickJob"}""");
        Assert.Equal("OPEN", (string?)reset["status"]);
        Assert.Equal("ABORTED", (string?)(await Change(reset, """{"action":"AbortPickJob"}"""))["status"]);
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_and_a_quantity_above_the_line_is_a_violation()
    {
        var job = await GetPickJob(await Admin.Place((Shirt, 2)));
        var started = await Change(job, """{"action":"ModifyPickJob","status":"IN_PROGRESS"}""");
        var line = started["pickLineItems"]![0]!["id"];
        var pick = $$"""{"action":"ModifyPickLineItem","id":"{{line}}","picked":3}""";

        Assert.Equal(409, (await Send(job, pick)).Status);
        var rejected = await Send(started, pick);
        Assert.Equal(422, rejected.Status);
        Assert.Contains("(rule PJ-8)", rejected.Problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"action":"ModifyPickJob","status":"RESTOWED"}""", "actions[0].status")]
    [InlineData("""{"action":"ModifyPickLineItem","id":"a"}""", "actions[0].picked is missing")]
    [InlineData("""{"action":"ResetPickJob"},{"action":"AbortPickJob"}""", "actions[0].action")]
    public async Task An_invalid_change_is_rejected_with_its_path(string actions, string problem)
    {
        var rejected = await Send(await GetPickJob(await Admin.Place((Shirt, 2))), actions);
        Assert.Equal(400, rejected.Status);
        Assert.Contains(problem, rejected.Problems, StringComparison.Ordinal);
    }

    private async Task<JsonNode> Change(JsonNode job, string actions)
    {
        var changed = await Send(job, actions);
        Assert.True(changed.Status == 200, changed.Text);
        return changed.Body!;
    }

    private Task<ApiResponse> Send(JsonNode job, string actions) =>
        Admin.Patch($"/api/pickjobs/{job["id"]}", $$"""{"version":{{job["version"]}},"actions":[{{actions}}]}""");
}

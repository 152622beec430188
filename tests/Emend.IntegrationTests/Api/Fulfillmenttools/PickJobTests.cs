using System.Text.Json.Nodes;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class PickJobTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task A_job_is_started_picked_reset_picked_again_and_closed()
    {
        var order = await Admin.Place((Shirt, 3));
        var started = await Act(await GetPickJob(order), "START");
        Assert.Equal((200, "IN_PROGRESS"), (started.Status, (string?)started["status"]));
        var picked = await Pick(started.Body!, 2);
        Assert.Equal(2, (int)picked["pickLineItems"]![0]!["picked"]!);
        var reset = await Act(picked.Body!, "RESET");
        Assert.Equal(("OPEN", 0), ((string?)reset["status"], (int)reset["pickLineItems"]![0]!["picked"]!));
        var all = await Pick((await Act(reset.Body!, "START")).Body!, 3);
        var closed = await Act(all.Body!, "CLOSE");
        Assert.Equal(("CLOSED", "CLOSED"), ((string?)closed["status"], (string?)closed["pickLineItems"]![0]!["status"]));
        Assert.Equal("IN_PROGRESS", (string?)(await Admin.Get($"/api/processes/{order["processId"]}"))["status"]);
    }

    [Fact]
    public async Task An_aborted_job_is_rerouted()
    {
        var order = await Admin.Place((Shirt, 3));
        var aborted = await Act(await GetPickJob(order), "ABORT");
        Assert.Equal((200, "ABORTED"), (aborted.Status, (string?)aborted["status"]));
        Assert.Equal(aborted.Text, (await Admin.Get($"/api/pickjobs/{aborted["id"]}")).Text);
        Assert.NotEqual((string?)aborted["id"], (string?)(await GetPickJob(order))["id"]);
    }

    [Fact]
    public async Task A_job_is_restarted_and_canceled()
    {
        var order = await Admin.Place((Shirt, 3));
        var picked = await Pick((await Act(await GetPickJob(order), "START")).Body!, 2);
        var restarted = await Act(picked.Body!, "RESTART");
        Assert.Equal(("IN_PROGRESS", 0), ((string?)restarted["status"], (int)restarted["pickLineItems"]![0]!["picked"]!));

        var canceled = await Act((await Pick(restarted.Body!, 1)).Body!, "CANCEL");

        Assert.Equal((200, "CANCELED"), (canceled.Status, (string?)canceled["status"]));
        Assert.Equal(1, (int)(await Admin.Get($"/emend/v1/return-tasks?order={order["id"]}"))["total"]!);
        Assert.Equal("CANCELED", (string?)(await Admin.Get($"/api/processes/{order["processId"]}"))["status"]);
        Assert.Equal(0, (int)(await Admin.Get($"/api/reservations?orderRef={order["id"]}"))["total"]!);
        var other = await Admin.Place((Shirt, 1));
        Assert.Equal("OBSOLETE", (string?)(await Act(await GetPickJob(other), "OBSOLETE"))["status"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_130_lines_of_a_job_are_reported_in_one_pick(bool patch)
    {
        var numbers = Enumerable.Range(1, 130).ToList();
        var stocks = numbers.Select(n => $$"""{"tenantArticleId":"A{{n}}","value":1,"tenantFacilityId":"NL-AMS-01"}""");
        Assert.Equal(200, (await Admin.Put("/api/stocks", $$"""{"stocks":[{{string.Join(',', stocks)}}]}""")).Status);
        var order = await Admin.Place([.. numbers.Select(n => ($"A{n}", 1))]);
        var job = (await Act(await GetPickJob(order), "START")).Body!;
        var action = patch ? """ "action":"ModifyPickLineItem","status":"CLOSED", """ : "";
        var lines = job["pickLineItems"]!.AsArray().Select(line => $$"""{ {{action}}"id":"{{line!["id"]}}","picked":1}""").ToList();
        var all = string.Join(',', lines);

        var picked = patch
            ? await Admin.Patch($"/api/pickjobs/{job["id"]}", $$"""{"version":{{job["version"]}},"actions":[{{all}}]}""")
            : await Act(job, "PICK", $$""", "lineItems":[{{all}}] """);

        Assert.Equal((200, 130), (picked.Status, lines.Count));
    }

    [Fact]
    public async Task A_stale_job_is_a_conflict_and_the_order_keeps_its_version()
    {
        var order = await Admin.Place((Shirt, 3));
        var job = await GetPickJob(order);
        Assert.Equal(200, (await Act(job, "START")).Status);
        var stale = await Act(job, "CLOSE");
        Assert.Equal(409, stale.Status);
        Assert.Equal((2, 1), ((int)stale.Body![0]!["version"]!, (int)stale.Body[0]!["requestVersion"]!));
        Assert.Equal(1, (int)(await Admin.Get($"/api/orders/{order["id"]}"))["version"]!);
    }

    [Fact]
    public async Task An_invalid_pick_is_rejected_with_the_error()
    {
        var job = (await Act(await GetPickJob(await Admin.Place((Shirt, 3))), "START")).Body!;
        Assert.Contains("(rule PJ-8)", (await Pick(job, 4)).Problems);
        var foreign = await Act(job, "PICK", """,  "lineItems":[{"id":"none","picked":1}] """);
        Assert.Equal(422, foreign.Status);
        Assert.Contains("lineItems: rule PJ-", foreign.Problems);
    }

    [Theory]
    [InlineData("""{"name":"FLY","version":1}""", "name is the string \"FLY\"")]
    [InlineData("""{"name":"START"}""", "version is missing")]
    [InlineData("""{"name":"PICK","version":1}""", "lineItems is missing")]
    [InlineData("""{"name":"START","version":1,"lineItems":[{"id":"a","picked":1}]}""", "lineItems is not for START")]
    [InlineData("""{"name":"PICK","version":1,"lineItems":[{"id":"a","picked":-1}]}""", "lineItems[0].picked is -1")]
    [InlineData("""{"name":"PICK","version":1,"lineItems":[]}""", "lineItems has 0 entries")]
    [InlineData("""{"name":"SPLIT_LINE_ITEMS_PICK_JOB","version":1}""", "splitLineItemsInfo is missing")]
    [InlineData("""{"name":"MERGE_LINE_ITEMS_PICK_JOB","version":1,"lineItemIds":["a"]}""", "lineItemIds has 1 entr")]
    [InlineData("""{"name":"CLOSE","version":1,"lineItemIds":["a","b"]}""", "lineItemIds is not for CLOSE")]
    [InlineData(
        """{"name":"SPLIT_LINE_ITEMS_PICK_JOB","version":1,"splitLineItemsInfo":[{"lineItemId":"a","quantity":0,"picked":-1}]}""",
        "splitLineItemsInfo[0].quantity is 0")]
    public async Task An_invalid_action_is_rejected_with_the_error(string body, string problem)
    {
        var job = await GetPickJob(await Admin.Place((Shirt, 3)));
        var answer = await Admin.Post($"/api/pickjobs/{job["id"]}/actions", body);
        Assert.Equal(400, answer.Status);
        Assert.Contains(problem, answer.Problems);
        Assert.Equal(404, (await Admin.Post("/api/pickjobs/none/actions", body)).Status);
    }

    [Fact]
    public async Task A_line_is_split_into_parts_and_merged_again()
    {
        var job = await GetPickJob(await Admin.Place((Shirt, 3)));
        var line = (string)job["pickLineItems"]![0]!["id"]!;
        var split = await Act(
            job, "SPLIT_LINE_ITEMS_PICK_JOB", $$""","splitLineItemsInfo":[{"lineItemId":"{{line}}","quantity":2,"picked":1}]""");
        Assert.Equal(
            [(2, 1, "IN_PROGRESS", line, line), (1, 0, "OPEN", line, line)],
            split["pickLineItems"]!.AsArray().Select(l => (
                (int)l!["quantity"]!, (int)l["picked"]!, (string)l["status"]!, (string)l["globalLineItemId"]!, (string)l["originId"]!)));
        var other = (string)split["pickLineItems"]![1]!["id"]!;
        Assert.Equal(line, (string)split["pickLineItems"]![0]!["id"]!);
        Assert.NotEqual(line, other);

        var picked = await Act(split.Body!, "PICK", $$""","lineItems":[{"id":"{{other}}","picked":1}]""");
        Assert.Equal([1, 1], picked["pickLineItems"]!.AsArray().Select(l => (int)l!["picked"]!));
        var tooMuch = await Act(picked.Body!, "PICK", $$""","lineItems":[{"id":"{{other}}","picked":2}]""");
        Assert.Contains("(rule PJ-8)", tooMuch.Problems);

        var merged = await Act(picked.Body!, "MERGE_LINE_ITEMS_PICK_JOB", $$""","lineItemIds":["{{line}}","{{other}}"]""");
        var whole = Assert.Single(merged["pickLineItems"]!.AsArray())!;
        Assert.Equal((line, 3, 2), ((string)whole["id"]!, (int)whole["quantity"]!, (int)whole["picked"]!));
        Assert.Null(whole["originId"]);
        Assert.Equal(merged.Text, (await Admin.Get($"/api/pickjobs/{job["id"]}")).Text);
    }

    [Fact]
    public async Task An_invalid_split_or_merge_is_rejected_with_the_error()
    {
        var job = await GetPickJob(await Admin.Place((Shirt, 3)));
        var line = (string)job["pickLineItems"]![0]!["id"]!;
        var split = await Act(
            job, "SPLIT_LINE_ITEMS_PICK_JOB", $$""","splitLineItemsInfo":[{"lineItemId":"{{line}}","quantity":4,"picked":0}]""");
        Assert.Equal(422, split.Status);
        Assert.Contains("splitLineItemsInfo: rule PJ-17 requires: a split creates two or more parts", split.Problems);
        var merge = await Act(job, "MERGE_LINE_ITEMS_PICK_JOB", $$""","lineItemIds":["{{line}}","none"]""");
        Assert.Contains("lineItemIds: rule PJ-21 requires: a merge names two or more parts", merge.Problems);
        Assert.Contains("(rule PJ-21)", merge.Problems);
    }

    [Fact]
    public async Task Jobs_are_listed_by_order_facility_and_status()
    {
        var one = await Admin.Place((Shirt, 1));
        await Admin.Place((Shirt, 1));
        var job = await GetPickJob(one);
        await Act(job, "START");
        Assert.Equal(2, (int)(await Admin.Get($"/api/pickjobs?facilityRef={job["facilityRef"]}"))["total"]!);
        Assert.Equal(1, (int)(await Admin.Get("/api/pickjobs?status=OPEN"))["total"]!);
        var wrong = await Admin.Get("/api/pickjobs?status=open&zoneRef=1");
        Assert.Equal(400, wrong.Status);
        Assert.Contains("Must be one of OPEN", wrong.Problems);
        Assert.Contains("zoneRef is not a known parameter", wrong.Problems);
    }

    private Task<Fixtures.ApiResponse> Pick(JsonNode job, int picked) =>
        Act(job, "PICK", $$""","lineItems":[{"id":"{{job["pickLineItems"]![0]!["id"]}}","picked":{{picked}}}]""");
}

using System.Text.Json.Nodes;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Return tasks of canceled orders as item return jobs.</summary>
public sealed class ItemReturnTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task The_goods_of_a_canceled_pick_job_are_restocked_and_the_job_is_finished()
    {
        var (order, job) = await CancelPicked(3, 2);
        var line = job["returnableLineItems"]![0]!;
        Assert.Equal(("OPEN", 2, 2, 0), (
            (string?)job["status"], (int)line["delivered"]!, (int)line["returnable"]!, (int)line["returned"]!));
        Assert.Equal((string?)order["processId"], (string?)job["processRef"]);

        var returned = $"/api/itemreturnjobs/{job["id"]}/itemreturns/{job["id"]}";
        var one = await Admin.Put($"{returned}/returnedlineitems", $$"""
            {"itemReturnJobVersion":{{job["version"]}},"returnedLineItems":[{"itemReturnJobLineItemRef":"{{line["id"]}}"}]}
            """);
        Assert.True(one.Status == 200, one.Text);
        Assert.Equal(("IN_PROGRESS", 1), ((string?)one["status"], (int)one["returnableLineItems"][0]!["returned"]!));
        Assert.Single((await Admin.Get(returned))["returnedLineItems"].AsArray());

        var finished = await Admin.Post(
            $"/api/itemreturnjobs/{job["id"]}/actions", $$"""{"name":"FinishItemReturnJob","version":{{one["version"]}}}""");
        Assert.Equal((200, "FINISHED"), (finished.Status, (string?)finished["status"]));
        Assert.Equal("FINISHED", (string?)(await Admin.Get($"/api/itemreturnjobs/{job["id"]}"))["status"]);
        Assert.Equal((string?)order["processId"], (string?)(await Admin.Get($"/api/process?returnRef={job["id"]}"))["id"]);
    }

    [Fact]
    public async Task Jobs_and_returns_are_listed_by_facility_and_status()
    {
        var (_, job) = await CancelPicked(1, 1);
        var facility = job["originFacilityRefs"]![0];

        Assert.Contains((string)job["id"]!, (await Admin.Get(
            $"/api/itemreturnjobs?facilityId={facility}&itemReturnJobStatus=OPEN")).Text, StringComparison.Ordinal);
        Assert.Contains((string)job["id"]!, (await Admin.Get(
            $"/api/itemreturns?facilityRefs={facility},other&itemReturnStatus=OPEN")).Text, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await Admin.Get("/api/itemreturnjobs?itemReturnJobStatus=FINISHED"))["total"]);
        Assert.Single((await Admin.Get($"/api/itemreturnjobs/{job["id"]}/itemreturns")).Body!.AsArray());
        Assert.Equal(404, (await Admin.Get($"/api/itemreturnjobs/{job["id"]}/itemreturns/none")).Status);
        Assert.Equal(400, (await Admin.Get("/api/itemreturnjobs?itemReturnJobStatus=LOST")).Status);
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_and_more_units_than_picked_are_a_violation()
    {
        var (_, job) = await CancelPicked(2, 1);
        var path = $"/api/itemreturnjobs/{job["id"]}/itemreturns/{job["id"]}/returnedlineitems";
        var unit = $$"""{"itemReturnJobLineItemRef":"{{job["returnableLineItems"]![0]!["id"]}}"}""";

        Assert.Equal(409, (await Admin.Put(path, $$"""{"itemReturnJobVersion":7,"returnedLineItems":[{{unit}}]}""")).Status);
        var rejected = await Admin.Put(path, $$"""{"itemReturnJobVersion":{{job["version"]}},"returnedLineItems":[{{unit}},{{unit}}]}""");
        Assert.Equal(422, rejected.Status);
        Assert.Contains("returnedLineItems: rule RK-", rejected.Problems, StringComparison.Ordinal);
    }

    // An order of which some units are picked, and then canceled by force.
    private async Task<(JsonNode Order, JsonNode Job)> CancelPicked(int ordered, int picked)
    {
        await Admin.Put("/api/configurations/ordercancelation", """{"version":0,"allowForceCancelOrder":true}""");
        var order = await Admin.Place((Shirt, ordered));
        var started = await Act(await GetPickJob(order), "START");
        await Act(started.Body!, "PICK", $$""","lineItems":[{"id":"{{GetLineId(order)}}","picked":{{picked}} }]""");
        var canceled = await Admin.Post(
            $"/api/orders/{order["id"]}/actions", $$"""{"name":"FORCE_CANCEL","version":{{order["version"]}}}""");
        Assert.True(canceled.Status == 200, canceled.Text);
        var all = (await Admin.Get("/api/itemreturnjobs"))["itemReturnJobsWithSearchPaths"].AsArray();
        return (order, all.First(job => (string?)job!["processRef"] == (string?)order["processId"])!);
    }
}

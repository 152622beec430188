using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Filters of the lists of pick jobs, handover jobs and shipments, and the ways to find a process.</summary>
public sealed class EntityListTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Pick_jobs_are_filtered_by_values_without_an_index()
    {
        var order = await Admin.Place((Shirt, 2));
        var job = await GetPickJob(order);
        await Admin.Place((Jeans, 1));
        foreach (var filter in (string[])
        [
            $"pickJobRefs={job["id"]},other", $"orderRef={order["id"]}&channel=SHIPPING&anonymized=false",
            $"orderRef={order["id"]}&consumerName=ANNE", $"orderRef={order["id"]}&articleTitle=shirt",
            $"facilityRef={job["facilityRef"]}&searchTerm={Shirt}&shortId={job["shortId"]}",
            $"orderRef={order["id"]}&startOrderDate=2000-01-01T00:00:00Z&endTargetTime=2100-01-01T00:00:00Z",
        ])
        {
            var found = await Admin.Get($"/api/pickjobs?{filter}");
            Assert.True(found.Status == 200, $"{filter}: {found.Text}");
            Assert.Equal((string)job["id"]!, (string?)Assert.Single(found["pickjobs"].AsArray())!["id"]);
        }

        foreach (var filter in (string[])
            ["channel=COLLECT", "anonymized=true", "consumerName=nobody", "status=PACKABLE", "zoneRefs=a", "carrierKeys=NONE",
                "endOrderDate=2000-01-01T00:00:00Z"])
        {
            Assert.Equal(0, (int)(await Admin.Get($"/api/pickjobs?{filter}"))["total"]);
        }
    }

    [Fact]
    public async Task Open_pick_jobs_of_a_facility_are_sorted_by_target_time_page_by_page()
    {
        for (var day = 1; day <= 5; day++)
        {
            var order = await Admin.Place((Shirt, 1));
            var changed = await Patch(order, $"\"preferredHandlingTime\":\"2099-12-0{(day == 3 ? 1 : day)}T10:00:00Z\"");
            Assert.True(changed.Status == 200, changed.Text);
        }

        var facility = (await Admin.Get("/api/pickjobs?size=1"))["pickjobs"][0]!["facilityRef"];
        var list = $"/api/pickjobs?facilityRef={facility}&status=OPEN,IN_PROGRESS,PICKED,PACKABLE&orderBy=TARGET_TIME_DESC";
        var all = await Targets(list);
        var (paged, after) = (new List<string>(), "");
        while (true)
        {
            var page = await Admin.Get($"{list}&size=2{after}");
            paged.AddRange(page["pickjobs"].AsArray().Select(job => (string)job!["id"]!));
            if (page["pickjobs"].AsArray().Count < 2)
            {
                break;
            }

            after = $"&startAfterId={paged[^1]}";
        }

        Assert.True(all.Count >= 2);
        Assert.Equal(all.Select(one => one.Target).OrderDescending(StringComparer.Ordinal), all.Select(one => one.Target));
        Assert.Equal(all.Select(one => one.Id), paged);
    }

    [Fact]
    public async Task Handover_jobs_and_shipments_are_found_by_pick_job()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        await PickedOrder.Create(Admin);
        var job = handover["pickJobRef"];
        var parcel = await PickedOrder.CreateLabeled(Admin, shipment);

        foreach (var filter in (string[])
            [$"pickJobRef={job}", $"shipmentRef={shipment["id"]}", $"pickJobRef={job}&carrierRefs=PARCELS&channel=DELIVERY"])
        {
            Assert.Equal([(string)handover["id"]!], await Ids($"/api/handoverjobs?{filter}", "handoverjobs"));
        }

        var tracking = parcel["result"]!["carrierTrackingNumber"];
        foreach (var filter in (string[])
            [$"pickJobRef={job}", $"pickJobRef={job}&carrierKeys=PARCELS&parcelStatus=DONE", $"searchTerm={tracking}"])
        {
            Assert.Equal([(string)shipment["id"]!], await Ids($"/api/shipments?{filter}", "shipments"));
        }

        Assert.Empty(await Ids($"/api/shipments?pickJobRef={job}&carrierRef=other", "shipments"));
        Assert.Empty(await Ids("/api/handoverjobs?pickJobRef=none", "handoverjobs"));
    }

    [Fact]
    public async Task A_process_is_found_by_its_shipment_and_handover_job()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);

        foreach (var reference in (string[])
            [$"handoverJobRef={handover["id"]}", $"shipmentRef={shipment["id"]}", $"pickJobRef={handover["pickJobRef"]}"])
        {
            Assert.Equal((string?)handover["processId"], (string?)(await Admin.Get($"/api/process?{reference}"))["id"]);
        }

        Assert.Equal(404, (await Admin.Get("/api/process?shipmentRef=none")).Status);
    }

    [Theory]
    [InlineData("pickjobs?orderBy=NAME", "orderBy is NAME")]
    [InlineData("pickjobs?status=OPEN,NEW", "status is")]
    [InlineData("pickjobs?channel=AIR", "Must be COLLECT or SHIPPING")]
    [InlineData("pickjobs?anonymized=perhaps", "Must be true or false")]
    [InlineData("shipments?startTargetTime=tomorrow", "startTargetTime is")]
    [InlineData("handoverjobs?modifiedByUsername=ann", "modifiedByUsername is not a known parameter")]
    public async Task An_invalid_filter_is_rejected_with_its_name(string list, string problem)
    {
        var rejected = await Admin.Get($"/api/{list}");
        Assert.Equal(400, rejected.Status);
        Assert.Contains(problem, rejected.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Processes_are_listed_and_found_by_tenant_order_id()
    {
        var order = await Admin.Place((Shirt, 1));
        var first = await Admin.Get("/api/processes?size=1");
        var rest = await Admin.Get($"/api/processes?startAfterId={first["processes"][0]!["id"]}");

        Assert.Equal((int)first["total"], 1 + rest["processes"].AsArray().Count);
        Assert.Contains((string)order["processId"]!, first.Text + rest.Text, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await Admin.Get("/api/processes?tenantOrderId=none"))["total"]);
    }

    private async Task<List<string>> Ids(string path, string name) =>
        [.. (await Admin.Get(path))[name].AsArray().Select(item => (string)item!["id"]!)];

    private async Task<List<(string Id, string Target)>> Targets(string path)
    {
        var found = new List<(string, string)>();
        foreach (var id in await Ids(path + "&size=250", "pickjobs"))
        {
            var job = (await Admin.Get($"/api/pickjobs/{id}")).Body!;
            found.Add((id, (string?)job["deliveryinformation"]!["targetTime"] ?? (string)job["orderDate"]!));
        }

        return found;
    }
}

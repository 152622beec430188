using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Searches of processes, their entities, stocks, facilities and users.</summary>
public sealed class EntitySearchTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Entities_of_an_order_are_found_by_each_search_field()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var parcel = await PickedOrder.CreateLabeled(Admin, shipment);
        await PickedOrder.Create(Admin);
        var (job, order, facility) = (Eq(handover["pickJobRef"]), Eq(handover["orderRef"]), Eq(handover["facilityRef"]));
        var number = Eq(handover["tenantOrderId"]);
        var tracking = Eq(parcel["result"]!["carrierTrackingNumber"]);

        await Finds("handoverjobs", "handoverJobs", handover["id"], [
            $"\"id\":{Eq(handover["id"])}", $"\"pickJobRef\":{job},\"status\":{Eq("OPEN")}",
            $"\"tenantOrderId\":{number},\"facilityRef\":{facility}",
        ]);
        await Finds("shipments", "shipments", shipment["id"], [
            $"\"id\":{Eq(shipment["id"])}", $"\"pickJobRef\":{job},\"status\":{Eq("CONFIRMED")}",
            $"\"tenantOrderId\":{number},\"parcels\":{{\"contains\":{{\"status\":{Eq("DONE")}}}}}",
        ]);
        await Finds("parcels", "parcels", parcel["id"], [
            $"\"id\":{Eq(parcel["id"])}", $"\"shipmentRef\":{Eq(shipment["id"])},\"status\":{Eq("DONE")}",
            $"\"result\":{{\"carrierTrackingNumber\":{tracking}}}",
        ]);
        await Finds("processes", "processes", handover["processId"], [
            $"\"processId\":{Eq(handover["processId"])}", $"\"orderRef\":{order},\"status\":{Eq("IN_PROGRESS")}",
            $"\"pickJobRefs\":{{\"contains\":{job}}}", $"\"shipmentRefs\":{{\"contains\":{Eq(shipment["id"])}}}",
            $"\"searchTerm\":{{\"like\":\"{handover["tenantOrderId"]}\"}}",
        ]);
        var plan = (await Admin.Get($"/api/routingplans?orderRef={handover["orderRef"]}"))["routingPlans"][0]!;
        await Finds("routingplans", "routingPlans", plan["id"], [
            $"\"orderRef\":{order},\"status\":{Eq("ROUTED")}", $"\"processId\":{Eq(handover["processId"])}", $"\"pickJobRef\":{job}",
        ]);
        Assert.Empty(await Find("routingplans", "routingPlans", $"\"orderRef\":{order},\"status\":{Eq("NOT_ROUTABLE")}"));
    }

    [Fact]
    public async Task Stocks_facilities_and_users_are_found_by_each_search_field()
    {
        var facility = (await Admin.Get("/api/facilities/urn:fft:facility:tenantFacilityId:NL-AMS-01")).Body!;
        await Finds("facilities", "facilities", facility["id"], [
            $"\"tenantFacilityId\":{Eq("NL-AMS-01")}", $"\"id\":{Eq(facility["id"])},\"status\":{Eq("ONLINE")}",
            $"\"name\":{{\"like\":\"{facility["name"]}\"}},\"address\":{{\"country\":{Eq("NL")}}}",
        ]);
        var stock = (await Admin.Get($"/api/stocks?facilityRef={facility["id"]}&tenantArticleId={Shirt}"))["stocks"][0]!;
        await Finds("stocks", "stocks", stock["id"], [
            $"\"id\":{Eq(stock["id"])}", $"\"facilityRef\":{Eq(facility["id"])},\"tenantArticleId\":{Eq(Shirt)}",
            $"\"tenantFacilityId\":{Eq("NL-AMS-01")},\"tenantArticleId\":{Eq(Shirt)}",
        ]);
        var user = (await Admin.Get("/api/users?size=1"))["users"][0]!;
        await Finds("users", "users", user["id"], [
            $"\"username\":{Eq(user["username"])}",
            $"\"username\":{Eq(user["username"])},\"lastname\":{{\"like\":\"{((string)user["lastname"]!).ToUpperInvariant()}\"}}",
        ]);
    }

    [Theory]
    [InlineData("processes", "processes")]
    [InlineData("routingplans", "routingPlans")]
    [InlineData("stocks", "stocks")]
    [InlineData("facilities", "facilities")]
    [InlineData("users", "users")]
    public async Task Pages_contain_each_result_once_with_the_total(string kind, string name)
    {
        for (var i = 0; i < 4; i++)
        {
            await Admin.Place((Shirt, 1));
        }

        var all = await Find(kind, name, "", ""","size":250""");
        var (met, after) = (new List<string>(), "");
        while (true)
        {
            var page = await Admin.Post($"/api/{kind}/search", $$"""{"query":{},"size":3,"options":{"withTotal":true}{{after}} }""");
            Assert.Equal(all.Count, (int)page["total"]);
            met.AddRange(page[name].AsArray().Select(item => (string)item!["id"]!));
            if (!(bool)page["pageInfo"]["hasNextPage"]!)
            {
                break;
            }

            after = $",\"after\":{page["pageInfo"]["endCursor"]!.ToJsonString()}";
        }

        Assert.Equal(all, met);
    }

    [Theory]
    [InlineData("processes", """{"query":{"state":{"eq":"OPEN"}}}""", "query.state")]
    [InlineData("shipments", """{"query":{"status":{"eq":"GONE"}}}""", "query.status.eq")]
    [InlineData("parcels", """{"query":{},"sort":[{"targetTime":"ASC"}]}""", "sort[0].targetTime")]
    [InlineData("users", """{"query":{},"size":0}""", "size is 0")]
    public async Task An_invalid_search_is_rejected_with_its_path(string kind, string body, string problem)
    {
        var rejected = await Admin.Post($"/api/{kind}/search", body);
        Assert.Equal(400, rejected.Status);
        Assert.Contains(problem, rejected.Problems, StringComparison.Ordinal);
    }

    private async Task Finds(string kind, string name, object? id, string[] queries)
    {
        foreach (var query in queries)
        {
            Assert.Equal((query, $"{id}"), (query, string.Join(' ', await Find(kind, name, query))));
        }
    }

    private async Task<List<string>> Find(string kind, string name, string query, string more = "")
    {
        var found = await Admin.Post($"/api/{kind}/search", $$"""{"query":{ {{query}} }{{more}} }""");
        Assert.True(found.Status == 200, $"{kind} {query}: {found.Text}");
        return [.. found[name].AsArray().Select(item => (string)item!["id"]!)];
    }

    private static string Eq(object? value) => $$"""{"eq":"{{value}}"}""";
}

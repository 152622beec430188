using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>POST /api/pickjobs: a pick job of a new order at one facility, or of an existing order before its release time.</summary>
public sealed class PickJobCreationTests : FulfillmenttoolsFixture
{
    private const string Berlin = "urn:fft:facility:tenantFacilityId:DE-BER-DC";

    private const string RecipientStart = ""","deliveryinformation":{"channel":"SHIPPING","details":{"shipping":{ """;

    private const string RecipientEnd =
        """ :{"addressType":"INVOICE_ADDRESS","street":"A","houseNumber":"1","postalCode":"1","city":"B","country":"DE"}}}} """;

    private static string Lines(int quantity) =>
        $$"""[{"quantity":{{quantity}},"article":{"tenantArticleId":"{{Shirt}}","title":"Shirt"},"scannableCodes":["4711"]}]""";

    [Fact]
    public async Task A_pick_job_of_a_new_order_is_created_at_the_facility()
    {
        var number = $"P-{Guid.NewGuid():N}";

        var job = await Create(
            Berlin,
            Lines(2),
            $$"""
            ,"tenantOrderId":"{{number}}","customAttributes":{"gift":true},"stickers":[],
             "deliveryinformation":{"channel":"SHIPPING","targetTime":"2099-05-06T12:00:00Z","details":{"shipping":{
               "serviceLevel":"DELIVERY","recipientaddress":{"firstName":"Ada","street":"Torstr.","houseNumber":"1",
                 "postalCode":"10119","city":"Berlin","country":"DE"} } } }
            """);

        Assert.Equal((201, "OPEN", number), (job.Status, (string)job["status"]!, (string)job["tenantOrderId"]!));
        Assert.Equal($"/api/pickjobs/{job["id"]}", job.Headers["Location"]);
        Assert.Equal((string)(await Admin.Get($"/api/facilities/{Berlin}"))["id"]!, (string)job["facilityRef"]!);
        Assert.Equal((2, Shirt), (
            (int)job["pickLineItems"][0]!["quantity"]!, (string)job["pickLineItems"][0]!["article"]!["tenantArticleId"]!));
        var order = await Admin.Get($"/api/orders/{job["orderRef"]}");
        Assert.Equal("Ada", (string)order["consumer"]["addresses"]![0]!["firstName"]!);
        Assert.Equal(job.Text, (await Admin.Get($"/api/pickjobs/{job["id"]}")).Text);
        Assert.Equal(2, (int)(await Admin.Get($"/api/reservations?orderRef={job["orderRef"]}"))["reservations"][0]!["quantity"]!);
        await ConsistencyAssertions.AssertReservationsMatch(App.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task A_collected_pick_job_belongs_to_an_order_that_is_collected_there()
    {
        var shop = (await Admin.Get("/api/facilities?size=100"))["facilities"].AsArray()
            .First(f => (string)f!["tenantFacilityId"]! != "DE-BER-DC")!;

        var job = await Create(
            (string)shop["id"]!, Lines(1), ""","deliveryinformation":{"channel":"COLLECT","details":{"collect":{"paid":true}}}""");

        Assert.Equal((201, "COLLECT"), (job.Status, (string)job["deliveryinformation"]["channel"]!));
        var order = await Admin.Get($"/api/orders/{job["orderRef"]}");
        Assert.Equal((string)shop["id"]!, (string)order["deliveryPreferences"]["collect"]![0]!["facilityRef"]!);
    }

    [Theory]
    [InlineData("POSTAL_ADDRESS")]
    [InlineData("PARCEL_LOCKER")]
    public async Task The_invoice_address_is_never_the_delivery_address(string type)
    {
        const string Address = """ "postalCode":"10119","city":"Berlin","country":"DE","street":"Torstr.","houseNumber":"1" """;

        var job = await Create(
            Berlin,
            Lines(1),
            $$"""
            ,"deliveryinformation":{"channel":"SHIPPING","details":{"shipping":{
               "invoiceAddress":{"firstName":"Bill","addressType":"{{type}}",{{Address}}},
               "recipientaddress":{"firstName":"Ada",{{Address}}} } } }
            """);

        Assert.Equal(201, job.Status);
        var addresses = (await Admin.Get($"/api/orders/{job["orderRef"]}"))["consumer"]["addresses"]!.AsArray();
        Assert.Equal(
            [("Ada", "POSTAL_ADDRESS"), ("Bill", "INVOICE_ADDRESS")],
            addresses.Select(a => ((string)a!["firstName"]!, (string)a["addressType"]!)).Order());
    }

    [Fact]
    public async Task A_facility_that_cannot_take_the_order_is_told_and_nothing_is_kept()
    {
        var number = $"P-{Guid.NewGuid():N}";
        var lacking = await Create(Berlin, Lines(90_000), $$""","tenantOrderId":"{{number}}" """);
        Assert.Equal(422, lacking.Status);
        Assert.Contains("PO-15", lacking.Problems, StringComparison.Ordinal);
        Assert.Contains("facilityRef", lacking.Problems, StringComparison.Ordinal);
        Assert.Equal(0, (int)(await Admin.Get($"/api/orders?tenantOrderId={number}"))["total"]!);

        var berlin = await Admin.Get($"/api/facilities/{Berlin}");
        await Admin.Patch($"/api/facilities/{berlin["id"]}", $$"""{"version":{{berlin["version"]}},"status":"OFFLINE"}""");
        Assert.Contains("PO-14", (await Create(Berlin, Lines(1))).Problems, StringComparison.Ordinal);
        Assert.Contains("PO-14", (await Create("nowhere", Lines(1))).Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_existing_pick_job_of_the_order_is_named()
    {
        var order = await Admin.Place((Shirt, 1));
        var job = await GetPickJob(order);
        var facility = (string)job["facilityRef"]!;
        foreach (var members in new[]
        {
            $$""","orderRef":"{{order["id"]}}" """,
            $$""","processId":"{{order["processId"]}}","routingPlanRef":"{{job["routingPlanRef"]}}" """,
        })
        {
            var rejected = await Create(facility, "[]", members);
            Assert.Equal(422, rejected.Status);
            Assert.Contains((string)job["id"]!, rejected.Problems, StringComparison.Ordinal);
        }

        var elsewhere = facility == (string)(await Admin.Get($"/api/facilities/{Berlin}"))["id"]! ? "nowhere" : Berlin;
        Assert.Contains("RE-7", (await Create(elsewhere, "[]", $$""","orderRef":"{{order["id"]}}" """)).Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_locked_order_gets_no_pick_job_before_it_is_unlocked()
    {
        var locked = (await Admin.Post("/api/orders", FulfillmenttoolsTestClient.Order((Shirt, 1)).Replace(
            "\"orderDate\"", "\"status\": \"LOCKED\", \"orderDate\"", StringComparison.Ordinal))).Body!;
        var plan = (await Admin.Get($"/api/routingplans?orderRef={locked["id"]}"))["routingPlans"][0]!;
        var rejected = await Create((string)plan["facilityRef"]!, "[]", $$""","orderRef":"{{locked["id"]}}" """);
        Assert.Contains("RE-3", rejected.Problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "", "pickLineItems")]
    [InlineData(null, ""","orderRef":"a" """, "pickLineItems")]
    [InlineData(null, ""","routingPlanRef":"a" """, "routingPlanRef")]
    [InlineData(null, ""","assignedUsers":[] """, "assignedUsers")]
    [InlineData(null, ""","status":"CLOSED" """, "status")]
    [InlineData(null, ""","deliveryinformation":{"channel":"COLLECT","details":{"shipping":{}}} """, "shipping")]
    [InlineData(null, RecipientStart + "\"recipientaddress\"" + RecipientEnd, "shipping.recipientaddress.addressType")]
    [InlineData(null, RecipientStart + "\"postalAddress\"" + RecipientEnd, "shipping.postalAddress.addressType")]
    public async Task Bad_requests_name_the_member(string? lines, string members, string member)
    {
        var answer = await Create(Berlin, lines ?? Lines(1), members);
        Assert.Equal(400, answer.Status);
        Assert.Contains(member, answer.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_orders_and_foreign_references_are_told()
    {
        var order = await Admin.Place((Shirt, 1));
        Assert.Equal(422, (await Create(Berlin, "[]", ""","orderRef":"none" """)).Status);
        Assert.Equal(422, (await Create(Berlin, "[]", $$""","orderRef":"{{order["id"]}}","processId":"none" """)).Status);
        Assert.Equal(422, (await Create(Berlin, "[]", $$""","orderRef":"{{order["id"]}}","routingPlanRef":"none" """)).Status);
    }

    private Task<ApiResponse> Create(string facility, string lines, string members = "") => Admin.Post(
        "/api/pickjobs",
        $$"""{"orderDate":"2026-05-04T12:00:00Z","facilityRef":"{{facility}}","pickLineItems":{{lines}} {{members}} }""");
}

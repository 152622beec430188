using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>PATCH /api/processes/{id}: assigns a facility, or sets the date of anonymization.</summary>
public sealed class ProcessPatchTests : FulfillmenttoolsFixture
{
    private const string Berlin = "urn:fft:facility:tenantFacilityId:DE-BER-DC";

    [Fact]
    public async Task A_facility_is_assigned_by_its_id_or_urn()
    {
        var berlin = (await Admin.Get($"/api/facilities/{Berlin}"))["id"];
        var description = (await Admin.Get("/api/reroutedescriptions"))["rerouteDescriptions"][0]!;
        foreach (var facility in new[] { Berlin, (string)berlin! })
        {
            var order = await Admin.Place((Shirt, 1));

            var patched = await PatchProcess(
                order,
                1,
                $$"""
                {"action":"AssignFacilityToProcess","facilityRef":"{{facility}}","rerouteDescriptionId":"{{description["id"]}}"}
                """);

            Assert.Equal((200, (string)order["processId"]!), (patched.Status, (string)patched["id"]!));
            Assert.Equal((string)berlin!, (string)(await GetPickJob(order))["facilityRef"]!);
            Assert.Equal((string)berlin!, (string)Assert.Single(
                (await Admin.Get($"/api/reservations?orderRef={order["id"]}"))["reservations"].AsArray())!["facilityRef"]!);
            var history = await Admin.Get($"/emend/v1/orders/{order["id"]}/modifications");
            Assert.Contains((string)description["reason"]!, history.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_date_of_anonymization_is_set()
    {
        var order = await Admin.Place((Shirt, 1));

        var patched = await PatchProcess(order, 1, """{"action":"UpdateGdprCleanupDateAction","gdprCleanupDate":"2099-01-01"}""");

        Assert.Equal((200, 2), (patched.Status, (int)patched["version"]!));
        Assert.StartsWith("2099-01-01", (string)patched["gdprCleanupDate"]!, StringComparison.Ordinal);
        var read = await Admin.Get($"/api/processes/{order["processId"]}");
        Assert.Equal((string)patched["gdprCleanupDate"]!, (string)read["gdprCleanupDate"]!);
    }

    [Fact]
    public async Task The_version_of_the_process_and_a_repeated_key_are_respected()
    {
        var order = await Admin.Place((Shirt, 1));
        const string Action = """{"action":"UpdateGdprCleanupDateAction","gdprCleanupDate":"2099-01-01"}""";
        var (path, body, key) = ($"/api/processes/{order["processId"]}", Body(1, Action), Guid.NewGuid().ToString());

        var first = await Admin.Send(HttpMethod.Patch, path, body, key);
        var again = await Admin.Send(HttpMethod.Patch, path, body, key);
        var stale = await Admin.Send(HttpMethod.Patch, path, Body(1, Action.Replace("2099", "2098", StringComparison.Ordinal)));

        Assert.Equal((200, first.Text), (again.Status, again.Text));
        Assert.Equal(409, stale.Status);
    }

    [Fact]
    public async Task Invalid_patches_name_the_member_and_rejections_the_rule()
    {
        var order = await Admin.Place((Shirt, 1));
        const string Date = """{"action":"UpdateGdprCleanupDateAction","gdprCleanupDate":"2099-01-01"}""";
        Assert.Equal(404, (await Admin.Patch("/api/processes/none", Body(1, Date))).Status);
        var unknown = await PatchProcess(order, 1, """{"action":"Reroute"}""");
        Assert.Equal(400, unknown.Status);
        Assert.Contains("AssignFacilityToProcess", unknown.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await PatchProcess(order, 1, """{"action":"UpdateGdprCleanupDateAction","gdprCleanupDate":"soon"}""")).Status);
        Assert.Equal(400, (await Admin.Patch($"/api/processes/{order["processId"]}", """{"version":1,"actions":[]}""")).Status);

        await Act(await GetPickJob(order), "START");
        var version = (int)(await Admin.Get($"/api/processes/{order["processId"]}"))["version"]!;
        var started = await PatchProcess(order, version, $$"""{"action":"AssignFacilityToProcess","facilityRef":"{{Berlin}}"}""");

        Assert.Equal(422, started.Status);
        Assert.Contains("AS-3", started.Text, StringComparison.Ordinal);
    }

    private Task<ApiResponse> PatchProcess(JsonNode order, int version, string action) =>
        Admin.Patch($"/api/processes/{order["processId"]}", Body(version, action));

    private static string Body(int version, string action) => $$"""{"version":{{version}},"actions":[{{action}}]}""";
}

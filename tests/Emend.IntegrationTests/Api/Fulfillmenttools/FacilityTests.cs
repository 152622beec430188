using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

public sealed class FacilityTests : IAsyncLifetime
{
    private const string Urn = "/api/facilities/urn:fft:facility:tenantFacilityId:";
    private const string Haarlem = """
        {"name":"Haarlem","tenantFacilityId":"NL-HLM-01","locationType":"STORE","customAttributes":{"floor":2},
         "address":{"companyName":"Shop","street":"Grote Houtstraat","postalCode":"2011 SB","city":"Haarlem","country":"NL",
                    "resolvedCoordinates":{"lat":52.38,"lon":4.63}}}
        """;

    private EmendApp _app = null!;
    private FulfillmenttoolsTestClient _client = null!;

    public async Task InitializeAsync()
    {
        _app = await EmendApp.Start();
        _client = await _app.SignIn();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_facility_is_created_read_by_id_and_urn_listed_and_updated()
    {
        var made = await _client.Post("/api/facilities", Haarlem);
        Assert.Equal((201, "Created"), (made.Status, made.Reason));
        Assert.Equal("ONLINE", (string?)made["status"]);
        Assert.Equal(1, (long)made["version"]!);
        var byId = await _client.Get($"/api/facilities/{made["id"]}");
        var byUrn = await _client.Get(Urn + "NL-HLM-01");
        Assert.Equal(made.Text, byId.Text);
        Assert.Equal(made.Text, byUrn.Text);

        var list = await _client.Get("/api/facilities?size=100");
        Assert.Equal(6, (int)list["total"]!);
        Assert.Contains(list["facilities"]!.AsArray(), f => (string?)f!["name"] == "Haarlem" && (string?)f["city"] == "Haarlem");

        const string Moved = """{"version":1,"type":"MANAGED_FACILITY","status":"OFFLINE","name":"Haarlem Oost"}""";
        var changed = await _client.Patch(Urn + "NL-HLM-01", Moved);
        Assert.Equal(200, changed.Status);
        Assert.Equal(("OFFLINE", "Haarlem Oost", 2), ((string?)changed["status"], (string?)changed["name"], (int)changed["version"]!));
        Assert.Equal(2, (int)changed["customAttributes"]!["floor"]!);
        Assert.Equal(1, (int)(await _client.Get("/api/facilities?status=OFFLINE"))["total"]!);
    }

    [Fact]
    public async Task An_update_without_effect_keeps_the_version()
    {
        var before = await _client.Get(Urn + "NL-AMS-01");
        var body = $$"""{"version":{{before["version"]}},"actions":[{"action":"ModifyFacility","status":"ONLINE"}]}""";
        Assert.Equal(before.Text, (await _client.Patch(Urn + "NL-AMS-01", body)).Text);
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_with_both_versions()
    {
        var answer = await _client.Patch(Urn + "NL-AMS-01", """{"version":0,"status":"OFFLINE"}""");
        Assert.Equal((409, "Conflict"), (answer.Status, answer.Reason));
        Assert.Equal((1, 0), ((int)answer.Body![0]!["version"]!, (int)answer.Body[0]!["requestVersion"]!));
    }

    [Fact]
    public async Task A_tenant_facility_id_is_unique()
    {
        Assert.Equal(201, (await _client.Post("/api/facilities", Haarlem)).Status);
        var second = await _client.Post("/api/facilities", Haarlem);
        Assert.Equal(409, second.Status);
        Assert.Contains("NL-HLM-01", second.Problems);
    }

    [Theory]
    [InlineData("{}", "name is missing")]
    [InlineData("""{"name":"A","address":{"companyName":"A","street":"B","postalCode":"C","city":"D","country":"XX"}}""",
        "address.country")]
    [InlineData("""{"name":"A","type":"SUPPLIER"}""", "type is the string")]
    [InlineData("""{"name":"A","nmae":"A"}""", "Did you mean name?")]
    public async Task An_invalid_facility_is_rejected_with_the_error(string body, string problem)
    {
        var answer = await _client.Post("/api/facilities", body);
        Assert.Equal(400, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }

    [Fact]
    public async Task Unknown_facilities_parameters_and_endpoints_have_the_same_error_format()
    {
        Assert.Equal(404, (await _client.Get("/api/facilities/none")).Status);
        Assert.Equal(404, (await _client.Patch(Urn + "none", "{}")).Status);
        var query = await _client.Get("/api/facilities?size=0&stats=ONLINE&status=on");
        Assert.Equal(400, query.Status);
        Assert.Contains("size is 0", query.Problems);
        Assert.Contains("Did you mean status?", query.Problems);
        Assert.Contains("Must be one of ONLINE", query.Problems);
        var nowhere = await _client.Get("/api/nowhere");
        Assert.Equal(404, nowhere.Status);
        Assert.Contains("/api/nowhere", nowhere.Problems);
    }

    [Fact]
    public async Task The_error_names_the_missing_permission()
    {
        using var picker = await _app.SignIn("picker");
        var answer = await picker.Post("/api/facilities", Haarlem);
        Assert.Equal((403, "Forbidden"), (answer.Status, answer.Reason));
        Assert.Contains("FACILITY_CREATE", answer.Problems);
        Assert.Equal(400, (await picker.Post("/api/facilities", "{}")).Status);
    }
}

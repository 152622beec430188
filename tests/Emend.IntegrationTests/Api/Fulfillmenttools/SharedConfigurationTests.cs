using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>GDPR configuration, supported events, and remote configurations.</summary>
public sealed class SharedConfigurationTests : FulfillmenttoolsFixture
{
    private const string Gdpr = "/api/configurations/gdpr";
    private const string Remote = "/api/remoteconfigs";

    [Fact]
    public async Task The_gdpr_configuration_has_defaults_until_it_is_set()
    {
        var usual = await Admin.Get(Gdpr);
        Assert.Equal((0, 30, 180, true), Of(usual));

        var set = await Admin.Put(Gdpr, """{"version":0,"retentionTime":60,"deletionTimeAfterRetention":90,"actorAnonymization":false}""");
        Assert.Equal((1, 60, 90, false), Of(set));
        Assert.Equal(set.Text, (await Admin.Get(Gdpr)).Text);
        Assert.Equal(409, (await Admin.Put(Gdpr, """{"version":0,"retentionTime":1}""")).Status);
        var wrong = await Admin.Put(Gdpr, """{"version":1,"retentionTime":0,"actorAnonymisation":true}""");
        Assert.Equal(400, wrong.Status);
        Assert.Contains("retentionTime is 0", wrong.Problems);
        Assert.Contains("Did you mean actorAnonymization?", wrong.Problems);

        static (int, int, int, bool) Of(ApiResponse answer) => (
            (int)answer["version"]!, (int)answer["retentionTime"]!, (int)answer["deletionTimeAfterRetention"]!,
            (bool)answer["actorAnonymization"]!);
    }

    [Fact]
    public async Task A_modification_contains_the_user_only_without_actor_anonymization()
    {
        var order = await Admin.Place((Shirt, 1));
        var hidden = await Patch(order, "\"customAttributes\":{\"a\":1}");
        Assert.Null(hidden["updateDetails"][0]!["user"]);

        await Admin.Put(Gdpr, """{"version":0,"retentionTime":30,"actorAnonymization":false}""");
        var response = await Patch(hidden.Body!, "\"customAttributes\":{\"a\":2}");

        Assert.Equal("Ada Admin", (string?)response["updateDetails"][0]!["user"]);
        var read = (await Admin.Get($"/api/orders/{order["id"]}"))["updateDetails"].AsArray();
        Assert.Equal(["Ada Admin", "Ada Admin"], read.Select(u => (string?)u!["user"]));
    }

    [Fact]
    public async Task Supported_events_are_listed()
    {
        var events = (await Admin.Get("/api/supportedevents"))["supportedEvents"].AsArray().Select(e => (string?)e!["event"]).ToList();

        Assert.Contains("ORDER_MODIFIED", events);
        Assert.Equal(events.Count, events.Distinct().Count());
    }

    [Fact]
    public async Task A_remote_configuration_is_created_updated_and_deleted_by_id_and_by_key()
    {
        var made = await Admin.Post(Remote, Config("SHOW_PICK_TIMES"));
        Assert.Equal((200, 1), (made.Status, (int)made["version"]!));
        const string ByKey = Remote + "/urn:fft:remoteconfig:key:SHOW_PICK_TIMES";
        Assert.Equal(made.Text, (await Admin.Get(ByKey)).Text);
        Assert.Equal(409, (await Admin.Post(Remote, Config("SHOW_PICK_TIMES"))).Status);

        var patched = await Admin.Patch(ByKey, """{"version":1,"value":false}""");
        Assert.Equal((2, false), ((int)patched["version"]!, (bool)patched["value"]!));
        Assert.Equal(patched.Text, (await Admin.Patch(ByKey, """{"version":2,"value":false}""")).Text);
        Assert.Equal(409, (await Admin.Patch(ByKey, """{"version":1,"value":true}""")).Status);

        var scoped = await Admin.Post(ByKey + "/scopes", """{"remoteConfigVersion":2,"scope":{"facilityRefs":["f1"]}}""");
        Assert.Equal("""["f1"]""", scoped["flattenScopeIds"].ToJsonString());
        Assert.Equal(1, (int)(await Admin.Get(Remote + "?facilityId=f1&groups=PICKING"))["total"]!);
        Assert.Equal(0, (int)(await Admin.Get(Remote + "?facilityId=f2&groups=PICKING"))["total"]!);
        Assert.Equal(0, (int)(await Admin.Get(Remote + "?groups=OTHER"))["total"]!);
        var scope = $"{ByKey}/scopes/{scoped["scopes"][0]!["id"]}";
        Assert.Empty((await Admin.Send(HttpMethod.Delete, scope + "?version=3", null))["scopes"].AsArray());

        Assert.Equal(200, (await Admin.Send(HttpMethod.Delete, ByKey, null)).Status);
        Assert.Equal(404, (await Admin.Get(ByKey)).Status);
    }

    [Theory]
    [InlineData("true", "\"yes\"", "value is the string \"yes\"")]
    [InlineData("BOOLEAN", "INT", "Must be a whole number, because of valueType")]
    [InlineData("BOOLEAN", "BOOLAEN", "did you mean BOOLEAN?")]
    [InlineData("[\"PICKING\"]", "[]", "groups has 0 entries")]
    [InlineData("\"groups\"", "\"group\"", "Did you mean groups?")]
    public async Task An_invalid_remote_configuration_is_rejected(string instead, string of, string problem)
    {
        var answer = await Admin.Post(Remote, Config("ONE").Replace(instead, of, StringComparison.Ordinal));

        Assert.Equal(400, answer.Status);
        Assert.Contains(problem, answer.Problems);
    }

    private static string Config(string key) =>
        $$"""{"key":"{{key}}","valueType":"BOOLEAN","value":true,"groups":["PICKING"]}""";
}

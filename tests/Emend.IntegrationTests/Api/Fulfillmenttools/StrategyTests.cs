using System.Text.Json.Nodes;
using Emend.IntegrationTests.Fixtures;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Routing strategies: creation, versions, validation, activation, and simulation.</summary>
public sealed class StrategyTests : FulfillmenttoolsFixture
{
    private const string All = "/api/routing/strategies";

    [Fact]
    public async Task The_default_strategy_is_active_until_another_is_activated()
    {
        var list = await Admin.Get(All);
        Assert.Equal(1, (int)list["total"]!);
        Assert.True((bool)list["routingStrategies"]![0]!["inUse"]!);

        var own = await CreateStrategy(CreateNode(CreateRating("PREFER-WAREHOUSE", 90)));
        Assert.False((bool)own["inUse"]!);
        Assert.Equal(200, (await Activate(own)).Status);
        list = await Admin.Get(All);
        Assert.Equal([("default", false), (Id(own), true)], list["routingStrategies"]!.AsArray().Select(s => (Id(s!), (bool)s!["inUse"]!)));

        Assert.Equal(200, (await Admin.Post($"{All}/default/actions", """{"name":"ACTIVATE","version":1}""")).Status);
        Assert.True((bool)(await Admin.Get($"{All}/default"))["inUse"]!);
    }

    [Fact]
    public async Task An_activated_strategy_routes_the_next_order_and_its_log_names_the_strategy()
    {
        var before = await GetDecisionLog(await Admin.Place((Jeans, 1)));
        Assert.Equal(("default", 1), ((string?)before["strategyRef"], (int)before["strategyVersion"]!));

        var own = await CreateStrategy(CreateNode(CreateRating("PREFER-WAREHOUSE", 90)));
        await Activate(own);
        var after = await GetDecisionLog(await Admin.Place((Jeans, 1)));
        Assert.Equal((Id(own), 1), ((string?)after["strategyRef"], (int)after["strategyVersion"]!));
        var chosen = after["facilityDecisions"]!.AsArray().Single(d => (bool)d!["chosen"]!)!;
        var facility = await Admin.Get($"/api/facilities/{chosen["facility"]!["facilityRef"]}");
        Assert.Equal("WAREHOUSE", (string?)facility["locationType"]);

        await Admin.Put($"{All}/{Id(own)}", Body(own, CreateNode(CreateRating("PREFER-STORE", 90))));
        var changed = await GetDecisionLog(await Admin.Place((Jeans, 1)));
        Assert.Equal(2, (int)changed["strategyVersion"]!);
        chosen = changed["facilityDecisions"]!.AsArray().Single(d => (bool)d!["chosen"]!)!;
        Assert.Equal("STORE", (string?)(await Admin.Get($"/api/facilities/{chosen["facility"]!["facilityRef"]}"))["locationType"]);
    }

    [Fact]
    public async Task Every_version_stays_readable_and_a_stale_version_is_a_conflict()
    {
        var own = await CreateStrategy(CreateNode(CreateRating("ZONE", 10)));
        var changed = await Admin.Put(
            $"{All}/{Id(own)}", Body(own, CreateNode(CreateRating("ZONE", 20)), """{"blacklistAssignedFacilities":true}"""));
        Assert.Equal((200, 2, 2), (changed.Status, (int)changed["version"]!, (int)changed["revision"]!));
        Assert.Equal("PT8H", (string?)changed["globalConfiguration"]!["stopRoutingAttemptsAfterTime"]);
        Assert.True((bool)changed["globalConfiguration"]!["blacklistAssignedFacilities"]!);

        var old = await Admin.Get($"{All}/{Id(own)}?version=1");
        Assert.Equal(10, (int)old["rootNode"]!["config"]!["ratings"]![0]!["maxPenalty"]!);
        Assert.Equal(404, (await Admin.Get($"{All}/{Id(own)}?version=3")).Status);

        var stale = await Admin.Put($"{All}/{Id(own)}", Body(own, CreateNode()));
        Assert.Equal((409, 2, 1), (stale.Status, (int)stale.Body![0]!["version"]!, (int)stale.Body[0]!["requestVersion"]!));
        Assert.Equal(409, (await Activate(own)).Status);
    }

    [Theory]
    [InlineData("""{"type":"StandardFence","implementation":"FACILITY-CONTRY","active":true}""", "", "did you mean FACILITY-COUNTRY?")]
    [InlineData("", """{"type":"StandardRating","implementation":"GEO-DISTANSE","active":true,"maxPenalty":1}""", "mean GEO-DISTANCE?")]
    [InlineData("", """{"type":"StandardRating","implementation":"ZONE","active":true,"maxPenalty":-1}""", "maxPenalty is -1")]
    [InlineData("", """{"type":"StandardRating","implementation":"TURNOVER","active":true,"maxPenalty":1}""", "no sales per article")]
    [InlineData(
        """
        {"type":"StandardFence","implementation":"FACILITY-COUNTRY","active":true},
        {"type":"StandardFence","implementation":"FACILITY-COUNTRY","active":false}
        """,
        "",
        "fences[1].implementation is a duplicate")]
    public async Task An_invalid_strategy_is_rejected_with_the_correction(string fences, string ratings, string problem)
    {
        var node = $$"""{"config":{"fences":[{{fences}}],"ratings":[{{ratings}}]} }""";
        var answer = await Admin.Post(All, $$"""{"nameLocalized":{"en_US":"Own"},"rootNode":{{node}} }""");
        Assert.Equal(400, answer.Status);
        Assert.Contains(problem, answer.Problems, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"stopRoutingAttemptsAfterTime":"8 hours"}""")]
    [InlineData("""{"stopRoutingAttemptsAfterTime":"PT90S"}""")]
    [InlineData("""{"stopRoutingAttemptsAfterTime":"P1M"}""")]
    [InlineData("""{"stopRoutingAttemptsAfterTime":"P99999999999999999999W"}""")]
    [InlineData("""{"stopRoutingAttemptsAfterTime":"-PT8H"}""")]
    [InlineData("""{"timeTriggered":{}}""")]
    public async Task An_invalid_global_configuration_is_rejected(string global)
    {
        var answer = await Admin.Post(All, $$"""{"nameLocalized":{"en_US":"Own"},"globalConfiguration":{{global}} }""");
        Assert.Equal(400, answer.Status);
        Assert.Contains("globalConfiguration", answer.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strategy_that_excludes_all_facilities_is_rejected()
    {
        var node = CreateNode(fences: """{"type":"StandardFence","implementation":"FACILITY-CARRIERAVAILABILITY","active":true}""");
        var answer = await Admin.Post(All, $$"""{"nameLocalized":{"en_US":"Own"},"rootNode":{{node}} }""");
        Assert.Equal(422, answer.Status);
        Assert.Contains("FACILITY-CARRIERAVAILABILITY excludes", answer.Problems, StringComparison.Ordinal);
        Assert.Equal(1, (int)(await Admin.Get(All))["total"]!);
    }

    [Fact]
    public async Task The_default_strategy_is_copied_not_changed()
    {
        var put = await Admin.Put($"{All}/default", """{"version":1,"rootNode":{"config":{"fences":[],"ratings":[]}}}""");
        Assert.Equal(422, put.Status);
        var copy = await Admin.Post($"{All}/default/actions", """{"name":"COPY","version":1,"nameLocalized":{"en_US":"Mine"}}""");
        Assert.Equal((200, "Mine"), (copy.Status, (string?)copy["nameLocalized"]!["en_US"]));
        Assert.Equal(3, copy["rootNode"]!["config"]!["ratings"]!.AsArray().Count);
    }

    [Fact]
    public async Task Routing_is_simulated_with_any_strategy_and_writes_nothing()
    {
        var order = await Admin.Place((Shirt, 2));
        var plan = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}")).Text;
        var inline = $$"""{"rootNode":{{CreateNode(CreateRating("PREFER-WAREHOUSE", 500))}} }""";

        var tried = await Admin.Post("/api/routing/tryouts", $$"""{"orderRef":"{{order["id"]}}","strategy":{{inline}} }""");
        Assert.Equal(200, tried.Status);
        var there = await Admin.Get($"/api/facilities/{tried["routingPlans"]![0]!["facilityRef"]}");
        Assert.Equal("WAREHOUSE", (string?)there["locationType"]);
        Assert.Equal("PREFER-WAREHOUSE", (string?)tried["evaluatedConfig"]!["ratings"]![0]!["implementation"]);
        Assert.NotEmpty((string)tried["decisionLog"]!["because"]!);

        var draft = FulfillmenttoolsTestClient.Order((Jeans, 999_999));
        var none = await Admin.Post("/api/routing/tryouts", $$"""{"order":{{draft}} }""");
        Assert.Equal("NOT_ROUTABLE", (string?)none["routingPlans"]![0]!["status"]);
        Assert.Equal(200, (await Admin.Post($"{All}/default/evaluation", draft)).Status);

        Assert.Equal(plan, (await Admin.Get($"/api/routingplans?orderRef={order["id"]}")).Text);
    }

    [Theory]
    [InlineData("{}", 400, "has none of orderRef, order")]
    [InlineData("""{"orderRef":"x","strategyVersion":1}""", 400, "strategyVersion is present without")]
    [InlineData("""{"orderRef":"x","strategyRef":"y"}""", 404, "no routing strategy")]
    [InlineData("""{"orderRef":"x","strategyRef":"default"}""", 404, "no order")]
    [InlineData("""{"orderRef":"x","strategy":{"rootNode":{"config":{"fences":[]}}}}""", 400, "strategy.rootNode.config.ratings is")]
    public async Task An_invalid_simulation_is_rejected_with_the_error(string body, int status, string problem)
    {
        var answer = await Admin.Post("/api/routing/tryouts", body);
        Assert.Equal(status, answer.Status);
        Assert.Contains(problem, answer.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_superseded_plan_keeps_its_decision_log_and_each_run_has_one()
    {
        var order = await Admin.Place((Jeans, 1));
        Assert.Equal(200, (await Patch(order, $$"""
            "orderLineItems":[{"id":"{{GetLineId(order)}}","quantity":2}]
            """)).Status);
        var plans = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"]!.AsArray();
        Assert.Equal(2, plans.Count);
        foreach (var (index, plan) in plans.Index())
        {
            var url = (string)plan!["decisionLogs"]![0]!["url"]!;
            Assert.Equal($"/api/routingplans/{plan["id"]}/decisionlogs/{index + 1}", url);
            var log = await Admin.Get(url);
            Assert.Equal(200, log.Status);
            Assert.Equal(index + 1, (int)log["results"]!["assignedItems"]![0]!["quantity"]!);
            Assert.NotEmpty(log["statistics"]!["fenceStatistics"]!.AsArray());
            Assert.InRange(log["facilityDecisions"]!.AsArray().Count, 1, 20);
        }

        Assert.Equal(404, (await Admin.Get($"/api/routingplans/{plans[0]!["id"]}/decisionlogs/9")).Status);
        Assert.Equal(404, (await Admin.Get("/api/routingplans/none/decisionlogs/1")).Status);
    }

    private static string Id(JsonNode strategy) => (string)strategy["id"]!;

    private static string CreateRating(string name, int weight) =>
        $$"""{"type":"StandardRating","implementation":"{{name}}","active":true,"maxPenalty":{{weight}} }""";

    private static string CreateNode(string ratings = "", string fences = "") =>
        $$"""{"config":{"fences":[{{fences}}],"ratings":[{{ratings}}]} }""";

    private static string Body(JsonNode strategy, string node, string global = "{}") =>
        $$"""{"version":{{strategy["version"]}},"rootNode":{{node}},"globalConfiguration":{{global}} }""";

    private async Task<JsonNode> CreateStrategy(string node)
    {
        var made = await Admin.Post(All, $$"""{"nameLocalized":{"en_US":"Own"},"rootNode":{{node}} }""");
        Assert.True(made.Status == 201, made.Text);
        return made.Body!;
    }

    private Task<ApiResponse> Activate(JsonNode strategy) =>
        Admin.Post($"{All}/{Id(strategy)}/actions", $$"""{"name":"ACTIVATE","version":{{strategy["version"]}} }""");

    private async Task<JsonNode> GetDecisionLog(JsonNode order)
    {
        var plan = (await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"]![0]!;
        return (await Admin.Get((string)plan["decisionLogs"]![0]!["url"]!)).Body!;
    }
}

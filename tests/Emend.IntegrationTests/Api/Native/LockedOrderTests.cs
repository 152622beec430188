using System.Text.Json.Nodes;
using Emend.IntegrationTests.Api.Fulfillmenttools;

namespace Emend.IntegrationTests.Api.Native;

public sealed class LockedOrderTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task Locked_order_has_no_pick_job_until_it_is_unlocked()
    {
        var order = await PlaceOrder("""{"status":"locked","lines":[{"article":"MUG-E-1207","quantity":2}]}""");
        var path = $"/emend/v1/orders/{order["id"]}";
        Assert.Equal(
            ("locked", 1, 0), ((string)order["status"]!, order["routingPlans"]!.AsArray().Count, order["pickJobs"]!.AsArray().Count));
        Assert.Equal("unlock-order", await GetAllowedActions(path));
        Assert.Equal(("LOCKED", "LOCKED"), await GetFulfillmenttoolsStatuses(order));

        var preview = await Admin.Post(path + "/actions/unlock-order/preview", "{}");
        var applied = await Admin.Post(path + "/actions/unlock-order", $$"""{"quoteToken":"{{preview["quoteToken"]}}","comment":"paid"}""");
        var second = await Admin.Post(path + "/actions/unlock-order", "{}");

        Assert.Equal((200, true), (applied.Status, (bool)applied["changed"]!));
        Assert.Equal($"{preview["consequences"]}", $"{applied["consequences"]}");
        Assert.Equal(("open", 1), await ReadState(path));
        Assert.Equal((200, false), (second.Status, (bool)second["changed"]!));
        Assert.Equal("", await GetAllowedActions(path));
        var entry = (await Admin.Get(path + "/modifications"))["entries"].AsArray().Single()!;
        Assert.Equal("paid", (string)entry["comment"]!);
        Assert.Equal(("locked", "open"), GetStatusDifference(entry["differences"]!.AsArray()));
        var undo = await Admin.Post(path + "/modifications/2/undo", "{}");
        Assert.Equal(422, undo.Status);
        Assert.Contains("nothing-to-undo", undo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_apis_unlock_with_a_new_preferred_time_and_reject_one_in_the_past()
    {
        var day = DateTimeOffset.UtcNow.Date.AddDays(3);
        var order = await PlaceOrder("""{"status":"locked","lines":[{"article":"MUG-E-1207","quantity":1}]}""");
        var early = await Admin.Post(
            $"/emend/v1/orders/{order["id"]}/actions/unlock-order", """{"preferredTime":"2020-01-01T00:00:00Z"}""");
        Assert.Equal((422, "/preferredTime"), (early.Status, (string)early["violations"][0]!["pointer"]!));

        var unlocked = await Admin.Post(
            $"/api/orders/{order["id"]}/actions", $$"""{"name":"UNLOCK","version":1,"targetTime":"{{day:yyyy-MM-dd}}T10:00:00Z"}""");

        Assert.Equal((200, "OPEN"), (unlocked.Status, (string)unlocked["status"]!));
        Assert.StartsWith(
            $"{day:yyyy-MM-dd}",
            (string)unlocked["deliveryPreferences"]["shipping"]!["desiredDeliveryTime"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promised_order_is_extended_and_confirmed_and_its_past_revision_is_readable()
    {
        var until = DateTimeOffset.UtcNow.AddHours(1);
        var body = $$"""{"status":"promised","promisedUntil":"{{until:O}}","lines":[{"article":"MUG-E-1207","quantity":1}]}""";
        var order = await PlaceOrder(body);
        var path = $"/emend/v1/orders/{order["id"]}";
        Assert.Equal(("PROMISED", "PROMISED"), await GetFulfillmenttoolsStatuses(order));
        Assert.Equal("confirm-promise extend-promise", await GetAllowedActions(path));

        var far = await Admin.Post(path + "/actions/extend-promise", $$"""{"until":"{{until.AddHours(9):O}}"}""");
        var longer = await Admin.Post(path + "/actions/extend-promise", $$"""{"until":"{{until.AddHours(1):O}}"}""");
        var confirmed = await Admin.Post(path + "/actions/confirm-promise", """{"tenantOrderId":"N-7"}""");

        Assert.Equal((422, "/until"), (far.Status, (string)far["violations"][0]!["pointer"]!));
        Assert.Equal((200, 200), (longer.Status, confirmed.Status));
        Assert.Equal(("open", 1), await ReadState(path));
        Assert.Equal("N-7", (string)(await Admin.Get(path))["tenantOrderId"]!);
        var past = await Admin.Get(path + "?revision=2");
        Assert.Equal((null, "promised"), ((string?)past.Body!["tenantOrderId"], (string)past["status"]!));
        Assert.Equal(until.AddHours(1).ToUnixTimeSeconds(), ((DateTimeOffset)past["promisedUntil"]!).ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("""{"status":"promised","lines":[{"article":"MUG-E-1207","quantity":1}]}""", 422, "PO-10")]
    [InlineData("""{"promisedUntil":"2099-01-01T00:00:00Z","lines":[{"article":"MUG-E-1207","quantity":1}]}""", 422, "PO-10")]
    [InlineData("""{"status":"promised","promisedUntil":"2099-01-01T00:00:00Z","lines":[{"article":"A","quantity":1}]}""", 422, "PO-11")]
    [InlineData("""{"status":"canceled","lines":[{"article":"MUG-E-1207","quantity":1}]}""", 400, "status")]
    public async Task Promised_order_without_a_valid_expiry_is_rejected(string body, int status, string expected)
    {
        var response = await Admin.Post("/emend/v1/orders", body);

        Assert.Equal(status, response.Status);
        Assert.Contains(expected, response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_of_a_canceled_locked_order_shows_the_status_and_no_facts()
    {
        var body = """{"status":"locked","tenantOrderId":"LC-1","lines":[{"article":"MUG-E-1207","quantity":1}]}""";
        var order = await PlaceOrder(body);
        var path = $"/emend/v1/orders/{order["id"]}";

        await Admin.Post(path + "/actions/cancel-order", "{}");

        var entry = (await Admin.Get(path + "/modifications"))["entries"].AsArray().Single()!;
        var diff = await Admin.Get(path + "/diff?from=1&to=2");
        var canceled = await Admin.Get("/emend/v1/orders?status=canceled&tenantOrderId=LC-1");
        var locked = await Admin.Get("/emend/v1/orders?status=locked&tenantOrderId=LC-1");
        Assert.Equal(("locked", "canceled"), GetStatusDifference(entry["differences"]!.AsArray()));
        Assert.Equal(entry["differences"]!.ToJsonString(), diff["differences"].ToJsonString());
        Assert.DoesNotContain("facts", diff.Text, StringComparison.Ordinal);
        Assert.Equal("CANCELLED", (string)(await Admin.Get($"/api/orders/{order["id"]}"))["status"]!);
        Assert.Equal("canceled", (string)(await Admin.Get(path))["status"]!);
        Assert.Equal((1, 0), (canceled["orders"].AsArray().Count, locked["orders"].AsArray().Count));
    }

    // The status is the first difference of the order itself.
    private static (string Before, string After) GetStatusDifference(JsonArray differences)
    {
        var difference = differences.First(d => (string)d!["area"]! == "order")!;
        Assert.Equal(
            ("/status", "changed", "status", false),
            ((string)difference["path"]!, (string)difference["kind"]!, (string)difference["description"]!, (bool)difference["erased"]!));
        return ((string)difference["before"]!, (string)difference["after"]!);
    }

    private async Task<JsonNode> PlaceOrder(string body)
    {
        var response = await Admin.Post("/emend/v1/orders", body);
        Assert.True(response.Status == 201, response.Text);
        return response.Body!;
    }

    private async Task<(string Status, int PickJobs)> ReadState(string path)
    {
        var order = await Admin.Get(path);
        return ((string)order["status"]!, order["pickJobs"].AsArray().Count);
    }

    private async Task<(string Order, string Plan)> GetFulfillmenttoolsStatuses(JsonNode order) => (
        (string)(await Admin.Get($"/api/orders/{order["id"]}"))["status"]!,
        (string)(await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!["status"]!);

    private async Task<string> GetAllowedActions(string path)
    {
        var actions = (await Admin.Get(path + "/actions"))["actions"].AsArray();
        string[] names = ["unlock-order", "confirm-promise", "extend-promise"];
        return string.Join(' ', names.Where(name => (bool)actions.Single(a => (string)a!["action"]! == name)!["allowed"]!));
    }
}

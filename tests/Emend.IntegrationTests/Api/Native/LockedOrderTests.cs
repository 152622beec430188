using System.Text.Json.Nodes;
using Emend.IntegrationTests.Api.Fulfillmenttools;

namespace Emend.IntegrationTests.Api.Native;

public sealed class LockedOrderTests : FulfillmenttoolsFixture
{
    [Fact]
    public async Task A_locked_order_is_picked_by_nobody_until_it_is_unlocked()
    {
        var order = await Place("""{"status":"locked","lines":[{"article":"MUG-E-1207","quantity":2}]}""");
        var path = $"/emend/v1/orders/{order["id"]}";
        Assert.Equal(("locked", 1, 0), ((string)order["status"]!, order["plans"]!.AsArray().Count, order["pickJobs"]!.AsArray().Count));
        Assert.Equal("unlock-order", await Allowed(path));
        Assert.Equal(("LOCKED", "LOCKED"), await TheirWords(order));

        var preview = await Admin.Post(path + "/actions/unlock-order/preview", "{}");
        var done = await Admin.Post(path + "/actions/unlock-order", $$"""{"token":"{{preview["token"]}}","comment":"paid"}""");
        var second = await Admin.Post(path + "/actions/unlock-order", "{}");

        Assert.Equal((200, true), (done.Status, (bool)done["changed"]!));
        Assert.Equal($"{preview["consequences"]}", $"{done["consequences"]}");
        Assert.Equal(("open", 1), await Now(path));
        Assert.Contains("UL-2", second.Text, StringComparison.Ordinal);
        Assert.Equal("", await Allowed(path));
        var entry = (await Admin.Get(path + "/modifications"))["entries"].AsArray().Single()!;
        Assert.Equal("paid", (string)entry["comment"]!);
        Assert.Contains("/status", entry["differences"]!.ToJsonString(), StringComparison.Ordinal);
        var undo = await Admin.Post(path + "/modifications/2/undo", "{}");
        Assert.Equal(422, undo.Status);
        Assert.Contains("nothing-to-undo", undo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_unlocked_for_another_day_in_the_words_of_both_faces()
    {
        var day = DateTimeOffset.UtcNow.Date.AddDays(3);
        var order = await Place("""{"status":"locked","lines":[{"article":"MUG-E-1207","quantity":1}]}""");
        var early = await Admin.Post(
            $"/emend/v1/orders/{order["id"]}/actions/unlock-order", """{"preferredTime":"2020-01-01T00:00:00Z"}""");
        Assert.Equal((422, "/preferredTime"), (early.Status, (string)early["refusals"][0]!["pointer"]!));

        var unlocked = await Admin.Post(
            $"/api/orders/{order["id"]}/actions", $$"""{"name":"UNLOCK","version":1,"targetTime":"{{day:yyyy-MM-dd}}T10:00:00Z"}""");

        Assert.Equal((200, "OPEN"), (unlocked.Status, (string)unlocked["status"]!));
        Assert.StartsWith(
            $"{day:yyyy-MM-dd}",
            (string)unlocked["deliveryPreferences"]["shipping"]!["desiredDeliveryTime"]!,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_is_extended_confirmed_and_read_as_it_was()
    {
        var until = DateTimeOffset.UtcNow.AddHours(1);
        var body = $$"""{"status":"promised","promisedUntil":"{{until:O}}","lines":[{"article":"MUG-E-1207","quantity":1}]}""";
        var order = await Place(body);
        var path = $"/emend/v1/orders/{order["id"]}";
        Assert.Equal(("PROMISED", "PROMISED"), await TheirWords(order));
        Assert.Equal("confirm-promise extend-promise", await Allowed(path));

        var far = await Admin.Post(path + "/actions/extend-promise", $$"""{"until":"{{until.AddHours(9):O}}"}""");
        var longer = await Admin.Post(path + "/actions/extend-promise", $$"""{"until":"{{until.AddHours(1):O}}"}""");
        var confirmed = await Admin.Post(path + "/actions/confirm-promise", """{"tenantOrderId":"N-7"}""");

        Assert.Equal((422, "/until"), (far.Status, (string)far["refusals"][0]!["pointer"]!));
        Assert.Equal((200, 200), (longer.Status, confirmed.Status));
        Assert.Equal(("open", 1), await Now(path));
        Assert.Equal("N-7", (string)(await Admin.Get(path))["tenantOrderId"]!);
        var past = await Admin.Get(path + "?revision=2");
        Assert.Equal((null, "promised"), ((string?)past.Body!["tenantOrderId"], (string)past["status"]!));
        Assert.Equal(until.AddHours(1).ToUnixTimeSeconds(), ((DateTimeOffset)past["promisedUntil"]!).ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("""{"status":"promised","lines":[{"article":"MUG-E-1207","quantity":1}]}""", 422, "PO-10")]
    [InlineData("""{"promisedUntil":"2099-01-01T00:00:00Z","lines":[{"article":"MUG-E-1207","quantity":1}]}""", 422, "PO-10")]
    [InlineData("""{"status":"promised","promisedUntil":"2099-01-01T00:00:00Z","lines":[{"article":"A","quantity":1}]}""", 422, "PO-11")]
    [InlineData("""{"status":"cancelled","lines":[{"article":"MUG-E-1207","quantity":1}]}""", 400, "status")]
    public async Task A_promise_that_does_not_say_until_when_is_refused(string body, int status, string word)
    {
        var answer = await Admin.Post("/emend/v1/orders", body);

        Assert.Equal(status, answer.Status);
        Assert.Contains(word, answer.Text, StringComparison.Ordinal);
    }

    private async Task<JsonNode> Place(string body)
    {
        var answer = await Admin.Post("/emend/v1/orders", body);
        Assert.True(answer.Status == 201, answer.Text);
        return answer.Body!;
    }

    private async Task<(string Status, int PickJobs)> Now(string path)
    {
        var order = await Admin.Get(path);
        return ((string)order["status"]!, order["pickJobs"].AsArray().Count);
    }

    private async Task<(string Order, string Plan)> TheirWords(JsonNode order) => (
        (string)(await Admin.Get($"/api/orders/{order["id"]}"))["status"]!,
        (string)(await Admin.Get($"/api/routingplans?orderRef={order["id"]}"))["routingPlans"][0]!["status"]!);

    private async Task<string> Allowed(string path)
    {
        var actions = (await Admin.Get(path + "/actions"))["actions"].AsArray();
        string[] of = ["unlock-order", "confirm-promise", "extend-promise"];
        return string.Join(' ', of.Where(name => (bool)actions.Single(a => (string)a!["action"]! == name)!["allowed"]!));
    }
}

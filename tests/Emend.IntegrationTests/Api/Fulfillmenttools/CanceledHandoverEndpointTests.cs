using Emend.IntegrationTests.Application;
using Emend.IntegrationTests.Fixtures;
using Emend.Server.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Api.Fulfillmenttools;

/// <summary>Cancellation of handover jobs.</summary>
public sealed class CanceledHandoverEndpointTests : FulfillmenttoolsFixture
{
    private const string NoShow = """
        {"name":"CANCEL","version":1,"payload":{"handoverJobCancelReason":"CONSUMER_NO_SHOW"}}
        """;

    [Fact]
    public async Task Canceling_a_handover_job_creates_a_return_task()
    {
        var (handover, shipment) = await PickedOrder.Create(Admin);
        var parcel = await PickedOrder.CreateLabeled(Admin, shipment);

        var canceled = await Admin.Post($"/api/handoverjobs/{handover["id"]}/actions", NoShow);

        Assert.Equal((200, "CANCELED"), (canceled.Status, (string)canceled["status"]!));
        Assert.Equal(("CONSUMER_NO_SHOW", 2), ((string)canceled["cancelReason"]!, (int)canceled["version"]!));
        Assert.Equal("CANCELED", (string)(await Admin.Get($"/api/shipments/{shipment["id"]}"))["status"]!);
        Assert.Equal(404, (await Admin.Get($"/api/parcels/{parcel["id"]}/labels/send")).Status);
        Assert.Equal("CLOSED", (string)(await Admin.Get($"/api/pickjobs/{handover["pickJobRef"]}"))["status"]!);
        Assert.Equal("CANCELED", (string)(await Admin.Get($"/api/processes/{handover["processId"]}"))["status"]!);
        var task = (await Admin.Get($"/emend/v1/return-tasks?order={handover["orderRef"]}"))["returnTasks"].AsArray().Single()!;
        Assert.Equal(2, (int)task["lines"]![0]!["quantity"]!);
        var events = (await Admin.Get($"/emend/v1/events?order={handover["orderRef"]}&type=HANDOVERJOB_CANCELED"))["events"];
        Assert.Single(events.AsArray());
        var second = await Admin.Post(
            $"/api/handoverjobs/{handover["id"]}/actions", NoShow.Replace(":1,", ":2,", StringComparison.Ordinal));
        Assert.Equal((200, canceled.Text), (second.Status, second.Text));
        await ConsistencyAssertions.AssertReservationsMatch(App.Services.GetRequiredService<Database>());
    }

    [Fact]
    public async Task The_older_patch_cancels_too_and_a_reverted_handover_can_be_canceled()
    {
        var (handover, _) = await PickedOrder.Create(Admin);
        var path = $"/api/handoverjobs/{handover["id"]}";
        await Admin.Post(path + "/actions", """{"name":"WAITING_FOR_INPUT","version":1}""");

        var canceled = await Admin.Patch(
            path, """{"version":2,"actions":[{"action":"CancelHandoverjob","handoverJobCancelReason":"CONSUMER_REJECTS"}]}""");

        Assert.Equal((200, "CANCELED"), (canceled.Status, (string)canceled["status"]!));
    }

    [Fact]
    public async Task A_handover_job_with_a_handed_over_line_cannot_be_canceled()
    {
        var (handover, _) = await PickedOrder.Create(Admin);
        var path = $"/api/handoverjobs/{handover["id"]}/actions";
        var line = handover["handoverJobLineItems"]![0]!["id"];

        var closed = await Admin.Post(
            path, $$"""{"name":"UPDATE_LINEITEM","version":1,"lineItem":{"id":"{{line}}","status":"CLOSED"} }""");
        var late = await Admin.Post(path, NoShow.Replace("\"version\":1,", $"\"version\":{closed["version"]},", StringComparison.Ordinal));

        Assert.Equal((200, "HANDED_OVER"), (closed.Status, (string)closed["status"]!));
        Assert.Equal(422, late.Status);
        Assert.Contains("HJ-12", late.Problems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name":"CANCEL","version":1}""", "payload")]
    [InlineData("""{"name":"CANCEL","version":1,"payload":{"handoverJobCancelReason":"NO_SHOW"}}""", "CONSUMER_NO_SHOW")]
    [InlineData("""{"name":"UPDATE_LINEITEM","version":1,"lineItem":{"id":"x","status":"OPEN"}}""", "lineItem.status")]
    [InlineData("""{"name":"REPLACE_ASSIGNED_USERS","version":1}""", "name")]
    public async Task Unknown_actions_and_reasons_are_named_in_the_error(string body, string word)
    {
        var (handover, _) = await PickedOrder.Create(Admin);

        var answer = await Admin.Post($"/api/handoverjobs/{handover["id"]}/actions", body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(word, answer.Text, StringComparison.Ordinal);
    }
}

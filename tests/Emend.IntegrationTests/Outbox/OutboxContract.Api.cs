using System.Text.Json.Nodes;
using Emend.Server.Storage;

namespace Emend.IntegrationTests.Outbox;

// The outbox in the native API.
public abstract partial class OutboxContract
{
    [Fact]
    public async Task The_outbox_contains_no_personal_data()
    {
        await _fixture.CreateRequestedOrder();
        var docs = await _fixture.Database.List(
            Statement.From("SELECT doc FROM outbox"), row => JsonNode.Parse(row.Bytes(0))!.AsObject().Select(m => m.Key), default);

        Assert.All(docs, doc => Assert.Equal(["format", "shipment", "parcel", "facility", "requestedAt"], doc));
    }

    [Fact]
    public async Task The_list_filters_by_state_and_order_and_has_pages()
    {
        var (first, _, _) = await CreateDeadLetter();
        var (second, _) = await _fixture.CreateRequestedOrder();
        var all = await _fixture.Client.Get("/emend/v1/outbox?size=2");
        Assert.Equal((2L, 1L, 2), ((long)all["waiting"], (long)all["deadLettered"], all["effects"].AsArray().Count));
        var rest = await _fixture.Client.Get($"/emend/v1/outbox?size=2&after={Uri.EscapeDataString((string)all["next"]!)}");
        Assert.Null(rest.Body!["next"]);
        string?[] orders =
            [.. all["effects"].AsArray().Concat(rest["effects"].AsArray()).Select(e => (string?)e!["order"])];
        Assert.Equal(new[] { first, second, second }.Order(StringComparer.Ordinal), orders);

        Assert.Equal(first, (string?)Assert.Single(await _fixture.List(first, "&state=DEAD_LETTERED"))!["order"]);
        Assert.Empty(await _fixture.List(second, "&state=DEAD_LETTERED"));
        Assert.Equal(3, (await _fixture.Client.Get("/emend/v1/outbox?state=WAITING&state=DEAD_LETTERED"))["effects"].AsArray().Count);
    }

    [Theory]
    [InlineData("state=dead", "state")]
    [InlineData("after=nowhere", "after")]
    [InlineData("after=order/first", "after")]
    [InlineData("size=501", "size")]
    public async Task A_wrong_parameter_of_the_list_is_named(string query, string member)
    {
        var answer = await _fixture.Client.Get($"/emend/v1/outbox?{query}");

        Assert.Equal(400, answer.Status);
        Assert.Equal($"/{member}", (string?)answer["errors"][0]!["pointer"]);
    }

    [Theory]
    [InlineData("1000")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    public async Task An_effect_that_does_not_exist_is_not_found(string position)
    {
        var (order, _) = await _fixture.CreateOrder();

        Assert.Equal(404, (await _fixture.Client.Get($"/emend/v1/orders/{order}/outbox/{position}")).Status);
        Assert.Equal(404, (await _fixture.Client.Post($"/emend/v1/orders/{order}/outbox/{position}/replay", "")).Status);
    }
}

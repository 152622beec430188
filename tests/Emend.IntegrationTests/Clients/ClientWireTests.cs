using System.Text.Json;
using Emend.Client;
using Emend.IntegrationTests.Architecture;

namespace Emend.IntegrationTests.Clients;

/// <summary>What the client writes, and what it makes of what a newer or stranger service says.</summary>
public sealed class ClientWireTests
{
    [Fact]
    public void Members_and_words_that_are_not_known_are_borne_and_nothing_is_null_that_is_told_not_to_be()
    {
        var order = JsonSerializer.Deserialize(
            """{ "id": "o", "status": "halfOpen", "mood": { "a": [1] }, "lines": null, "orderedAt": "2027-05-04T15:00:00+02:00" }""",
            EmendJsonContext.Default.Order)!;

        Assert.Equal(("o", "halfOpen", ""), (order.Id, order.Status.ToString(), order.Api));
        Assert.NotEqual(OrderStatus.Open, order.Status);
        Assert.Empty(order.Lines);
        Assert.Empty(order.Consumer.Addresses);
        Assert.Equal(13, order.OrderedAt.UtcDateTime.Hour);
        Assert.Equal("", default(OrderStatus).ToString());
    }

    [Fact]
    public void What_is_left_out_is_not_written_and_what_is_taken_away_is_null()
    {
        var modification = new Modification(
            new Change.SetPreferredTime(null), new Change.SetConsumer { Email = null }, new Change.SetConsumer { Id = "c" },
            new Change.SetQuantity("l", 1.500m));

        string[] changes =
        [
            """{"type":"setPreferredTime","to":null}""",
            """{"type":"setConsumer","email":null}""",
            """{"type":"setConsumer","id":"c"}""",
            """{"type":"setQuantity","line":"l","quantity":1.500}""",
        ];
        Assert.Equal(
            $$"""{"changes":[{{string.Join(',', changes)}}]}""", JsonSerializer.Serialize(modification, EmendJsonContext.Default.Modification));
    }

    [Fact]
    public void A_search_is_written_as_short_as_it_is_said() => Assert.Equal(
        """{"where":{"status":{"in":["open","locked"]},"lines":{"some":{"article":{"is":"MUG"}}},"not":{"face":{"is":"native"}}}}""",
        JsonSerializer.Serialize(
            new OrderSearch
            {
                Where = new()
                {
                    Status = new() { In = [OrderStatus.Open, OrderStatus.Locked] },
                    Lines = new() { Some = new() { Article = "MUG" } },
                    Not = new() { Api = "native" },
                },
            },
            EmendJsonContext.Default.OrderSearch));

    [Fact]
    public async Task An_answer_that_is_none_of_Emend_s_is_told_as_what_it_was()
    {
        using var garbled = new RecordingHandler((count, _) => new(count == 1 ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.Found)
        {
            Content = new StringContent("<html>"),
        });
        using var http = new HttpClient(garbled) { BaseAddress = new("http://emend.example/") };
        using var emend = new EmendClient(http);

        var unreadable = await Assert.ThrowsAsync<EmendException>(() => emend.Orders.GetAsync("o"));
        var elsewhere = await Assert.ThrowsAsync<EmendException>(() => emend.Orders.GetAsync("o"));

        Assert.Equal((200, 302), (unreadable.Status, elsewhere.Status));
        Assert.Contains("cannot be read", unreadable.Message);
        Assert.Contains("no problem of Emend", elsewhere.Message);
    }

    [Fact]
    public void The_client_leans_on_nothing() =>
        Assert.DoesNotContain("Reference", SourceRepository.Read("src/Emend.Client/Emend.Client.csproj"));
}

using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Emend.Client;
using Emend.IntegrationTests.Architecture;

namespace Emend.IntegrationTests.Clients;

/// <summary>The JSON that the client writes, and how it reads JSON from newer or other servers.</summary>
public sealed class ClientWireTests
{
    [Fact]
    public void Unknown_members_and_values_are_accepted_and_required_members_are_never_null()
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
    public void Unset_members_are_omitted_and_removed_values_are_null()
    {
        var modification = new Modification(
            new Change.SetPreferredTime(null), new Change.SetConsumer { Email = null }, new Change.SetConsumer { Id = "c" },
            new Change.SetAddress { HouseNumber = "2", FirstName = null, Location = null }, new Change.SetQuantity("l", 1.500m),
            new Change.SetDelivery { Kind = DeliveryKind.Shipping, ServiceLevel = ServiceLevel.SameDay, Carriers = [] },
            new Change.SetDelivery { CollectAt = "f" });

        string[] changes =
        [
            """{"type":"setPreferredTime","preferredTime":null}""",
            """{"type":"setConsumer","email":null}""",
            """{"type":"setConsumer","id":"c"}""",
            """{"type":"setAddress","firstName":null,"houseNumber":"2","location":null}""",
            """{"type":"setQuantity","line":"l","quantity":1.500}""",
            """{"type":"setDelivery","kind":"shipping","serviceLevel":"sameDay","carriers":[]}""",
            """{"type":"setDelivery","collectAt":"f"}""",
        ];
        Assert.Equal(
            $$"""{"changes":[{{string.Join(',', changes)}}]}""",
            JsonSerializer.Serialize(modification, EmendJsonContext.Default.Modification));
    }

    [Fact]
    public void Search_contains_only_the_set_conditions() => Assert.Equal(
        """{"where":{"status":{"in":["open","locked"]},"lines":{"some":{"article":{"is":"MUG"}}},"not":{"api":{"is":"native"}}}}""",
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
    public async Task Responses_of_other_servers_throw_with_their_status()
    {
        using var handler = new RecordingHandler((count, _) => new(count == 1 ? HttpStatusCode.OK : HttpStatusCode.Found)
        {
            Content = new StringContent("<html>"),
        });
        using var http = new HttpClient(handler) { BaseAddress = new("http://emend.example/") };
        using var emend = new EmendClient(http);

        var unreadable = await Assert.ThrowsAsync<EmendException>(() => emend.Orders.GetAsync("o"));
        var redirect = await Assert.ThrowsAsync<EmendException>(() => emend.Orders.GetAsync("o"));

        Assert.Equal((200, 302), (unreadable.Status, redirect.Status));
        Assert.Contains("cannot be read", unreadable.Message);
        Assert.Contains("not an Emend problem", redirect.Message);
    }

    [Fact]
    public void Client_has_no_dependencies()
    {
        var project = XDocument.Parse(SourceRepository.Read("src/Emend.Client/Emend.Client.csproj"));
        var references = project.Descendants().Where(e => e.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));
        // Analyzers run in the build only.
        Assert.All(references, e => Assert.Equal(("PackageReference", "all"), (e.Name.LocalName, (string?)e.Attribute("PrivateAssets"))));
    }
}

using System.Runtime.CompilerServices;
using System.Text;
using Emend.Core.Diffing;
using Emend.Core.Orders;
using Emend.IntegrationTests.Messaging;
using Emend.Server.Application.Events;
using Emend.Server.Storage.Messaging;

namespace Emend.IntegrationTests.Storage;

/// <summary>Stored formats of subscriptions.</summary>
public sealed class SubscriptionFormatTests
{
    private static readonly Subscription Full = new(
        new("t"), "s", "Shop", "ORDER_MODIFIED", new("https://shop.example.com/hooks?a=%2F"), [new FacilityId("f1"), new FacilityId("f2")])
        {
            Headers = [new("X-Shop", "one"), new("X-Empty", "")],
            CreatedAt = DateTimeOffset.UnixEpoch,
            Secrets = new([], null, DateTimeOffset.UnixEpoch),
        };

    [Fact]
    public void Stored_format_of_subscriptions_is_unchanged()
    {
        var golden = Golden("subscription-1.json");
        var read = SubscriptionSerializer.Read(Encoding.UTF8.GetBytes(golden));

        Assert.Equal(golden, Text(Full));
        Assert.Equal(golden, Text(Full with { Callback = read.Callback, Headers = read.Headers, Facilities = read.Facilities }));
    }

    [Fact]
    public void Stored_format_of_subscriptions_with_types_is_unchanged()
    {
        var native = Full with
        {
            Event = "ORDER_CREATED,ORDER_MODIFIED",
            Kinds = [IntegrationEventKind.OrderCreated, IntegrationEventKind.OrderModified],
        };
        var golden = Golden("subscription-types-1.json");

        Assert.Equal(golden, Text(native));
        Assert.Equal(native.Kinds.ToArray(), SubscriptionSerializer.Read(Encoding.UTF8.GetBytes(golden)).Kinds.ToArray());
    }

    [Fact]
    public void Stored_format_of_subscriptions_of_an_api_is_unchanged()
    {
        var native = Full with { Api = "native", Event = "ORDER_MODIFIED", Kinds = [IntegrationEventKind.OrderModified] };
        var golden = Golden("subscription-api-1.json");
        var read = SubscriptionSerializer.Read(Encoding.UTF8.GetBytes(golden));

        Assert.Equal(golden, Text(native));
        Assert.Equal("native", read.Api);
    }

    [Theory]
    [InlineData("subscription-1.json")]
    [InlineData("subscription-types-1.json")]
    [InlineData("subscription-broker-1.json")]
    public void Subscriptions_of_earlier_versions_receive_the_bodies_of_the_fulfillmenttools_api(string file) =>
        Assert.Equal("fulfillmenttools", SubscriptionSerializer.Read(Encoding.UTF8.GetBytes(Golden(file))).Api);

    [Fact]
    public void Event_kinds_have_stored_names()
    {
        var names = Enum.GetValues<IntegrationEventKind>().Select(kind => $"{kind} {StoredEventKinds.Names[kind]}");

        Assert.Equal(Golden("event-kinds-1.txt"), string.Join('\n', names));
    }

    [Fact]
    public void Stored_format_of_the_broker_subscription_is_unchanged()
    {
        var broker = Subscription.CreateBroker(new("t"), Subscription.DefaultApi, DateTimeOffset.UnixEpoch);

        Assert.Equal("rabbitmq RabbitMQ *", $"{broker.Id} {broker.Name} {broker.Event}");
        Assert.Equal(Golden("subscription-broker-1.json"), Text(broker));
    }

    [Fact]
    public void Event_delivery_states_have_stored_names() => Assert.Equal(
        ["PENDING", "DELIVERED", "DEAD_LETTERED"], Enum.GetValues<EventDeliveryState>().Select(state => EventDeliveryRows.States[state]));

    [Fact]
    public void Event_kinds_of_newer_versions_are_skipped()
    {
        var stored = SubscriptionSerializer.Read(WithTypes("\"ORDER_MODIFIED\",\"ORDER_TELEPORTED\""));

        Assert.Equal([IntegrationEventKind.OrderModified], stored.Kinds.AsEnumerable());
        Assert.False(stored.HasOnlyUnknownKinds);
    }

    [Fact]
    public void Subscription_to_event_kinds_of_newer_versions_receives_nothing()
    {
        var stored = SubscriptionSerializer.Read(WithTypes("\"ORDER_TELEPORTED\""));
        var subscription = Full with { Event = "order-changed", Kinds = stored.Kinds, HasOnlyUnknownKinds = stored.HasOnlyUnknownKinds };

        Assert.False(subscription.HasNamedEvent);
        Assert.Empty(subscription.GetKinds(new BriefEventFormat()));
        Assert.NotEmpty((subscription with { HasOnlyUnknownKinds = false }).GetKinds(new BriefEventFormat()));
    }

    [Fact]
    public void Documents_of_newer_formats_are_rejected() => Assert.Throws<FormatException>(
        () => SubscriptionSerializer.Read("""{"format":2,"callback":"https://a.example","headers":[],"facilities":[]}"""u8.ToArray()));

    private static byte[] WithTypes(string types) => Encoding.UTF8.GetBytes(
        $$"""{"format":1,"callback":"https://a.example","headers":[],"facilities":[],"types":[{{types}}]}""");

    private static string Text(Subscription subscription) => Encoding.UTF8.GetString(SubscriptionSerializer.Write(subscription));

    private static string Golden(string file, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Golden", file)).TrimEnd('\n');
}

using System.Runtime.CompilerServices;
using System.Text;
using Emend.Core.Orders;
using Emend.Server.Application.Events;
using Emend.Server.Storage.Messaging;

namespace Emend.IntegrationTests.Storage;

/// <summary>Subscriptions as they were ever written stay readable.</summary>
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
    public void A_subscription_is_written_and_read_as_it_was()
    {
        var golden = Golden("subscription-1.json");
        var (callback, headers, facilities) = SubscriptionSerializer.Read(Encoding.UTF8.GetBytes(golden));

        Assert.Equal(golden, Text(Full));
        Assert.Equal(golden, Text(Full with { Callback = callback, Headers = headers, Facilities = facilities }));
    }

    [Fact]
    public void The_subscription_of_the_broker_is_written_as_it_was()
    {
        var broker = Subscription.OfBroker(new("t"), DateTimeOffset.UnixEpoch);

        Assert.Equal("rabbitmq RabbitMQ *", $"{broker.Id} {broker.Name} {broker.Event}");
        Assert.Equal(Golden("subscription-broker-1.json"), Text(broker));
    }

    [Fact]
    public void The_states_of_deliveries_keep_their_names() => Assert.Equal(
        ["PENDING", "DELIVERED", "PARKED"], Enum.GetValues<EventDeliveryState>().Select(state => EventDeliveryRows.States[state]));

    [Fact]
    public void A_document_of_a_later_format_is_not_guessed_at() => Assert.Throws<FormatException>(
        () => SubscriptionSerializer.Read("""{"format":2,"callback":"https://a.example","headers":[],"facilities":[]}"""u8.ToArray()));

    private static string Text(Subscription subscription) => Encoding.UTF8.GetString(SubscriptionSerializer.Write(subscription));

    private static string Golden(string file, [CallerFilePath] string here = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Golden", file)).TrimEnd('\n');
}

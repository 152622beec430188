using Emend.Server.Messaging.RabbitMq;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

public sealed class RabbitMqOptionsTests
{
    [Theory]
    [InlineData("amqp://rabbit.example.com", null)]
    [InlineData("amqps://user:pass%3Aword@rabbit.example.com:5671/shop", "shop-events")]
    [InlineData("amqp://user:password@10.0.0.1/%2F", "")]
    public void Address_and_exchange_are_accepted(string uri, string? exchange)
    {
        var (options, detail) = RabbitMqOptions.Parse(uri, exchange, null);

        Assert.Null(detail);
        Assert.Equal((new Uri(uri), string.IsNullOrEmpty(exchange) ? "emend" : exchange), (options!.Uri, options.Exchange));
    }

    [Fact]
    public void No_broker_without_an_address() => Assert.Equal((null, null), RabbitMqOptions.Parse("", null, null));

    [Theory]
    [InlineData(null, "fulfillmenttools")]
    [InlineData("", "fulfillmenttools")]
    [InlineData("native", "native")]
    public void The_api_of_the_messages_is_fulfillmenttools_by_default(string? api, string expected) =>
        Assert.Equal(expected, RabbitMqOptions.Parse("amqp://rabbit", null, api).Options!.Api);

    [Fact]
    public void An_api_without_an_address_is_reported() =>
        Assert.Contains("Emend:RabbitMq:Api is set but Emend:RabbitMq:Uri is not", RabbitMqOptions.Parse(null, null, "native").Error);

    [Theory]
    [InlineData("rabbit.example.com", null, "Emend:RabbitMq:Uri is not the address")]
    [InlineData("http://secret:secret@rabbit.example.com", null, "Emend:RabbitMq:Uri is not the address")]
    [InlineData("amqp:///shop", null, "Emend:RabbitMq:Uri is not the address")]
    [InlineData("amqp://secret:secret@rabbit/a/b", null, "virtual host")]
    [InlineData("amqp://rabbit/?heartbeat=5", null, "virtual host")]
    [InlineData("amqp://secret@rabbit/", null, "invalid user or password")]
    [InlineData("amqp://user:secret:more@rabbit/", null, "invalid user or password")]
    [InlineData("amqp://rabbit/", "amq.topic", "Emend:RabbitMq:Exchange is amq.topic")]
    [InlineData(null, "emend", "Emend:RabbitMq:Uri is not")]
    public void Invalid_configuration_is_reported_without_the_password(string? uri, string? exchange, string says)
    {
        var (options, detail) = RabbitMqOptions.Parse(uri, exchange, null);

        Assert.Null(options);
        Assert.Contains(says, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", detail, StringComparison.Ordinal);
    }
}

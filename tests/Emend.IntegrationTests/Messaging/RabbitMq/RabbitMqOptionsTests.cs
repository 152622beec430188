using Emend.Server.Messaging.RabbitMq;

namespace Emend.IntegrationTests.Messaging.RabbitMq;

public sealed class RabbitMqOptionsTests
{
    [Theory]
    [InlineData("amqp://rabbit.example.com", null)]
    [InlineData("amqps://user:pass%3Aword@rabbit.example.com:5671/shop", "shop-events")]
    [InlineData("amqp://user:password@10.0.0.1/%2F", "")]
    public void An_address_and_a_name_are_taken(string uri, string? exchange)
    {
        var (options, detail) = RabbitMqOptions.Of(uri, exchange);

        Assert.Null(detail);
        Assert.Equal((new Uri(uri), string.IsNullOrEmpty(exchange) ? "emend" : exchange), (options!.Uri, options.Exchange));
    }

    [Fact]
    public void Without_an_address_there_is_no_broker() => Assert.Equal((null, null), RabbitMqOptions.Of("", null));

    [Theory]
    [InlineData("rabbit.example.com", null, "Emend:RabbitMq:Uri is no address")]
    [InlineData("http://secret:secret@rabbit.example.com", null, "Emend:RabbitMq:Uri is no address")]
    [InlineData("amqp:///shop", null, "Emend:RabbitMq:Uri is no address")]
    [InlineData("amqp://secret:secret@rabbit/a/b", null, "virtual host")]
    [InlineData("amqp://rabbit/?heartbeat=5", null, "virtual host")]
    [InlineData("amqp://secret@rabbit/", null, "user and password")]
    [InlineData("amqp://user:secret:more@rabbit/", null, "user and password")]
    [InlineData("amqp://rabbit/", "amq.topic", "Emend:RabbitMq:Exchange is amq.topic")]
    [InlineData(null, "emend", "Emend:RabbitMq:Uri is not")]
    public void What_cannot_be_is_told_without_the_password(string? uri, string? exchange, string says)
    {
        var (options, detail) = RabbitMqOptions.Of(uri, exchange);

        Assert.Null(options);
        Assert.Contains(says, detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", detail, StringComparison.Ordinal);
    }
}

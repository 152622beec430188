using System.Text;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>The broker that receives all events.</summary>
/// <param name="Uri">Address with user and password. Never logged or returned.</param>
/// <param name="Exchange">The topic exchange. Created if it is missing.</param>
internal sealed record RabbitMqOptions(Uri Uri, string Exchange)
{
    public const string UriKey = "Emend:RabbitMq:Uri";
    public const string ExchangeKey = "Emend:RabbitMq:Exchange";
    public const string DefaultExchange = "emend";

    private const int MaxName = 255;

    /// <summary>The options, or an error text. Both are null if no broker is configured.</summary>
    public static (RabbitMqOptions? Options, string? Error) Parse(string? uri, string? exchange)
    {
        if (string.IsNullOrWhiteSpace(uri))
        {
            return string.IsNullOrEmpty(exchange) ? default : (null, $"{ExchangeKey} is set but {UriKey} is not. Set both or neither.");
        }
        // The error text does not repeat the value, which may contain a password.
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var known) || known.Scheme is not ("amqp" or "amqps") || known.Host.Length == 0)
        {
            return (null, $"{UriKey} is not the address of a RabbitMQ broker. Specify an address such as "
                + "amqp://user:password@rabbit.example.com:5672/, or amqps for TLS.");
        }

        if (known.AbsolutePath.AsSpan().Count('/') > 1 || known.Query.Length > 0 || known.Fragment.Length > 0)
        {
            return (
                null,
                $"{UriKey} has more than a virtual host after the address. End it with / or one name, and write / in the name as %2F.");
        }

        if (known.UserInfo.Length > 0 && known.UserInfo.Count(c => c == ':') != 1)
        {
            return (
                null,
                $"{UriKey} has an invalid user or password. Specify both as user:password, with special characters percent-encoded, "
                    + "or neither.");
        }

        return exchange switch
        {
            null or "" => (new(known, DefaultExchange), null),
            _ when exchange.StartsWith("amq.", StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(exchange) > MaxName =>
                (null, $"{ExchangeKey} is {exchange}. Specify a name of at most {MaxName} bytes that does not begin with amq., "
                    + $"such as {DefaultExchange}."),
            _ => (new(known, exchange), null),
        };
    }
}

using System.Text;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>The broker that all events go to.</summary>
/// <param name="Uri">Where it is, with user and password: never told to anybody.</param>
/// <param name="Exchange">The topic exchange, made where it is missing.</param>
internal sealed record RabbitMqOptions(Uri Uri, string Exchange)
{
    public const string UriKey = "Emend:RabbitMq:Uri";
    public const string ExchangeKey = "Emend:RabbitMq:Exchange";
    public const string DefaultExchange = "emend";

    private const int MaxName = 255;

    /// <summary>What it is, or in words what is wrong; both null where no broker is asked for.</summary>
    public static (RabbitMqOptions? Options, string? Wrong) Of(string? uri, string? exchange)
    {
        if (string.IsNullOrWhiteSpace(uri))
            return string.IsNullOrEmpty(exchange) ? default : (null, $"{ExchangeKey} is set, and {UriKey} is not. Set both, or none.");
        // The text may have a password in it, so it is not repeated.
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var known) || known.Scheme is not ("amqp" or "amqps") || known.Host.Length == 0)
            return (null, $"{UriKey} is no address of a RabbitMQ broker. Give one such as amqp://user:password@rabbit.example.com:5672/, "
                + "or with amqps for TLS.");
        if (known.AbsolutePath.AsSpan().Count('/') > 1 || known.Query.Length > 0 || known.Fragment.Length > 0)
            return (null, $"{UriKey} has more than a virtual host behind the address. End it with / or with one name, its / written %2F.");
        if (known.UserInfo.Length > 0 && known.UserInfo.Count(c => c == ':') != 1)
            return (null, $"{UriKey} must name user and password as user:password, with other signs of them percent-encoded, or neither.");
        return exchange switch
        {
            null or "" => (new(known, DefaultExchange), null),
            _ when exchange.StartsWith("amq.", StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(exchange) > MaxName =>
                (null, $"{ExchangeKey} is {exchange}. Give a name of at most {MaxName} bytes that does not begin with amq., "
                    + $"such as {DefaultExchange}."),
            _ => (new(known, exchange), null),
        };
    }
}

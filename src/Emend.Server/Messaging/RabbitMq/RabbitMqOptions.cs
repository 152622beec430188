using System.Text;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Messaging.RabbitMq;

/// <summary>The broker that receives all events.</summary>
/// <param name="Uri">Address with user and password. Never logged or returned.</param>
/// <param name="Exchange">The topic exchange. Created if it is missing.</param>
/// <param name="Api">The API whose event names and bodies the messages have.</param>
internal sealed record RabbitMqOptions(Uri Uri, string Exchange, string Api)
{
    public const string UriKey = "Emend:RabbitMq:Uri";
    public const string ExchangeKey = "Emend:RabbitMq:Exchange";
    public const string ApiKey = "Emend:RabbitMq:Api";
    public const string DefaultExchange = "emend";

    private const int MaxName = 255;

    /// <summary>The options, or an error text. Both are null if no broker is configured.</summary>
    public static (RabbitMqOptions? Options, string? Error) Parse(string? uri, string? exchange, string? api)
    {
        if (string.IsNullOrWhiteSpace(uri))
        {
            var other = !string.IsNullOrEmpty(exchange) ? ExchangeKey : !string.IsNullOrEmpty(api) ? ApiKey : null;
            return other is null ? default : (null, $"{other} is set but {UriKey} is not. Set both or neither.");
        }

        api = string.IsNullOrEmpty(api) ? Subscription.DefaultApi : api;
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
            null or "" => (new(known, DefaultExchange, api), null),
            _ when exchange.StartsWith("amq.", StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(exchange) > MaxName =>
                (null, $"{ExchangeKey} is {exchange}. Specify a name of at most {MaxName} bytes that does not begin with amq., "
                    + $"such as {DefaultExchange}."),
            _ => (new(known, exchange, api), null),
        };
    }

    /// <summary>An error text if no API has the name; otherwise null.</summary>
    public string? ValidateApi(ApiEventFormats formats) => formats.Find(Api) is not null
        ? null
        : $"{ApiKey} is {Api}. " + (NameSuggester.Suggest(Api, formats.Apis) is { } similar
            ? $"Did you mean {similar}?"
            : $"Specify one of {string.Join(", ", formats.Apis)}.");
}

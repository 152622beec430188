using System.Globalization;
using System.Net;
using Emend.Server.Desk.Bulk;
using Emend.Server.Http;
using Emend.Server.Relay;
using Emend.Server.Relay.Broker;
using Emend.Server.Storage;
using Emend.Server.Upkeep;
using Emend.Server.Waiting;

namespace Emend.Server;

/// <summary>What the process is told of Emend beside what ASP.NET Core reads itself.</summary>
/// <param name="Storage">Where the data is.</param>
/// <param name="Demo">Whether to load the demo tenant.</param>
/// <param name="DemoOrders">Whether it comes with its orders.</param>
/// <param name="Waiting">How this node does what is due by itself.</param>
/// <param name="Upkeep">How long it keeps what need not be kept for ever.</param>
internal sealed record EmendOptions(StorageOptions Storage, bool Demo, bool DemoOrders, WaitingOptions Waiting, UpkeepOptions Upkeep)
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Whom it may call by itself: on the loopback demo also programs beside it.</summary>
    public required Targets Targets { get; init; }

    /// <summary>How this node delivers events.</summary>
    public required RelayOptions Relay { get; init; }

    /// <summary>The broker that all events go to; null where there is none.</summary>
    public required BrokerOptions? Broker { get; init; }

    /// <summary>How this node works on jobs over many orders.</summary>
    public required BulkOptions Bulk { get; init; }

    /// <summary>Throws with words for the console where the configuration cannot be.</summary>
    public static EmendOptions Of(IConfiguration configuration)
    {
        var demo = configuration.GetValue("Emend:Demo", false);
        if (demo && Urls(configuration).FirstOrDefault(u => !IsLoopback(u)) is { } open)
            throw new ConfigurationException(
                $"The demo tenant has passwords that everybody knows, so it is loaded on loopback addresses only, and {open} is none. "
                + "Listen on http://127.0.0.1:8080, or start without --demo.");
        var storage = configuration["Emend:Database"] is { Length: > 0 } connection
            ? StorageOptions.PostgreSql(connection)
            : StorageOptions.Sqlite(Path.Combine(configuration["Emend:Data"] is { Length: > 0 } data ? data : "data", "emend.db"));
        var orders = demo && configuration.GetValue("Emend:DemoOrders", true);
        return new EmendOptions(storage, demo, orders, WaitingOf(configuration), UpkeepOf(configuration))
        {
            Targets = new(configuration.GetValue("Emend:Webhooks:AllowPrivate", demo)),
            Relay = RelayOf(configuration),
            Broker = BrokerOf(configuration),
            Bulk = BulkOf(configuration),
        };
    }

    private static BulkOptions BulkOf(IConfiguration configuration)
    {
        var usual = BulkOptions.Default;
        return new(
            configuration.GetValue("Emend:Worker", usual.On),
            Span(configuration, "Emend:Bulk:Poll", usual.Poll),
            Span(configuration, "Emend:Bulk:Lease", usual.Lease));
    }

    private static WaitingOptions WaitingOf(IConfiguration configuration)
    {
        var usual = WaitingOptions.Default;
        return new(
            configuration.GetValue("Emend:Worker", usual.On),
            Span(configuration, "Emend:Waiting:Poll", usual.Poll),
            Span(configuration, "Emend:Waiting:Retry", usual.RetryAtMost),
            Span(configuration, "Emend:Waiting:Lease", usual.Lease));
    }

    private static RelayOptions RelayOf(IConfiguration configuration)
    {
        var usual = RelayOptions.Default;
        return new(
            configuration.GetValue("Emend:Webhooks:Deliver", configuration.GetValue("Emend:Worker", usual.On)),
            Span(configuration, "Emend:Webhooks:Lease", usual.Lease))
        {
            Look = Span(configuration, "Emend:Webhooks:Look", usual.Look),
            Patience = Span(configuration, "Emend:Webhooks:Patience", usual.Patience),
        };
    }

    private static BrokerOptions? BrokerOf(IConfiguration configuration)
    {
        var (broker, wrong) = BrokerOptions.Of(configuration[BrokerOptions.UriKey], configuration[BrokerOptions.ExchangeKey]);
        return wrong is null ? broker : throw new ConfigurationException(wrong);
    }

    private static UpkeepOptions UpkeepOf(IConfiguration configuration)
    {
        const string Key = "Emend:KeepKeys";
        return configuration[Key] switch
        {
            null or "" => UpkeepOptions.Default,
            var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
                && span >= UpkeepOptions.LeastForKeys && span.TotalDays <= 366 => new(span),
            var text => throw new ConfigurationException(
                $"{Key} is {text}. Give a time of at least a day, such as {UpkeepOptions.Default.Keys:c} for two days."),
        };
    }

    private static TimeSpan Span(IConfiguration configuration, string key, TimeSpan usual) => configuration[key] switch
    {
        null or "" => usual,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span.TotalDays is > 0 and < 1 => span,
        var text => throw new ConfigurationException(
            $"{key} is {text}. Give a time of less than a day as hours:minutes:seconds, such as {usual:c}."),
    };

    private static IEnumerable<string> Urls(IConfiguration configuration) =>
        (configuration["urls"] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>());

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal),
            UriKind.Absolute, out var uri)
        && (uri.Host is "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}

/// <summary>The configuration cannot be; the message says what would be right.</summary>
internal sealed class ConfigurationException(string message) : Exception(message);

using System.Globalization;
using System.Net;
using Emend.Server.Application.BulkJobs;
using Emend.Server.BackgroundWork;
using Emend.Server.Http;
using Emend.Server.Maintenance;
using Emend.Server.Messaging;
using Emend.Server.Messaging.RabbitMq;
using Emend.Server.Storage;

namespace Emend.Server;

/// <summary>What the process is told of Emend beside what ASP.NET Core reads itself.</summary>
/// <param name="Storage">Where the data is.</param>
/// <param name="Demo">Whether to load the demo tenant.</param>
/// <param name="DemoOrders">Whether it comes with its orders.</param>
/// <param name="Waiting">How this node does what is due by itself.</param>
/// <param name="Upkeep">How long it keeps what need not be kept for ever.</param>
internal sealed record EmendOptions(StorageOptions Storage, bool Demo, bool DemoOrders, BackgroundWorkOptions Waiting, MaintenanceOptions Upkeep)
{
    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Whom it may call by itself: on the loopback demo also programs beside it.</summary>
    public required OutboundTargetPolicy OutboundTargetPolicy { get; init; }

    /// <summary>How this node delivers events.</summary>
    public required DeliveryOptions Relay { get; init; }

    /// <summary>The broker that all events go to; null where there is none.</summary>
    public required RabbitMqOptions? Broker { get; init; }

    /// <summary>How this node works on jobs over many orders.</summary>
    public required BulkJobOptions Bulk { get; init; }

    /// <summary>Throws with words for the console where the configuration cannot be.</summary>
    public static EmendOptions FromConfiguration(IConfiguration configuration)
    {
        var demo = configuration.GetValue("Emend:Demo", false);
        if (demo && Urls(configuration).FirstOrDefault(u => !IsLoopback(u)) is { } open)
            throw new InvalidConfigurationException(
                $"The demo tenant has passwords that everybody knows, so it is loaded on loopback addresses only, and {open} is none. "
                + "Listen on http://127.0.0.1:8080, or start without --demo.");
        var storage = configuration["Emend:Database"] is { Length: > 0 } connection
            ? StorageOptions.PostgreSql(connection)
            : StorageOptions.Sqlite(Path.Combine(configuration["Emend:Data"] is { Length: > 0 } data ? data : "data", "emend.db"));
        var orders = demo && configuration.GetValue("Emend:DemoOrders", true);
        return new EmendOptions(storage, demo, orders, WaitingOf(configuration), UpkeepOf(configuration))
        {
            OutboundTargetPolicy = new(configuration.GetValue("Emend:Webhooks:AllowPrivate", demo)),
            Relay = RelayOf(configuration),
            Broker = BrokerOf(configuration),
            Bulk = BulkOf(configuration),
        };
    }

    private static BulkJobOptions BulkOf(IConfiguration configuration)
    {
        var usual = BulkJobOptions.Default;
        return new(
            configuration.GetValue("Emend:Worker", usual.Enabled),
            Span(configuration, "Emend:Bulk:Poll", usual.PollInterval),
            Span(configuration, "Emend:Bulk:Lease", usual.LeaseDuration));
    }

    private static BackgroundWorkOptions WaitingOf(IConfiguration configuration)
    {
        var usual = BackgroundWorkOptions.Default;
        return new(
            configuration.GetValue("Emend:Worker", usual.Enabled),
            Span(configuration, "Emend:Waiting:Poll", usual.PollInterval),
            Span(configuration, "Emend:Waiting:Retry", usual.MaxRetryDelay),
            Span(configuration, "Emend:Waiting:Lease", usual.LeaseDuration));
    }

    private static DeliveryOptions RelayOf(IConfiguration configuration)
    {
        var usual = DeliveryOptions.Default;
        return new(
            configuration.GetValue("Emend:Webhooks:Deliver", configuration.GetValue("Emend:Worker", usual.Enabled)),
            Span(configuration, "Emend:Webhooks:Lease", usual.LeaseDuration))
        {
            PollInterval = Span(configuration, "Emend:Webhooks:Look", usual.PollInterval),
            RequestTimeout = Span(configuration, "Emend:Webhooks:Patience", usual.RequestTimeout),
        };
    }

    private static RabbitMqOptions? BrokerOf(IConfiguration configuration)
    {
        var (broker, detail) = RabbitMqOptions.Of(configuration[RabbitMqOptions.UriKey], configuration[RabbitMqOptions.ExchangeKey]);
        return detail is null ? broker : throw new InvalidConfigurationException(detail);
    }

    private static MaintenanceOptions UpkeepOf(IConfiguration configuration)
    {
        const string Key = "Emend:KeepKeys";
        return configuration[Key] switch
        {
            null or "" => MaintenanceOptions.Default,
            var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
                && span >= MaintenanceOptions.MinIdempotencyKeyRetention && span.TotalDays <= 366 => new(span),
            var text => throw new InvalidConfigurationException(
                $"{Key} is {text}. Give a time of at least a day, such as {MaintenanceOptions.Default.IdempotencyKeyRetention:c} for two days."),
        };
    }

    private static TimeSpan Span(IConfiguration configuration, string key, TimeSpan usual) => configuration[key] switch
    {
        null or "" => usual,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span.TotalDays is > 0 and < 1 => span,
        var text => throw new InvalidConfigurationException(
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
internal sealed class InvalidConfigurationException(string message) : Exception(message);

using System.Globalization;
using System.Net;
using Emend.Server.Application.BulkJobs;
using Emend.Server.BackgroundWork;
using Emend.Server.Http;
using Emend.Server.Identity;
using Emend.Server.Maintenance;
using Emend.Server.Messaging;
using Emend.Server.Messaging.RabbitMq;
using Emend.Server.Storage;

namespace Emend.Server;

/// <summary>Options of Emend. ASP.NET Core reads its own options separately.</summary>
/// <param name="Storage">Location of the database.</param>
/// <param name="IsDemo">Whether to load the demo tenant.</param>
/// <param name="SeedsDemoOrders">Whether to create the orders of the demo tenant.</param>
/// <param name="BackgroundWork">Options of background work.</param>
/// <param name="Maintenance">Retention of technical data.</param>
internal sealed record EmendOptions(
    StorageOptions Storage, bool IsDemo, bool SeedsDemoOrders, BackgroundWorkOptions BackgroundWork, MaintenanceOptions Maintenance)
{
    private const int MaxInteger = 1_000_000;

    public const string DefaultUrl = "http://127.0.0.1:8080";

    /// <summary>Targets that Emend may call. The demo, which runs on loopback, may also call private addresses.</summary>
    public required OutboundTargetPolicy OutboundTargetPolicy { get; init; }

    /// <summary>Options of event delivery.</summary>
    public required DeliveryOptions EventDelivery { get; init; }

    /// <summary>The broker that receives all events; null if none is configured.</summary>
    public required RabbitMqOptions? RabbitMq { get; init; }

    /// <summary>Options of bulk jobs.</summary>
    public required BulkJobOptions BulkJobs { get; init; }

    /// <summary>Limits of the request rate.</summary>
    public required RateLimitOptions RateLimits { get; init; }

    /// <summary>Options of sign-in.</summary>
    public required IdentityOptions Identity { get; init; }

    /// <summary>Reads the configuration. Throws <see cref="InvalidConfigurationException"/> with a text for the console.</summary>
    public static EmendOptions FromConfiguration(IConfiguration configuration)
    {
        var demo = configuration.GetValue("Emend:Demo:Enabled", false);
        if (demo && ReadUrls(configuration).FirstOrDefault(u => !IsLoopback(u)) is { } open)
        {
            throw new InvalidConfigurationException(
                $"The demo tenant has public passwords and works only on loopback addresses, but {open} is not a loopback address. "
                + "Listen on http://127.0.0.1:8080, or start without --demo.");
        }

        var storage = configuration["ConnectionStrings:Emend"] is { Length: > 0 } connection
            ? StorageOptions.PostgreSql(connection)
            : StorageOptions.Sqlite(Path.Combine(configuration["Emend:DataDirectory"] is { Length: > 0 } data ? data : "data", "emend.db"));
        var orders = demo && configuration.GetValue("Emend:Demo:SeedOrders", true);
        return new EmendOptions(storage, demo, orders, ReadBackgroundWork(configuration), ReadMaintenance(configuration))
        {
            OutboundTargetPolicy = new(configuration.GetValue("Emend:Webhooks:AllowPrivateNetworks", demo)),
            EventDelivery = ReadEventDelivery(configuration),
            RabbitMq = ReadBroker(configuration),
            BulkJobs = ReadBulkJobs(configuration),
            RateLimits = ReadRateLimits(configuration),
            Identity = ReadIdentity(configuration),
        };
    }

    private static RateLimitOptions ReadRateLimits(IConfiguration configuration)
    {
        var defaults = RateLimitOptions.Default;
        return new(
            ReadInteger(configuration, "Emend:RateLimits:AddressPerMinute", 0, defaults.AddressPerMinute),
            ReadInteger(configuration, "Emend:RateLimits:CredentialPerSecond", 0, defaults.CredentialPerSecond));
    }

    private static IdentityOptions ReadIdentity(IConfiguration configuration)
    {
        var defaults = new IdentityOptions();
        return defaults with
        {
            PasswordThreads = ReadInteger(configuration, "Emend:SignIn:PasswordThreads", 1, defaults.PasswordThreads),
            PasswordQueueCapacity = ReadInteger(configuration, "Emend:SignIn:PasswordQueueCapacity", 1, defaults.PasswordQueueCapacity),
        };
    }

    private static int ReadInteger(IConfiguration configuration, string key, int min, int defaultValue) => configuration[key] switch
    {
        null or "" => defaultValue,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= MaxInteger => number,
        var text => throw new InvalidConfigurationException(
            $"{key} is {text}. Specify a whole number from {min} to {MaxInteger}, such as {defaultValue}."),
    };

    private static BulkJobOptions ReadBulkJobs(IConfiguration configuration)
    {
        var defaults = BulkJobOptions.Default;
        return new(
            configuration.GetValue("Emend:BackgroundWork:Enabled", defaults.Enabled),
            ReadTimeSpan(configuration, "Emend:BulkJobs:PollInterval", defaults.PollInterval),
            ReadTimeSpan(configuration, "Emend:BulkJobs:LeaseDuration", defaults.LeaseDuration));
    }

    private static BackgroundWorkOptions ReadBackgroundWork(IConfiguration configuration)
    {
        var defaults = BackgroundWorkOptions.Default;
        return new(
            configuration.GetValue("Emend:BackgroundWork:Enabled", defaults.Enabled),
            ReadTimeSpan(configuration, "Emend:BackgroundWork:PollInterval", defaults.PollInterval),
            ReadTimeSpan(configuration, "Emend:BackgroundWork:MaxRetryDelay", defaults.MaxRetryDelay),
            ReadTimeSpan(configuration, "Emend:BackgroundWork:LeaseDuration", defaults.LeaseDuration));
    }

    private static DeliveryOptions ReadEventDelivery(IConfiguration configuration)
    {
        var defaults = DeliveryOptions.Default;
        return new(
            configuration.GetValue("Emend:EventDelivery:Enabled", configuration.GetValue("Emend:BackgroundWork:Enabled", defaults.Enabled)),
            ReadTimeSpan(configuration, "Emend:EventDelivery:LeaseDuration", defaults.LeaseDuration))
        {
            PollInterval = ReadTimeSpan(configuration, "Emend:EventDelivery:PollInterval", defaults.PollInterval),
            RequestTimeout = ReadTimeSpan(configuration, "Emend:EventDelivery:RequestTimeout", defaults.RequestTimeout),
        };
    }

    private static RabbitMqOptions? ReadBroker(IConfiguration configuration)
    {
        var (broker, detail) = RabbitMqOptions.Parse(configuration[RabbitMqOptions.UriKey], configuration[RabbitMqOptions.ExchangeKey]);
        return detail is null ? broker : throw new InvalidConfigurationException(detail);
    }

    private static MaintenanceOptions ReadMaintenance(IConfiguration configuration)
    {
        const string Key = "Emend:Idempotency:KeyRetention";
        return configuration[Key] switch
        {
            null or "" => MaintenanceOptions.Default,
            var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
                && span >= MaintenanceOptions.MinIdempotencyKeyRetention && span.TotalDays <= 366 => new(span),
            var text => throw new InvalidConfigurationException(
                $"{Key} is {text}. Specify a time of at least a day, "
                + $"such as {MaintenanceOptions.Default.IdempotencyKeyRetention:c} for two days."),
        };
    }

    private static TimeSpan ReadTimeSpan(IConfiguration configuration, string key, TimeSpan defaultValue) => configuration[key] switch
    {
        null or "" => defaultValue,
        var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span.TotalDays is > 0 and < 1 => span,
        var text => throw new InvalidConfigurationException(
            $"{key} is {text}. Specify a time of less than a day as hours:minutes:seconds, such as {defaultValue:c}."),
    };

    private static IEnumerable<string> ReadUrls(IConfiguration configuration) =>
        (configuration["urls"] ?? DefaultUrl).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>());

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal),
            UriKind.Absolute, out var uri)
        && (uri.Host is "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}

/// <summary>The configuration is invalid. The message states the error and the fix.</summary>
internal sealed class InvalidConfigurationException(string message) : Exception(message);

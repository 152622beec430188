using System.Globalization;
using System.Net;
using Emend.Server.Application.BulkJobs;
using Emend.Server.BackgroundWork;
using Emend.Server.Common;
using Emend.Server.Http;
using Emend.Server.Identity;
using Emend.Server.Maintenance;
using Emend.Server.Messaging;
using Emend.Server.Messaging.RabbitMq;
using Emend.Server.Shipping;
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

    /// <summary>The credential of the operator.</summary>
    public required OperatorOptions Operator { get; init; }

    /// <summary>Options of the embedded carrier.</summary>
    public required EmbeddedCarrierOptions EmbeddedCarrier { get; init; }

    /// <summary>Reads the configuration. Throws <see cref="InvalidConfigurationException"/> with a text for the console.</summary>
    public static EmendOptions FromConfiguration(IConfiguration configuration)
    {
        var reader = new ConfigurationReader(configuration);
        var options = Read(reader);
        reader.RejectUnknownKeys();
        reader.RejectInvalidLogLevels();
        RejectInvalidUrls(configuration, options.IsDemo);
        return options;
    }

    /// <summary>The addresses to listen on.</summary>
    public static IReadOnlyList<string> ReadUrls(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>().ToArray();
        var urls = configuration["urls"] ?? (endpoints.Length == 0 ? DefaultUrl : "");
        return [.. urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), .. endpoints];
    }

    /// <summary>Reads every key, whatever the values of the others are: a key that is not read is unknown.</summary>
    internal static EmendOptions Read(ConfigurationReader reader)
    {
        var demo = reader.ReadFlag("Emend:Demo:Enabled", false);
        var seeds = reader.ReadFlag("Emend:Demo:SeedOrders", true);
        return new EmendOptions(ReadStorage(reader), demo, demo && seeds, ReadBackgroundWork(reader), ReadMaintenance(reader))
        {
            OutboundTargetPolicy = new(reader.ReadFlag("Emend:Webhooks:AllowPrivateNetworks", demo)),
            EventDelivery = ReadEventDelivery(reader),
            RabbitMq = ReadBroker(reader),
            BulkJobs = ReadBulkJobs(reader),
            RateLimits = ReadRateLimits(reader),
            Identity = ReadIdentity(reader),
            Operator = ReadOperator(reader),
            EmbeddedCarrier = new(
                reader.ReadTimeSpan("Emend:EmbeddedCarrier:ResponseDelay", TimeSpan.Zero, min: TimeSpan.Zero),
                reader.ReadText("Emend:EmbeddedCarrier:RejectReason"),
                reader.ReadFlag("Emend:EmbeddedCarrier:Unavailable", false)),
        };
    }

    private static RateLimitOptions ReadRateLimits(ConfigurationReader reader)
    {
        var defaults = RateLimitOptions.Default;
        return new(
            reader.ReadInteger("Emend:RateLimits:AddressPerMinute", 0, defaults.AddressPerMinute),
            reader.ReadInteger("Emend:RateLimits:CredentialPerSecond", 0, defaults.CredentialPerSecond));
    }

    private static IdentityOptions ReadIdentity(ConfigurationReader reader)
    {
        var defaults = new IdentityOptions();
        return defaults with
        {
            PasswordThreads = reader.ReadInteger("Emend:SignIn:PasswordThreads", 1, defaults.PasswordThreads),
            PasswordQueueCapacity = reader.ReadInteger("Emend:SignIn:PasswordQueueCapacity", 1, defaults.PasswordQueueCapacity),
        };
    }

    // Does not repeat the value: somebody may have entered the key itself.
    private static OperatorOptions ReadOperator(ConfigurationReader reader) =>
        OperatorOptions.Parse(reader.ReadText(OperatorOptions.HashKey)) ?? throw new InvalidConfigurationException(
            $"{OperatorOptions.HashKey} is not a SHA-256. Specify the 64 hexadecimal digits that printf %s \"$KEY\" | sha256sum writes.");

    private static StorageOptions ReadStorage(ConfigurationReader reader)
    {
        var folder = reader.ReadText("Emend:DataDirectory") ?? "data";
        var wait = reader.ReadTimeSpan("Emend:Database:StartupTimeout", StorageOptions.DefaultStartupTimeout, min: TimeSpan.Zero);
        var isRestored = reader.ReadFlag("Emend:Database:Restored", false);
        var storage = reader.ReadText("ConnectionStrings:Emend") is { } connection
            ? StorageOptions.PostgreSql(connection)
            : StorageOptions.Sqlite(Path.Combine(folder, "emend.db"));
        return (storage with { StartupTimeout = wait, IsRestored = isRestored })
            .WithFurther(reader.ReadSection(StorageOptions.FurtherSection));
    }

    private static BulkJobOptions ReadBulkJobs(ConfigurationReader reader)
    {
        var defaults = BulkJobOptions.Default;
        return new(
            reader.ReadFlag("Emend:BackgroundWork:Enabled", defaults.Enabled),
            reader.ReadTimeSpan("Emend:BulkJobs:PollInterval", defaults.PollInterval),
            reader.ReadTimeSpan("Emend:BulkJobs:LeaseDuration", defaults.LeaseDuration));
    }

    private static BackgroundWorkOptions ReadBackgroundWork(ConfigurationReader reader)
    {
        var defaults = BackgroundWorkOptions.Default;
        return new(
            reader.ReadFlag("Emend:BackgroundWork:Enabled", defaults.Enabled),
            reader.ReadTimeSpan("Emend:BackgroundWork:PollInterval", defaults.PollInterval),
            reader.ReadTimeSpan("Emend:BackgroundWork:MaxRetryDelay", defaults.MaxRetryDelay),
            reader.ReadTimeSpan("Emend:BackgroundWork:LeaseDuration", defaults.LeaseDuration));
    }

    private static DeliveryOptions ReadEventDelivery(ConfigurationReader reader)
    {
        var defaults = DeliveryOptions.Default;
        var works = reader.ReadFlag("Emend:BackgroundWork:Enabled", defaults.Enabled);
        return new(
            reader.ReadFlag("Emend:EventDelivery:Enabled", works),
            reader.ReadTimeSpan("Emend:EventDelivery:LeaseDuration", defaults.LeaseDuration))
        {
            PollInterval = reader.ReadTimeSpan("Emend:EventDelivery:PollInterval", defaults.PollInterval),
            RequestTimeout = reader.ReadTimeSpan("Emend:EventDelivery:RequestTimeout", defaults.RequestTimeout),
        };
    }

    private static RabbitMqOptions? ReadBroker(ConfigurationReader reader)
    {
        var (broker, detail) = RabbitMqOptions.Parse(
            reader.ReadText(RabbitMqOptions.UriKey), reader.ReadText(RabbitMqOptions.ExchangeKey), reader.ReadText(RabbitMqOptions.ApiKey));
        return detail is null ? broker : throw new InvalidConfigurationException(detail);
    }

    private static MaintenanceOptions ReadMaintenance(ConfigurationReader reader)
    {
        const string Key = "Emend:Idempotency:KeyRetention";
        return reader.ReadText(Key) switch
        {
            null => MaintenanceOptions.Default,
            var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span)
                && span >= MaintenanceOptions.MinIdempotencyKeyRetention && span.TotalDays <= 366 => new(span),
            var text => throw new InvalidConfigurationException(
                $"{Key} is {text}. Specify a time of at least a day, "
                + $"such as {MaintenanceOptions.Default.IdempotencyKeyRetention:c} for two days."),
        };
    }

    private static void RejectInvalidUrls(IConfiguration configuration, bool demo)
    {
        foreach (var url in ReadUrls(configuration))
        {
            if (!IsHttp(url))
            {
                throw new InvalidConfigurationException(
                    $"The address to listen on is {url}. Specify an address such as {DefaultUrl}; a reverse proxy adds TLS.");
            }

            if (demo && !IsLoopback(url))
            {
                throw new InvalidConfigurationException(
                    $"The demo tenant has public passwords and works only on loopback addresses, but {url} is not a loopback address. "
                    + $"Listen on {DefaultUrl}, or start without --demo.");
            }
        }
    }

    private static bool IsHttp(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http", PathBase: "" };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal),
            UriKind.Absolute, out var uri)
        && (uri.Host is "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));
}

/// <summary>The configuration is invalid. The message states the error and the fix.</summary>
internal sealed class InvalidConfigurationException(string message) : StartupException(ExitCode.InvalidConfiguration, message);

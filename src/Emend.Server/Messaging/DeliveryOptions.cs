namespace Emend.Server.Messaging;

/// <summary>Options of event delivery.</summary>
/// <param name="Enabled">Whether this node delivers events. At least one node must.</param>
/// <param name="LeaseDuration">Duration of the lease of a subscription. If a node dies, another node takes over after this time.</param>
internal sealed record DeliveryOptions(bool Enabled, TimeSpan LeaseDuration)
{
    public static readonly DeliveryOptions Default = new(true, TimeSpan.FromSeconds(30));

    /// <summary>Interval of checks for new, changed, or free subscriptions.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Maximum response time of a receiver.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Delay after the first failure of an event, ±20 % jitter. Doubles with each further failure.</summary>
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Maximum delay between two attempts of an event, ±20 % jitter.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Time since the first attempt after which the next failure dead-letters the event.</summary>
    public TimeSpan DeadLetterAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Retention of the state of delivered events.</summary>
    public TimeSpan DeliveredRetention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Maximum number of concurrent deliveries to one receiver.</summary>
    public int MaxConcurrencyPerReceiver { get; init; } = 16;

    /// <summary>Maximum number of concurrent deliveries to all receivers, in addition to one per receiver.</summary>
    public int MaxConcurrency { get; init; } = 256;
}

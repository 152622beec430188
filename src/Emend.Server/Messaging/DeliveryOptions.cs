namespace Emend.Server.Messaging;

/// <summary>How this node delivers events.</summary>
/// <param name="Enabled">Whether this node does; some node must.</param>
/// <param name="LeaseDuration">For how long it holds a subscription; if it dies, another node takes it then.</param>
internal sealed record DeliveryOptions(bool Enabled, TimeSpan LeaseDuration)
{
    public static readonly DeliveryOptions Default = new(true, TimeSpan.FromSeconds(30));

    /// <summary>How often it looks for subscriptions that are new, changed or free.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a receiver may take for its answer.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long is waited after the first failure; after each further one twice as long.</summary>
    public TimeSpan InitialBackoff { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an event is tried before it is parked.</summary>
    public TimeSpan DeadLetterAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long it is kept what was delivered.</summary>
    public TimeSpan DeliveredRetention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How many are on their way to one receiver at once.</summary>
    public int MaxConcurrencyPerReceiver { get; init; } = 16;

    /// <summary>How many beyond the first of each receiver, all together.</summary>
    public int MaxConcurrency { get; init; } = 256;
}

namespace Emend.Server.Messaging;

/// <summary>Exponential backoff of failed deliveries.</summary>
internal static class RetryBackoff
{
    private const int MaxDoublings = 20;

    /// <summary>Delay before the next attempt of an event, with a jitter of ±20 %.</summary>
    public static TimeSpan ForEvent(int failures, DeliveryOptions options) =>
        Exponential(failures, options.InitialBackoff, options.MaxBackoff) * (0.8 + (0.4 * Random.Shared.NextDouble()));

    /// <summary>Delay before the next call of a receiver whose circuit is open, without jitter.</summary>
    public static TimeSpan ForReceiver(int failures, DeliveryOptions options) =>
        Exponential(failures, options.InitialBackoff / 2, TimeSpan.FromMinutes(1));

    private static TimeSpan Exponential(int failures, TimeSpan first, TimeSpan max)
    {
        var delay = first * Math.Pow(2, Math.Min(failures, MaxDoublings));
        return delay < max ? delay : max;
    }
}

namespace Emend.Server.Maintenance;

/// <summary>How long is kept what need not be kept for ever.</summary>
/// <param name="IdempotencyKeyRetention">For how long a write is known by its idempotency key.</param>
internal sealed record MaintenanceOptions(TimeSpan IdempotencyKeyRetention)
{
    /// <summary>What the native face promises.</summary>
    public static readonly TimeSpan MinIdempotencyKeyRetention = TimeSpan.FromHours(24);

    /// <summary>For how long a job over many orders is told after it ended; what it asked for may be personal.</summary>
    public static readonly TimeSpan BulkJobRetention = TimeSpan.FromDays(30);

    public static readonly MaintenanceOptions Default = new(TimeSpan.FromHours(48));
}

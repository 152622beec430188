namespace Emend.Server.Maintenance;

/// <summary>Retention of technical data.</summary>
/// <param name="IdempotencyKeyRetention">Retention of idempotency keys.</param>
internal sealed record MaintenanceOptions(TimeSpan IdempotencyKeyRetention)
{
    /// <summary>Minimum retention that the native API guarantees.</summary>
    public static readonly TimeSpan MinIdempotencyKeyRetention = TimeSpan.FromHours(24);

    /// <summary>Retention of bulk jobs after their end. Their definitions may contain personal data.</summary>
    public static readonly TimeSpan BulkJobRetention = TimeSpan.FromDays(30);

    public static readonly MaintenanceOptions Default = new(TimeSpan.FromHours(48));
}

namespace Emend.Server.Application.Orders;

/// <summary>The used idempotency keys of all tenants.</summary>
internal interface IIdempotencyKeyStore
{
    /// <summary>Deletes at most <paramref name="max"/> older keys, the oldest first. Returns the number of deleted keys.</summary>
    Task<int> DeleteBefore(DateTimeOffset before, int max, CancellationToken ct);
}

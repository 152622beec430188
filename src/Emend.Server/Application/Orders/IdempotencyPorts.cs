using Emend.Core.Orders;

namespace Emend.Server.Application.Orders;

/// <summary>
/// An idempotency key for one write. The same key with the same request replays the response; with another request it is rejected.
/// </summary>
/// <param name="Key">The key from the client.</param>
/// <param name="Credential">The caller. Keys are unique per caller.</param>
/// <param name="Request">Hash of method, path, query, If-Match and body.</param>
internal sealed record IdempotencyKey(string Key, string Credential, string Request);

/// <summary>The stored result of a request with an idempotency key.</summary>
internal sealed record IdempotencyRecord(string Request, OrderId Order, long Revision);

/// <summary>The stored results of a batch with an idempotency key.</summary>
/// <param name="Records">The results, one per written order.</param>
/// <param name="IsComplete">Whether all orders of the batch were processed. The last order then has the key itself.</param>
internal sealed record IdempotencyBatch(IReadOnlyList<IdempotencyRecord> Records, bool IsComplete);

/// <summary>The used idempotency keys of all tenants.</summary>
internal interface IIdempotencyKeyStore
{
    /// <summary>The results of a batch that was executed with the key. It is empty if there are none.</summary>
    Task<IdempotencyBatch> FindBatch(TenantId tenant, IdempotencyKey key, CancellationToken ct);

    /// <summary>Deletes at most <paramref name="max"/> older keys, the oldest first. Returns the number of deleted keys.</summary>
    Task<int> DeleteBefore(TenantId tenant, DateTimeOffset before, int max, CancellationToken ct);
}

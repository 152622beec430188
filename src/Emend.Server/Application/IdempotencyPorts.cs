namespace Emend.Server.Application;

/// <summary>The idempotency keys under which writes were done, of all tenants.</summary>
internal interface IIdempotencyKeyStore
{
    /// <summary>Removes some of those that are older, the oldest first; answers how many.</summary>
    Task<int> Forget(DateTimeOffset before, int max, CancellationToken ct);
}

namespace Emend.Server.Desk;

/// <summary>The idempotency keys under which writes were done, of all tenants.</summary>
internal interface IKeptKeys
{
    /// <summary>Removes some of those that are older, the oldest first; answers how many.</summary>
    Task<int> Forget(DateTimeOffset before, int most, CancellationToken ct);
}

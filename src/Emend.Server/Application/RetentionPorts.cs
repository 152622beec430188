using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>An order whose time may have come.</summary>
/// <param name="Since">Since when it waits for that.</param>
internal sealed record RetentionCandidate(OrderId Order, DateTimeOffset Since);

/// <summary>What is next with an order that has ended.</summary>
internal enum RetentionStage
{
    /// <summary>What speaks of persons is erased.</summary>
    Anonymize,

    /// <summary>It is deleted.</summary>
    Delete,
}

/// <summary>Which orders are to be forgotten.</summary>
internal interface IRetentionStore
{
    Task<IReadOnlyList<TenantId>> Tenants(CancellationToken ct);

    /// <summary>Some orders that wait since before a moment, or for one of their own that has come.</summary>
    Task<IReadOnlyList<RetentionCandidate>> Due(
        TenantId tenant, RetentionStage stage, DateTimeOffset before, DateTimeOffset now, int max, CancellationToken ct);

    /// <summary>Takes an order out that is at work; it comes back by itself when it ends.</summary>
    Task TakeOut(TenantId tenant, RetentionCandidate order, CancellationToken ct);

    /// <summary>Removes some jobs over many orders that ended before a moment: what they asked for may be personal.</summary>
    Task<int> ForgetJobs(TenantId tenant, DateTimeOffset before, int max, CancellationToken ct);
}

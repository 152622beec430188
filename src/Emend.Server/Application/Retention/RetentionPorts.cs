using Emend.Core.Orders;

namespace Emend.Server.Application.Retention;

/// <summary>An ended order that may be due for anonymization or deletion.</summary>
/// <param name="Since">Start of the retention period.</param>
internal sealed record RetentionCandidate(OrderId Order, DateTimeOffset Since);

/// <summary>The next retention step of an ended order.</summary>
internal enum RetentionStage
{
    /// <summary>Erase personal data.</summary>
    Anonymize,

    /// <summary>Delete the order.</summary>
    Delete,
}

/// <summary>Finds orders that are due for anonymization or deletion.</summary>
internal interface IRetentionStore
{
    /// <summary>The tenants that are not suspended.</summary>
    Task<IReadOnlyList<TenantId>> ListTenants(CancellationToken ct);

    /// <summary>Whether the tenant is not suspended. It can be suspended during a pass.</summary>
    Task<bool> IsActive(TenantId tenant, CancellationToken ct);

    /// <summary>Orders whose retention started before <paramref name="before"/>, or whose own due time has passed.</summary>
    Task<IReadOnlyList<RetentionCandidate>> ListDue(
        TenantId tenant, RetentionStage stage, DateTimeOffset before, DateTimeOffset now, int max, CancellationToken ct);

    /// <summary>Removes an active order from the candidates. The order becomes a candidate again when it ends.</summary>
    Task Exclude(TenantId tenant, RetentionCandidate order, CancellationToken ct);

    /// <summary>
    /// Deletes bulk jobs that ended before a time. Their commands may contain personal data. Returns the number of deleted jobs.
    /// </summary>
    Task<int> DeleteBulkJobs(TenantId tenant, DateTimeOffset before, int max, CancellationToken ct);
}

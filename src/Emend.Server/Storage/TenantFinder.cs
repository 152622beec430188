using System.Collections.Immutable;
using Emend.Core.Orders;
using Emend.Server.Application.Tenants;
using Emend.Server.Common;

namespace Emend.Server.Storage;

/// <summary>
/// Finds the active tenants of one database server with background work: the only statements of background work that read the rows of
/// several tenants. All other statements have the tenant as a parameter. Each search is one statement, whatever the number of tenants, and
/// returns a few tenants; the next search continues after them, so no tenant waits for another.
/// </summary>
internal sealed class TenantFinder(Database database, TenantDirectory? directory = null) : IActiveTenants
{
    private const string Active = "SELECT t.tenant_id FROM tenants t WHERE t.state = 'ACTIVE'";

    /// <summary>The tenants whose rows are being deleted.</summary>
    public const string Removing = "SELECT tenant_id FROM tenants WHERE state = 'REMOVING' ORDER BY tenant_id";

    private const string WithDueWorkItems =
        $"""
        {Active} AND EXISTS (
            SELECT 1 FROM work_items w WHERE w.tenant_id = t.tenant_id AND w.due_at <= $3 AND w.claimed_until <= $3)
        """;

    private const string WithPendingBulkItems =
        $"""
        {Active} AND EXISTS (
            SELECT 1 FROM bulk_jobs j WHERE j.tenant_id = t.tenant_id AND j.state = 'RUNNING' AND EXISTS (
                SELECT 1 FROM bulk_items i
                WHERE i.tenant_id = j.tenant_id AND i.job_id = j.job_id AND i.state = 'PENDING' AND i.claimed_until <= $3))
        """;

    private const string WithSubscriptions =
        $"{Active} AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.tenant_id = t.tenant_id)";

    /// <summary>The tenants without a subscription of the given id.</summary>
    public const string WithoutSubscription =
        $"{Active} AND NOT EXISTS (SELECT 1 FROM subscriptions s WHERE s.tenant_id = t.tenant_id AND s.subscription_id = $1)";

    /// <summary>All tenants with a subscription of the given id.</summary>
    public const string WithSubscription =
        "SELECT t.tenant_id FROM tenants t "
        + "WHERE EXISTS (SELECT 1 FROM subscriptions s WHERE s.tenant_id = t.tenant_id AND s.subscription_id = $1)";

    // The tenants after the last one come first, then the others.
    private const string InRotation = " ORDER BY CASE WHEN t.tenant_id > $1 THEN 0 ELSE 1 END, t.tenant_id LIMIT $2";

    /// <summary>The database server whose tenants this instance finds.</summary>
    public Database Database => database;

    private string _lastWithWorkItems = "";
    private string _lastWithBulkItems = "";

    /// <summary>All statements of this type, for the test that finds statements without a tenant.</summary>
    public static ImmutableArray<string> Statements =>
        [
            Active, Removing, WithDueWorkItems + InRotation, WithPendingBulkItems + InRotation, WithSubscriptions, WithoutSubscription,
            WithSubscription,
        ];

    /// <summary>Condition of a statement with the tenant as its first parameter: the tenant is active.</summary>
    public const string IsActive = "EXISTS (SELECT 1 FROM tenants t WHERE t.tenant_id = $1 AND t.state = 'ACTIVE')";

    public async Task<IReadOnlyList<TenantId>> ListActive(CancellationToken ct) => await List(Statement.From(Active), ct);

    /// <summary>At most <paramref name="max"/> tenants with due work items that no node has claimed.</summary>
    public async Task<IReadOnlyList<TenantId>> FindDueWorkItems(int max, DateTimeOffset now, CancellationToken ct)
    {
        var found = await List(InTurn(WithDueWorkItems, Volatile.Read(ref _lastWithWorkItems), max, now), ct);
        Volatile.Write(ref _lastWithWorkItems, found is [.., var last] ? last.Value : "");
        return found;
    }

    /// <summary>At most <paramref name="max"/> tenants with pending items of running bulk jobs that no node has claimed.</summary>
    public async Task<IReadOnlyList<TenantId>> FindPendingBulkItems(int max, DateTimeOffset now, CancellationToken ct)
    {
        var found = await List(InTurn(WithPendingBulkItems, Volatile.Read(ref _lastWithBulkItems), max, now), ct);
        Volatile.Write(ref _lastWithBulkItems, found is [var first, ..] ? first.Value : "");
        return found;
    }

    public async Task<IReadOnlyList<TenantId>> FindSubscriptions(CancellationToken ct) => await List(Statement.From(WithSubscriptions), ct);

    private static Statement InTurn(string search, string after, int max, DateTimeOffset now) =>
        Statement.From(search + InRotation, after, (long)max, UnixMicroseconds.FromTime(now));

    /// <summary>The active tenants without a subscription of the given id.</summary>
    public async Task<IReadOnlyList<TenantId>> FindWithoutSubscription(string subscription, CancellationToken ct) =>
        await List(Statement.From(WithoutSubscription, subscription), ct);

    /// <summary>The active tenants with a subscription of the given id.</summary>
    public async Task<IReadOnlyList<TenantId>> FindWithSubscription(string subscription, CancellationToken ct) =>
        await List(Statement.From(WithSubscription, subscription), ct);

    private async Task<IReadOnlyList<TenantId>> List(Statement statement, CancellationToken ct)
    {
        var server = TenantDirectory.Require(database, database.Name);
        var found = await server.List(statement, row => new TenantId(row.Text(0)), ct);
        return directory is null ? found : await directory.OnlyIn(server, found, ct);
    }
}

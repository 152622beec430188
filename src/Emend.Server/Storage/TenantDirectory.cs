using System.Collections.Frozen;
using Emend.Core.Orders;
using Emend.Server.Common;

namespace Emend.Server.Storage;

/// <summary>
/// Which tenant is in which database. The main database has a row for every tenant; rows of tenants of other servers name the server. Each
/// node keeps these rows in memory. An outdated copy causes no wrong write: a server rejects tenants that have left it.
/// </summary>
internal sealed class TenantDirectory(DatabaseServers servers, TimeProvider clock, ILogger<TenantDirectory> log) : IDisposable
{
    /// <summary>A node that can reach the main database uses no older copy.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(2);

    private const string Elsewhere = "SELECT tenant_id, sign_in_key, database_name FROM tenants WHERE database_name <> ''";

    private readonly SemaphoreSlim _refreshing = new(1);
    private Copy _copy = Copy.Empty;
    private bool _isMainSilent;

    public DatabaseServers Servers => servers;

    /// <summary>Changes when the rows in memory change.</summary>
    public object Revision => Volatile.Read(ref _copy).Revision;

    private bool IsSingle => servers.Further.Count == 0;

    /// <summary>The database of a tenant; the main database for a tenant that does not exist.</summary>
    public ValueTask<Database> Find(TenantId tenant, CancellationToken ct) =>
        IsSingle ? new(servers.Main) : FindIn(copy => copy.ByTenant, tenant.Value, ct);

    /// <summary>The database of the tenant with a sign-in key; the main database if there is none.</summary>
    public ValueTask<Database> FindSignInKey(string key, CancellationToken ct) =>
        IsSingle ? new(servers.Main) : FindIn(copy => copy.BySignInKey, key, ct);

    /// <summary>Those of the tenants that are in the database. Excludes tenants that are arriving or have left.</summary>
    public async ValueTask<IReadOnlyList<TenantId>> OnlyIn(Database server, IReadOnlyList<TenantId> tenants, CancellationToken ct)
    {
        if (IsSingle || tenants.Count == 0)
        {
            return tenants;
        }

        var copy = await Read(ct);
        return [.. tenants.Where(tenant => copy.ByTenant.GetValueOrDefault(tenant.Value, Database.Main) == server.Name)];
    }

    /// <summary>Reads the rows again. Until this succeeds once more, requests use the rows in memory.</summary>
    public async Task Refresh(CancellationToken ct)
    {
        if (IsSingle)
        {
            return;
        }

        await _refreshing.WaitAsync(ct);
        try
        {
            var readAt = clock.GetTimestamp();
            var rows = await servers.Main.List(
                Statement.From(Elsewhere), row => new Row(row.Text(0), row.Text(1), row.Text(2)), ct);
            Volatile.Write(ref _copy, Volatile.Read(ref _copy).With(rows, readAt));
            Volatile.Write(ref _isMainSilent, false);
        }
        catch (DatabaseUnavailableException)
        {
            Volatile.Write(ref _isMainSilent, true);
            throw;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public void Dispose() => _refreshing.Dispose();

    private async ValueTask<Database> FindIn(Func<Copy, FrozenDictionary<string, string>> get, string key, CancellationToken ct)
    {
        var name = get(await Read(ct)).GetValueOrDefault(key, Database.Main);
        return Require(servers.Find(name), name);
    }

    /// <summary>Returns the server. Throws <see cref="DatabaseUnavailableException"/> if this node cannot use it yet.</summary>
    public static Database Require(Database? server, string name) => server is { IsPrepared: true }
        ? server
        : throw new DatabaseUnavailableException(
            server is null
                ? $"{StorageOptions.FurtherSection}:{name} is not configured on this node."
                : $"The database {name} has not responded since the start of this node.",
            new TimeoutException());

    // While the main database is silent, only the background refresh tries it: no request waits for a timeout.
    private async ValueTask<Copy> Read(CancellationToken ct)
    {
        var copy = Volatile.Read(ref _copy);
        if (copy.ReadAt is { } readAt && (clock.GetElapsedTime(readAt) < MaxAge || Volatile.Read(ref _isMainSilent)))
        {
            return copy;
        }

        try
        {
            await Refresh(ct);
        }
        catch (DatabaseUnavailableException outage) when (copy.ReadAt is not null)
        {
            log.LogWarning("The main database does not respond: {Reason}. This node uses the tenants that it knows.", outage.Message);
        }

        return Volatile.Read(ref _copy);
    }

    private readonly record struct Row(string Tenant, string SignInKey, string Server);

    private sealed record Copy(
        FrozenSet<Row> Rows, FrozenDictionary<string, string> ByTenant, FrozenDictionary<string, string> BySignInKey, long? ReadAt,
        object Revision)
    {
        public static readonly Copy Empty = new(
            FrozenSet<Row>.Empty, FrozenDictionary<string, string>.Empty, FrozenDictionary<string, string>.Empty, null, new());

        public Copy With(List<Row> rows, long readAt) => Rows.SetEquals(rows)
            ? this with { ReadAt = readAt }
            : new(
                rows.ToFrozenSet(),
                rows.ToFrozenDictionary(row => row.Tenant, row => row.Server, StringComparer.Ordinal),
                rows.ToFrozenDictionary(row => row.SignInKey, row => row.Server, StringComparer.Ordinal),
                readAt,
                new());
    }
}

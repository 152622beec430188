using Emend.Core.Orders;
using Emend.Server.Application.Tenants;
using Emend.Server.Common;
using Emend.Server.Storage.PostgreSql;
using Emend.Server.Storage.ReferenceData;

namespace Emend.Server.Storage.Identity;

/// <summary>
/// The tenants for the operator. The main database has a row for each tenant. The state of a tenant of a further server is there.
/// </summary>
internal sealed class TenantStore(TenantDirectory directory) : ITenantStore
{
    private const string Columns = "tenant_id, sign_in_key, name, state, created_at, database_name";

    private static readonly EnumNames<TenantState> States = new("ACTIVE", "SUSPENDED", "REMOVING", "MOVING", "MOVED");

    private readonly Database _main = directory.Servers.Main;

    public IReadOnlyList<string> Databases => [.. directory.Servers.All.Select(server => server.Name)];

    public async Task<IReadOnlyList<TenantEntry>> List(string after, int max, CancellationToken ct)
    {
        var page = await _main.List(
            Statement.From($"SELECT {Columns} FROM tenants WHERE tenant_id > $1 ORDER BY tenant_id LIMIT $2", after, (long)max), Read, ct);
        var states = new Dictionary<TenantId, TenantState>();
        foreach (var tenants in page.Where(entry => entry.Database != Database.Main).GroupBy(entry => entry.Database))
        {
            foreach (var (tenant, state) in await ReadStates(tenants.Key, [.. tenants.Select(entry => entry.Tenant.Id.Value)], ct))
            {
                states[tenant] = state;
            }
        }

        return [.. page.Select(entry => entry with { State = states.GetValueOrDefault(entry.Tenant.Id, entry.State) })];
    }

    public async Task<TenantEntry?> Find(TenantId tenant, CancellationToken ct)
    {
        var entry = await _main.First(Statement.From($"SELECT {Columns} FROM tenants WHERE tenant_id = $1", tenant.Value), Read, ct);
        return entry is null || entry.Database == Database.Main ? entry
            : await ReadStates(entry.Database, [tenant.Value], ct) is [var (_, state)] ? entry with { State = state } : entry;
    }

    public async Task<bool> Add(NewTenantRows tenant, string database, CancellationToken ct)
    {
        var server = TenantDirectory.Require(directory.Servers.Find(database), database);
        if (server != _main && !await AddToDirectory(tenant, database, server, ct))
        {
            return false;
        }

        Statement[] rows =
        [
            .. server == _main ? [] : (Statement[])[DeleteTrace(tenant.Tenant.Id)],
            IdentityStore.Insert(tenant.Tenant, tenant.CreatedAt),
            IdentityStore.Insert(tenant.Administrator),
            .. tenant.ApiKey is var (credential, secret)
                ? (Statement[])[CredentialRows.Insert(credential), CredentialRows.Insert(credential, secret)]
                : [],
            .. tenant.Settings.Select(setting => SettingStore.Insert(tenant.Tenant.Id, setting.Name, setting.Setting)),
            .. tenant.Audit.Select(entry => IdentityAdminStore.Insert(tenant.Tenant.Id, entry)),
        ];
        await TenantFence.Remove(server, tenant.Tenant.Id, ct); // of a removed tenant of the same id that had left this server
        var isAdded = await server.Commit(rows, ct);
        await directory.Refresh(ct);
        return isAdded;
    }

    public async Task<bool> ChangeState(TenantId tenant, TenantState from, TenantState to, CancellationToken ct)
    {
        await directory.Refresh(ct);
        return await (await directory.Find(tenant, ct)).Commit([ChangeState(tenant, [from], to)], ct);
    }

    /// <summary>Deletes the row that a tenant leaves on a further server.</summary>
    public static Statement DeleteTrace(TenantId tenant) =>
        Statement.From("DELETE FROM tenants WHERE tenant_id = $1 AND state IN ('MOVED', 'MOVING')", tenant.Value);

    /// <summary>Changes the state if it is one of the given states.</summary>
    public static Statement ChangeState(TenantId tenant, TenantState[] from, TenantState to) => Statement.One(
        $"""
        UPDATE tenants SET state = $2, identity_version = identity_version + 1
        WHERE tenant_id = $1 AND state IN ({string.Join(", ", from.Select(state => $"'{States[state]}'"))})
        """,
        tenant.Value, States[to]);

    public async Task<IReadOnlyList<TenantId>> ListRemoving(CancellationToken ct)
    {
        var (found, outage) = (new HashSet<TenantId>(), (DatabaseUnavailableException?)null);
        foreach (var server in directory.Servers.All.Where(server => server.IsPrepared))
        {
            try
            {
                found.UnionWith(await server.List(Statement.From(TenantFinder.Removing), row => new TenantId(row.Text(0)), ct));
            }
            catch (DatabaseUnavailableException unavailable)
            {
                outage = unavailable; // the next run finds its tenants
            }
        }

        return found.Count == 0 && outage is not null ? throw outage : [.. found];
    }

    public Task DeleteRows(TenantId tenant, CancellationToken ct) => new TenantDeletion(directory.Servers).DeleteRemoved(tenant, ct);

    // An interrupted creation leaves the row of the main database. The next one with the same values continues.
    private async Task<bool> AddToDirectory(NewTenantRows tenant, string database, Database server, CancellationToken ct)
    {
        var insert = IdentityStore.Insert(tenant.Tenant, tenant.CreatedAt);
        Statement[] rows =
        [
            insert,
            Statement.One("UPDATE tenants SET state = 'MOVED', database_name = $2 WHERE tenant_id = $1", tenant.Tenant.Id.Value, database),
        ];
        return await _main.Commit(rows, ct)
            || (await Find(tenant.Tenant.Id, ct) is { State: TenantState.Unavailable } left
                && left.Tenant.SignInKey == tenant.Tenant.SignInKey && left.Database == database && server.IsPrepared);
    }

    private async Task<IReadOnlyList<(TenantId Tenant, TenantState State)>> ReadStates(
        string database, string[] tenants, CancellationToken ct)
    {
        try
        {
            var server = TenantDirectory.Require(directory.Servers.Find(database), database);
            return await server.List(
                Statement.From($"SELECT tenant_id, state FROM tenants WHERE {server.Dialect.AnyOf("tenant_id", 1)}", [tenants]),
                row => (new TenantId(row.Text(0)), States[row.Text(1)]), ct);
        }
        catch (DatabaseUnavailableException)
        {
            return []; // the operator sees that their state is not available
        }
    }

    private static TenantEntry Read(QueryResultReader row) => new(
        new(new(row.Text(0)), row.Text(1), row.Text(2)),
        States[row.Text(3)],
        row.LongOrNull(4) is { } at ? UnixMicroseconds.ToTime(at) : null)
    {
        Database = row.Text(5) is { Length: > 0 } further ? further : Database.Main,
    };
}

using Emend.Core.Orders;
using Emend.Server.Application.Tenants;
using Emend.Server.Storage;
using Emend.Server.Storage.Identity;
using Emend.Server.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteTenantRemovalTests() : TenantRemovalContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlTenantRemovalTests() : TenantRemovalContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>The deletion of the rows of removed tenants.</summary>
public abstract class TenantRemovalContract : StoreContract
{
    private const string WorkItems = "SELECT count(*) FROM work_items WHERE tenant_id = $1";
    private const string Tenants = "SELECT count(*) FROM tenants WHERE tenant_id = $1";
    private static readonly TenantId Shop = new("shop");
    private static readonly TenantId Store = new("store");
    private readonly TenantStore _store;

    private protected TenantRemovalContract(TestDatabase database)
        : base(database) => _store = new(OneDatabase.CreateDirectory(Database));

    [Fact]
    public async Task Last_sweep_deletes_nothing_of_a_new_tenant_with_the_id()
    {
        await Create(Shop, 3, "ACTIVE");

        await _store.DeleteRows(Shop, Never);

        Assert.Equal((1, 3), (await Number(Tenants, "shop"), await Number(WorkItems, "shop")));
    }

    [Fact]
    public async Task Last_sweep_deletes_what_a_late_request_wrote()
    {
        await AddWork(Shop, 3);

        await _store.DeleteRows(Shop, Never);

        Assert.Equal(0, await Number(WorkItems, "shop"));
    }

    [Fact]
    public async Task Tenant_is_gone_with_all_its_rows_for_each_of_several_removers()
    {
        await Create(Shop, 2_000, "REMOVING");
        await Create(Store, 3, "ACTIVE");

        var left = await RunConcurrently(4, async _ =>
        {
            await _store.DeleteRows(Shop, Never);
            return (await Number(Tenants, "shop"), await Number(WorkItems, "shop"));
        });

        Assert.All(left, rows => Assert.Equal((0, 0), rows));
        Assert.Equal((1, 3), (await Number(Tenants, "store"), await Number(WorkItems, "store")));
    }

    [Fact]
    public async Task Tenant_that_cannot_be_deleted_does_not_delay_another()
    {
        await Create(Shop, 1, "REMOVING");
        await Create(Store, 1, "REMOVING");
        var service = new TenantService(
            new FailingStore(_store, Shop), new TenantMover(OneDatabase.CreateDirectory(Database), _store, TimeProvider.System),
            TimeProvider.System, NullLogger<TenantService>.Instance);

        Assert.Equal(1, await service.DeleteRemoved(Never));

        Assert.Equal((1, 0), (await Number(Tenants, "shop"), await Number(Tenants, "store")));
    }

    private async Task Create(TenantId tenant, int workItems, string state)
    {
        await CreateTenant(tenant);
        await AddWork(tenant, workItems);
        await Database.Write([Statement.One("UPDATE tenants SET state = $2 WHERE tenant_id = $1", tenant.Value, state)], Never);
    }

    private Task<TransactionResult> AddWork(TenantId tenant, int count) => Database.Write(
        [
            .. Enumerable.Range(0, count).Select(number => Statement.One(
                "INSERT INTO work_items (tenant_id, kind, subject, article_id, since, due_at) VALUES ($1, 'ROUTE', $2, '', 0, 0)",
                tenant.Value, $"order-{number}")),
        ],
        Never);

    /// <summary>Cannot delete one tenant.</summary>
    private sealed class FailingStore(ITenantStore inner, TenantId failing) : ITenantStore
    {
        public Task<IReadOnlyList<TenantEntry>> List(string after, int max, CancellationToken ct) => inner.List(after, max, ct);

        public Task<TenantEntry?> Find(TenantId tenant, CancellationToken ct) => inner.Find(tenant, ct);

        public IReadOnlyList<string> Databases => inner.Databases;

        public Task<bool> Add(NewTenantRows tenant, string database, CancellationToken ct) => inner.Add(tenant, database, ct);

        public Task<bool> ChangeState(TenantId tenant, TenantState from, TenantState to, CancellationToken ct) =>
            inner.ChangeState(tenant, from, to, ct);

        public Task<IReadOnlyList<TenantId>> ListRemoving(CancellationToken ct) => inner.ListRemoving(ct);

        public Task DeleteRows(TenantId tenant, CancellationToken ct) =>
            tenant == failing ? throw new InvalidOperationException("A row is unreadable.") : inner.DeleteRows(tenant, ct);
    }
}

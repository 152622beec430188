using Emend.Core.Orders;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Application.Events;
using Emend.Server.Identity;
using Emend.Server.Storage;
using Emend.Server.Storage.BackgroundWork;
using Emend.Server.Storage.BulkJobs;
using Emend.Server.Storage.Messaging;
using Emend.Server.Storage.Orders;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteTenantBackgroundTests() : TenantBackgroundContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlTenantBackgroundTests() : TenantBackgroundContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Background work of many tenants on one database.</summary>
public abstract class TenantBackgroundContract : StoreContract
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Lease = Now.AddSeconds(30);
    private static readonly TenantId Big = new("big");
    private static readonly TenantId Small = new("small");
    private readonly WorkQueue _queue;
    private readonly BulkJobStore _jobs;
    private readonly EventDeliveryStore _deliveries;

    private protected TenantBackgroundContract(TestDatabase database)
        : base(database)
    {
        var (tenants, rows) = (new TenantFinder(Database), new BulkJobRows(new FormerBulkCommandReader()));
        (_queue, _jobs, _deliveries) = (
            new(Database, tenants), new(Database, new(Database, tenants, rows, TimeProvider.System), rows), new(Database, tenants));
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await CreateTenant(Big);
        await CreateTenant(Small);
    }

    [Fact]
    public async Task Tenant_with_one_work_item_does_not_wait_for_a_tenant_with_many()
    {
        await AddWork(Big, 100);
        await AddWork(Small, 1);

        var claims = await _queue.Claim("node", 8, Now, Lease, Never);

        Assert.Contains(claims, claim => claim.Tenant == Small);
        Assert.Equal(5, claims.Length);
        Assert.Equal(8, (await _queue.Claim("node", 8, Now, Lease, Never)).Length);
    }

    [Fact]
    public async Task Tenants_take_turns_when_there_are_more_of_them_than_free_slots()
    {
        await AddWork(Big, 100);
        await AddWork(Small, 100);

        TenantId[] served =
        [
            Assert.Single(await _queue.Claim("one", 1, Now, Lease, Never)).Tenant,
            Assert.Single(await _queue.Claim("two", 1, Now, Lease, Never)).Tenant,
            Assert.Single(await _queue.Claim("three", 1, Now, Lease, Never)).Tenant,
        ];

        Assert.Equal([Big, Small, Big], served);
    }

    [Fact]
    public async Task Work_of_a_suspended_tenant_stands_still_and_continues_after_the_resume()
    {
        await AddWork(Big, 2);
        var before = await _queue.Claim("node", 1, Now, Lease, Never);
        await SetState(Big, "SUSPENDED");

        Assert.Empty(await _queue.Claim("other", 8, Now, Lease, Never));
        Assert.False(await _queue.Renew(before[0], Lease, Never));
        Assert.False((await Database.Write([WorkQueue.VerifyClaim(before[0])], Never)).IsCommitted);
        await _queue.Release(before[0], Never);
        await SetState(Big, "ACTIVE");

        Assert.Equal(2, (await _queue.Claim("other", 8, Now, Lease, Never)).Length);
    }

    [Fact]
    public async Task Bulk_jobs_of_two_tenants_take_turns_and_those_of_a_suspended_tenant_stand_still()
    {
        await AddJob(Big, "j1");
        await AddJob(Small, "j2");

        var (first, second, third) = (await ClaimItem("one"), await ClaimItem("two"), await ClaimItem("three"));
        Assert.Equal([Big, Small, Big], [first!.Job.Tenant, second!.Job.Tenant, third!.Job.Tenant]);

        await SetState(Big, "SUSPENDED");
        Assert.Equal(Small, (await ClaimItem("four"))!.Job.Tenant);
        Assert.Equal(Small, (await ClaimItem("five"))!.Job.Tenant);
        Assert.False(await _jobs.Renew(first, Lease, Never));
        await _jobs.Release(first, Never);
        await SetState(Big, "ACTIVE");

        Assert.Equal(1, (await ClaimItem("six"))!.Items[0].Position);
    }

    [Fact]
    public async Task Subscriptions_of_a_suspended_tenant_are_not_leased_and_lose_their_lease()
    {
        await AddSubscription(Big, "s1");
        await AddSubscription(Small, "s2");
        Assert.Equal(["s1", "s2"], await LeasedBy("node"));

        await SetState(Big, "SUSPENDED");
        Assert.Equal(["s2"], await LeasedBy("node"));

        await SetState(Big, "ACTIVE");
        Assert.Equal(["s1", "s2"], await LeasedBy("node"));
        await _deliveries.Release("node", [Big, Small], Never);
        Assert.Equal(["s1", "s2"], await LeasedBy("other"));
    }

    [Fact]
    public async Task Node_without_work_reads_once_whatever_the_number_of_tenants()
    {
        await Database.Write(
            [
                .. Enumerable.Range(0, 1_000).Select(number => Statement.One(
                    "INSERT INTO tenants (tenant_id, sign_in_key, name) VALUES ($1, $1, $1)", $"tenant-{number}")),
            ],
            Never);
        var before = Database.RoundTripCount;

        Assert.Empty(await _queue.Claim("node", 16, Now, Lease, Never));
        Assert.Null(await ClaimItem("node"));
        Assert.Empty(await LeasedBy("node"));

        Assert.Equal(3, Database.RoundTripCount - before);
    }

    [Fact]
    public async Task Claims_of_many_tenants_cost_a_bounded_number_of_round_trips()
    {
        for (var number = 0; number < 50; number++)
        {
            await CreateTenant(new($"tenant-{number}"));
            await AddWork(new($"tenant-{number}"), 2);
        }

        var before = Database.RoundTripCount;
        Assert.Equal(16, (await _queue.Claim("node", 16, Now, Lease, Never)).Length);

        Assert.InRange(Database.RoundTripCount - before, 1, 1 + (8 * 3));
    }

    [Fact]
    public async Task Claims_of_a_tenant_are_not_lost_when_those_of_the_next_one_fail()
    {
        await AddWork(Big, 2);
        await AddWork(Small, 1);
        await Database.Write([Statement.One("UPDATE work_items SET kind = 'UNREADABLE' WHERE tenant_id = $1", Small.Value)], Never);

        var claims = await _queue.Claim("node", 8, Now, Lease, Never);

        Assert.Equal([Big, Big], claims.Select(claim => claim.Tenant));
        await Assert.ThrowsAnyAsync<Exception>(() => _queue.Claim("node", 8, Now, Lease, Never));
    }

    [Fact]
    public async Task Expired_idempotency_keys_are_deleted_per_tenant()
    {
        foreach (var tenant in (TenantId[])[Big, Small])
        {
            await Database.Write(
                [Statement.One("INSERT INTO idempotency_keys VALUES ($1, 'caller', 'key', 'hash', 'o', 1, 9)", tenant.Value)], Never);
        }

        Assert.Equal(1, await new IdempotencyKeyStore(Database).DeleteBefore(Big, Now, 10, Never));

        Assert.Equal(1, await Number("SELECT count(*) FROM idempotency_keys WHERE tenant_id = 'small'"));
    }

    private Task<BulkJobBatch?> ClaimItem(string node) => _jobs.Claim(node, _ => new(1, false), Now, Lease, Never);

    private async Task<string[]> LeasedBy(string node) =>
        [.. (await _deliveries.Lease(node, Now, Lease, false, Never)).Select(lease => lease.Subscription.Id)];

    private Task<TransactionResult> SetState(TenantId tenant, string state) =>
        Database.Write([Statement.One("UPDATE tenants SET state = $2 WHERE tenant_id = $1", tenant.Value, state)], Never);

    private Task<TransactionResult> AddWork(TenantId tenant, int count) => Database.Write(
        [
            .. Enumerable.Range(0, count).Select(number => Statement.One(
                "INSERT INTO work_items (tenant_id, kind, subject, article_id, since, due_at) VALUES ($1, 'ROUTE', $2, '', 0, 0)",
                tenant.Value, $"order-{number}")),
        ],
        Never);

    private async Task AddJob(TenantId tenant, string id)
    {
        var definition = new BulkJobDefinition(new Caller(tenant, new("u"), 0), "Ann", "native", BulkCommand.RerouteUnroutable, false);
        Assert.True(await _jobs.Add(
            new BulkJob(tenant, id, definition, 3, Now) { RunningSince = Now },
            [.. Enumerable.Range(0, 3).Select(number => new BulkJobOrder(new($"o{number}"), null))],
            Never));
    }

    private async Task AddSubscription(TenantId tenant, string id) => Assert.True(await new SubscriptionStore(Database, new(Database)).Add(
        Subscription.CreateBroker(tenant, Subscription.DefaultApi, Now) with { Id = id }, EventPosition.Beginning, null, Never));
}

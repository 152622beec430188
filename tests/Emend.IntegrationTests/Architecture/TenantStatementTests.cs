using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Emend.IntegrationTests.Fixtures;
using Emend.IntegrationTests.Storage;
using Emend.Server.Application.Events;
using Emend.Server.Application.WorkQueue;
using Emend.Server.Maintenance;
using Emend.Server.Messaging;
using Emend.Server.Storage;
using Emend.Server.Storage.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Emend.IntegrationTests.Architecture;

public sealed class SqliteTenantStatementTests() : TenantStatementTests(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlTenantStatementTests() : TenantStatementTests(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>
/// Every statement on rows of tenants has the tenant as a parameter, so that a tenant can have a database server of its own. The test runs
/// every sample request and all background work.
/// </summary>
public abstract class TenantStatementTests
{
    // Statements that find the tenant, or run once at the start.
    private static readonly Dictionary<string, string> WithoutTenant = new()
    {
        ["SELECT tenant_id FROM tenants LIMIT 1"] = "the first start of an empty database",
        ["SELECT database_name, min(tenant_id) FROM tenants"] = "the start compares the directory with the configuration",
        [FeedEpochStore.OfArrivedTenants] = "a node reads the epochs of the tenants that came from another server",
        ["FROM tenants WHERE sign_in_key = $1"] = "a sign-in finds the tenant by its key",
        ["t.sign_in_key = $"] = "a sign-in finds the tenant by its key",
        ["SELECT coalesce(max(xid), -1)"] = "the start compares the journal with the transaction numbers of the server",
        ["SELECT 0, coalesce(max(seq), 0) FROM journal"] = "the start begins the first epoch of the event feed",
        ["FROM credential_secrets"] = "the secret of an API key finds the tenant",
    };

    // Statements that each server executes for all of its tenants.
    private static readonly string[] OfServer =
    [
        "AND claimed_until <= $2 ORDER BY claimed_until", "UPDATE subscriptions SET claimed_until = $3 WHERE",
        "FROM subscriptions\nWHERE", "UPDATE subscriptions SET claimed_by = '', claimed_until = 0 WHERE",
    ];

    private static readonly Regex TenantTable = new(
        $@"\b(FROM|JOIN|UPDATE|INTO)\s+({string.Join('|', TenantTables.All.Select(table => table.Name))})\b", RegexOptions.ExplicitCapture);

    private static readonly Regex TenantParameter = new(
        @"tenant_id = (ANY \()?\$\d|tenant_id IN \(SELECT value FROM json_each\(\$\d|INSERT INTO \w+\s*\([^)]*\btenant_id\b",
        RegexOptions.ExplicitCapture);

    private readonly TestDatabase _place;

    private protected TenantStatementTests(TestDatabase place) => _place = place;

    [Fact]
    public async Task Every_statement_on_rows_of_tenants_has_the_tenant()
    {
        var log = new StatementLog(Database.Open(_place.Options));
        await using (var app = await EmendApp.Start(_place, services => services.AddSingleton<Database>(log)
            .AddSingleton(DeliveryOptions.Default with { PollInterval = TimeSpan.FromMilliseconds(50) })))
        {
            using var admin = await app.SignIn();
            var samples = await SampleEntities.Create(admin);
            foreach (var name in SampleRequests.All.Keys)
            {
                if (samples.FindRequest(name) is { } request && !name.Contains("/events/stream", StringComparison.Ordinal))
                {
                    await admin.Send(new(name.Split(' ')[0]), request.Path, request.Body);
                }
            }

            await app.Services.GetRequiredService<RetentionService>().RunOnce(default);
            await app.Services.GetRequiredService<CleanupWorker>().RunOnce(default);
            var subscriptions = app.Services.GetRequiredService<ISubscriptionStore>();
            var broker = Subscription.CreateBroker(new("demo"), "native", DateTimeOffset.UnixEpoch);
            await subscriptions.Add(broker, EventPosition.Beginning, maxPerEvent: null, default);
            await subscriptions.SetBrokerApi("fulfillmenttools", default);
            var queue = app.Services.GetRequiredService<IWorkQueue>();
            await queue.Claim("test", 4, DateTimeOffset.MaxValue.AddYears(-1), DateTimeOffset.MaxValue.AddYears(-1), default);
        }

        Assert.True(log.Statements.Count > 200, $"Only {log.Statements.Count} statements ran.");
        Assert.Contains(log.Statements.Keys, text => text.Contains("FROM event_deliveries", StringComparison.Ordinal));
        Assert.Contains(log.Statements.Keys, text => text.StartsWith("UPDATE bulk_items", StringComparison.Ordinal));
        RuleFindings.MustBeNone(log.Statements.Keys.Where(text => TouchesTenants(text) && !HasTenant(text) && !IsAllowed(text)));

        // RoutedDatabase finds the server of a batch by this parameter.
        RuleFindings.MustBeNone(log.WithoutTenantFirst.Keys.Where(text => TouchesTenants(text) && !IsOfServer(text)));
    }

    [Fact]
    public async Task A_batch_without_the_tenant_in_its_first_parameter_is_found()
    {
        await using var log = new StatementLog(Database.Open(_place.Options));
        await log.Migrate(default);

        await log.First(Statement.From("SELECT 1 FROM orders WHERE order_id = $1 AND tenant_id = $2", "x", "demo"), _ => 1, default);

        Assert.Contains(log.WithoutTenantFirst.Keys, text => TouchesTenants(text) && !IsOfServer(text));
    }

    [Theory]
    [InlineData("SELECT 1 FROM work_items WHERE due_at <= $1", false)]
    [InlineData("UPDATE subscriptions SET claimed_until = $2 WHERE claimed_by = $1", false)]
    [InlineData("SELECT seq FROM journal WHERE tenant_id = $1", true)]
    [InlineData("INSERT INTO users (tenant_id, user_id) VALUES ($1, $2)", true)]
    public void Statements_without_a_tenant_are_recognized(string text, bool hasTenant)
    {
        Assert.True(TouchesTenants(text));
        Assert.Equal(hasTenant, HasTenant(text));
    }

    private static bool TouchesTenants(string text) => TenantTable.IsMatch(text);

    private static bool HasTenant(string text) => TenantParameter.IsMatch(text);

    private static bool IsOfServer(string text) => IsAllowed(text) || text == FeedEpochStore.OfArrivedTenants
        || OfServer.Any(part => text.Contains(part, StringComparison.Ordinal));

    private static bool IsAllowed(string text) => TenantFinder.Statements.Contains(text)
        || WithoutTenant.Keys.Any(part => text.Contains(part, StringComparison.Ordinal));

    /// <summary>Records the texts of all statements.</summary>
    private sealed class StatementLog(Database inner) : Database(inner.Dialect, TimeProvider.System)
    {
        public ConcurrentDictionary<string, bool> Statements { get; } = new(StringComparer.Ordinal);

        /// <summary>First statements of batches whose first parameter is not the demo tenant.</summary>
        public ConcurrentDictionary<string, bool> WithoutTenantFirst { get; } = new(StringComparer.Ordinal);

        public override bool ClaimExclusiveUse() => inner.ClaimExclusiveUse();

        public override bool MayStartLater(Exception failure) => inner.MayStartLater(failure);

        public override Task Migrate(IReadOnlyList<Migration> all, CancellationToken ct) => inner.Migrate(all, ct);

        public override ValueTask DisposeAsync() => inner.DisposeAsync();

        protected override bool IsOutage(Exception failure) => false;

        protected override Task<TransactionResult> WriteBatch(IReadOnlyList<Statement> statements, CancellationToken ct)
        {
            AddBatch(statements);
            return inner.Write(statements, ct);
        }

        protected override Task<T> ReadBatch<T>(
            IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
        {
            AddBatch(batch);
            return inner.Read(batch, read, ct);
        }

        protected override Task<T> ExecuteTransaction<T>(Func<LockedSession, Task<T>> work, CancellationToken ct) =>
            inner.ExecuteLocked(session => work(new Session(session, this)), ct);

        private void AddBatch(IReadOnlyList<Statement> statements)
        {
            Add(statements);
            if (statements is [var first, ..] && first.Values is not ["demo", ..])
            {
                WithoutTenantFirst[first.Sql] = true;
            }
        }

        private void Add(IReadOnlyList<Statement> statements)
        {
            foreach (var statement in statements)
            {
                Statements[statement.Sql] = true;
            }
        }

        private sealed class Session(LockedSession inner, StatementLog log) : LockedSession
        {
            public override string ForUpdate(string sql) => inner.ForUpdate(sql);

            public override Task<T> Read<T>(
                IReadOnlyList<Statement> batch, Func<QueryResultReader, CancellationToken, Task<T>> read, CancellationToken ct)
            {
                log.Add(batch);
                return inner.Read(batch, read, ct);
            }

            public override async Task<TransactionResult> Write(IReadOnlyList<Statement> statements, CancellationToken ct)
            {
                log.Add(statements);
                var result = await inner.Write(statements, ct);
                Result = result;
                return result;
            }
        }
    }
}

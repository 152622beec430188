using Emend.Core.Orders;
using Emend.Server.Storage;
using Emend.Server.Storage.Identity;

namespace Emend.IntegrationTests.Storage;

/// <summary>Base of contract tests: an open database with the current schema.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private readonly TestDatabase _database;

    private protected StoreContract(TestDatabase database) => (this._database, Database) = (database, Database.Open(database.Options));

    private protected Database Database { get; }

    private protected StorageOptions Options => _database.Options;

    protected static CancellationToken Never => CancellationToken.None;

    public virtual Task InitializeAsync() => Database.Migrate(Never);

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        _database.Dispose();
    }

    /// <summary>Starts all tasks at once and awaits them.</summary>
    protected static Task<T[]> RunConcurrently<T>(int count, Func<int, Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => work(number))));

    private protected Task CreateTenant(TenantId tenant) => CreateTenant(Database, tenant);

    /// <summary>Creates a tenant without users. Its versions start at 1, because versions start at the time of creation.</summary>
    private protected static async Task CreateTenant(Database database, TenantId tenant)
    {
        var store = new IdentityStore(database, new FirstMicrosecond());
        Assert.True(await store.AddTenant(new(tenant, tenant.Value, tenant.Value), [], Never));
    }

    private protected async Task<long> Number(string sql, params object?[] values) =>
        await Database.First(Statement.From(sql, values), row => row.Long(0), Never);

    internal sealed class FirstMicrosecond : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddMicroseconds(1);
    }
}

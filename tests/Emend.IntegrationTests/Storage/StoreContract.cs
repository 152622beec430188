using Emend.Server.Storage;

namespace Emend.IntegrationTests.Storage;

/// <summary>What every contract test starts from: an open database with the schema in it.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private readonly TestDatabase database;

    private protected StoreContract(TestDatabase database) => (this.database, Database) = (database, Database.Open(database.Options));

    private protected Database Database { get; }

    private protected StorageOptions Options => database.Options;

    protected static CancellationToken Never => CancellationToken.None;

    public virtual Task InitializeAsync() => Database.Migrate(Never);

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        database.Dispose();
    }

    /// <summary>Starts them all at once and waits for all.</summary>
    protected static Task<T[]> AtOnce<T>(int count, Func<int, Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => work(number))));

    private protected async Task<long> Number(string sql, params object?[] values) =>
        await Database.First(Statement.From(sql, values), row => row.Long(0), Never);
}

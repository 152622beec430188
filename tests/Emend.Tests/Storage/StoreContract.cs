using Emend.Server.Storage;

namespace Emend.Tests.Storage;

/// <summary>What every contract test starts from: an open database with the schema in it.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private readonly StorePlace place;

    private protected StoreContract(StorePlace place) => (this.place, Database) = (place, Database.Open(place.Options));

    private protected Database Database { get; }

    private protected StorageOptions Options => place.Options;

    protected static CancellationToken Never => CancellationToken.None;

    public virtual Task InitializeAsync() => Database.Migrate(Never);

    public async Task DisposeAsync()
    {
        await Database.DisposeAsync();
        place.Dispose();
    }

    /// <summary>Starts them all at once and waits for all.</summary>
    protected static Task<T[]> AtOnce<T>(int count, Func<int, Task<T>> work) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => Task.Run(() => work(number))));

    private protected async Task<long> Number(string sql, params object?[] values) =>
        await Database.First(Statement.Of(sql, values), row => row.Long(0), Never);
}

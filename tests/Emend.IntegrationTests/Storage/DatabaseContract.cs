using Emend.Server.Storage;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteDatabaseTests() : DatabaseContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlDatabaseTests() : DatabaseContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Contract of both databases, tested with a table of counters with an upper limit.</summary>
public abstract class DatabaseContract : StoreContract
{
    private const string Total = "SELECT coalesce(sum(units), 0) FROM counters";

    private protected DatabaseContract(TestDatabase database)
        : base(database)
    {
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Database.Write(
            [Statement.From("CREATE TABLE counters (id text PRIMARY KEY, version bigint NOT NULL, units bigint NOT NULL)")], Never);
        await Database.Write([Insert("a"), Insert("b")], Never);
    }

    [Fact]
    public async Task All_statements_of_a_transaction_are_committed_together()
    {
        var result = await Database.Write([Add("a", 1), Add("b", 2), Insert("c")], Never);

        Assert.Equal(TransactionResult.Ok, result);
        Assert.Equal((3L, 3L), (await Number(Total), await Number("SELECT count(*) FROM counters")));
    }

    [Fact]
    public async Task Outdated_version_writes_nothing_and_returns_the_statement_index()
    {
        var result = await Database.Write([Add("a", 1), Step("b", version: 7), Add("a", 1)], Never);

        Assert.Equal(new TransactionResult(TransactionFailure.RowCountMismatch, 1), result);
        Assert.Equal(0L, await Number(Total));
    }

    [Fact]
    public async Task Unique_violation_rolls_back_the_whole_transaction()
    {
        var result = await Database.Write([Add("a", 1), Insert("b"), Add("a", 1)], Never);

        Assert.Equal(new TransactionResult(TransactionFailure.Unique, 1), result);
        Assert.Equal(0L, await Number(Total));
    }

    [Fact]
    public async Task First_of_two_failures_is_returned()
    {
        Assert.Equal(
            new TransactionResult(TransactionFailure.RowCountMismatch, 0),
            await Database.Write([Step("b", version: 7), Insert("b")], Never));
        Assert.Equal(
            new TransactionResult(TransactionFailure.Unique, 0), await Database.Write([Insert("b"), Step("b", version: 7)], Never));
    }

    [Fact]
    public async Task Invalid_statement_throws_and_rolls_back()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Database.Write([Add("a", 1), Statement.From("UPDATE nowhere SET x = 1")], Never));

        Assert.Equal(0L, await Number(Total));
        Assert.True((await Database.Write([Add("a", 1)], Never)).IsCommitted);
    }

    [Fact]
    public async Task Failing_write_does_not_affect_concurrent_writes()
    {
        var results = await RunConcurrently(60, number => number % 3 == 0
            ? Database.Write([Add("a", 100), Step("b", version: 7)], Never)
            : Database.Write([Add("a", 1)], Never));

        Assert.Equal(40, results.Count(result => result.IsCommitted));
        Assert.Equal(40L, await Number(Total));
    }

    [Fact]
    public async Task Only_one_of_32_writers_with_the_same_version_succeeds()
    {
        var results = await RunConcurrently(32, _ => Database.Write([Step("a", version: 1), Add("b", 1)], Never));

        Assert.Single(results, result => result.IsCommitted);
        Assert.All(
            results.Where(result => !result.IsCommitted),
            result => Assert.Equal(new TransactionResult(TransactionFailure.RowCountMismatch, 0), result));
        Assert.Equal(1L, await Number(Total));
    }

    [Fact]
    public async Task Writers_with_opposite_lock_order_succeed_or_return_retry()
    {
        var results = await RunConcurrently(8, number => number % 2 == 0
            ? Database.Write([Add("a", 1), Add("b", 1)], Never)
            : Database.Write([Add("b", 1), Add("a", 1)], Never));

        Assert.All(results, result => Assert.True(result.Failure is TransactionFailure.None or TransactionFailure.Retry));
        Assert.Equal(2L * results.Count(result => result.IsCommitted), await Number(Total));
    }

    [Fact]
    public async Task Rows_read_under_lock_do_not_change_before_the_write()
    {
        await RunConcurrently(32, _ => Database.ExecuteLocked(
            async session =>
            {
                var units = await Units(session, "a");
                return await session.Write([Set("a", units + 1)], Never);
            },
            Never));

        Assert.Equal(32L, await Number(Total));
    }

    [Fact]
    public async Task Locked_session_without_write_or_with_failure_changes_nothing()
    {
        await Database.ExecuteLocked(async session => await session.Write([Add("a", 1), Step("b", version: 7)], Never), Never);
        await Assert.ThrowsAsync<InvalidDataException>(() => Database.ExecuteLocked<long>(
            async session =>
            {
                await session.Write([Add("a", 1)], Never);
                throw new InvalidDataException();
            },
            Never));

        Assert.Equal(0L, await Number(Total));
        Assert.Equal(5, await Database.ExecuteLocked(_ => Task.FromResult(5), Never));
    }

    [Fact]
    public async Task Query_batch_takes_one_round_trip_and_write_at_most_two()
    {
        var before = Database.RoundTripCount;
        var answer = await Database.Read(
            [Statement.From("SELECT units FROM counters WHERE id = $1", "a"), Statement.From("SELECT id FROM counters ORDER BY id")],
            async (rows, ct) =>
            {
                var units = await rows.First(row => row.Long(0), ct);
                await rows.Next(ct);
                return (units, Ids: await rows.List(row => row.Text(0), ct));
            },
            Never);

        Assert.Equal(0L, answer.units);
        Assert.Equal(["a", "b"], answer.Ids);
        Assert.Equal(1, Database.RoundTripCount - before);

        await Database.Write([Add("a", 1), Add("b", 1)], Never);
        Assert.InRange(Database.RoundTripCount - before, 2, 3);
    }

    [Fact]
    public async Task Disposing_completes_queued_writes()
    {
        await using var other = Database.Open(Options);
        var writes = Enumerable.Range(0, 50).Select(_ => other.Write([Add("a", 1)], Never)).ToArray();
        if (Options.Kind == StorageKind.PostgreSql)
        {
            await Task.WhenAll(writes);
        }

        await other.DisposeAsync();

        Assert.All(await Task.WhenAll(writes), result => Assert.True(result.IsCommitted));
        Assert.Equal(50L, await Number(Total));
    }

    private static Statement Insert(string id) => Statement.One("INSERT INTO counters (id, version, units) VALUES ($1, 1, 0)", id);

    private static Statement Add(string id, long units) =>
        Statement.One("UPDATE counters SET units = units + $2 WHERE id = $1", id, units);

    private static Statement Set(string id, long units) => Statement.One("UPDATE counters SET units = $2 WHERE id = $1", id, units);

    private static Statement Step(string id, long version) =>
        Statement.One("UPDATE counters SET version = version + 1 WHERE id = $1 AND version = $2", id, version);

    private static Task<long> Units(LockedSession session, string id) => session.Read(
        [Statement.From(session.ForUpdate("SELECT units FROM counters WHERE id = $1"), id)],
        (rows, ct) => rows.First(row => row.Long(0), ct),
        Never);
}

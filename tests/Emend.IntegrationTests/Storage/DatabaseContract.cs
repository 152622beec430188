using Emend.Server.Storage;

namespace Emend.IntegrationTests.Storage;

public sealed class SqliteDatabaseTests() : DatabaseContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlDatabaseTests() : DatabaseContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>What the two databases promise alike, over a table of counters with an upper limit.</summary>
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
    public async Task A_stale_version_writes_nothing_and_is_told_by_its_index()
    {
        var result = await Database.Write([Add("a", 1), Step("b", version: 7), Add("a", 1)], Never);

        Assert.Equal(new TransactionResult(TransactionFailure.RowCountMismatch, 1), result);
        Assert.Equal(0L, await Number(Total));
    }

    [Fact]
    public async Task A_unique_violation_in_the_middle_lets_nothing_commit()
    {
        var result = await Database.Write([Add("a", 1), Insert("b"), Add("a", 1)], Never);

        Assert.Equal(new TransactionResult(TransactionFailure.Unique, 1), result);
        Assert.Equal(0L, await Number(Total));
    }

    [Fact]
    public async Task Of_two_faults_the_first_is_told()
    {
        Assert.Equal(new TransactionResult(TransactionFailure.RowCountMismatch, 0), await Database.Write([Step("b", version: 7), Insert("b")], Never));
        Assert.Equal(new TransactionResult(TransactionFailure.Unique, 0), await Database.Write([Insert("b"), Step("b", version: 7)], Never));
    }

    [Fact]
    public async Task A_broken_statement_throws_and_lets_nothing_commit()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => Database.Write([Add("a", 1), Statement.From("UPDATE nowhere SET x = 1")], Never));

        Assert.Equal(0L, await Number(Total));
        Assert.True((await Database.Write([Add("a", 1)], Never)).Written);
    }

    [Fact]
    public async Task A_failing_write_leaves_its_neighbours_alone()
    {
        var results = await AtOnce(60, number => number % 3 == 0
            ? Database.Write([Add("a", 100), Step("b", version: 7)], Never)
            : Database.Write([Add("a", 1)], Never));

        Assert.Equal(40, results.Count(result => result.Written));
        Assert.Equal(40L, await Number(Total));
    }

    [Fact]
    public async Task Of_32_writers_that_read_the_same_version_one_wins()
    {
        var results = await AtOnce(32, _ => Database.Write([Step("a", version: 1), Add("b", 1)], Never));

        Assert.Single(results, result => result.Written);
        Assert.All(results.Where(result => !result.Written), result => Assert.Equal(new TransactionResult(TransactionFailure.RowCountMismatch, 0), result));
        Assert.Equal(1L, await Number(Total));
    }

    [Fact]
    public async Task Writers_that_lock_in_opposite_order_are_told_to_try_again_or_win()
    {
        var results = await AtOnce(8, number => number % 2 == 0
            ? Database.Write([Add("a", 1), Add("b", 1)], Never)
            : Database.Write([Add("b", 1), Add("a", 1)], Never));

        Assert.All(results, result => Assert.True(result.Fault is TransactionFailure.None or TransactionFailure.Retry));
        Assert.Equal(2L * results.Count(result => result.Written), await Number(Total));
    }

    [Fact]
    public async Task Locked_work_reads_what_nobody_changes_before_it_writes()
    {
        await AtOnce(32, _ => Database.Locked(
            async session =>
            {
                var units = await Units(session, "a");
                return await session.Write([Set("a", units + 1)], Never);
            },
            Never));

        Assert.Equal(32L, await Number(Total));
    }

    [Fact]
    public async Task Locked_work_that_writes_nothing_or_fails_leaves_nothing()
    {
        await Database.Locked(async session => await session.Write([Add("a", 1), Step("b", version: 7)], Never), Never);
        await Assert.ThrowsAsync<InvalidDataException>(() => Database.Locked<long>(
            async session =>
            {
                await session.Write([Add("a", 1)], Never);
                throw new InvalidDataException();
            },
            Never));

        Assert.Equal(0L, await Number(Total));
        Assert.Equal(5, await Database.Locked(_ => Task.FromResult(5), Never));
    }

    [Fact]
    public async Task A_batch_of_queries_is_one_round_trip_and_a_write_at_most_two()
    {
        var before = Database.Trips;
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
        Assert.Equal(1, Database.Trips - before);

        await Database.Write([Add("a", 1), Add("b", 1)], Never);
        Assert.InRange(Database.Trips - before, 2, 3);
    }

    [Fact]
    public async Task Closing_finishes_what_waits()
    {
        await using var other = Database.Open(Options);
        var writes = Enumerable.Range(0, 50).Select(_ => other.Write([Add("a", 1)], Never)).ToArray();
        if (Options.Kind == StorageKind.PostgreSql)
        {
            await Task.WhenAll(writes);
        }

        await other.DisposeAsync();

        Assert.All(await Task.WhenAll(writes), result => Assert.True(result.Written));
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

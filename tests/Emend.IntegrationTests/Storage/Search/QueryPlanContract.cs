using Emend.Core.Orders;
using Emend.Server.Application.Search;
using Emend.Server.Storage;
using Emend.Server.Storage.Search;

namespace Emend.IntegrationTests.Storage.Search;

public sealed class SqliteQueryPlanTests() : QueryPlanContract(new TestDatabase.SqliteTestDatabase());

public sealed class PostgreSqlQueryPlanTests() : QueryPlanContract(new TestDatabase.PostgreSqlTestDatabase());

/// <summary>Every statement of a search goes by an index, as the database itself tells.</summary>
public abstract class QueryPlanContract : StoreContract
{
    private const int Orders = 20_000;
    private static readonly TenantId Shop = new("shop");

    private protected QueryPlanContract(TestDatabase database)
        : base(database)
    {
    }

    private bool Sqlite => Database.Dialect == Dialect.Sqlite;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var term = SearchTermHasher.Of(Shop, OrderSearchDocument.ConsumerId, FieldValue.From("C7"));
        var (numbers, terms) = Sqlite
            ? ($"(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Orders}) SELECT i FROM n)",
                $"CASE WHEN i = 7 THEN json_array({term}) ELSE json_array(i, i % 10 - 10) END")
            : ($"(SELECT i FROM generate_series(1::bigint, {Orders}) i)",
                $"CASE WHEN i = 7 THEN ARRAY[{term}] ELSE ARRAY[i, i % 10 - 10]::bigint[] END");
        await Database.Write(
            [
                Statement.From(
                    $"""
                    INSERT INTO order_terms (tenant_id, order_id, order_date, status, terms)
                    SELECT 'shop', 'order-' || CAST(i AS text), i * 60000000, 'OPEN', {terms} FROM {numbers} numbers
                    """),
                Statement.From(
                    $"""
                    INSERT INTO order_index (tenant_id, kind, entity_id, order_id, facility_id, state, created_at)
                    SELECT 'shop', 'PICK_JOB', 'job-' || CAST(i AS text), 'o', 'f' || CAST(i % 200 AS text), 'OPEN', i
                    FROM {numbers} numbers
                    """),
                Statement.From(
                    $"""
                    INSERT INTO reservations (tenant_id, line_id, facility_id, order_id, article_id, quantity, created_at)
                    SELECT 'shop', 'line-' || CAST(i AS text), 'f' || CAST(i % 200 AS text), 'o', 'a', 1, i FROM {numbers} numbers
                    """),
            ],
            Never);
        foreach (var table in (string[])["order_terms", "order_index", "reservations"])
            if (!Sqlite)
                await Database.Write([Statement.From($"ANALYZE {table}")], Never);
    }

    [Fact]
    public async Task Searches_of_orders_go_by_indexes_in_every_sorting()
    {
        var consumer = new Criterion.FieldMatches(OrderSearchDocument.ConsumerId, FieldPredicate.Is(FieldValue.From("C7")));
        var since = new Criterion.FieldMatches(OrderSearchDocument.Date, new FieldPredicate.InRange(19_000 * 60_000_000L, long.MaxValue));
        foreach (var (sorting, place) in (((string, SortPosition)[])
            [(SortOrder.Date, new([9_000 * 60_000_000L, "order-9"])), (SortOrder.Status, new(["OPEN", 9_000 * 60_000_000L, "order-9"]))]))
        foreach (var descending in (bool[])[false, true])
        foreach (var from in (SortPosition?[])[null, place])
        {
            var walk = Walk(SearchSource.Orders, consumer, new(sorting, descending));
            await ByIndex(walk.First(from, 2_000, 21));
            await ByIndex(walk.Sample(from, 2_000));
            await ByIndex(walk.Last(from, 2_000));
            await ByIndex(walk.Driven(walk.Reach.Covers[0], from, 50_000, 21));
            await ByIndex(walk.Count(walk.Reach.Covers[0], 10_001));
            await ByIndex(Walk(SearchSource.Orders, since, new(sorting, descending)).Driven(null, from, 50_000, 21));
        }

        await ByIndex(Walk(SearchSource.Orders, since, new(SortOrder.Date, true)).First(null, 2_000, 21));
        var fieldMatches = new Criterion.FieldMatches(OrderSearchDocument.Id, new FieldPredicate.OneOf([FieldValue.From("order-7"), FieldValue.From("order-8")]));
        await ByIndex(Walk(SearchSource.Orders, fieldMatches, new(SortOrder.Date, true)).Driven(null, null, 50_000, 21));
    }

    [Fact]
    public async Task Searches_of_pick_jobs_and_reservations_go_by_indexes()
    {
        var fieldMatches = new Criterion.FieldMatches(FulfillmentSearchDocuments.Facility, FieldPredicate.Is(FieldValue.From("f7")));
        foreach (var (searchSource, sorting) in ((SearchSource, string)[])[(SearchSource.PickJobs, SortOrder.Date), (SearchSource.Reservations, SortOrder.Id)])
        {
            var walk = Walk(searchSource, fieldMatches, new(sorting, true));
            await ByIndex(walk.First(null, 2_000, 21));
            await ByIndex(walk.Last(null, 2_000));
            await ByIndex(walk.Driven(null, null, 50_000, 21));
        }
    }

    private SearchSqlBuilder Walk(SearchSource searchSource, Criterion where, SortOrder sortOrder) => new(Database.Dialect, Shop, searchSource, new(where, sortOrder, 20));

    private async Task ByIndex(Statement statement)
    {
        var explain = statement with { Sql = (Sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + statement.Sql };
        var plan = string.Join('\n', await Database.List(explain, row => row.Text(Sqlite ? 3 : 0), Never));
        foreach (var line in plan.Split('\n'))
        {
            var all = Sqlite
                ? line.StartsWith("SCAN ", StringComparison.Ordinal) && !line.Contains("USING", StringComparison.Ordinal)
                    && line is not ("SCAN s" or "SCAN d" or "SCAN hits") && !line.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
                : line.Contains("Seq Scan", StringComparison.Ordinal);
            Assert.False(all, $"{statement.Sql}\n\n{plan}");
        }

        var index = Sqlite ? "USING" : "Index";
        Assert.True(plan.Contains(index, StringComparison.Ordinal), $"{statement.Sql}\n\n{plan}");
    }
}
